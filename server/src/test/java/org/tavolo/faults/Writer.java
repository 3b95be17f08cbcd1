package org.tavolo.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Somebody who types one character after the other at the end of a note of their own, one submission in flight, and
 * remembers what was acknowledged. Thread-safe.
 */
final class Writer {
    final Caller caller;
    final String client = UUID.randomUUID().toString();
    final String note = UUID.randomUUID().toString();
    private final String parent;
    private final String board;
    private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
    private long next = 1;
    private String inFlight;
    private long inFlightBase;
    private long base;
    private int length;
    private BoardSocket socket;

    Writer(Caller caller, String board, String parent) {
        this.caller = caller;
        this.board = board;
        this.parent = parent;
    }

    void connect(ServerProcess server) throws Exception {
        BoardSocket opened = BoardSocket.open(caller, server.socket(), board, client, this::told);
        synchronized (this) {
            base = Math.max(base, opened.head());
            socket = opened;
        }
    }

    synchronized void disconnect() {
        socket.abort();
        socket = null;
    }

    /** Types the next character when the last one is acknowledged. @return whether it sent something */
    synchronized boolean type() {
        if (inFlight != null || socket == null) {
            return false;
        }
        String edits = next == 1
                ? "[{\"e\":\"create\",\"item\":\"" + note + "\",\"type\":\"note\",\"parent\":\"" + parent + "\"}]"
                : "[{\"e\":\"type\",\"item\":\"" + note + "\",\"field\":\"text\",\"op\":["
                        + (length == 0 ? "" : length + ",") + "\"" + letter(next) + "\"]}]";
        inFlight = edits;
        inFlightBase = base;
        socket.submit(client, next, inFlightBase, edits);
        return true;
    }

    private synchronized void told(JsonNode body) {
        if (!body.path("type").asText().equals("edits")) {
            return;
        }
        for (JsonNode revision : body.path("revisions")) {
            if (revision.path("client").asText().equals(client)) {
                acknowledge(revision.path("n").asLong(), revision.path("rev").asLong());
            }
        }
        base = Math.max(base, body.path("to").asLong());
    }

    /** Sends what has no answer again, the same, over HTTP. */
    synchronized void resend() throws Exception {
        if (inFlight != null) {
            JsonNode answer = caller.post("/api/boards/" + board + "/submissions", "{\"client\":\"" + client
                    + "\",\"n\":" + next + ",\"base\":" + inFlightBase + ",\"edits\":" + inFlight + "}");
            acknowledge(next, answer.path("rev").asLong());
        }
    }

    private void acknowledge(long n, long rev) {
        if (n == next && inFlight != null) {
            acknowledged.put(n, rev);
            inFlight = null;
            length += n == 1 ? 0 : 1;
            next++;
            base = Math.max(base, rev);
        }
    }

    synchronized TreeMap<Long, Long> acknowledged() {
        return new TreeMap<>(acknowledged);
    }

    /** What the note must read when everything acknowledged is there once and in order. */
    synchronized String expected() {
        StringBuilder text = new StringBuilder();
        acknowledged.keySet().stream().filter(n -> n > 1).forEach(n -> text.append(letter(n)));
        return text.toString();
    }

    private static char letter(long n) {
        return (char) ('a' + n % 26);
    }
}

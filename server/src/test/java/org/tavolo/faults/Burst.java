package org.tavolo.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Twenty writers and somebody who watches: at least 200 edits a second on one board until it is cut off, and then the
 * question what became of everything that was acknowledged or seen.
 */
final class Burst {
    static final int WRITERS = 20;
    private static final long PERIOD_MILLIS = 80;
    private static String link;
    private final ServerProcess server;
    private final String board;
    private final Caller watcher;
    private final List<Writer> writers = new ArrayList<>();
    /** client/n → revision, as somebody else saw it. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();

    /** What was found. @param rate acknowledged edits a second in the burst before the kill */
    record Findings(long acknowledged, long seen, long lost, long doubled, double rate) {}

    Burst(ServerProcess server) throws Exception {
        this.server = server;
        watcher = new Caller(server.uri("/"));
        signIn();
        JsonNode made = watcher.post("/api/programmes", "{\"title\":\"Kill\",\"theme\":\"\",\"mentee\":\"C\",\"mentor\":\"\","
                + "\"associations\":\"\",\"name\":\"Watcher\",\"role\":\"facilitator\",\"language\":\"en\"}");
        board = made.path("board").asText();
        String notes = null;
        for (JsonNode item : watcher.get("/api/boards/" + board + "/snapshot").path("items")) {
            notes = item.path("type").asText().equals("notes") ? item.path("id").asText() : notes;
        }
        for (int i = 0; i < WRITERS; i++) {
            Caller caller = new Caller(server.uri("/"));
            caller.post("/api/join", "{\"token\":\"" + made.path("joinToken").asText() + "\",\"name\":\"W" + i
                    + "\",\"party\":\"support\"}");
            writers.add(new Writer(caller, board, notes));
        }
    }

    /** By the first account, made when the folder of all kills is new, and from then on by its personal link. */
    private void signIn() throws Exception {
        if (link == null) {
            watcher.post("/api/setup", "{\"token\":\"" + server.setupToken() + "\",\"name\":\"Watcher\"}");
            link = watcher.post("/api/account/link", "{}").path("token").asText();
        } else {
            watcher.post("/api/sign-in", "{\"token\":\"" + link + "\"}");
        }
    }

    /** Types until so many more edits are acknowledged, then does the deed in the middle of it. */
    double run(long edits, Deed deed) throws Exception {
        for (Writer writer : writers) {
            writer.connect(server);
        }
        BoardSocket watching = BoardSocket.open(watcher, server.socket(), board, java.util.UUID.randomUUID().toString(),
                this::watch);
        long before = acknowledged();
        long began = System.nanoTime();
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        for (int i = 0; i < WRITERS; i++) {
            Writer writer = writers.get(i);
            clock.scheduleAtFixedRate(() -> {
                if (writer.type()) {
                    sent.incrementAndGet();
                }
            }, i * PERIOD_MILLIS / WRITERS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (acknowledged() - before < edits) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + (acknowledged() - before) + " edits acknowledged in 60 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
        double rate = (acknowledged() - before) / ((System.nanoTime() - began) / 1e9);
        deed.run();
        clock.shutdownNow();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        writers.forEach(Writer::disconnect);
        watching.abort();
        return rate;
    }

    interface Deed {
        void run() throws Exception;
    }

    private void watch(JsonNode body) {
        for (JsonNode revision : body.path("revisions")) {
            seen.put(revision.path("client").asText() + "/" + revision.path("n").asLong(), revision.path("rev").asLong());
        }
    }

    private long acknowledged() {
        return writers.stream().mapToLong(writer -> writer.acknowledged().size()).sum();
    }

    /** Reads the whole journal over the API and compares; then every writer sends again what has no answer. */
    Findings check(double rate) throws Exception {
        Map<String, List<Long>> journal = journal();
        long lost = 0;
        long acknowledged = 0;
        for (Writer writer : writers) {
            for (Map.Entry<Long, Long> one : writer.acknowledged().entrySet()) {
                acknowledged++;
                List<Long> revs = journal.getOrDefault(writer.client + "/" + one.getKey(), List.of());
                lost += revs.contains(one.getValue()) ? 0 : 1;
            }
        }
        for (Map.Entry<String, Long> one : seen.entrySet()) {
            lost += journal.getOrDefault(one.getKey(), List.of()).contains(one.getValue()) ? 0 : 1;
        }
        if (lost > 0) {
            return new Findings(acknowledged, seen.size(), lost, 0, rate);
        }
        for (Writer writer : writers) {
            writer.resend();
        }
        long doubled = journal().values().stream().filter(revs -> revs.size() > 1).count();
        return new Findings(acknowledged, seen.size(), lost, doubled, rate);
    }

    /** Whether every note reads exactly what its writer typed. */
    List<String> wrongTexts() throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (JsonNode item : watcher.get("/api/boards/" + board + "/snapshot").path("items")) {
            texts.put(item.path("id").asText(), item.path("fields").path("text").asText(""));
        }
        List<String> wrong = new ArrayList<>();
        for (Writer writer : writers) {
            if (!writer.expected().equals(texts.get(writer.note))) {
                wrong.add("expected " + writer.expected() + " but the note reads " + texts.get(writer.note));
            }
        }
        return wrong;
    }

    private Map<String, List<Long>> journal() throws Exception {
        Map<String, List<Long>> journal = new TreeMap<>();
        long after = 0;
        while (true) {
            JsonNode page = watcher.get("/api/boards/" + board + "/revisions?after=" + after + "&wait=0&limit=500");
            for (JsonNode revision : page.path("revisions")) {
                journal.computeIfAbsent(revision.path("client").asText() + "/" + revision.path("n").asLong(),
                        key -> new ArrayList<>()).add(revision.path("rev").asLong());
            }
            if (page.path("to").asLong() >= page.path("head").asLong()) {
                return journal;
            }
            after = page.path("to").asLong();
        }
    }
}

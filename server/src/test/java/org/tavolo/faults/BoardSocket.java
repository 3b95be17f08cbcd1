package org.tavolo.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One socket on one board: hello is said, frames go to the listener on the socket's thread. */
final class BoardSocket implements WebSocket.Listener {
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final CountDownLatch welcomed = new CountDownLatch(1);
    private final Consumer<JsonNode> bodies;
    private final String board;
    private WebSocket socket;
    private volatile long head;

    private BoardSocket(String board, Consumer<JsonNode> bodies) {
        this.board = board;
        this.bodies = bodies;
    }

    static BoardSocket open(Caller caller, URI uri, String board, String client, Consumer<JsonNode> bodies)
            throws Exception {
        BoardSocket one = new BoardSocket(board, bodies);
        one.socket = caller.open(uri, one);
        one.socket.sendText("{\"type\":\"register\",\"address\":\"board." + board + "\"}", true).join();
        one.send("{\"type\":\"hello\",\"v\":1,\"board\":\"" + board + "\",\"client\":\"" + client
                + "\",\"rev\":null,\"generation\":null}");
        if (!one.welcomed.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no welcome within 10 s");
        }
        return one;
    }

    /** Head of the board when it was welcomed. */
    long head() {
        return head;
    }

    void submit(String client, long n, long base, String edits) {
        send("{\"type\":\"submit\",\"board\":\"" + board + "\",\"client\":\"" + client + "\",\"n\":" + n + ",\"base\":"
                + base + ",\"edits\":" + edits + "}");
    }

    private void send(String body) {
        socket.sendText("{\"type\":\"send\",\"address\":\"tavolo\",\"body\":" + body + "}", true).join();
    }

    void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        return took(from, last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        parts.writeBytes(bytes);
        return took(from, last);
    }

    private CompletionStage<?> took(WebSocket from, boolean last) {
        from.request(1);
        if (last) {
            try {
                JsonNode body = Caller.JSON.readTree(parts.toByteArray()).path("body");
                if (body.path("type").asText().equals("welcome")) {
                    head = body.path("head").asLong();
                    welcomed.countDown();
                } else if (body.isObject()) {
                    bodies.accept(body);
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                parts.reset();
            }
        }
        return null;
    }
}

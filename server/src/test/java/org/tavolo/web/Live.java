package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A live socket of a {@link Peer}, with the protocol's envelope. Waits at most half a minute for anything. */
public final class Live implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int PATIENCE = 30;

    private final LinkedBlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final UUID client = UUID.randomUUID();
    private WebSocket socket;
    private long n;

    private Live() {
    }

    /** Opens a socket as the page at {@code base} would. @param headers may change the headers of the upgrade */
    static Live open(URI base, String cookie, UnaryOperator<Map<String, String>> headers) {
        Live live = new Live();
        Map<String, String> sent = new java.util.LinkedHashMap<>();
        sent.put("Origin", base.toString());
        if (cookie != null) {
            sent.put("Cookie", cookie);
        }
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        headers.apply(sent).forEach(builder::header);
        URI address = URI.create(base.toString().replaceFirst("http", "ws") + "/live/websocket");
        live.socket = builder.buildAsync(address, live.new Listener()).join();
        return live;
    }

    /** The client id of this tab. */
    public UUID client() {
        return client;
    }

    public Live send(JsonObject envelope) {
        return text(envelope.encode());
    }

    public Live text(String frame) {
        try {
            socket.sendText(frame, true).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the socket is closed", e.getCause());
        }
        return this;
    }

    public Live bytes(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
        return this;
    }

    /** A message for the server. */
    public Live tell(JsonObject body) {
        return send(new JsonObject().put("type", "send").put("address", "tavolo").put("body", body));
    }

    public Live register(String address) {
        return send(new JsonObject().put("type", "register").put("address", address));
    }

    /** Listens to the board and says hello to it with nothing in hand. @return the welcome */
    public JsonObject enter(UUID board) {
        register("board." + board);
        return hello(board, null, null);
    }

    public JsonObject hello(UUID board, Long rev, Long generation) {
        tell(new JsonObject().put("type", "hello").put("v", 1).put("board", board.toString())
                .put("client", client.toString()).put("rev", rev).put("generation", generation));
        return await("you", "welcome");
    }

    /** Submits and returns the number n of the submission. */
    public long submit(UUID board, long base, JsonObject... edits) {
        JsonArray list = new JsonArray();
        for (JsonObject edit : edits) {
            list.add(edit);
        }
        tell(new JsonObject().put("type", "submit").put("board", board.toString()).put("client", client.toString())
                .put("n", ++n).put("base", base).put("edits", list));
        return n;
    }

    /** A message of the server at this address and of this type, waited for; what came before it is skipped. */
    public JsonObject await(String address, String type) {
        return await(frame -> address.equals(frame.getString("address"))
                && type.equals(frame.getJsonObject("body").getString("type"))).getJsonObject("body");
    }

    /** The revision that holds this client's submission, once it is told to everybody on the board. */
    public JsonObject numbered(UUID board, UUID author, long number) {
        JsonObject[] found = new JsonObject[1];
        await(frame -> {
            if (!("board." + board).equals(frame.getString("address"))) {
                return false;
            }
            JsonArray revisions = frame.getJsonObject("body").getJsonArray("revisions", new JsonArray());
            for (int i = 0; i < revisions.size(); i++) {
                JsonObject revision = revisions.getJsonObject(i);
                if (author.toString().equals(revision.getString("client")) && revision.getLong("n") == number) {
                    found[0] = revision;
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    /** The next frame of which this is true; those before it are skipped. */
    public JsonObject await(Predicate<JsonObject> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        try {
            while (true) {
                JsonObject frame = received.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new AssertionError("nothing of the kind came in " + PATIENCE + " s"
                            + (closed.isDone() ? ", the socket was closed with " + closed.join() : ""));
                }
                if (wanted.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How often frames of this kind wait to be read, and forgets all that wait. */
    public long count(Predicate<JsonObject> wanted) {
        java.util.List<JsonObject> waiting = new java.util.ArrayList<>();
        received.drainTo(waiting);
        return waiting.stream().filter(wanted).count();
    }

    /** The code with which the server closed the socket. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the socket is still open");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean open() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            frame.writeBytes(bytes);
            if (last) {
                received.add(new JsonObject(frame.toString(StandardCharsets.UTF_8)));
                frame.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}

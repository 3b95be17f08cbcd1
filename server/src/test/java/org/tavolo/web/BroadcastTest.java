package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Revision;

class BroadcastTest {
    private static final UUID BOARD = UUID.fromString("019a0000-0000-7000-8000-00000000b001");

    private final LinkedBlockingQueue<Encoded> one = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Encoded> two = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Context sockets;
    private VertxScheduler thread;
    private Broadcast broadcast;

    @BeforeEach
    void listen() throws Exception {
        vertx = Vertx.vertx();
        sockets = ((VertxInternal) vertx).createEventLoopContext();
        thread = new VertxScheduler(vertx, ((VertxInternal) vertx).createEventLoopContext());
        broadcast = new Broadcast(vertx, sockets, thread);
        CountDownLatch listening = new CountDownLatch(1);
        sockets.runOnContext(ignored -> {
            vertx.eventBus().<Encoded>consumer("board." + BOARD, message -> one.add(message.body()));
            vertx.eventBus().<Encoded>consumer("board." + BOARD, message -> two.add(message.body()));
            listening.countDown();
        });
        listening.await();
        thread.execute(() -> broadcast.listen(BOARD, 0));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @DisplayName("L4 a frame is encoded once for all who listen")
    void encodedOnce() throws Exception {
        thread.execute(() -> broadcast.revised(BOARD, 0, List.of(revision(1, "a"))));
        Encoded frame = one.poll(30, TimeUnit.SECONDS);
        assertSame(frame.bytes(), two.poll(30, TimeUnit.SECONDS).bytes());
        assertEquals("0-1", range(frame));
    }

    @Test
    @DisplayName("L4 what is committed while the sockets are busy comes in one frame when they are done")
    void framesGrowInsteadOfQueueing() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        sockets.runOnContext(ignored -> await(busy));
        thread.execute(() -> {
            for (int rev = 1; rev <= 50; rev++) {
                broadcast.revised(BOARD, rev - 1, List.of(revision(rev, "a")));
            }
            busy.countDown();
        });
        assertEquals("0-1", range(one.poll(30, TimeUnit.SECONDS)));
        assertEquals("1-50", range(one.poll(30, TimeUnit.SECONDS)));
    }

    @Test
    @DisplayName("L5 a frame over 48 kB only says the head")
    void largeFramesSayTheHead() throws Exception {
        thread.execute(() -> broadcast.revised(BOARD, 0, List.of(revision(1, "x".repeat(50_000)))));
        JsonObject body = body(one.poll(30, TimeUnit.SECONDS));
        assertEquals("head", body.getString("type"));
        assertEquals(1, body.getLong("head"));
    }

    @Test
    @DisplayName("L4 an empty frame is the heartbeat, every two seconds")
    void heartbeat() throws Exception {
        thread.execute(() -> broadcast.revised(BOARD, 0, List.of(revision(1, "a"))));
        assertEquals("0-1", range(one.poll(30, TimeUnit.SECONDS)));
        long began = System.nanoTime();
        assertEquals("1-1", range(one.poll(30, TimeUnit.SECONDS)));
        Encoded second = one.poll(30, TimeUnit.SECONDS);
        assertEquals("1-1", range(second));
        assertEquals(System.currentTimeMillis(), body(second).getLong("now"), 10_000, "what time it is");
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(16));
    }

    @Test
    @DisplayName("H2 who waits is woken once, and who gave up is not")
    void pollers() throws Exception {
        List<String> woken = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        thread.execute(() -> {
            broadcast.await(BOARD, () -> woken.add("waiting"));
            broadcast.await(BOARD, () -> woken.add("gave up")).run();
            broadcast.revised(BOARD, 0, List.of(revision(1, "a")));
            broadcast.revised(BOARD, 1, List.of(revision(2, "a")));
            broadcast.await(BOARD, () -> woken.add("stopping"));
            broadcast.stop();
            done.countDown();
        });
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(List.of("waiting", "stopping"), woken);
    }

    private static Revision revision(long rev, String value) {
        return new Revision(rev, UUID.randomUUID(), 1, 7, 0, List.of(
                new Edit.Set(UUID.randomUUID(), "state", value, null)));
    }

    private static String range(Encoded frame) {
        JsonObject body = body(frame);
        assertEquals(body.getLong("to") - body.getLong("from"), body.getJsonArray("revisions").size());
        return body.getLong("from") + "-" + body.getLong("to");
    }

    private static JsonObject body(Encoded frame) {
        return new JsonObject(frame.bytes().toString()).getJsonObject("body");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Refusal;

class GuessesTest {
    private static final int PER_SECOND = 20;
    private static final int BURST = 200;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Guesses guesses = new Guesses(vertx, context);
    private final AtomicInteger looked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @DisplayName("E71 ten thousand guesses by as many sessions from two hundred addresses are looked at twenty a second, and a neighbour comes in")
    void manyAddresses() throws Exception {
        long began = System.nanoTime();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(guess(UUID.randomUUID(), "192.0.2." + i % 200, false));
        }
        // From an address from which nobody guesses, and from one from which fifty do.
        assertEquals("in", guess(UUID.randomUUID(), "198.51.100.1", true).get(30, TimeUnit.SECONDS));
        long elsewhere = System.nanoTime() - began;
        for (CompletableFuture<String> one : all) {
            String said = one.get(60, TimeUnit.SECONDS);
            assertTrue(said.equals("invitation") || said.equals("too_many_requests"), said);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertTrue(elsewhere < 5e9, "the neighbour waited for " + elsewhere / 1e9 + " s");
        assertTrue(looked.get() <= BURST + PER_SECOND * (seconds + 1) + 1, looked + " looked at in " + seconds + " s");
        assertTrue(looked.get() >= BURST, looked + " looked at");
    }

    @Test
    @DisplayName("E71 whoever tries for the first time comes in though somebody at the same address guesses without end")
    void sameAddress() throws Exception {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID session = UUID.randomUUID();
            for (int n = 0; n < 5; n++) {
                all.add(guess(session, "192.0.2.1", false));
            }
        }
        long began = System.nanoTime();
        assertEquals("in", guess(UUID.randomUUID(), "192.0.2.1", true).get(30, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - began < 5e9, "it took " + (System.nanoTime() - began) / 1e9 + " s");
        for (CompletableFuture<String> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("E71 a hall that types the right code is never kept waiting")
    void rightOnes() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            CompletableFuture<String> one = guess(UUID.randomUUID(), "192.0.2.1", true);
            assertEquals("in", one.get(5, TimeUnit.SECONDS));
        }
        assertEquals(1_000, looked.get());
    }

    private CompletableFuture<String> guess(UUID session, String address, boolean right) {
        CompletableFuture<String> said = new CompletableFuture<>();
        context.runOnContext(ignored -> guesses.guess(session, address, () -> {
            looked.incrementAndGet();
            return right ? Future.succeededFuture("in") : Future.<String>failedFuture(Refusal.invalid("invitation"));
        }).onComplete(read -> said.complete(read.succeeded() ? read.result()
                : read.cause() instanceof Refusal refusal ? refusal.reason() : "too_many_requests")));
        return said;
    }
}

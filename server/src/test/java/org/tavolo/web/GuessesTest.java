package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Refusal;
import org.tavolo.live.VirtualScheduler;

class GuessesTest {
    private static final int PER_SECOND = 20;
    private static final int BURST = 200;
    private final VirtualScheduler thread = new VirtualScheduler(1_790_000_000_000L);
    private final Guesses guesses = new Guesses(thread);
    private final AtomicInteger looked = new AtomicInteger();

    @Test
    @DisplayName("E71 ten thousand guesses by as many sessions from two hundred addresses are looked at twenty a second, and a neighbour comes in")
    void manyAddresses() {
        long began = thread.now();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(guess(UUID.randomUUID(), "192.0.2." + i % 200, false));
        }
        // From an address from which nobody guesses, and from one from which fifty do.
        assertEquals("in", said(guess(UUID.randomUUID(), "198.51.100.1", true), 30));
        long elsewhere = thread.now() - began;
        for (CompletableFuture<String> one : all) {
            String said = said(one, 60);
            assertTrue(said.equals("invitation") || said.equals("too_many_requests"), said);
        }
        double seconds = (thread.now() - began) / 1e3;
        assertTrue(elsewhere < 5_000, "the neighbour waited for " + elsewhere + " ms");
        assertTrue(looked.get() <= BURST + PER_SECOND * (seconds + 1) + 1, looked + " looked at in " + seconds + " s");
        assertTrue(looked.get() >= BURST, looked + " looked at");
    }

    @Test
    @DisplayName("E71 whoever tries for the first time comes in though somebody at the same address guesses without end")
    void sameAddress() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID session = UUID.randomUUID();
            for (int n = 0; n < 5; n++) {
                all.add(guess(session, "192.0.2.1", false));
            }
        }
        long began = thread.now();
        assertEquals("in", said(guess(UUID.randomUUID(), "192.0.2.1", true), 30));
        assertTrue(thread.now() - began < 5_000, "it took " + (thread.now() - began) + " ms");
        for (CompletableFuture<String> one : all) {
            said(one, 60);
        }
    }

    @Test
    @DisplayName("E71 a hall that types the right code is never kept waiting")
    void rightOnes() {
        for (int i = 0; i < 1_000; i++) {
            CompletableFuture<String> one = guess(UUID.randomUUID(), "192.0.2.1", true);
            assertEquals("in", said(one, 5));
        }
        assertEquals(1_000, looked.get());
    }

    @Test
    @DisplayName("E71 who knows one code guesses others no more often for it")
    void oneThatIsKnown() {
        UUID mallory = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertEquals("invitation", said(guess(mallory, "192.0.2.1", false), 1));
            assertEquals(i < 4 ? "in" : "too_many_requests", said(guess(mallory, "192.0.2.1", true), 1));
        }
        assertEquals("too_many_requests", said(guess(mallory, "192.0.2.1", false), 1));
    }

    /** What was said within so many seconds. */
    private String said(CompletableFuture<String> one, int seconds) {
        long until = thread.now() + seconds * 1_000L;
        thread.run();
        while (!one.isDone() && thread.now() < until) {
            thread.advance(50);
        }
        assertTrue(one.isDone(), "nothing was said within " + seconds + " s");
        return one.join();
    }

    private CompletableFuture<String> guess(UUID session, String address, boolean right) {
        CompletableFuture<String> said = new CompletableFuture<>();
        thread.execute(() -> guesses.guess(session, address, () -> {
            looked.incrementAndGet();
            return right ? Future.succeededFuture("in") : Future.<String>failedFuture(Refusal.invalid("invitation"));
        }).onComplete(read -> said.complete(read.succeeded() ? read.result()
                : read.cause() instanceof Refusal refusal ? refusal.reason() : "too_many_requests")));
        return said;
    }
}

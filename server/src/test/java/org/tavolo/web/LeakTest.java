package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same public history told twice, with different activity at the confidential table, gives an outsider the same
 * bytes, on a socket and over HTTP. {@code -Dhistories=10000} tells more of them, {@code -Dseed=} begins elsewhere.
 */
class LeakTest {
    private static final int HISTORIES = Integer.getInteger("histories", 300);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int STEPS = 4;
    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger REFUSALS = Logger.getLogger("org.tavolo.web");
    private static LeakWorld one;
    private static LeakWorld two;

    @BeforeAll
    static void begin() {
        REFUSALS.setLevel(Level.WARNING);
        one = new LeakWorld();
        two = new LeakWorld();
    }

    @AfterAll
    static void end() {
        one.close();
        two.close();
        REFUSALS.setLevel(null);
    }

    @Test
    void whatHappensAtTheConfidentialTableIsNotSeenFromOutside() {
        int opened = 0;
        int differing = 0;
        long bytes = 0;
        List<String> before = List.of();
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            long now = seed;
            // In every third nothing happens there at all.
            LeakWorld.History quiet = one.new History(now, now % 3 == 0 ? 0 : 2, 1);
            LeakWorld.History busy = two.new History(now, 4, 2);
            CompletableFuture<List<String>> told = CompletableFuture.supplyAsync(() -> quiet.tell(STEPS));
            List<String> again = busy.tell(STEPS);
            assertSame(told.join(), again, "history " + seed);
            assertNotEquals(before, again, "what is public is not seen either");
            before = again;
            opened += busy.opened() ? 1 : 0;
            differing += busy.opened() != quiet.opened() ? 1 : 0;
            bytes += again.stream().mapToInt(String::length).sum();
        }
        System.out.println("leaks: " + HISTORIES + " histories from seed " + SEED + ", " + bytes + " bytes compared, "
                + opened + " with a confidential table, " + differing + " against none");
        assertTrue(opened > HISTORIES * 2 / 3 && differing > HISTORIES / 5, opened + " " + differing);
    }

    /** Byte by byte; what is first told differently is shown with its place. */
    private static void assertSame(List<String> some, List<String> other, String which) {
        for (int i = 0; i < Math.max(some.size(), other.size()); i++) {
            assertEquals(i < some.size() ? some.get(i) : "nothing", i < other.size() ? other.get(i) : "nothing",
                    which + ", told as number " + i);
        }
    }
}

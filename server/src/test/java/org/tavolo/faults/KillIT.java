package org.tavolo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code kill -9} in a burst; {@code -Dkills=100} for the long campaign, {@code -Dseed=} to repeat one. */
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final String SERVER = "org.tavolo.app.Main";
    private static Path data;
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @DisplayName("kill -9 of the server in a burst: nothing acknowledged or seen is lost or doubled")
    void killServer() throws Exception {
        campaign("kill -9 of the server", (server, burst) -> {
            double rate = burst.run(80 + random.nextInt(160), server::kill);
            server.start();
            return rate;
        });
    }

    @Test
    @DisplayName("kill -9 of PostgreSQL in a burst: nothing acknowledged or seen is lost or doubled")
    void killPostgres() throws Exception {
        campaign("kill -9 of PostgreSQL", (server, burst) -> {
            double rate = burst.run(80 + random.nextInt(160), server::killPostgres);
            server.awaitReady();
            return rate;
        });
    }

    @Test
    @DisplayName("the control: a server that acknowledges before COMMIT is found to lose")
    void control() throws Exception {
        try (ServerProcess server = new ServerProcess(data, "org.tavolo.app.HastyServer", Map.of())) {
            server.start();
            Burst burst = new Burst(server);
            long lost = 0;
            for (int i = 0; i < 3 && lost == 0; i++) {
                double rate = burst.run(100, server::kill);
                server.start();
                lost = burst.check(rate).lost();
            }
            System.out.println("KillIT control: " + lost + " acknowledged edits lost, as it must be");
            assertTrue(lost > 0, "the harness did not notice that acknowledged edits were lost");
        }
    }

    private interface Round {
        double run(ServerProcess server, Burst burst) throws Exception;
    }

    private void campaign(String name, Round round) throws Exception {
        System.out.println("KillIT seed " + seed);
        try (ServerProcess server = new ServerProcess(data, SERVER, Map.of())) {
            server.start();
            Burst burst = new Burst(server);
            Burst.Findings last = null;
            double slowest = Double.MAX_VALUE;
            for (int kill = 1; kill <= KILLS; kill++) {
                last = burst.check(round.run(server, burst));
                slowest = Math.min(slowest, last.rate());
                assertEquals(0, last.lost(), name + " " + kill + ": lost, seed " + seed);
                assertEquals(0, last.doubled(), name + " " + kill + ": doubled, seed " + seed);
                assertEquals(List.of(), burst.wrongTexts(), name + " " + kill + ": seed " + seed);
            }
            System.out.printf("KillIT %s: %d kills, %d edits acknowledged, %d seen by another, 0 lost, 0 doubled, "
                    + "slowest burst %.0f edits/s%n", name, KILLS, last.acknowledged(), last.seen(), slowest);
            assertTrue(slowest >= 50, "a burst of " + slowest + " edits/s is no burst");
        }
    }

    /** One for all, each on a board of its own, that an unprivileged PostgreSQL can reach, too. */
    @BeforeAll
    static void folder() throws Exception {
        Path parent = Files.createTempDirectory("tavolo-kill");
        assertTrue(parent.toFile().setExecutable(true, false));
        data = parent.resolve("data");
    }
}

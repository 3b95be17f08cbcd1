package org.tavolo.live.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories in which the simulator once found something, each named for what it was. */
class FoundHistoriesTest {
    private static void goesWell(long... seeds) {
        try (Simulation simulation = new Simulation()) {
            for (long seed : seeds) {
                List<World> wrong = simulation.run(seed, 1, Plant::new, found -> false);
                assertEquals(List.of(), wrong.stream().map(world -> world.verdict.wrong()).toList(), "seed " + seed);
            }
        }
    }

    @Test
    void aPollerWhoseBoardCameBeforeItsHeadPolls() {
        goesWell(286, 339, 355);
    }
}

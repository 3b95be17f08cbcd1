package org.tavolo.live.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that finds nothing proves nothing: each planted bug must be found, soon. */
class PlantedBugsTest {
    private static final int WITHIN = 10_000;
    private static final long SEED = Long.getLong("seed", 1);
    private static final Simulation simulation = new Simulation();

    /** Some bugs break boards, and the rooms rightly complain. */
    private static final Logger COMPLAINTS = Logger.getLogger("org.tavolo.live");

    @BeforeAll
    static void expectComplaints() {
        COMPLAINTS.setLevel(Level.OFF);
    }

    @AfterAll
    static void close() {
        COMPLAINTS.setLevel(null);
        simulation.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Plants.class)
    void everyPlantedBugIsFound(Plants bug) {
        int before = simulation.histories;
        List<World> found = Assertions.assertTimeout(Duration.ofMinutes(4),
                () -> simulation.run(SEED, WITHIN, bug.plant, wrong -> !wrong.isEmpty()));
        assertFalse(found.isEmpty(), bug + " was not found in " + WITHIN + " histories");
        System.out.printf("planted bug %-34s found after %4d histories, seed %d: %s%n", bug,
                simulation.histories - before, found.get(0).seed, found.get(0).verdict.wrong().get(0));
    }
}

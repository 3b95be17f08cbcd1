package org.tavolo.live.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Seeded histories of several tabs, nodes and faults on a virtual clock, with the real rooms and the real client core.
 *
 * <pre>
 * mvn -pl server test -Dtest=SimulatorTest -Dhistories=100000       as many as wanted
 * mvn -pl server test -Dtest=SimulatorTest -Dhistories=1 -Dseed=42  one history again, with its journal
 * </pre>
 */
class SimulatorTest {
    private static final int HISTORIES = Integer.getInteger("histories", 2_000);
    private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xffff_ffffL);

    @Test
    void whateverGoesWrongEverybodyEndsUpWithTheSameBoardAndNothingIsLostOrDoubled() {
        long start = System.nanoTime();
        System.out.println("simulator: seeds from " + SEED + ", " + HISTORIES + " histories");
        try (Simulation simulation = new Simulation()) {
            List<World> wrong = simulation.run(SEED, HISTORIES, Plant::new, found -> found.size() >= 5);
            System.out.printf("simulator: %d histories, %d edits done, %d revisions, %d went wrong, %.1f s%n",
                    simulation.histories, simulation.edits, simulation.revisions, wrong.size(),
                    (System.nanoTime() - start) / 1e9);
            wrong.forEach(SimulatorTest::report);
            if (!wrong.isEmpty()) {
                fail("seed " + wrong.get(0).seed + ": " + wrong.get(0).verdict.wrong());
            }
            assertTrue(simulation.revisions > 5L * HISTORIES, "enough happened");
        }
    }

    private static void report(World world) {
        System.out.println("seed " + world.seed + " (again with -Dhistories=1 -Dseed=" + world.seed + ")");
        world.verdict.wrong().forEach(what -> System.out.println("  " + what));
        if (HISTORIES == 1) {
            world.verdict.journal().forEach(System.out::println);
        }
    }
}

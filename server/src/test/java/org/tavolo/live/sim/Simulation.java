package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs many histories through one Node process, interleaved, so that both sides always have work. */
final class Simulation implements AutoCloseable {
    private static final int GROUPS = 3;
    private static final int TOGETHER = 12;

    private final Peers peers = Peers.start();
    private int ids;
    int histories;
    long edits;
    long revisions;

    private static final class Group {
        final List<World> worlds = new ArrayList<>();
        final List<Integer> sizes = new ArrayList<>();
    }

    /**
     * Runs the histories of the seeds from {@code first} on, until so many are done or {@code enough} says so.
     *
     * @return those that went wrong
     */
    List<World> run(long first, int count, Supplier<Plant> plant, Predicate<List<World>> enough) {
        List<World> wrong = new ArrayList<>();
        Deque<Group> flying = new ArrayDeque<>();
        long next = first;
        int started = 0;
        for (int i = 0; i < GROUPS && started < count; i++) {
            Group group = new Group();
            while (group.worlds.size() < TOGETHER && started < count) {
                group.worlds.add(new World(next++, ids++, plant.get()));
                started++;
            }
            send(group);
            flying.add(group);
        }
        while (!flying.isEmpty()) {
            Group group = flying.remove();
            receive(group);
            for (int i = 0; i < group.worlds.size(); i++) {
                World world = group.worlds.get(i);
                if (world.isDone()) {
                    histories++;
                    edits += world.verdict.edits;
                    revisions += world.disk.all(world.board).size();
                    if (world.verdict.isWrong()) {
                        wrong.add(world);
                    }
                    group.worlds.remove(i--);
                    if (started < count && !enough.test(wrong)) {
                        group.worlds.add(new World(next++, ids++, plant.get()));
                        started++;
                    }
                }
            }
            if (!group.worlds.isEmpty() && !enough.test(wrong)) {
                send(group);
                flying.add(group);
            }
        }
        return wrong;
    }

    private void send(Group group) {
        List<String> line = new ArrayList<>();
        group.sizes.clear();
        for (World world : group.worlds) {
            List<String> said = world.step();
            group.sizes.add(said.size());
            line.addAll(said);
        }
        peers.send(line);
    }

    private void receive(Group group) {
        JsonNode answers = peers.receive();
        int at = 0;
        for (int i = 0; i < group.worlds.size(); i++) {
            List<JsonNode> own = new ArrayList<>();
            for (int k = 0; k < group.sizes.get(i); k++) {
                own.add(answers.get(at++));
            }
            group.worlds.get(i).answers(own);
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}

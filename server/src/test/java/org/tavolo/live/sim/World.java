package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.InMemoryJournal;
import org.tavolo.live.Rooms;
import org.tavolo.live.VirtualScheduler;

/**
 * One history: a few tabs, one or two nodes and a disk, all from one seed, on a clock of its own. First everything goes
 * wrong that can while people write; then the network and the nodes are well, and what there is must come to rest.
 */
final class World {
    static final UUID FIRST = UUID.fromString("019a0000-0000-7000-8000-00000000f001");
    private static final long START = 1_790_000_000_000L;
    private static final int STEP = 10;
    private static final int WRITING = 50;
    private static final int REST = 8_000;
    private static final int LONGEST_REST = 400_000;
    /** Prints every line of every history. */
    private static final boolean TRACED = Boolean.getBoolean("traced");
    private static final String[] KINDS = kinds(
            "type", 34, "erase", 8, "replace", 6, "set", 8, "change", 4, "link", 5, "unlink", 2, "create", 9,
            "fields", 5, "move", 7, "delete", 4, "restore", 3, "undo", 6, "redo", 3);

    final long seed;
    final int id;
    final Plant plant;
    final UUID board = UUID.fromString("019a0000-0000-7000-8000-00000000b001");
    final VirtualScheduler clock = new VirtualScheduler(START);
    final InMemoryJournal disk = new InMemoryJournal();
    final Verdict verdict = new Verdict(this);
    private final Random random;
    private final Random network;
    private final List<Tab> tabs = new ArrayList<>();
    private final List<ServerNode> nodes = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<Consumer<JsonNode>> readers = new ArrayList<>();
    private record Act(long at, String mark) {}

    private final Map<Tab, List<Act>> acts = new HashMap<>();
    private final Map<Tab, Long> slowSince = new HashMap<>();
    private final Map<Tab, JsonNode> states = new LinkedHashMap<>();
    private final Set<Integer> crashedPeople = new HashSet<>();
    private final boolean twoNodes;
    private final int quietAt;
    private boolean faulty = true;
    private boolean down;
    private boolean done;
    private long wake = Long.MAX_VALUE;
    private long ticked;
    private int marks;

    World(long seed, int id, Plant plant) {
        this.seed = seed;
        this.id = id;
        this.plant = plant;
        this.random = new Random(seed);
        this.network = new Random(seed ^ 0x5eed);
        disk.create(board);
        firstItems();
        twoNodes = between(0, 3) == 0;
        quietAt = between(6_000, 25_000);
        nodes.add(new ServerNode(this));
        if (twoNodes) {
            nodes.add(new ServerNode(this));
        }
        int people = between(2, 3);
        for (int person = 1; person <= people; person++) {
            openTab(person);
        }
        if (between(0, 2) == 0) {
            openTab(between(1, people));
        }
        script(people);
    }

    private static String[] kinds(Object... weighted) {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < weighted.length; i += 2) {
            for (int count = 0; count < (Integer) weighted[i + 1]; count++) {
                kinds.add((String) weighted[i]);
            }
        }
        return kinds.toArray(String[]::new);
    }

    /** What stands on the board before anybody comes. */
    private void firstItems() {
        Board first = new Board(SimRules.RULES);
        UUID area = UUID.fromString("019a0000-0000-7000-8000-000000000a01");
        List<Edit> edits = List.of(
                new Edit.Create(area, "area", null, Place.LAST, Map.of("title", "Area"), null, List.of()),
                new Edit.Create(UUID.fromString("019a0000-0000-7000-8000-000000000a02"), "action", area, Place.LAST,
                        Map.of("actions", "Buddies"), null, List.of()),
                new Edit.Create(UUID.fromString("019a0000-0000-7000-8000-000000000a03"), "note", null, Place.LAST,
                        Map.of("text", "ab"), null, List.of()));
        try {
            disk.append(board, 0, List.of(new Revision(1, FIRST, 1, 1, START, first.applyAll(edits, 1, START))));
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal);
        }
    }

    private void script(int people) {
        int acts = between(10, 45);
        for (int i = 0; i < acts; i++) {
            after(between(200, quietAt), this::act);
            if (between(0, 3) == 0) {
                int at = between(200, quietAt);
                int burst = between(2, 6);
                for (int k = 0; k < burst; k++) {
                    after(at + k * between(0, 60), this::act);
                }
                i += burst;
            }
        }
        some(3, () -> crashNode(between(0, nodes.size() - 1)));
        some(2, () -> {
            down = true;
            after(between(100, 9_000), () -> down = false);
        });
        some(4, () -> offline(anyTab()));
        some(3, () -> reload(anyTab()));
        some(2, () -> crashTab(anyTab()));
        some(2, () -> openTab(between(1, people)));
        some(2, () -> slowDevice(anyTab()));
        after(quietAt, this::heal);
    }

    /** Up to {@code most} times, at any time. */
    private void some(int most, Runnable what) {
        int times = between(0, most);
        for (int i = 0; i < times; i++) {
            after(between(100, quietAt), what);
        }
    }

    // What the parts of this world ask it

    long now() {
        return clock.now();
    }

    void after(long millis, Runnable task) {
        clock.after(Math.max(1, millis), task);
    }

    /** A whole number in {@code [from, to]}. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    int latency() {
        return 1 + network.nextInt(faulty && network.nextInt(8) == 0 ? 900 : 60);
    }

    boolean faulty() {
        return faulty;
    }

    boolean journalIsDown() {
        return down;
    }

    ServerNode anyNode() {
        return nodes.get(network.nextInt(nodes.size()));
    }

    void command(String command) {
        command(command, answer -> { });
    }

    private void command(String command, Consumer<JsonNode> reader) {
        if (now() > ticked) {
            ticked = now();
            commands.add("{\"c\":\"tick\",\"w\":" + id + ",\"t\":" + ticked + "}");
            readers.add(answer -> { });
        }
        commands.add(command);
        readers.add(reader);
    }

    /** Opens the board once more from the disk and shows what a room makes of it. */
    void reopened(Consumer<Snapshot> look) {
        VirtualScheduler aside = new VirtualScheduler(now());
        var fresh = new Rooms(disk, SimRules.RULES, new Silence(), aside);
        fresh.on(board, room -> {
            look.accept(room.snapshot());
            return CompletableFuture.completedFuture(null);
        });
        aside.run();
    }

    // What happens

    private Tab anyTab() {
        List<Tab> living = tabs.stream().filter(Tab::isAlive).toList();
        return living.isEmpty() ? null : living.get(between(0, living.size() - 1));
    }

    private void act() {
        Tab tab = anyTab();
        if (tab == null) {
            return;
        }
        String kind = KINDS[between(0, KINDS.length - 1)];
        String mark = Character.toString(0x4e00 + marks++);
        acts.computeIfAbsent(tab, ignored -> new ArrayList<>()).add(new Act(now(), mark));
        command("{\"c\":\"act\",\"w\":" + id + ",\"k\":" + tab.number + ",\"kind\":\"" + kind + "\",\"mark\":\"" + mark
                + "\",\"r\":" + random.nextInt(Integer.MAX_VALUE) + "}",
                answer -> verdict.did(tab, kind, mark, answer.path("did")));
    }

    private void openTab(int person) {
        Tab tab = new Tab(this, tabs.size(), person, between(0, 3) > 0);
        tabs.add(tab);
        tab.open(random.nextLong());
    }

    private void crashTab(Tab tab) {
        if (tab == null || !faulty) {
            return;
        }
        crashedPeople.add(tab.person);
        // What a device has not finished writing dies with its tab.
        long unfinished = slowSince.getOrDefault(tab, now() - WRITING);
        for (Act act : acts.getOrDefault(tab, List.of())) {
            if (act.at() >= unfinished) {
                verdict.mayBeLost(act.mark());
            }
        }
        tab.crash();
    }

    private void reload(Tab tab) {
        if (tab != null && faulty) {
            crashTab(tab);
            after(between(1, 1_500), () -> openTab(tab.person));
        }
    }

    private void slowDevice(Tab tab) {
        if (tab == null || !faulty) {
            return;
        }
        slowSince.putIfAbsent(tab, now() - WRITING);
        tab.command("slow", "\"on\":true");
        after(between(50, 2_000), () -> {
            if (tab.isAlive()) {
                tab.command("slow", "\"on\":false");
            }
            slowSince.remove(tab);
        });
    }

    private void offline(Tab tab) {
        if (tab == null || !faulty) {
            return;
        }
        boolean told = between(0, 1) == 0;
        tab.online(false, told);
        after(between(300, 9_000), () -> {
            if (tab.isAlive() && faulty) {
                tab.online(true, told);
            }
        });
    }

    private void crashNode(int which) {
        ServerNode node = nodes.get(which);
        if (!node.isAlive() || !faulty) {
            return;
        }
        node.crash();
        tabs.forEach(tab -> tab.breakConnectionsTo(node));
        after(between(50, 4_000), () -> {
            if (!nodes.get(which).isAlive()) {
                nodes.set(which, new ServerNode(this));
            }
        });
    }

    /** From now on nothing goes wrong any more; whoever's tab died opens the page again. */
    private void heal() {
        faulty = false;
        down = false;
        for (int which = 0; which < nodes.size(); which++) {
            if (!nodes.get(which).isAlive()) {
                nodes.set(which, new ServerNode(this));
            }
        }
        for (Tab tab : tabs) {
            if (tab.isAlive()) {
                tab.command("slow", "\"on\":false");
                if (!tab.isOnline()) {
                    tab.online(true, true);
                }
            }
        }
        crashedPeople.forEach(this::openTab);
        after(REST, this::look);
    }

    /** Asks every tab how it is, until all are at rest and agree with the disk, or for too long. */
    private void look() {
        states.clear();
        List<Tab> living = tabs.stream().filter(Tab::isAlive).toList();
        for (Tab tab : living) {
            command("{\"c\":\"state\",\"w\":" + id + ",\"k\":" + tab.number + "}", answer -> {
                states.put(tab, answer.get("state"));
                if (states.size() == living.size()) {
                    compare();
                }
            });
        }
    }

    private void compare() {
        long head = disk.all(board).size();
        boolean rest = states.values().stream().allMatch(state -> state.get("unsent").asInt() == 0
                && state.get("rev").asLong(-1) == head);
        if (rest || now() - START - quietAt > LONGEST_REST) {
            if (!rest) {
                states.forEach((tab, state) -> verdict.wrong("tab " + tab.number + " is not at rest at " + head + ": "
                        + state.path("rev") + " " + state.path("words") + " " + state.path("connection") + " "
                        + state.path("unsent")));
            }
            verdict.judge(states);
            done = true;
            commands.clear();
            readers.clear();
            commands.add("{\"c\":\"end\",\"w\":" + id + "}");
            readers.add(answer -> { });
        } else {
            after(2_000, this::look);
        }
    }

    // How it is driven

    boolean isDone() {
        return done && commands.isEmpty();
    }

    /** Lets time pass until something has to be said to the peers. */
    List<String> step() {
        clock.run();
        while (commands.isEmpty()) {
            long next = Math.min(clock.nextTimer(), wake);
            long to = (next + STEP - 1) / STEP * STEP;
            clock.advanceTo(Math.max(to, now()));
            if (wake <= now()) {
                wake = Long.MAX_VALUE;
                if (ticked < now() || commands.isEmpty()) {
                    ticked = now();
                    commands.add(0, "{\"c\":\"tick\",\"w\":" + id + ",\"t\":" + ticked + "}");
                    readers.add(0, answer -> { });
                }
            }
        }
        List<String> said = List.copyOf(commands);
        if (TRACED) {
            said.forEach(command -> System.out.println(now() - START + " > " + command));
        }
        commands.clear();
        return said;
    }

    /** The answers to what {@link #step} gave, in order. */
    void answers(List<JsonNode> answers) {
        List<Consumer<JsonNode>> asked = List.copyOf(readers);
        readers.clear();
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i);
            if (TRACED) {
                System.out.println(now() - START + " < " + answer);
            }
            if (answer.has("error")) {
                verdict.wrong("a tab broke: " + answer.get("error").asText());
            }
            if (done) {
                continue;
            }
            for (JsonNode out : answer.path("out")) {
                tabs.get(out.get("k").asInt()).wants(out);
            }
            if (answer.has("wake")) {
                wake = answer.get("wake").isNull() ? Long.MAX_VALUE : answer.get("wake").asLong();
            }
            asked.get(i).accept(answer);
        }
    }
}

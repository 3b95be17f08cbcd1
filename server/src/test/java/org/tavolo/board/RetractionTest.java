package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What one person did is taken back and what others did stays; {@code -Dretractions=1000} for more histories. In these
 * no two characters are the same, so that each is known by who put it in and who took it out.
 */
class RetractionTest {
    private static final int HISTORIES = Integer.getInteger("retractions", 100);
    private static final int VANDAL = 3;
    private static final int PEOPLE = 4;

    private final long seed = Long.getLong("tavolo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomEdits edits = new RandomEdits(random);
    private final List<Revision> revisions = new ArrayList<>();
    private final Board board = new Board(new ToyRules());
    private int next;

    @Test
    void everyLaterEditOfOthersStaysAndNothingOfTheOneIsLeft() {
        System.out.println("retractions: " + HISTORIES + " histories, -Dtavolo.seed=" + seed);
        int taken = 0;
        int vandals = 0;
        for (int history = 0; history < HISTORIES; history++) {
            RetractionTest one = new RetractionTest();
            one.random.setSeed(seed + history);
            taken += one.history(60 + one.random.nextInt(HISTORIES > 100 ? 900 : 200), "history " + history + " of seed " + seed);
            vandals += (int) one.revisions.stream().filter(revision -> revision.by() == VANDAL).count();
        }
        System.out.println("retractions: " + vandals + " revisions of the one, " + taken + " edits to take them back");
        assertTrue(taken > HISTORIES * 10, "so few prove little: " + taken);
    }

    private int history(int steps, String which) {
        for (int step = 0; step < steps / 4; step++) {
            submit(1 + random.nextInt(2));
        }
        Board start = new Board(new ToyRules(), board.snapshot(new UUID(0, 1), 0, 1));
        int from = revisions.size();
        for (int step = 0; step < steps; step++) {
            submit(random.nextInt(3) == 0 ? VANDAL : 1 + random.nextInt(PEOPLE));
        }
        List<Revision> since = revisions.subList(from, revisions.size());
        Map<String, String> before = texts();
        List<Edit> back = Retraction.of(board, since, VANDAL);
        assertEquals(before, texts(), which);
        try {
            board.applyAll(back, 1, Long.MAX_VALUE);
        } catch (Refusal refused) {
            throw new AssertionError(which + ": " + refused.reason() + " at " + back.get(refused.at()), refused);
        }
        assertTexts(start, since, before, which);
        assertValues(start, since, which);
        assertEquals(List.of(), Retraction.of(board, List.of(), VANDAL));
        return back.size();
    }

    private void submit(int by) {
        List<Edit> some = edits.submission(board, 3).stream().map(this::distinct).toList();
        try {
            int rev = revisions.size() + 1;
            revisions.add(new Revision(rev, new UUID(0, by), rev, by, rev, board.applyAll(some, by, rev)));
        } catch (Refusal refused) {
            // Not every random submission fits.
        }
    }

    /** The same edit with characters that nothing else has. */
    private Edit distinct(Edit edit) {
        if (edit instanceof Edit.Create create) {
            Map<String, Object> fields = new HashMap<>(create.fields());
            fields.replaceAll((field, value) -> value instanceof String ? fresh(3) : value);
            return new Edit.Create(create.item(), create.type(), create.parent(), create.place(), fields, null, null);
        }
        if (!(edit instanceof Edit.Type)) {
            return edit;
        }
        Item item = board.item(edit.item()).orElseThrow();
        String field = item.type().equals("area") ? "title" : item.type().equals("note") ? "text" : "actions";
        String now = Board.text(item, field);
        int length = Text.length(now);
        int at = length == 0 ? 0 : random.nextInt(length + 1);
        int out = Math.min(length - at, random.nextInt(4));
        int end = now.offsetByCodePoints(0, at);
        return new Edit.Type(item.id(), field, TextOp.between(now, now.substring(0, end)
                + (out == 0 || random.nextBoolean() ? fresh(1 + random.nextInt(4)) : "")
                + now.substring(now.offsetByCodePoints(end, out))));
    }

    private String fresh(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(0x20000 + next++);
        }
        return text.toString();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        board.items().forEach(item -> item.fields().forEach((field, value) -> {
            if (board.rules().kind(item.type(), field) == Rules.Kind.TEXT) {
                texts.put(item.id() + " " + field, (String) value);
            }
        }));
        return texts;
    }

    private void assertTexts(Board start, List<Revision> since, Map<String, String> before, String which) {
        Set<Integer> his = new HashSet<>();
        Set<Integer> goneByOthers = new HashSet<>();
        Map<String, Set<Integer>> whole = new HashMap<>();
        start.items().forEach(item -> item.fields().forEach((field, value) -> {
            if (board.rules().kind(item.type(), field) == Rules.Kind.TEXT) {
                points((String) value).forEach(whole.computeIfAbsent(item.id() + " " + field, key -> new HashSet<>())::add);
            }
        }));
        Set<UUID> made = new HashSet<>();
        for (Revision revision : since) {
            boolean vandals = revision.by() == VANDAL;
            for (Edit edit : revision.edits()) {
                if (edit instanceof Edit.Create create) {
                    if (vandals) {
                        made.add(create.item());
                    }
                    create.fields().forEach((field, value) -> {
                        if (value instanceof String text) {
                            (vandals ? his : whole.computeIfAbsent(create.item() + " " + field, key -> new HashSet<>()))
                                    .addAll(points(text));
                        }
                    });
                } else if (edit instanceof Edit.Type type) {
                    for (TextOp.Part part : type.op().parts()) {
                        if (part instanceof TextOp.Insert insert) {
                            (vandals ? his : whole.computeIfAbsent(type.item() + " " + type.field(), key -> new HashSet<>()))
                                    .addAll(points(insert.text()));
                        } else if (part instanceof TextOp.Delete delete && !vandals) {
                            goneByOthers.addAll(points(delete.text()));
                        }
                    }
                }
            }
        }
        Map<String, String> after = texts();
        for (Item item : board.items()) {
            if (made.contains(item.id()) && item.deleted()) {
                continue;
            }
            for (String field : List.of("title", "text", "actions")) {
                String key = item.id() + " " + field;
                Set<Integer> expected = new TreeSet<>(whole.getOrDefault(key, Set.of()));
                expected.removeAll(goneByOthers);
                List<Integer> found = points(after.getOrDefault(key, ""));
                assertEquals(expected, new TreeSet<>(found), which + ", " + field);
                List<Integer> stayed = points(before.getOrDefault(key, ""));
                stayed.retainAll(expected);
                found.retainAll(stayed);
                assertEquals(stayed, found, which + ": the order of what others wrote");
            }
        }
    }

    private void assertValues(Board start, List<Revision> since, String which) {
        Map<UUID, Item> without = new HashMap<>();
        start.items().forEach(item -> without.put(item.id(), item));
        Map<UUID, String> state = new HashMap<>();
        Map<UUID, Set<String>> topics = new HashMap<>();
        Map<UUID, Set<String>> added = new HashMap<>();
        Map<UUID, Set<Link>> links = new HashMap<>();
        Map<UUID, UUID> parents = new HashMap<>();
        start.items().forEach(item -> {
            state.put(item.id(), (String) item.fields().get("state"));
            topics.put(item.id(), new TreeSet<>(Board.set(item, "topics")));
            links.put(item.id(), new LinkedHashSet<>(item.links()));
            parents.put(item.id(), item.parent());
        });
        for (Revision revision : since) {
            for (Edit edit : revision.edits()) {
                UUID id = edit.item();
                if (edit instanceof Edit.Create create) {
                    boolean vandals = revision.by() == VANDAL;
                    state.put(id, vandals ? null : (String) create.fields().get("state"));
                    topics.put(id, vandals ? new TreeSet<>() : new TreeSet<>(initial(create)));
                    links.put(id, new LinkedHashSet<>());
                    parents.put(id, create.parent());
                } else if (revision.by() == VANDAL) {
                    continue;
                } else if (edit instanceof Edit.Set set && set.field().equals("state")) {
                    state.put(id, (String) set.value());
                } else if (edit instanceof Edit.Change change) {
                    topics.get(id).removeAll(change.remove());
                    topics.get(id).addAll(change.add());
                    added.computeIfAbsent(id, key -> new HashSet<>()).addAll(change.add());
                    added.get(id).removeAll(change.remove());
                } else if (edit instanceof Edit.AddLink link) {
                    links.get(id).add(new Link(link.relation(), link.to()));
                } else if (edit instanceof Edit.Unlink link) {
                    links.get(id).remove(new Link(link.relation(), link.to()));
                } else if (edit instanceof Edit.Move move) {
                    parents.put(id, move.parent());
                }
            }
        }
        for (Item item : board.items()) {
            if (!without.containsKey(item.id()) && item.deleted()) {
                continue;
            }
            assertEquals(state.get(item.id()), item.fields().get("state"), which + ", state");
            assertTopics(topics.get(item.id()), added.getOrDefault(item.id(), Set.of()), Board.set(item, "topics"), which);
            assertEquals(new HashSet<>(links.get(item.id())), new HashSet<>(item.links()), which + ", links");
            if (!java.util.Objects.equals(parents.get(item.id()), item.parent())) {
                assertThrows(Refusal.class, () -> board.apply(new Edit.Move(item.id(), parents.get(item.id()), Place.LAST,
                        null, null, null, null), 1, 1), which + ", parent");
            }
        }
    }

    /** Others may have filled the room that was left by what the one took out: then theirs stays, and not all comes back. */
    private void assertTopics(Set<String> expected, Set<String> added, List<String> found, String which) {
        if (fits(expected)) {
            assertEquals(new HashSet<>(expected), new HashSet<>(found), which + ", topics");
        } else {
            assertTrue(expected.containsAll(found) && found.containsAll(added), which + ", topics: " + found);
        }
    }

    private boolean fits(Set<String> topics) {
        try {
            board.rules().check("action", "topics", List.copyOf(topics));
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    @Test
    void whatWasTakenOutOfASetThatOthersFilledSinceDoesNotComeBack() {
        RetractionTest one = new RetractionTest();
        one.random.setSeed(36287454252662L);
        one.history(60 + one.random.nextInt(200), "where others filled the set");
    }

    @SuppressWarnings("unchecked")
    private static List<String> initial(Edit.Create create) {
        return (List<String>) create.fields().getOrDefault("topics", List.of());
    }

    private static List<Integer> points(String text) {
        return new ArrayList<>(text.codePoints().boxed().toList());
    }

    @Test
    void whatSomebodyElseWorkedInStaysWithoutWhatTheOneWroteInIt() throws Refusal {
        UUID group = id(1);
        UUID alone = id(2);
        UUID note = id(3);
        does(VANDAL, new Edit.Create(group, "area", null, Place.LAST, Map.of("title", "spam"), null, null),
                new Edit.Create(alone, "note", null, Place.LAST, Map.of("text", "spam"), null, null));
        does(1, new Edit.Create(note, "note", group, Place.LAST, Map.of("text", "mine"), null, null));
        does(VANDAL, new Edit.Type(note, "text", TextOp.between("mine", "")), new Edit.Delete(note, false));
        board.applyAll(Retraction.of(board, revisions, VANDAL), 1, 9);
        assertEquals(false, board.hidden(note));
        assertEquals("mine", Board.text(board.item(note).orElseThrow(), "text"));
        assertEquals("", Board.text(board.item(group).orElseThrow(), "title"));
        assertTrue(board.item(alone).orElseThrow().deleted());
    }

    @Test
    void whatSomebodyElseHasSetOrDeletedSinceHolds() throws Refusal {
        UUID action = id(1);
        UUID other = id(2);
        does(1, new Edit.Create(action, "action", null, Place.LAST, Map.of("state", "idea"), null, null),
                new Edit.Create(other, "action", null, Place.LAST, Map.of("state", "idea"), null, null));
        does(VANDAL, new Edit.Set(action, "state", "agreed", null), new Edit.Set(other, "state", "agreed", null),
                new Edit.Delete(other, false));
        does(2, new Edit.Set(action, "state", "deepen", null), new Edit.Delete(other, false));
        board.applyAll(Retraction.of(board, revisions.subList(1, 3), VANDAL), 1, 9);
        assertEquals("deepen", board.item(action).orElseThrow().fields().get("state"));
        assertEquals("idea", board.item(other).orElseThrow().fields().get("state"));
        assertTrue(board.item(other).orElseThrow().deleted());
    }

    private void does(int by, Edit... edits) throws Refusal {
        int rev = revisions.size() + 1;
        revisions.add(new Revision(rev, new UUID(0, by), rev, by, rev, board.applyAll(List.of(edits), by, rev)));
    }

    private static UUID id(int n) {
        return new UUID(0x019a00000000_7000L, 0x8000_000000000000L + n);
    }
}

package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of every history of edits; seeded, the seed is printed. */
class BoardPropertiesTest {
    private static final int HISTORIES = 300;
    private static final int STEPS = 25;

    private final long seed = Long.getLong("tavolo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomEdits edits = new RandomEdits(random);
    private int accepted;
    private int refused;

    @BeforeEach
    void saySeed() {
        System.out.println("histories of the board: -Dtavolo.seed=" + seed);
    }

    @Test
    void whatIsRefusedChangesNothingAndWhatIsReplayedGivesTheSameBoard() {
        for (int history = 0; history < HISTORIES; history++) {
            Board board = new Board(new ToyRules());
            Board replica = new Board(new ToyRules());
            for (int step = 1; step <= STEPS; step++) {
                JsonNode before = BoardJson.json(board.items());
                List<Edit> numbered = submit(board, step);
                if (numbered == null) {
                    assertEquals(before, BoardJson.json(board.items()), () -> "seed " + seed);
                } else {
                    replica.replay(new Revision(step, new UUID(0, 1), step, step, step, numbered));
                }
                assertEquals(BoardJson.json(board.items()), BoardJson.json(replica.items()), () -> "seed " + seed);
            }
            assertIndexed(board);
            assertIndexed(replica);
            Board loaded = new Board(new ToyRules(), board.snapshot(new UUID(0, 2), STEPS, 1));
            assertEquals(BoardJson.json(board.items()), BoardJson.json(loaded.items()));
            assertIndexed(loaded);
        }
        assertTrue(accepted > refused / 20 && refused > accepted / 20, accepted + " accepted, " + refused + " refused");
    }

    @Test
    void rollingBackToAMarkGivesTheBoardAsItWasThere() {
        for (int history = 0; history < HISTORIES; history++) {
            Board board = new Board(new ToyRules());
            List<Integer> marks = new ArrayList<>();
            List<JsonNode> boards = new ArrayList<>();
            for (int step = 1; step <= STEPS; step++) {
                marks.add(board.mark());
                boards.add(BoardJson.json(board.items()));
                submit(board, step);
            }
            while (!marks.isEmpty()) {
                int last = random.nextInt(marks.size());
                board.rollback(marks.get(last));
                assertEquals(boards.get(last), BoardJson.json(board.items()), () -> "seed " + seed);
                assertIndexed(board);
                marks.subList(last, marks.size()).clear();
            }
            assertEquals(0, board.items().size());
        }
    }

    @Test
    void theInverseOfASubmissionTakesItBack() throws Refusal {
        for (int history = 0; history < HISTORIES * 3; history++) {
            Board board = board();
            Map<String, JsonNode> before = shape(board);
            List<Edit> numbered = submit(board, STEPS);
            if (numbered == null || respaces(numbered)) {
                continue;
            }
            List<Edit> inverse = Inverse.of(numbered, board);
            board.applyAll(inverse, 1, 1);
            Map<String, JsonNode> after = shape(board);
            for (Edit edit : numbered) {
                if (edit instanceof Edit.Create create) {
                    assertTrue(board.item(create.item()).orElseThrow().deleted(), () -> "seed " + seed);
                }
            }
            assertEquals(before, among(before, after), () -> "seed " + seed);
        }
    }

    @Test
    void theInverseOfManyMovesAtOnceTakesThemBack() throws Refusal {
        for (int history = 0; history < HISTORIES; history++) {
            Board board = new Board(new ToyRules());
            for (int i = 0; i < 8; i++) {
                board.apply(new Edit.Create(new UUID(random.nextLong(), i), "note", null, Place.LAST, null, null, null),
                        1, 1);
            }
            Map<String, JsonNode> before = shape(board);
            List<Edit> numbered = new ArrayList<>();
            while (numbered.size() < 6) {
                Edit edit = edits.edit(board);
                if (edit instanceof Edit.Move) {
                    try {
                        numbered.add(board.apply(edit, 1, 1));
                    } catch (Refusal refusal) {
                        refused++;
                    }
                }
            }
            board.applyAll(Inverse.of(numbered, board), 1, 1);
            assertEquals(before, shape(board), () -> "seed " + seed);
        }
    }

    @Test
    void theDifferenceLeadsForwardToAnyEarlierBoard() throws Refusal {
        for (int history = 0; history < HISTORIES; history++) {
            Board board = board();
            Collection<Item> goal = board.snapshot(new UUID(0, 2), 1, 1).items();
            Map<String, JsonNode> wanted = shape(board);
            for (int step = 0; step < STEPS; step++) {
                submit(board, step);
            }
            List<Edit> difference = Difference.between(board, goal);
            board.applyAll(difference, 9, 9);
            Map<String, JsonNode> reached = shape(board);
            assertEquals(wanted, among(wanted, reached), () -> "seed " + seed);
            board.items().stream().filter(item -> !wanted.containsKey(item.id().toString()))
                    .forEach(item -> assertTrue(item.deleted(), () -> "seed " + seed));
            assertEquals(List.of(), Difference.between(board, board.snapshot(new UUID(0, 2), 1, 1).items()));

            Board empty = new Board(new ToyRules());
            empty.applyAll(Difference.between(empty, goal), 9, 9);
            assertEquals(wanted, shape(empty), () -> "seed " + seed);
        }
    }

    @Test
    void typingOnBothSidesMeetsInTheSameTexts() throws Refusal {
        for (int history = 0; history < HISTORIES * 3; history++) {
            Board server = board();
            Board client = new Board(new ToyRules(), server.snapshot(new UUID(0, 2), 1, 1));
            List<Edit> theirs = typing(server);
            List<Edit> mine = typing(client);
            Rebase.Crossed crossed = Rebase.cross(mine, theirs);
            server.applyAll(crossed.mine(), 1, 1);
            client.applyAll(crossed.theirs(), 1, 1);
            assertEquals(BoardJson.json(server.items()), BoardJson.json(client.items()), () -> "seed " + seed);
        }
    }

    @Test
    void rebasingOverAHistoryAtOnceIsRebasingOverItsRevisionsOneByOne() {
        for (int history = 0; history < HISTORIES; history++) {
            Board server = board();
            Board client = new Board(new ToyRules(), server.snapshot(new UUID(0, 2), 1, 1));
            List<Edit> mine = typing(client);
            List<Edit> theirs = typing(server);
            List<Edit> oneByOne = mine;
            for (Edit their : theirs) {
                oneByOne = Rebase.over(oneByOne, List.of(their));
            }
            assertEquals(oneByOne, Rebase.over(mine, theirs), () -> "seed " + seed);
        }
    }

    @Test
    void keysStayOrderedAndShortWhereverSiblingsAreSqueezedIn() throws Refusal {
        for (int pattern = 0; pattern < 4; pattern++) {
            Board board = new Board(new ToyRules());
            List<UUID> wanted = new ArrayList<>();
            boolean respaced = false;
            for (int i = 0; i < 1_000; i++) {
                int at = switch (pattern) {
                    case 0 -> 0;
                    case 1 -> wanted.size();
                    case 2 -> Math.min(1, wanted.size());
                    default -> random.nextInt(wanted.size() + 1);
                };
                UUID id = new UUID(random.nextLong(), random.nextLong());
                Place place = at == 0 ? Place.FIRST : new Place.After(wanted.get(at - 1));
                Edit.Create numbered = (Edit.Create) board.apply(
                        new Edit.Create(id, "area", null, place, Map.of(), null, null), 1, 1);
                respaced |= !numbered.respaced().isEmpty();
                wanted.add(at, id);
                assertEquals(wanted, board.children(null).stream().map(Item::id).toList(), () -> "seed " + seed);
            }
            assertTrue(board.items().stream().allMatch(item -> PositionKeys.isKey(item.pos())
                    && item.pos().length() <= PositionKeys.LONGEST), () -> "seed " + seed);
            assertEquals(pattern == 2, respaced);
        }
    }

    @Test
    void randomKeysLieStrictlyBetweenTheirNeighbours() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int at = random.nextInt(keys.size() + 1);
            String after = at == 0 ? null : keys.get(at - 1);
            String before = at == keys.size() ? null : keys.get(at);
            String key = PositionKeys.between(after, before);
            assertTrue(PositionKeys.isKey(key), () -> "seed " + seed);
            assertFalse(after != null && after.compareTo(key) >= 0 || before != null && key.compareTo(before) >= 0,
                    () -> "seed " + seed);
            keys.add(at, key);
        }
    }

    private Board board() {
        Board board = new Board(new ToyRules());
        for (int step = 1; step <= STEPS; step++) {
            submit(board, step);
        }
        board.settle();
        return board;
    }

    private List<Edit> submit(Board board, int by) {
        try {
            List<Edit> numbered = board.applyAll(edits.submission(board, 3), by, by);
            accepted++;
            return numbered;
        } catch (Refusal refusal) {
            refused++;
            return null;
        }
    }

    /** Types here and there, one edit after the other, and gives them numbered. */
    private List<Edit> typing(Board board) {
        List<Item> items = new ArrayList<>(board.items());
        items.sort((a, b) -> a.id().compareTo(b.id()));
        List<Edit> typed = new ArrayList<>();
        for (int i = 0; i < 8 && !items.isEmpty(); i++) {
            Item item = items.get(random.nextInt(Math.min(2, items.size())));
            try {
                Edit.Type type = edits.type(board.item(item.id()).orElseThrow());
                if (!type.field().equals("lead")) {
                    typed.add(board.apply(type, 1, 1));
                }
            } catch (Refusal refusal) {
                refused++;
            }
        }
        return typed;
    }

    private static boolean respaces(List<Edit> numbered) {
        return numbered.stream().anyMatch(edit -> edit instanceof Edit.Create create && !create.respaced().isEmpty()
                || edit instanceof Edit.Move move && !move.respaced().isEmpty());
    }

    /** Every item with the rank among its siblings in the place of its key. */
    private static Map<String, JsonNode> shape(Board board) {
        Map<String, JsonNode> shape = new TreeMap<>();
        for (JsonNode item : BoardJson.json(board.items())) {
            shape.put(item.get("id").asText(), ((ObjectNode) item).without(List.of("pos", "by", "at")));
        }
        shape.forEach((id, item) -> ((ObjectNode) item).set("before", BoardJson.MAPPER.valueToTree(
                board.children(BoardJson.id(item.get("parent"))).stream().map(sibling -> sibling.id().toString())
                        .toList())));
        return shape;
    }

    /** The second board with only what the first one has. */
    private static Map<String, JsonNode> among(Map<String, JsonNode> first, Map<String, JsonNode> second) {
        Map<String, JsonNode> kept = new TreeMap<>(second);
        kept.keySet().retainAll(first.keySet());
        for (JsonNode item : kept.values()) {
            List<String> siblings = new ArrayList<>();
            item.get("before").forEach(sibling -> {
                if (first.containsKey(sibling.asText())) {
                    siblings.add(sibling.asText());
                }
            });
            ((ObjectNode) item).set("before", BoardJson.MAPPER.valueToTree(siblings));
        }
        return kept;
    }

    private void assertIndexed(Board board) {
        Map<UUID, List<Item>> children = new TreeMap<>((a, b) -> String.valueOf(a).compareTo(String.valueOf(b)));
        board.items().forEach(item -> children.computeIfAbsent(item.parent() == null ? new UUID(0, 0) : item.parent(),
                parent -> new ArrayList<>()).add(item));
        int indexed = 0;
        for (Map.Entry<UUID, List<Item>> entry : children.entrySet()) {
            entry.getValue().sort((a, b) -> a.pos().equals(b.pos())
                    ? a.id().toString().compareTo(b.id().toString()) : a.pos().compareTo(b.pos()));
            UUID parent = entry.getKey().equals(new UUID(0, 0)) ? null : entry.getKey();
            assertEquals(entry.getValue(), board.children(parent), () -> "seed " + seed);
            indexed += entry.getValue().size();
        }
        assertEquals(board.items().size(), indexed);
    }
}

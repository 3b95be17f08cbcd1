package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Limits and edges of the board that no vector can hold. */
class BoardTest {
    private final Board board = new Board(new ToyRules());

    @Test
    void aBoardHoldsFiveThousandItemsDeletedOnesIncluded() throws Refusal {
        List<Edit> many = new ArrayList<>();
        for (int i = 0; i < Board.ITEMS - 1; i++) {
            many.add(create(id(i), "note", null, Place.LAST));
        }
        board.applyAll(many, 1, 1);
        board.apply(new Edit.Delete(id(0), false), 1, 1);
        board.apply(create(id(9_000), "note", null, Place.FIRST), 1, 1);
        refused(Code.TOO_LARGE, "too_many_items", create(id(9_001), "note", null, Place.LAST));
        assertEquals(Board.ITEMS, board.children(null).size());
    }

    @Test
    void anItemHoldsSixtyFourLinks() throws Refusal {
        board.apply(create(id(0), "note", null, Place.LAST), 1, 1);
        for (int i = 1; i <= 65; i++) {
            board.apply(create(id(i), "note", null, Place.LAST), 1, 1);
        }
        for (int i = 1; i <= 64; i++) {
            board.apply(new Edit.AddLink(id(0), "about", id(i), false), 1, 1);
        }
        refused(Code.TOO_LARGE, "too_many_links", new Edit.AddLink(id(0), "about", id(65), false));
        assertTrue(((Edit.AddLink) board.apply(new Edit.AddLink(id(0), "about", id(64), false), 1, 1)).noop());
    }

    @Test
    void aTextHoldsTwentyThousandCodePointsAlsoWhenTheyAreEmoji() throws Refusal {
        board.apply(create(id(1), "action", null, Place.LAST), 1, 1);
        String family = "👩\u200D👩\u200D👧".repeat(4_000);
        board.apply(type("actions", new TextOp.Insert(family)), 1, 1);
        refused(Code.TOO_LARGE, "too_long", type("actions", new TextOp.Insert("x")));
        board.apply(type("actions", new TextOp.Insert("x"), new TextOp.Delete(1)), 1, 1);
        assertEquals(20_000, Text.length((String) board.item(id(1)).orElseThrow().fields().get("actions")));
    }

    @Test
    void siblingsWithOneKeyStandInTheOrderOfTheTextOfTheirIdsAndMakeRoomWhenAskedTo() throws Refusal {
        UUID low = UUID.fromString("10000000-0000-7000-8000-000000000001");
        UUID high = UUID.fromString("f0000000-0000-7000-8000-000000000001");
        Board loaded = new Board(new ToyRules(), new Snapshot(id(7), 3, 1, List.of(note(high), note(low))));
        assertEquals(List.of(low, high), ids(loaded));

        Edit.Create between = (Edit.Create) loaded.apply(create(id(1), "note", null, new Place.After(low)), 1, 1);
        assertEquals(List.of(low, id(1), high), ids(loaded));
        assertEquals(List.of(low, high), between.respaced().stream().map(Respaced::item).toList());
    }

    @Test
    void whatRespacingDidIsRolledBackToo() throws Refusal {
        Board loaded = new Board(new ToyRules(), new Snapshot(id(7), 3, 1, List.of(note(id(2)), note(id(3)))));
        List<Item> before = List.copyOf(loaded.children(null));
        loaded.apply(create(id(1), "note", null, new Place.After(id(2))), 1, 1);
        loaded.rollback(0);
        assertEquals(before, loaded.children(null));
        assertSame(before.get(0), loaded.children(null).get(0));
    }

    @Test
    void aMoveThatRespacesPlacesWhatItMovesOnce() throws Refusal {
        Board loaded = new Board(new ToyRules(),
                new Snapshot(id(7), 3, 1, List.of(note(id(1)), note(id(2)), note(id(3)))));
        Edit.Move moved = (Edit.Move) loaded.apply(
                new Edit.Move(id(3), null, new Place.After(id(1)), null, null, null, null), 1, 1);
        assertEquals(List.of(id(1), id(3), id(2)), ids(loaded));
        assertEquals(List.of(id(1), id(2)), moved.respaced().stream().map(Respaced::item).toList());
    }

    @Test
    void onceSettledNothingIsRolledBack() throws Refusal {
        board.apply(create(id(1), "note", null, Place.LAST), 1, 1);
        board.settle();
        assertEquals(0, board.mark());
        board.apply(new Edit.Delete(id(1), false), 1, 1);
        board.rollback(0);
        assertFalse(board.item(id(1)).orElseThrow().deleted());
    }

    @Test
    void aNumberedEditThatDoesNotFitIsAnErrorNotARefusal() throws Refusal {
        board.apply(create(id(1), "action", null, Place.LAST), 1, 1);
        assertThrows(IllegalStateException.class, () -> board.replay(new Edit.Delete(id(2), false), 1, 1));
        assertThrows(IllegalStateException.class, () -> board.replay(type("actions", new TextOp.Delete(1)), 1, 1));
        assertThrows(IllegalStateException.class, () -> type("actions", new TextOp.Delete(1)).op().invert());
    }

    @Test
    void anItemThatIsNotThereIsHidden() {
        assertTrue(board.hidden(id(1)));
        assertEquals(List.of(), board.children(id(1)));
    }

    @Test
    void oneFieldGoesBackToAValueItHadBefore() throws Refusal {
        board.apply(new Edit.Create(id(1), "action", null, Place.LAST,
                Map.of("actions", "one two", "state", "idea", "topics", List.of("a", "b")), null, null), 1, 1);
        for (Map.Entry<String, Object> goal : Map.of("actions", "one, two", "state", "agreed",
                "topics", (Object) List.of("b", "c")).entrySet()) {
            board.applyAll(Difference.ofField(board, id(1), goal.getKey(), goal.getValue()), 1, 1);
            assertEquals(goal.getValue(), board.item(id(1)).orElseThrow().fields().get(goal.getKey()));
            assertEquals(List.of(), Difference.ofField(board, id(1), goal.getKey(), goal.getValue()));
        }
        board.applyAll(Difference.ofField(board, id(1), "actions", null), 1, 1);
        assertFalse(board.item(id(1)).orElseThrow().fields().containsKey("actions"));
    }

    @Test
    void aTextThatIsTooLongByTodaysRulesMayBeShortened() throws Refusal {
        Map<String, Object> fields = Map.of("lead", "1234567890123456789012345");
        Board loaded = new Board(new ToyRules(), new Snapshot(id(7), 3, 1,
                List.of(new Item(id(1), "action", null, "V", fields, List.of(), 1, 1, false))));
        loaded.apply(type("lead", new TextOp.Delete(1)), 1, 1);
        assertThrows(Refusal.class, () -> loaded.apply(type("lead", new TextOp.Insert("x")), 1, 1));
    }

    @Test
    void aMomentIsTheOneAtWhichItIsNumbered() throws Refusal {
        board.apply(new Edit.Create(id(1), "action", null, Place.LAST, Map.of("since", 0L), null, null), 1, 1_000);
        assertEquals(1_000L, board.item(id(1)).orElseThrow().fields().get("since"));
        assertEquals(new Edit.Set(id(1), "since", 2_000L, 1_000L),
                board.apply(new Edit.Set(id(1), "since", 0L, null), 1, 2_000));
        board.apply(new Edit.Set(id(1), "since", 1_000L, null), 1, 3_000);
        assertEquals(1_000L, board.item(id(1)).orElseThrow().fields().get("since"));
        refused(Code.INVALID, "invalid_value", new Edit.Set(id(1), "since", 4_000_000_000_000L, null));
        refused(Code.INVALID, "invalid_value",
                new Edit.Create(id(2), "action", null, Place.LAST, Map.of("since", 4_000_000_000_000L), null, null));
    }

    @Test
    void whatWasMadeForAnotherTextIsNotDone() throws Refusal {
        board.apply(new Edit.Create(id(1), "action", null, Place.LAST, Map.of("actions", "one"), null, null), 1, 1);
        TextOp op = TextOp.between("one", "one and two");
        refused(Code.INVALID, "changed", new Edit.Type(id(1), "actions", op, Text.fingerprint("two")));
        Edit.Type done = (Edit.Type) board.apply(new Edit.Type(id(1), "actions", op, Text.fingerprint("one")), 1, 1);
        assertEquals("one and two", board.item(id(1)).orElseThrow().fields().get("actions"));
        assertEquals(null, done.of());
        Edit.Type rebased = (Edit.Type) Rebase.over(List.of(new Edit.Type(id(1), "actions", op, "x")), List.of(done)).get(0);
        assertEquals(Edit.Type.GONE, rebased.of());
    }

    private void refused(Code code, String reason, Edit edit) {
        Refusal refusal = assertThrows(Refusal.class, () -> board.applyAll(List.of(edit), 1, 1));
        assertEquals(List.of(code, reason, 0), List.of(refusal.code(), refusal.reason(), refusal.at()));
    }

    private static Edit.Create create(UUID id, String type, UUID parent, Place place) {
        return new Edit.Create(id, type, parent, place, null, null, null);
    }

    private static Edit.Type type(String field, TextOp.Part... parts) throws Refusal {
        return new Edit.Type(id(1), field, TextOp.of(List.of(parts)));
    }

    private static Item note(UUID id) {
        return new Item(id, "note", null, "V", Map.of(), List.of(), 1, 1, false);
    }

    private static List<UUID> ids(Board board) {
        return board.children(null).stream().map(Item::id).toList();
    }

    private static UUID id(int n) {
        return new UUID(0x019a00000000_7000L, 0x8000_000000000000L + n);
    }
}

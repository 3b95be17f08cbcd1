package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.TextOp;

/** What does not fit the method is refused by a word, whoever sends it, and leaves the board as it was. */
class UnfitEditsTest {
    private static final UUID SHEET = id(1);
    private static final UUID CONTEXT = id(2);
    private static final UUID NEEDS = id(3);
    private static final UUID NEED = id(4);
    private static final UUID ACTION = id(5);
    private static final UUID BENCHMARK = id(6);
    private static final UUID FACTOR = id(7);
    private static final UUID QUESTION = id(8);
    private static final UUID ELSEWHERE = id(99);
    private final Board board = new Board(Method.read());

    @BeforeEach
    void aTable() throws Refusal {
        board.applyAll(List.of(create(SHEET, "needsAnalysis", null), create(CONTEXT, "localContext", SHEET), create(NEEDS, "needs", null),
                create(NEED, "need", NEEDS), create(id(10), "plan", null), create(ACTION, "action", id(10)),
                create(BENCHMARK, "benchmark", null), create(FACTOR, "factor", BENCHMARK), create(QUESTION, "factorQuestion", FACTOR)), 1, 1);
        board.settle();
    }

    @Test
    @DisplayName("a type, a field, a relation and an answer that the method does not know")
    void unknown() {
        refused("unknown_type", create(id(20), "dream", null));
        refused("unknown_field", set(NEED, "dream", "x"));
        refused("unknown_field", FirstEdits.create(id(20), "need", NEEDS, Map.of("kind", "policyGap", "dream", "x")));
        refused("unknown_field", type(SHEET, "dream", "x"));
        refused("unknown_relation", new Edit.AddLink(ACTION, "dreams", NEED, false));
        refused("invalid_value", set(NEED, "kind", "dream"));
        refused("invalid_value", set(NEED, "kind", 3L));
        refused("wrong_kind", set(NEED, "statement", "x"));
    }

    @Test
    @DisplayName("a link to another table's item, from it, or between what the method does not link")
    void links() {
        refused("not_found", new Edit.AddLink(ACTION, "answers", ELSEWHERE, false));
        refused("not_found", new Edit.AddLink(ELSEWHERE, "answers", NEED, false));
        refused("wrong_kind", new Edit.AddLink(ACTION, "answers", FACTOR, false));
        refused("wrong_kind", new Edit.AddLink(NEED, "answers", ACTION, false));
    }

    @Test
    @DisplayName("an item in what may not hold it, in another table, in itself or in what is below it")
    void parents() {
        refused("wrong_parent", create(id(20), "need", SHEET));
        refused("wrong_parent", create(id(20), "need", null));
        refused("wrong_parent", create(id(20), "needsAnalysis", SHEET));
        refused("not_found", create(id(20), "need", ELSEWHERE));
        refused("wrong_parent", move(CONTEXT, NEEDS));
        refused("not_found", move(NEED, ELSEWHERE));
        Stream.of(SHEET, CONTEXT).forEach(into -> refusedAs(List.of("wrong_parent", "cycle"), move(SHEET, into)));
        Stream.of(FACTOR, QUESTION).forEach(into -> refusedAs(List.of("wrong_parent", "cycle"), move(FACTOR, into)));
    }

    @Test
    @DisplayName("more text, more words and more links than there may be")
    void limits() throws Refusal {
        refused("too_long", type(NEED, "area", "x".repeat(501)));
        refused("too_long", type(SHEET, "challenge", "x".repeat(20_001)));
        List<Edit> needs = new ArrayList<>();
        IntStream.range(0, 64).forEach(i -> needs.add(create(id(100 + i), "need", NEEDS)));
        IntStream.range(0, 64).forEach(i -> needs.add(new Edit.AddLink(ACTION, "answers", id(100 + i), false)));
        board.applyAll(needs, 1, 1);
        refused("too_many_links", new Edit.AddLink(ACTION, "answers", NEED, false));
    }

    private void refused(String reason, Edit edit) {
        refusedAs(List.of(reason), edit);
    }

    private void refusedAs(List<String> reasons, Edit edit) {
        Refusal refusal = assertThrows(Refusal.class, () -> board.applyAll(List.of(edit), 1, 1), edit.toString());
        assertEquals(true, reasons.contains(refusal.reason()), refusal.reason() + " for " + edit);
    }

    private static Edit create(UUID id, String type, UUID parent) {
        Map<String, Object> fields = type.equals("need") ? Map.of("kind", "policyGap") : Map.of();
        return FirstEdits.create(id, type, parent, fields);
    }

    private static Edit set(UUID item, String field, Object value) {
        return new Edit.Set(item, field, value, null);
    }

    private static Edit type(UUID item, String field, String text) {
        return new Edit.Type(item, field, TextOp.between("", text), null);
    }

    private static Edit move(UUID item, UUID parent) {
        return new Edit.Move(item, parent, Place.LAST, null, null, null, null);
    }

    private static UUID id(int n) {
        return new UUID(0, n);
    }
}

package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Difference;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Retraction;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

class BoundsTest {
    private static final UUID GROUP = id(1);
    private static final UUID OTHER = id(2);
    private final Method method = Method.read();
    private final Board board = new Board(method);

    @BeforeEach
    void tenActiveMembersAndOneWhoLeft() throws Refusal {
        // A table has one; the other is in the trash.
        does(create(OTHER, "supportGroup", null, Map.of()), new Edit.Delete(OTHER, false), create(GROUP, "supportGroup", null, Map.of()));
        for (int i = 0; i < 10; i++) {
            does(member(10 + i, GROUP, true));
        }
        does(member(20, GROUP, false));
    }

    @Test
    @DisplayName("L1 an eleventh active member is refused, however they come, and those who left do not count")
    void eleventh() throws Refusal {
        refused("group_full", 0, member(30, GROUP, true));
        refused("group_full", 1, member(30, GROUP, false), set(30, true));
        refused("group_full", 0, set(20, true));
        does(member(31, OTHER, true));
        refused("group_full", 0, new Edit.Move(id(31), GROUP, Place.LAST, null, null, null, null));
        does(new Edit.Delete(id(10), false));
        does(member(32, GROUP, true));
        refused("group_full", 0, new Edit.Restore(id(10), false));
        does(set(11, null));
        does(new Edit.Restore(id(10), false));
        assertEquals(10, active(GROUP));
    }

    @Test
    @DisplayName("E14 of what a table has one there is no second, however it comes, and a sheet has one of what stands within it")
    void alone() throws Refusal {
        refused("already_there", 0, create(id(40), "supportGroup", null, Map.of()));
        refused("already_there", 0, new Edit.Restore(OTHER, false));
        does(new Edit.Delete(GROUP, false), new Edit.Restore(OTHER, false));
        refused("already_there", 0, new Edit.Restore(GROUP, false));
        does(new Edit.Restore(GROUP, false), new Edit.Delete(OTHER, false));
        does(create(id(41), "practice", null, Map.of()), create(id(42), "practice", null, Map.of()));
        does(create(id(43), "needsAnalysis", null, Map.of()), create(id(44), "nationalContext", id(43), Map.of()),
                create(id(45), "strengths", null, Map.of()), create(id(46), "nationalContext", id(45), Map.of()));
        refused("already_there", 0, create(id(47), "nationalContext", id(43), Map.of()));
        refused("already_there", 0, new Edit.Move(id(46), id(43), Place.FIRST, null, null, null, null));
        does(new Edit.Delete(id(44), false), new Edit.Move(id(46), id(43), Place.FIRST, null, null, null, null));
        refused("already_there", 0, new Edit.Restore(id(44), false));
    }

    @Test
    @DisplayName("L1 in a full group members are still written, ordered, made inactive, and one comes as another goes")
    void full() throws Refusal {
        does(new Edit.Set(id(10), "kind", "migrants", null), set(10, true),
                new Edit.Move(id(10), GROUP, Place.FIRST, null, null, null, null), new Edit.Restore(id(11), false));
        does(set(20, true), set(12, false));
        does(member(30, GROUP, true), new Edit.Delete(id(13), false));
        refused("group_full", 0, set(12, true), new Edit.Set(id(12), "kind", "ngo", null));
        assertEquals(10, active(GROUP));
    }

    @Test
    @DisplayName("L1 a refused submission leaves nothing behind")
    void whole() {
        refused("group_full", 2, set(10, false), member(30, GROUP, true), member(31, GROUP, true));
        assertEquals(10, active(GROUP));
        assertEquals(true, board.item(id(30)).isEmpty());
    }

    @Test
    @DisplayName("L1 a whole board goes back to any group that was, in whatever order that takes")
    void restored() throws Refusal {
        Snapshot before = board.snapshot(id(9), 1, 1);
        for (int i = 0; i < 10; i++) {
            does(set(10 + i, null), member(40 + i, GROUP, true));
        }
        board.applyAll(Difference.between(board, before.items()), 0, 0);
        assertEquals(10, active(GROUP));
        assertEquals(true, board.item(id(40)).orElseThrow().deleted());
    }

    @Test
    @DisplayName("L1 what one person did is taken back as far as there is room beside what others did since")
    void takenBack() throws Refusal {
        List<Revision> since = new ArrayList<>();
        since.add(new Revision(1, id(7), 1, 5, 0, board.applyAll(List.of(set(10, false)), 5, 0)));
        since.add(new Revision(2, id(7), 2, 5, 0,
                board.applyAll(List.of(new Edit.Set(id(11), "kind", "ngo", null)), 5, 0)));
        since.add(new Revision(3, id(8), 1, 6, 0, board.applyAll(List.of(member(30, GROUP, true)), 6, 0)));
        List<Edit> back = Retraction.of(board, since, 5);
        board.applyAll(back, 5, 0);
        assertEquals(10, active(GROUP));
        assertEquals(null, board.item(id(11)).orElseThrow().fields().get("kind"));
    }

    @Test
    @DisplayName("L2 the group is set up only with an active representative of migrants in it")
    void setUp() throws Refusal {
        refusedAnswer("no_migrants", GROUP);
        does(new Edit.Set(id(10), "kind", "minority", null), new Edit.Set(id(20), "kind", "migrants", null));
        refusedAnswer("no_migrants", GROUP);
        does(new Edit.Set(id(11), "kind", "migrants", null), new Edit.Delete(id(11), false));
        refusedAnswer("no_migrants", GROUP);
        does(new Edit.Restore(id(11), false));
        answer(GROUP, null);
        refusedAnswer("no_migrants", OTHER);
        refusedAnswer("no_migrants", id(99));
    }

    @Test
    @DisplayName("L2 a group that is set up stays so when its last representative of migrants goes")
    void staysSetUp() throws Refusal {
        answer(GROUP, "constituted");
        new Bounds(method).checkAnswer(board, GROUP, "supportGroup", "constituted", "forming", "constituted");
        new Bounds(method).checkAnswer(board, GROUP, "supportGroup", "constituted", null, "constituted");
        new Bounds(method).checkAnswer(board, GROUP, "supportGroup", "mandate", "constituted", null);
        does(new Edit.Set(id(11), "kind", "migrants", null), new Edit.Set(GROUP, "constituted", "constituted", null));
        does(new Edit.Delete(id(11), false));
        assertEquals("constituted", board.item(GROUP).orElseThrow().fields().get("constituted"));
    }

    private void refusedAnswer(String reason, UUID group) {
        assertEquals(reason, assertThrows(Refusal.class, () -> answer(group, "forming")).reason());
    }

    private void answer(UUID group, String given) throws Refusal {
        new Bounds(method).checkAnswer(board, group, "supportGroup", "constituted", "constituted", given);
    }

    private void refused(String reason, int at, Edit... edits) {
        Refusal refusal = assertThrows(Refusal.class, () -> does(edits), Arrays.toString(edits));
        assertEquals(reason + " " + at, refusal.reason() + " " + refusal.at());
    }

    private void does(Edit... edits) throws Refusal {
        board.applyAll(List.of(edits), 0, 0);
        board.settle();
    }

    private long active(UUID group) {
        return board.children(group).stream()
                .filter(member -> !member.deleted() && Boolean.TRUE.equals(member.fields().get("active"))).count();
    }

    private static Edit set(int member, Boolean active) {
        return new Edit.Set(id(member), "active", active, null);
    }

    private static Edit member(int number, UUID group, boolean active) {
        Map<String, Object> fields = new HashMap<>(Map.of("name", "Membro " + number));
        if (active) {
            fields.put("active", true);
        }
        return create(id(number), "member", group, fields);
    }

    private static Edit create(UUID id, String type, UUID parent, Map<String, Object> fields) {
        return FirstEdits.create(id, type, parent, fields);
    }

    private static UUID id(int number) {
        return UUID.fromString(String.format("019a0000-0000-7000-8000-%012x", number));
    }
}

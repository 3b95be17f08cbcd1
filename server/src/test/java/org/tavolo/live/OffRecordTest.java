package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Refusal;

class OffRecordTest {
    private static final UUID BOARD = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final VirtualScheduler thread = new VirtualScheduler(1_000);
    private final Set<UUID> attended = new HashSet<>(Set.of(BOARD));
    private final List<String> told = new ArrayList<>();
    private final OffRecord notes = new OffRecord(thread, board -> !attended.contains(board),
            (board, all) -> told.add(board.getLeastSignificantBits() + ":" + all.size()));

    @Test
    void whatIsAddedIsToldToItsOwnBoardAlone() throws Refusal {
        notes.add(BOARD, 7, "between us");
        assertEquals(List.of("1:1"), told);
        assertEquals("between us", notes.notes(BOARD).get(0).text());
        assertEquals(List.of(), notes.notes(OTHER));
    }

    @Test
    void itOutlastsTheLastWhoWasThereByTenMinutes() throws Refusal {
        notes.add(BOARD, 7, "x");
        thread.advance(3 * 3_600_000);
        assertEquals(1, notes.notes(BOARD).size(), "somebody is there");
        attended.remove(BOARD);
        thread.advance(OffRecord.ALONE - 20_000);
        assertEquals(1, notes.notes(BOARD).size(), "not yet");
        thread.advance(30_000);
        assertEquals(List.of(), notes.notes(BOARD));
        assertEquals(List.of("1:1", "1:0"), told);
        assertEquals(0, thread.timers(), "nothing is left to look after");
    }

    @Test
    void whoComesBackWithinTenMinutesFindsIt() throws Refusal {
        notes.add(BOARD, 7, "x");
        attended.remove(BOARD);
        thread.advance(OffRecord.ALONE - 30_000);
        attended.add(BOARD);
        thread.advance(20_000);
        attended.remove(BOARD);
        thread.advance(OffRecord.ALONE - 30_000);
        assertEquals(1, notes.notes(BOARD).size());
    }

    @Test
    void anEndLeavesNothing() throws Refusal {
        notes.add(BOARD, 7, "x");
        notes.add(OTHER, 7, "y");
        notes.end(BOARD);
        notes.end(BOARD);
        assertEquals(List.of(), notes.notes(BOARD));
        assertEquals(1, notes.notes(OTHER).size());
        assertEquals(List.of("1:1", "2:1", "1:0"), told);
    }

    @Test
    void aNoteIsItsAuthorsToTakeAway() throws Refusal {
        UUID note = notes.add(BOARD, 7, "x").note();
        assertEquals("not_yours", refused(() -> notes.remove(BOARD, note, 8)));
        assertEquals("not_found", refused(() -> notes.remove(OTHER, note, 7)));
        notes.remove(BOARD, note, 7);
        assertEquals(List.of(), notes.notes(BOARD));
    }

    @Test
    void oneFrameHoldsThemAll() throws Refusal {
        assertEquals("too_long", refused(() -> notes.add(BOARD, 7, "x".repeat(OffRecord.LONGEST + 1))));
        assertEquals("invalid_value", refused(() -> notes.add(BOARD, 7, " \n")));
        for (int i = 0; i < OffRecord.ALTOGETHER / OffRecord.LONGEST; i++) {
            notes.add(BOARD, 7, "😀".repeat(OffRecord.LONGEST));
        }
        assertEquals("too_long", refused(() -> notes.add(BOARD, 7, "x")));
        for (int i = 0; i < OffRecord.MOST; i++) {
            notes.add(OTHER, 7, "x");
        }
        assertEquals("too_long", refused(() -> notes.add(OTHER, 7, "x")));
    }

    private interface Task {
        void run() throws Refusal;
    }

    private static String refused(Task task) {
        return assertThrows(Refusal.class, task::run).reason();
    }
}

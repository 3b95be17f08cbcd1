package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tavolo.live.Table.assertNumbered;
import static org.tavolo.live.Table.assertRefused;
import static org.tavolo.live.Table.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.method.FirstEdits;
import org.tavolo.method.Method;

/** That a bound holds whoever comes at once: in one room before its journal answers, and in the rooms of two nodes. */
class BoundsInRoomsTest {
    private static final UUID GROUP = id(200);

    private final Table table = new Table(Method.read());

    @BeforeEach
    void nineActiveMembers() {
        List<Edit> edits = new ArrayList<>();
        edits.add(FirstEdits.create(GROUP, "supportGroup", null, Map.of()));
        for (int i = 0; i < 9; i++) {
            edits.add(member(300 + i));
        }
        assertNumbered(1, table.submit(id(11), 0, edits.toArray(Edit[]::new)));
    }

    @Test
    @DisplayName("L1 when ten people add a tenth member at once, one of them does, in one flight or in several")
    void together() {
        table.journal.hold();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(table.submit(id(20 + i), 1, member(400 + i)));
        }
        table.journal.letThrough();
        table.thread.run();
        assertNumbered(2, outcomes.get(0));
        outcomes.subList(1, 10).forEach(outcome -> assertRefused("invalid/group_full at 0", outcome));
        assertEquals(2, table.ask(Room::head));
    }

    @Test
    @DisplayName("L1 what another node has committed meanwhile counts when a submission is judged anew")
    void elsewhere() {
        Rooms elsewhere = table.anotherNode();
        elsewhere.on(table.board, room -> CompletableFuture.completedFuture(null));
        table.thread.run();
        assertNumbered(2, table.submit(id(20), 1, member(400)));
        CompletableFuture<Outcome> late = elsewhere.on(table.board,
                room -> room.submit(table.submission(id(21), 1, 1, member(401)))).toCompletableFuture();
        table.thread.run();
        assertRefused("invalid/group_full at 0", late);
    }

    private static Edit member(int number) {
        return FirstEdits.create(id(number), "member", GROUP, Map.of("name", "Membro " + number, "active", true));
    }
}

package org.tavolo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Difference;
import org.tavolo.board.Edit;
import org.tavolo.board.Permit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;
import org.tavolo.live.History;
import org.tavolo.live.Outcome;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.method.Method;
import org.tavolo.people.Part;
import org.tavolo.people.Pen;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;

/**
 * Makes a whole board as it was, by one submission forward. The mentee city, whose plan it is, takes back whatever
 * anybody did; who leads takes back what they could by hand while everyone writes, and the rest stays: what the mentee
 * city has written since, what it has decided, others' own words, what is locked, and what there is no room for beside
 * that. What steers the session stays in any
 * case. Its client is the command's id, so that the command sent again finds it numbered and changes nothing.
 */
final class BoardRestore {
    private final Rooms rooms;
    private final History history;
    private final Method method;
    private final Permits permits;

    BoardRestore(Rooms rooms, History history, Method method, Permits permits) {
        this.rooms = rooms;
        this.history = history;
        this.method = method;
        this.permits = permits;
    }

    /** Answers the revision at which the board is as it was at {@code rev}. */
    CompletionStage<Long> to(Seat seat, long rev, UUID command) {
        return history.at(seat.board(), rev).thenCompose(goal ->
                rooms.on(seat.board(), room -> restore(room, goal, seat, command)));
    }

    private CompletionStage<Long> restore(Room room, Snapshot goal, Seat seat, UUID command) {
        Board now = new Board(method, room.snapshot());
        List<Edit> edits = new ArrayList<>(Difference.between(now, goal.items()));
        Permit permit = seat.person().role() == Role.MENTEE ? Permit.ALL : permits.with(seat, Pen.EVERYONE);
        edits.removeIf(edit -> steers(now, edit) || !may(permit, now, edit));
        if (permit != Permit.ALL) {
            leaveOut(now, edits, seat.person().number(), permit);
        }
        if (edits.isEmpty()) {
            return CompletableFuture.completedFuture(room.head());
        }
        Submission submission = new Submission(seat.board(), command, 1, room.head(), seat.person().number(), edits);
        return room.submit(submission, permit).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Numbered numbered) {
                return CompletableFuture.completedFuture(numbered.rev());
            }
            if (outcome instanceof Outcome.Duplicate duplicate) {
                return CompletableFuture.completedFuture(duplicate.rev());
            }
            Outcome.Refused refused = (Outcome.Refused) outcome;
            // Numbered before, when the board was another and the way back to this revision too.
            return refused.why().reason().equals("op_id_conflict")
                    ? CompletableFuture.completedFuture(room.head())
                    : CompletableFuture.failedFuture(refused.why());
        });
    }

    private static boolean may(Permit permit, Board now, Edit edit) {
        try {
            permit.check(now, edit);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    /** Beside what stays there is not room for everything that comes back: as many in a state as there may be. */
    private static void leaveOut(Board now, List<Edit> edits, int by, Permit permit) {
        int mark = now.mark();
        while (!edits.isEmpty()) {
            try {
                now.applyAll(edits, by, Long.MAX_VALUE, permit);
                now.rollback(mark);
                return;
            } catch (Refusal refused) {
                edits.remove(refused.at());
            }
        }
    }

    /** Who writes and what is locked is a matter of this moment. */
    private boolean steers(Board now, Edit edit) {
        return edit instanceof Edit.Set set && now.item(set.item()).map(item -> method.part(item.type(), set.field()))
                .filter(Part.STEERING.wire()::equals).isPresent();
    }
}

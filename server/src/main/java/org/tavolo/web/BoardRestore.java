package org.tavolo.web;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Difference;
import org.tavolo.board.Edit;
import org.tavolo.board.Rules;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;
import org.tavolo.live.History;
import org.tavolo.live.Outcome;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.people.Seat;

/**
 * Makes a whole board as it was, by one submission forward. Its client is the command's id, so that the command sent
 * again finds it numbered and changes nothing.
 */
final class BoardRestore {
    private final Rooms rooms;
    private final History history;
    private final Rules rules;

    BoardRestore(Rooms rooms, History history, Rules rules) {
        this.rooms = rooms;
        this.history = history;
        this.rules = rules;
    }

    /** Answers the revision at which the board is as it was at {@code rev}. */
    CompletionStage<Long> to(Seat seat, long rev, UUID command) {
        return history.at(seat.board(), rev).thenCompose(goal ->
                rooms.on(seat.board(), room -> restore(room, goal, seat, command)));
    }

    private CompletionStage<Long> restore(Room room, Snapshot goal, Seat seat, UUID command) {
        List<Edit> edits = Difference.between(new Board(rules, room.snapshot()), goal.items());
        if (edits.isEmpty()) {
            return CompletableFuture.completedFuture(room.head());
        }
        Submission submission = new Submission(seat.board(), command, 1, room.head(), seat.person().number(), edits);
        return room.submit(submission).thenCompose(outcome -> {
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
}

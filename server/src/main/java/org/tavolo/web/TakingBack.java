package org.tavolo.web;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Code;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Retraction;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;
import org.tavolo.live.History;
import org.tavolo.live.Outcome;
import org.tavolo.live.Rooms;
import org.tavolo.method.Method;
import org.tavolo.people.Part;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;

/**
 * Takes back everything that one person wrote on a board since a moment, by one submission forward of whoever leads; how
 * it is led stays as it is. What
 * the mentee city did only the mentee city takes back. Its client is the command's id, so that the command sent again
 * finds it numbered and changes nothing.
 */
final class TakingBack {
    /** So often it is worked out anew when others changed meanwhile what it had counted on. */
    private static final int TRIES = 3;

    private final Rooms rooms;
    private final History history;
    private final Method method;
    private final Programmes programmes;

    TakingBack(Rooms rooms, History history, Method method, Programmes programmes) {
        this.rooms = rooms;
        this.history = history;
        this.method = method;
        this.programmes = programmes;
    }

    /** @param rev the revision since which it is taken back; @param edits how many edits that took, 0 when there were none */
    record Done(Person person, long rev, int edits) {}

    /**
     * Fails with a {@code Refusal}: {@code not_found} when nobody of this number is a member or was, {@code not_yours}
     * when they sit for the mentee city and the asker does not, {@code too_many_edits} when it was long ago.
     *
     * @param since milliseconds since 1970, by the server's clock
     */
    CompletionStage<Done> of(Seat seat, int number, long since, UUID command) {
        return programmes.people(seat.programme()).toCompletionStage().thenCompose(people -> {
            Person person = people.stream().filter(one -> one.number() == number).findFirst().orElse(null);
            if (person == null) {
                return CompletableFuture.failedFuture(Refusals.notFound());
            }
            if (person.party() == Party.MENTEE && seat.person().role() != Role.MENTEE) {
                return CompletableFuture.failedFuture(new Refusal(Code.DENIED, "not_yours"));
            }
            return attempt(seat, person, since, command, TRIES);
        });
    }

    private CompletionStage<Done> attempt(Seat seat, Person person, long since, UUID command, int tries) {
        return rooms.on(seat.board(), room -> CompletableFuture.completedFuture(room.snapshot()))
                .thenCompose(now -> history.since(now, since).thenApplyAsync(revisions ->
                        leftAsLed(new Board(method, now), revisions, person))
                .thenCompose(edits -> submit(seat, person, now, edits, command))
                .handle((done, failure) -> changed(failure) && tries > 1
                        ? attempt(seat, person, since, command, tries - 1)
                        : failure == null ? CompletableFuture.completedFuture(done)
                        : CompletableFuture.<Done>failedFuture(failure))
                .thenCompose(next -> next));
    }

    /** How it is led is a matter of this moment, and others may be writing in what somebody opened. */
    private List<Edit> leftAsLed(Board now, List<Revision> revisions, Person person) {
        return Retraction.of(now, revisions, person.number()).stream()
                .filter(edit -> now.item(edit.item()).filter(item -> leads(item, edit) || empties(item, edit)).isEmpty())
                .toList();
    }

    /** What others wrote in stays, and with it what such a thing must say. */
    private boolean empties(Item item, Edit edit) {
        return edit instanceof Edit.Set set && Method.isNothing(set.value()) && method.requires(item.type(), set.field());
    }

    private boolean leads(Item item, Edit edit) {
        return Part.STEERING.wire().equals(method.part(item.type()))
                || edit instanceof Edit.Set set && Part.STEERING.wire().equals(method.part(item.type(), set.field()));
    }

    private CompletionStage<Done> submit(Seat seat, Person person, Snapshot now, List<Edit> edits, UUID command) {
        if (edits.isEmpty()) {
            return CompletableFuture.completedFuture(new Done(person, now.rev(), 0));
        }
        Submission submission = new Submission(seat.board(), command, 1, now.rev(), seat.person().number(), edits);
        return rooms.on(seat.board(), room -> room.submit(submission)).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Numbered numbered) {
                return CompletableFuture.completedFuture(new Done(person, numbered.rev(), edits.size()));
            }
            if (outcome instanceof Outcome.Duplicate duplicate) {
                return CompletableFuture.completedFuture(new Done(person, duplicate.rev(), edits.size()));
            }
            Refusal why = ((Outcome.Refused) outcome).why();
            // Done before, when the way back was another one.
            return why.reason().equals("op_id_conflict") ? CompletableFuture.completedFuture(new Done(person, now.rev(), 0))
                    : CompletableFuture.failedFuture(why);
        });
    }

    private static boolean changed(Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause() : failure;
        return cause instanceof Refusal refusal && refusal.code() == Code.INVALID;
    }
}

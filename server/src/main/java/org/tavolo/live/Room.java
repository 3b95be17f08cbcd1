package org.tavolo.live;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;

/**
 * One open board: puts submissions in order, has them committed, and only then answers and tells the audience.
 * Methods are called on the rooms' thread ({@link Rooms#on}); stages complete on it.
 */
public final class Room {
    /** Committed revisions {@code (from, to]}; the board's head was {@code head} then. */
    public record Page(long from, long to, long head, int generation, List<Revision> revisions) {}

    Room() {
    }

    public UUID board() {
        throw new UnsupportedOperationException();
    }

    /** The newest committed revision this room knows. */
    public long head() {
        throw new UnsupportedOperationException();
    }

    public int generation() {
        throw new UnsupportedOperationException();
    }

    public Presence presence() {
        throw new UnsupportedOperationException();
    }

    /** The stage never fails. */
    public CompletionStage<Outcome> submit(Submission submission) {
        throw new UnsupportedOperationException();
    }

    /** The board as it was committed last. */
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /**
     * The next page of what came after {@code rev}: at most {@code limit} and {@link Limits#PAGE_REVISIONS} revisions
     * and about {@link Limits#PAGE_WEIGHT}, at least one when there is any. Fails with a {@code Refusal}:
     * {@code invalid_seq} when {@code rev} is negative or greater than the head, {@code unavailable}.
     */
    public CompletionStage<Page> since(long rev, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Another node may have written: the head is said to be {@code head}. */
    public void moved(long head) {
        throw new UnsupportedOperationException();
    }
}

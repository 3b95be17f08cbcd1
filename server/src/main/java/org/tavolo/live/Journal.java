package org.tavolo.live;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/**
 * Where revisions are kept; the sequencer of every board. Answers may come on any thread. A stage that fails with
 * {@link Unavailable} means the outcome is unknown: the caller reads the tail to learn it.
 */
public interface Journal {
    /** The newest snapshot (revision 0 and no items when there is none) and everything after it. Null: no such board. */
    CompletionStage<Opening> open(UUID board);

    /**
     * Appends if the head still is {@code head}: compares, raises and inserts in one statement, all or nothing, on
     * disk when it answers. The revisions are numbered head+1, head+2 ….
     */
    CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions);

    /** Revisions after {@code after}, in order, at most {@code limit} of them. */
    CompletionStage<List<Revision>> read(UUID board, long after, int limit);

    /**
     * The newest kept snapshot that is not newer than {@code rev}; revision 0 and no items when there is none. Null: no
     * such board.
     */
    default CompletionStage<Snapshot> snapshot(UUID board, long rev) {
        return open(board).thenApply(opening -> {
            Snapshot newest = opening == null ? null : opening.snapshot();
            return newest == null || newest.rev() <= rev ? newest
                    : new Snapshot(board, 0, newest.generation(), List.of());
        });
    }

    /**
     * Keeps a snapshot; an older one may be dropped once a newer one is kept, but for one in every {@link
     * Limits#SNAPSHOT_MILESTONE} revisions.
     */
    CompletionStage<Void> keep(Snapshot snapshot);

    /** A board as it was found. */
    record Opening(Snapshot snapshot, List<Revision> after, long head) {}

    /** What came of an append. */
    enum Appended {
        /** On disk. */
        COMMITTED,
        /** Somebody else raised the head, or (client, n) stands in the journal already: nothing was written. */
        MOVED,
        /** The database refuses this very content, and would again; nothing was written. */
        POISONED
    }

    /** The journal cannot be reached, or was lost before it answered. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super(cause);
        }
    }
}

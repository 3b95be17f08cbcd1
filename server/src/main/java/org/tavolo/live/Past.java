package org.tavolo.live;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/** What was written, where it may be rewritten: for erasure, and for nothing else. Answers may come on any thread. */
public interface Past {
    /**
     * Puts revisions in the place of those of the same numbers, these snapshots in the place of all others, and raises
     * the board's generation: all of it, or nothing when head or generation are others than the caller says.
     *
     * @param snapshots of the next generation
     * @return whether it was done. The stage fails like those of {@link Journal}: the outcome is unknown then
     */
    CompletionStage<Boolean> rewrite(UUID board, long head, int generation, List<Revision> changed,
                                     List<Snapshot> snapshots);
}

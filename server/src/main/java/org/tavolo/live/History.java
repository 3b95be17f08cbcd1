package org.tavolo.live;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Snapshot;

/** What was written, read back from the journal. May be called from any thread; answers come on the rooms' thread. */
public final class History {
    public History(Journal journal, Rooms rooms) {
    }

    /**
     * One change of one thing. {@code kind} is the verb, {@code field} null when it is about the whole item.
     * {@code before} and {@code after} are values of the field, or null.
     */
    public record Entry(long rev, long at, int by, UUID item, String field, String kind, Object before,
                        Object after) {}

    /** Newest first. @param more whether there are older ones: ask again with the last entry's revision as before */
    public record Entries(List<Entry> entries, boolean more) {}

    /**
     * @param item   null: of the whole board. @param field null: of the whole item
     * @param before entries of revisions smaller than this; null: from the newest on
     */
    public CompletionStage<Entries> entries(UUID board, UUID item, String field, Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The board as it was at {@code rev}. Fails with {@code Refusal} invalid_seq when there is no such revision. */
    public CompletionStage<Snapshot> at(UUID board, long rev) {
        throw new UnsupportedOperationException();
    }
}

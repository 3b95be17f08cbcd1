package org.tavolo.live;

import java.util.List;
import java.util.UUID;
import org.tavolo.board.Revision;

/**
 * Who is told, as a room sees it: everybody who listens to a board on this node. Called on the rooms' thread; must
 * not block and must not throw. What a reader cannot take at once is the audience's business.
 */
public interface Audience {
    /**
     * Committed revisions {@code (from, from + revisions.size()]}, in order and without a gap between two calls for
     * one board while its room is open. Several submissions come in one call when they were committed together. No
     * revision at all: the room was opened anew while somebody was there, and stands at {@code from}.
     */
    void revised(UUID board, long from, List<Revision> revisions);

    /** The board's past was rewritten: whatever anybody keeps of it is worthless, and the board is to be read anew. */
    default void superseded(UUID board) {
    }

    /** Who is where on the board now; coalesced, may be dropped. */
    void present(UUID board, Presence.Frame frame);
}

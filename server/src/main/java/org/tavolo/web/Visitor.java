package org.tavolo.web;

import java.util.Map;
import java.util.UUID;

/**
 * A server session and the seats it holds, as they stood in the database when they were read.
 *
 * @param session the session's id, never its token
 * @param seats   by board
 */
record Visitor(UUID session, Map<UUID, Seat> seats) {
    /** The seat on this board, or null. */
    Seat at(UUID board) {
        return seats.get(board);
    }
}

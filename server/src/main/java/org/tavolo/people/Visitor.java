package org.tavolo.people;

import java.util.Map;
import java.util.UUID;

/**
 * A server session and the seats it holds, as they stood in the database when they were read.
 *
 * @param session the session's id, never its token
 * @param seats   by board
 */
public record Visitor(UUID session, Map<UUID, Seat> seats) {
    /** The seat on this board, or null. */
    public Seat at(UUID board) {
        return seats.get(board);
    }

    /** The seat in this programme, or null. */
    public Seat in(UUID programme) {
        return seats.values().stream().filter(seat -> seat.programme().equals(programme)).findFirst().orElse(null);
    }
}

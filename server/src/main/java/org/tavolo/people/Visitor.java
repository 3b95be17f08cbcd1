package org.tavolo.people;

import java.util.Map;
import java.util.UUID;

/**
 * A server session and the seats it holds, as they stood in the database when they were read.
 *
 * @param session the session's id, never its token
 * @param account who is signed in by it, null when nobody is
 * @param seats   by board; who may read only what was released has a seat at the shared table that shows nothing of it
 */
public record Visitor(UUID session, Account account, Map<UUID, Seat> seats) {
    /** The seat at this board, or null: then nothing of it may be shown. */
    public Seat at(UUID board) {
        Seat seat = seats.get(board);
        return seat != null && seat.has(Right.READ) ? seat : null;
    }

    /** The seat in this programme, at its shared table, or null. */
    public Seat in(UUID programme) {
        return seats.values().stream()
                .filter(seat -> seat.table() == Table.SHARED && seat.programme().equals(programme))
                .findFirst().orElse(null);
    }

    /** The seat at this programme's confidential table, or null. */
    public Seat confidentialIn(UUID programme) {
        return seats.values().stream()
                .filter(seat -> seat.table() == Table.CONFIDENTIAL && seat.programme().equals(programme))
                .findFirst().orElse(null);
    }
}

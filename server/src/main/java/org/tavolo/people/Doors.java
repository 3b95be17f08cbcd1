package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Who waits at the door of a table, and the spoken codes that lead there (docs/protocol.md H30-H34). May be called from
 * any thread; futures fail with a {@link org.tavolo.board.Refusal}: {@code retry/unavailable} when the database cannot
 * be reached.
 */
public interface Doors {
    /** Opens a door with a code of eight digits and closes the one before. @param by who opens it */
    Future<Opened> open(UUID programme, int by, Role role, boolean lobby, int hours);

    /** Closes the door: its code lets nobody in any more. */
    Future<Void> close(UUID programme);

    /** The door that is open; null when none is. Its code is not told again. */
    Future<Door> look(UUID programme);

    /** What a code leads to. Fails with {@code invitation} when it leads nowhere. */
    Future<Invitations.Invitation> look(UUID session, String code);

    /** Comes in by a code, like by a link. Fails with {@code invitation} and like {@link Invitations#join}. */
    Future<Invitations.Joined> enter(UUID session, String code, String name, Party party);

    /** Those who wait at this board's door, in the order in which they came. */
    Future<List<Knock>> waiting(UUID board);

    /** Lets somebody in or not. Fails with {@code not_found} when nobody waits there by this id. */
    Future<Decided> decide(UUID board, UUID knock, boolean admit, int by);

    /** How it stands with a knock of this session's. Fails with {@code not_found}. */
    Future<State> state(UUID session, UUID knock);

    /** @param code told this once; eight digits */
    record Opened(Door door, String code) {}

    /** Times in milliseconds since 1970. */
    record Door(Role role, boolean lobby, long opened, long closes) {}

    /** @param person null for somebody who is no member yet */
    record Knock(UUID knock, Integer person, String name, Role role, Party party, long at) {}

    /** @param seat whom the others are to be told of; null when nobody came in */
    record Decided(Seat seat) {}

    /** @param admitted null while it is not decided; @param seat and the way back, once they are in */
    record State(Boolean admitted, Seat seat, String returnToken) {}
}

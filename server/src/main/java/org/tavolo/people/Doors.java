package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Who waits at the door of the shared table, and the spoken codes that lead there (docs/protocol.md H34-H37). May be
 * called from any thread; futures fail with a {@link org.tavolo.board.Refusal}: {@code retry/unavailable} when the
 * database cannot be reached.
 */
public interface Doors {
    /**
     * Opens a door with a code of eight digits and closes the one before. Fails with {@code invalid_value} unless it
     * stays open for 1 to 24 hours.
     */
    Future<Opened> open(Seat by, Role role, boolean lobby, int hours);

    /** Closes the door: its code lets nobody in any more. */
    Future<Void> close(UUID programme);

    /** The door that is open; null when none is. Its code is not told again. */
    Future<Door> look(UUID programme);

    /** What a code leads to. Fails with {@code invitation} when it leads nowhere. @param session may be null */
    Future<Invitations.Invitation> look(UUID session, String code);

    /** Comes in by a code as by a link. Fails with {@code invitation} and like {@link Invitations#join}. */
    Future<Invitations.Joined> enter(UUID session, String code, String name, Party party);

    /** Those who wait, in the order in which they came. */
    Future<List<Knock>> waiting(UUID programme);

    /**
     * Locks the door of a programme or unlocks it. While it is locked nobody new comes in, by a link, by a code or by
     * knocking, which fails with {@code door}; who waits already can be let in, and who belongs to it comes back.
     *
     * @return whether it was otherwise before
     */
    Future<Boolean> lock(UUID programme, boolean locked);

    /** Whether the door is locked. */
    Future<Boolean> locked(UUID programme);

    /**
     * Lets somebody in or not; who sits there already, or meanwhile, stays who they are but for the role. Fails with
     * {@code not_found} when nobody waits there by this id.
     *
     * @return whom the others are to be told of; null when nobody came in
     */
    Future<Seat> decide(Seat by, UUID knock, boolean admit);

    /** How it stands with a knock of this session's. Fails with {@code not_found}. */
    Future<State> state(UUID session, UUID knock);

    /** @param code told this once; eight digits, since letters are not heard alike in two languages */
    record Opened(Door door, String code) {}

    /** Times in milliseconds since 1970. */
    record Door(Role role, boolean lobby, long opened, long closes) {}

    /** Somebody who waits, since a time in milliseconds since 1970. */
    record Knock(UUID knock, String name, Role role, Party party, long at) {}

    /** @param admitted null while it is not decided; @param joined once they are in; the first to learn of it gets a return link and is fresh */
    record State(Boolean admitted, Invitations.Joined joined) {}
}

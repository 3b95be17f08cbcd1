package org.tavolo.people;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one leaves behind in a programme beside its boards, and what was erased of it (docs/protocol.md H46). May be
 * called from any thread; futures fail with a {@link org.tavolo.board.Refusal}, {@code retry/unavailable}, when the
 * database cannot be reached.
 */
public interface Traces {
    /** What may be erased of a person. */
    enum Kind {
        NAME, CONTRIBUTIONS;

        /** The word on the wire and in the tables: lower case. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The kind of this word, or null. */
        public static Kind of(String wire) {
            return List.of(values()).stream().filter(kind -> kind.wire().equals(wire)).findFirst().orElse(null);
        }
    }

    /**
     * Something of a person is erased, or is to be.
     *
     * @param at when they asked for it
     */
    record Erased(UUID programme, int person, Kind kind, Instant at) {}

    /**
     * Removes a person's name, here and where they waited at a door, and parts them from their account.
     *
     * @param session keeps its seat, which it may have had by the account; may be null
     * @return the person without a name, and the sessions that are to be read anew; null when there is no such person
     */
    Future<Memberships.Changed> forgetName(Erased erased, UUID session);

    /** The boards of the programme on which the person has written. */
    Future<List<UUID>> boards(UUID programme, int person);

    /** Erases what the person has written and not yet revealed under their name, and their ballots in open votes. */
    Future<Void> forgetUnrevealed(UUID programme, int person);

    /** Notes that it is done. */
    Future<Void> done(Erased erased);

    /**
     * Those of them that this database does not know to be done, of people whom it knows: who came after the erasure
     * was asked for is somebody else.
     */
    Future<Set<Erased>> undone(List<Erased> erased);
}

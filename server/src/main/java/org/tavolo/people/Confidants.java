package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.tavolo.board.Revision;

/**
 * Who is in the confidential table of a programme (docs/protocol.md H40-H43). The teams of mentee and mentor city open
 * it and let one another in; who leads sessions comes in when both teams have asked them. Nothing of it is told to
 * anybody else, not even that there is one. May be called from any thread; futures fail with a
 * {@link org.tavolo.board.Refusal}, besides those said below with {@code retry/unavailable} when the database cannot be
 * reached. Who may ask what is the caller's to check, but for the roles that are said here.
 */
public interface Confidants {
    /** How the table stands for somebody: nobody opened it yet, they are not in it, wait at its door, or are in it. */
    enum State {
        CLOSED, OUTSIDE, WAITING, IN;

        /** The word on the wire: lower case. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How it stands for this member of a programme. Fails with {@code not_found} for whom it is not there. */
    Future<Standing> look(Seat seat);

    /**
     * Comes in, or waits until somebody lets them in. The first of either team opens the table; of two who are first at
     * once, one. Fails with {@code not_found} for whom it is not there.
     *
     * @param first given the number of who opens it, revision 1 of its board
     */
    Future<Standing> enter(Seat seat, UUID session, IntFunction<Revision> first);

    /** Who is in it, and whom one team or both have asked in. */
    Future<Circle> circle(UUID board);

    /** Those who wait, in the order in which they came. */
    Future<List<Knock>> waiting(UUID board);

    /** Lets somebody in who waits, or not. Fails with {@code not_found} when nobody waits by this id. */
    Future<Void> decide(UUID board, UUID knock, boolean admit, int by);

    /** A member of one of the teams asks somebody in who leads sessions. Fails with {@code not_found} for anybody else. */
    Future<Void> invite(Seat by, int person);

    /**
     * Takes that back, and with it their place at the table. Fails with {@code not_found} when nobody asked them in.
     *
     * @return their sessions: what those may is to be read anew
     */
    Future<Set<UUID>> takeBack(UUID board, int person);

    /** @param board null unless they are in it */
    record Standing(State state, UUID board) {}

    /** Since a time in milliseconds since 1970. */
    record Knock(UUID knock, Person person, long at) {}

    record Circle(List<Person> members, List<Invited> invited) {}

    /** Somebody who leads sessions, and which teams asked them in. */
    record Invited(Person person, boolean byMentee, boolean byMentor) {}
}

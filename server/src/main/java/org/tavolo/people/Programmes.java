package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.tavolo.board.Revision;

/**
 * Programmes and their people. May be called from any thread; futures fail with a {@link org.tavolo.board.Refusal}:
 * besides those said below, {@code retry/unavailable} when the database cannot be reached. Who may ask what is the
 * caller's to check.
 */
public interface Programmes {
    /**
     * Makes a programme with its shared board; the session becomes its first member and the programme theirs. Fails
     * with {@code invalid_name}, and {@code invalid_party} when the role does not sit there for this party.
     *
     * @param first given the number of that person, revision 1 of the board; it is made with the programme or not at all
     */
    Future<Created> create(UUID session, Heading heading, Founder founder, IntFunction<Revision> first);

    /** The programmes the session has a seat in, newest first. */
    Future<List<Mine>> mine(UUID session);

    /** A programme; null when there is none. */
    Future<Programme> find(UUID programme);

    /** The programme whose revision 1 was submitted by this client, which is a command's UUID; null when there is none. */
    Future<Programme> begunBy(UUID client);

    /** Its people, in the order in which they came; those who ended are in it, since the board names them. */
    Future<List<Person>> people(UUID programme);

    /** The same as members: whose the programme is, and who is none any more. */
    Future<List<Member>> members(UUID programme);

    /** Brings the copy of the heading up to date with the programme item of this board; a null language stays as it is. */
    Future<Void> retitle(UUID board, Heading heading);

    /** Who makes a programme, and as what. @param party null for the usual one of the role */
    record Founder(String name, Role role, Party party) {}

    /** What stands over a programme in lists; the board's programme item is the source. Parts may be empty. */
    record Heading(String title, String theme, String mentee, String mentor, String language) {}

    record Programme(UUID programme, UUID board, Heading heading) {}

    /**
     * @param owner whether the programme is theirs; @param former whether they left or were removed; @param muted
     *              whether who leads muted them
     */
    record Member(Person person, boolean owner, boolean former, boolean muted) {}

    /** A programme as one of mine, and who I am in it. */
    record Mine(Programme programme, Person me) {}

    /** The tokens are told this once. */
    record Created(UUID programme, UUID board, Person me, String facilitatorToken, String joinToken,
                   String returnToken) {}
}

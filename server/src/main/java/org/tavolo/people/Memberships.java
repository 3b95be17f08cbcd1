package org.tavolo.people;

import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/**
 * Changing and ending the membership of people in a programme. May be called from any thread; futures fail with a
 * {@link org.tavolo.board.Refusal}: {@code not_found} when there is no such member, {@code retry/unavailable} when the
 * database cannot be reached. Who may ask what is the caller's to check.
 */
public interface Memberships {
    /** A member; null when there is none, or they were removed. */
    Future<Person> find(UUID programme, int person);

    /** Gives a member another role; who leads by it is muted no more. Fails with {@code invalid_party} when it does not sit there for this party. */
    Future<Changed> change(UUID programme, int person, Role role, Party party);

    /**
     * Ends a membership; what they wrote stays. Fails with {@code owner} for whom the programme belongs to: it must be
     * given away first.
     */
    Future<Changed> end(UUID programme, int person);

    /** The programme belongs to this member from now on, who is muted no more. */
    Future<Changed> give(UUID programme, int person);

    /**
     * Mutes a member, or lets them write again. Fails with {@code leads} for whom {@link Permissions#mayBeMuted} keeps
     * from it.
     *
     * @return null when it was so already
     */
    Future<Changed> mute(UUID programme, int person, boolean muted);

    /** @param sessions those in which the member, or who was owner before, sits: what they may is to be read anew */
    record Changed(Person person, Set<UUID> sessions) {}
}

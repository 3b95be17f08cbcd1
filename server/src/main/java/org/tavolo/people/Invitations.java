package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The links by which people come in (docs/protocol.md H15-H19). A token that is wrong, expired, revoked or used up fails
 * with the {@link org.tavolo.board.Refusal} {@code invitation}, always by the same way. May be called from any thread;
 * futures also fail with {@code retry/unavailable}.
 */
public interface Invitations {
    /** What a link is for; {@code RETURN} makes a session a person that exists already. */
    enum Kind {
        MEMBER, RETURN;

        /** The word on the wire and in the tables: lower case. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the token is for; uses nothing up. @param session may be null */
    Future<Invitation> look(UUID session, String token);

    /**
     * The session takes a seat with the role of the link, or waits at the door where the link says so. Who has a seat
     * keeps it with name, party and role, whatever was given, but who takes part as invited takes the role of the link,
     * unless somebody who manages gave them theirs.
     * Fails with {@code invalid_name}, {@code invalid_party}, {@code too_many_people}, and for who is new with
     * {@code door} while the door is locked; that uses nothing of the link.
     *
     * @param party may be null when the link names one, or the role leaves no choice
     */
    Future<Joined> join(UUID session, String token, String name, Party party);

    /** The session becomes the person whose link this is. */
    Future<Seat> comeBack(UUID session, String token);

    /** One more return link for a person; the old ones stay. */
    Future<String> returnToken(UUID programme, int person);

    /** The links for members that still let somebody in, oldest first. */
    Future<List<Link>> links(UUID programme);

    /** Makes a link. Fails with {@code invalid_value} unless 1 to 365 days and 1 to 500 uses. */
    Future<NewLink> create(UUID programme, Terms terms, int days);

    /** From now on the link lets nobody in. Fails with {@code not_found}. */
    Future<Void> revoke(UUID programme, UUID link);

    /**
     * On what terms a link lets people in.
     *
     * @param party null when they say so themselves
     * @param most  how many people, null for any number
     * @param lobby whether each of them waits until somebody lets them in
     */
    record Terms(Role role, Party party, Integer most, boolean lobby) {}

    /**
     * @param terms  null for a return link
     * @param member whether the session has a seat in the programme
     * @param waits  whether such a member would get another role by it, for which they wait at the door
     * @param locked whether the door is, so that it lets nobody new in now
     */
    record Invitation(Kind kind, Programmes.Heading heading, Terms terms, boolean member, boolean waits, boolean locked) {}

    /**
     * What became of it: a seat, or a place at the door.
     *
     * @param seat  null when they wait; @param fresh whether the others are to be told
     * @param returnToken null when they wait, or sat there before and stay who they are
     * @param knock null when they have a seat
     */
    record Joined(Seat seat, boolean fresh, String returnToken, UUID knock) {}

    /** Times in milliseconds since 1970. @param used how many people it let in, or gave their role */
    record Link(UUID link, Terms terms, int used, long at, long expires) {}

    /** @param token told this once */
    record NewLink(Link link, String token) {}
}

package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The links by which people come in (docs/protocol.md H15-H19). A token that is wrong, expired or revoked fails with the
 * {@link org.tavolo.board.Refusal} {@code invitation}, always by the same way. May be called from any thread; futures
 * also fail with {@code retry/unavailable}.
 */
public interface Invitations {
    /** What a link is for; {@code RETURN} makes a session a person that exists already. */
    enum Kind {
        JOIN, FACILITATOR, RETURN;

        /** The word on the wire and in the tables: lower case. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the token is for; uses nothing up. @param session may be null */
    Future<Invitation> look(UUID session, String token);

    /**
     * The session takes a seat. Who has one keeps it with name and party, whatever name was given, and becomes a
     * facilitator by a facilitator's link. Fails with {@code invalid_name}, {@code too_many_people}.
     */
    Future<Joined> join(UUID session, String token, String name, Party party);

    /** The session becomes the person whose link this is. */
    Future<Seat> comeBack(UUID session, String token);

    /** One more return link for a person; the old ones stay. */
    Future<String> returnToken(UUID programme, int person);

    /** The links of kind join and facilitator that still let somebody in, oldest first. */
    Future<List<Link>> links(UUID programme);

    /** Makes a link. @param kind join or facilitator. Fails with {@code invalid_value} unless 1 to 365 days */
    Future<NewLink> create(UUID programme, Kind kind, int days);

    /** From now on the link lets nobody in. Fails with {@code not_found}. */
    Future<Void> revoke(UUID programme, UUID link);

    /** @param member whether the session has a seat in the programme */
    record Invitation(Kind kind, Programmes.Heading heading, boolean member) {}

    /** @param fresh whether the person is new, or its role was raised: the others are to be told */
    record Joined(Seat seat, boolean fresh, String returnToken) {}

    /** Times in milliseconds since 1970. */
    record Link(UUID link, Kind kind, long at, long expires) {}

    /** @param token told this once */
    record NewLink(Link link, String token) {}
}

package org.tavolo.people;

import io.vertx.core.Future;
import java.util.UUID;

/**
 * Who was sent to the identity provider and is not back yet. May be called from any thread; futures fail with the
 * {@link org.tavolo.board.Refusal} {@code retry/unavailable} when the database cannot be reached.
 */
public interface OidcLogins {
    /** Remembers for ten minutes that this session was sent away; of one session the last few times. */
    Future<Sent> send(UUID session);

    /**
     * The same from the page of the link that makes the first account. Fails with {@code invitation} when the token is
     * not, or not any more, that link's.
     */
    Future<Sent> send(UUID session, String setupToken);

    /** What was remembered under this state for this very session, told once; null when nothing is. */
    Future<Sent> back(UUID session, String state);

    /**
     * What goes along with somebody, and what is asked of whom they come back with.
     *
     * @param state    at rest only as a hash
     * @param nonce    has to stand in the identity token
     * @param verifier of PKCE (RFC 7636): what is sent along is only its hash
     * @param setup    the link that makes the first account, when they came by it; otherwise null
     */
    record Sent(String state, String nonce, String verifier, UUID setup) {}
}

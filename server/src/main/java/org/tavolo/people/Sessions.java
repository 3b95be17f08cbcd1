package org.tavolo.people;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Server sessions: what a browser holds a token of. May be called from any thread; when the database cannot be reached
 * a future fails with the {@link org.tavolo.board.Refusal} {@code retry/unavailable}.
 */
public interface Sessions {
    /** A new session without any seat. @param device by which its owner knows it */
    Future<Begun> begin(String device);

    /** One that no browser holds. */
    default Future<Begun> begin() {
        return begin("");
    }

    /**
     * Whose token this is; null when it is nobody's, or its session ended or was not seen for half a year. Fails with
     * the refusal {@code retry/session_renewed} when the session was given another token a moment ago: the browser has
     * that one, or gets it with an answer that is on its way.
     */
    Future<Visitor> find(String token);

    /** The session with its seats as they are now; null when it ended. */
    Future<Visitor> look(UUID session);

    /** The same for many sessions at once; those that ended are not in the answer. */
    Future<Map<UUID, Visitor>> look(Set<UUID> sessions);

    /**
     * Gives the session another token instead of this one, which is nobody's from then on. Null when the session ended
     * or has another token already: of two who ask at once, one is given it.
     */
    Future<String> renew(UUID session, String token);

    /** Ends the session; its token is nobody's from then on. */
    Future<Void> end(UUID session);

    /**
     * Calls the listener, on any thread, when a session ended or its seats changed by this server's doing. Listeners
     * must not block.
     */
    void whenChanged(Consumer<UUID> listener);

    /** A session that was begun. @param token told this once, at rest only as a hash */
    record Begun(UUID session, String token) {}
}

package org.tavolo.web;

import io.vertx.core.Future;
import org.tavolo.people.Sessions;
import org.tavolo.people.Visitor;

/**
 * A session that gains its first seat gets another token with the answer, so that a token which somebody knew before
 * opens nothing after.
 */
final class FreshToken {
    private final Sessions sessions;
    private final SessionCookie cookie;

    FreshToken(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** @param before the visitor as it was when the request came */
    Future<Answer> after(Visitor before, Answer answer) {
        if (!before.seats().isEmpty()) {
            return Future.succeededFuture(answer);
        }
        return sessions.renew(before.session())
                .map(token -> token == null ? answer : answer.with("Set-Cookie", cookie.give(token)));
    }
}

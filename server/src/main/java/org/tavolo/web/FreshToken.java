package org.tavolo.web;

import io.vertx.core.Future;
import org.tavolo.board.Refusal;
import org.tavolo.people.Sessions;
import org.tavolo.people.Visitor;

/**
 * A session that gains its first seat gets another token with the answer, so that a token which somebody knew before
 * opens nothing after. Of two answers at once, as to two tabs that opened the same link, one brings it: both tabs have the
 * same cookie.
 */
final class FreshToken {
    private final Sessions sessions;
    private final SessionCookie cookie;

    FreshToken(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** @param asked with the visitor and the token as they were when the request came */
    Future<Answer> after(Asked asked, Answer answer) {
        return asked.visitorOrNull().seats().isEmpty() ? always(asked, answer) : Future.succeededFuture(answer);
    }

    /** The same for a session that may do more from now on, whatever it had before: somebody signed in by it. */
    Future<Answer> always(Asked asked, Answer answer) {
        Visitor before = asked.visitorOrNull();
        String presented;
        try {
            presented = cookie.token(asked.request());
        } catch (Refusal impossible) {
            return Future.failedFuture(impossible);
        }
        return sessions.renew(before.session(), presented)
                .map(token -> token == null ? answer : answer.with("Set-Cookie", cookie.give(token)));
    }
}

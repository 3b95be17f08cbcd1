package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.UUID;
import org.tavolo.people.Sessions;
import org.tavolo.people.Visitor;

/**
 * Closes the sockets of sessions and memberships that ended, or takes them away from one board (L9): at once when this
 * server ended them, and otherwise when they are looked up again, twice a second. On the web's thread.
 */
final class Revocations {
    private static final long INTERVAL = 500;

    private final Context context;
    private final Sockets sockets;
    private final Sessions sessions;
    private boolean looking;

    Revocations(Vertx vertx, Context context, Sockets sockets, Sessions sessions) {
        this.context = context;
        this.sockets = sockets;
        this.sessions = sessions;
        sessions.whenChanged(session -> context.runOnContext(ignored -> {
            if (!sockets.of(session).isEmpty()) {
                look(session);
            }
        }));
        vertx.setPeriodic(INTERVAL, ignored -> lookAll());
    }

    /** Reads anew what these sessions may. Succeeds when nobody is told anything more that they may not know. */
    Future<Void> now(Set<UUID> some) {
        Promise<Void> done = Promise.promise();
        long number = sockets.ask();
        sessions.look(some).onComplete(read -> context.runOnContext(ignored -> {
            if (read.succeeded()) {
                some.forEach(session -> seen(session, read.result().get(session), number));
                done.complete();
            } else {
                done.fail(read.cause());
            }
        }));
        return done.future();
    }

    private void look(UUID session) {
        long number = sockets.ask();
        sessions.look(session)
                .onSuccess(visitor -> context.runOnContext(ignored -> seen(session, visitor, number)));
    }

    private void lookAll() {
        if (looking || sockets.sessions().isEmpty()) {
            return;
        }
        looking = true;
        var asked = sockets.sessions();
        long number = sockets.ask();
        sessions.look(asked).onComplete(read -> context.runOnContext(ignored -> {
            looking = false;
            if (read.succeeded()) {
                asked.forEach(session -> seen(session, read.result().get(session), number));
            }
        }));
    }

    private void seen(UUID session, Visitor visitor, long number) {
        for (BoardSocket socket : sockets.of(session)) {
            if (visitor == null) {
                socket.close(BoardSocket.ENDED, "session_ended");
            } else {
                socket.visitor(visitor, number);
            }
        }
    }
}

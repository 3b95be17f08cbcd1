package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;
import org.tavolo.live.History;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Invitations;
import org.tavolo.people.Programmes;
import org.tavolo.people.Sessions;

/**
 * What the web stands on, and the routes it makes of it.
 *
 * @param context   the event loop of the web
 * @param thread    the rooms' thread
 * @param method    the method as JSON (H10)
 * @param ready     succeeds when the server can do its work
 * @param others    groups of routes that other rooms bring
 */
public record Carriers(Vertx vertx, Context context, Scheduler thread, Rooms rooms, History history,
                       Broadcast broadcast, Sessions sessions, Programmes programmes, Invitations invitations,
                       Rules rules, byte[] method, Beginnings beginnings, Supplier<Future<Void>> ready,
                       List<Consumer<Api>> others) {
    private static final long SWEEP = 60_000;

    /** Joins everything. On the web's thread, once. */
    WebServer.Inside inside(WebSettings settings, Origins origins) {
        Router router = Router.router(vertx);
        router.route().handler(new PageHeaders(origins.secure()));
        new HealthRoutes(ready).on(router);
        SessionCookie cookie = new SessionCookie(origins.secure());
        Rates rates = new Rates(settings.submissionsPerSecond(), settings.submissionsBurst());
        Api api = new Api(router, context, new Gate(origins), new Bodies(vertx, settings.patience().body()),
                cookie, sessions, rates, settings.proxies());
        vertx.setPeriodic(SWEEP, ignored -> rates.sweep());
        Sockets sockets = new Sockets();
        new Revocations(vertx, context, sockets, sessions);
        SocketBridge bridge = new SocketBridge(vertx, settings.patience().silence());
        SocketBoards boards = new SocketBoards(context, thread, rooms, broadcast, rates, settings.version());
        new SocketDoor(vertx, origins, api, sockets,
                new SocketTalk(vertx, context, bridge, sockets, sessions, boards)).on(router);
        routes(api, rates, cookie, settings);
        api.complete();
        new ClientPages().on(router);
        router.errorHandler(400, failed -> Problems.answer(failed, Refusal.invalid("invalid_envelope"), Map.of()));
        router.errorHandler(404, failed -> Problems.answer(failed, Refusals.notFound()));
        router.errorHandler(500, failed -> Problems.answer(failed, failed.failure()));
        return new WebServer.Inside(router, sockets);
    }

    private void routes(Api api, Rates rates, SessionCookie cookie, WebSettings settings) {
        InTurn inTurn = new InTurn();
        FreshToken fresh = new FreshToken(sessions, cookie);
        new BoardRoutes(rooms, history, programmes, broadcast, thread, rates, inTurn).on(api);
        new HistoryRoutes(history, new BoardRestore(rooms, history, rules), inTurn).on(api);
        new MeRoutes(method, programmes, sessions, cookie, rates, settings.insecure()).on(api);
        new ProgrammeRoutes(programmes, beginnings, fresh).on(api);
        new LinkRoutes(invitations).on(api);
        new JoinRoutes(invitations, broadcast, fresh).on(api);
        others.forEach(group -> group.accept(api));
    }
}

package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tavolo.board.Refusal;
import org.tavolo.live.History;
import org.tavolo.live.OffRecord;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.method.Kit;
import org.tavolo.method.Method;
import org.tavolo.people.People;

/**
 * What the web stands on, and the routes it makes of it.
 *
 * @param context   the event loop of the web
 * @param thread    the rooms' thread
 * @param alone     whether no other server works on the same database
 * @param ready     succeeds when the server can do its work
 * @param inTurn    in which questions that cost much wait for one another
 * @param others    groups of routes that other rooms bring
 */
public record Carriers(Vertx vertx, Context context, Scheduler thread, Rooms rooms, History history,
                       Broadcast broadcast, People people, Method method, Beginnings beginnings,
                       Supplier<Future<Boolean>> alone, Supplier<Future<Void>> ready,
                       InTurn inTurn, List<Consumer<Api>> others) {
    private static final long SWEEP = 60_000;

    /** Joins everything. On the web's thread, once. */
    WebServer.Inside inside(WebSettings settings, Origins origins) {
        Router router = Router.router(vertx);
        router.route().handler(new PageHeaders(origins.secure()));
        new HealthRoutes(ready).on(router);
        SessionCookie cookie = new SessionCookie(origins.secure());
        Rates rates = new Rates(settings.submissionsPerSecond(), settings.submissionsBurst());
        Api api = new Api(router, context, new Gate(origins), new Bodies(vertx, settings.patience().body()),
                cookie, people.sessions(), rates, settings.proxies());
        vertx.setPeriodic(SWEEP, ignored -> rates.sweep());
        Sockets sockets = new Sockets();
        Revocations revocations = new Revocations(vertx, context, sockets, people.sessions());
        SocketBridge bridge = new SocketBridge(vertx, settings.patience().silence());
        Rosters rosters = new Rosters(people.programmes());
        Permits permits = new Permits(method, rosters);
        SocketBoards boards = new SocketBoards(context, thread, rooms, broadcast, rates, permits, settings.version());
        new SocketDoor(vertx, origins, api, sockets,
                new SocketTalk(vertx, context, bridge, sockets, people.sessions(), rosters, boards)).on(router);
        routes(api, rates, cookie, settings, origins, revocations, rosters, permits);
        api.complete();
        new ClientPages().on(router);
        router.errorHandler(400, failed -> Problems.answer(failed, Refusal.invalid("invalid_envelope"), Map.of()));
        router.errorHandler(404, failed -> Problems.answer(failed, Refusals.notFound()));
        router.errorHandler(500, failed -> Problems.answer(failed, failed.failure()));
        return new WebServer.Inside(router, sockets, api.routes());
    }

    private void routes(Api api, Rates rates, SessionCookie cookie, WebSettings settings, Origins origins,
                        Revocations revocations, Rosters rosters, Permits permits) {
        OidcSettings oidc = settings.oidc();
        FreshToken fresh = new FreshToken(people.sessions(), cookie);
        new BoardRoutes(rooms, history, people.programmes(), broadcast, thread, rates, inTurn, rosters,
                permits).on(api);
        new HistoryRoutes(history, new BoardRestore(rooms, history, method, permits),
                new TakingBack(rooms, history, method, people.programmes()), people.acts(), inTurn).on(api);
        Map<Kit, byte[]> kits = new EnumMap<>(Kit.class);
        for (Kit kit : Kit.values()) {
            kits.put(kit, kit == Kit.TYPES ? Mirror.with(method.json(kit)) : method.json(kit));
        }
        new MeRoutes(kits, people.programmes(), people.keepings(), people.sessions(), cookie, rates, settings.insecure(),
                oidc == null ? null : oidc.name(), settings.operator()).on(api);
        new AccountRoutes(people.accounts(), fresh).on(api);
        new OidcRoutes(oidc, oidc == null ? null : new IdentityProvider(vertx, oidc), people.oidcLogins(),
                people.accounts(), fresh, origins.secure()).on(api);
        new ProgrammeRoutes(people.programmes(), beginnings, fresh).on(api);
        new LinkRoutes(people.invitations(), people.acts()).on(api);
        Guesses guesses = new Guesses(thread);
        JoinRoutes joining = new JoinRoutes(people.invitations(), people.doors(), guesses, broadcast, rosters,
                people.acts(), fresh);
        joining.on(api);
        new DoorRoutes(people.doors(), joining, guesses, people.acts(), thread).on(api);
        new MemberRoutes(people.memberships(), revocations, broadcast, rosters, people.acts()).on(api);
        new ConfidentialRoutes(people.confidants(), beginnings, revocations).on(api);
        new OffRecordRoutes(new OffRecord(thread, rooms::isDeserted, broadcast::offRecord), thread, alone).on(api);
        new RoundRoutes(rooms, people.rounds(), method, new Reveal(rooms, people.rounds())).on(api);
        new PollRoutes(rooms, people.polls(), new PollResult(rooms, people.polls(), method)).on(api);
        new OpinionRoutes(rooms, people.askings(), method, rates, people.acts()).on(api);
        new ReleaseRoutes(people.releases(), new Releasing(history, method, people), people.programmes(), people.acts(),
                method, inTurn).on(api);
        others.forEach(group -> group.accept(api));
    }
}

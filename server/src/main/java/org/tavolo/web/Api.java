package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Sessions;
import org.tavolo.people.Visitor;

/**
 * Where groups of routes are registered. Each request passes the {@link Gate}, is given its session and its body, and
 * gets an answer or a problem; a path that is known answers 405 to every other method.
 *
 * <p>Each route says who may ask it ({@link Access}); who may not is refused before the group is asked.
 *
 * <p>A group is a class with a method that calls {@link #get} and the others; handlers run on the web's thread and
 * must not block.
 */
public final class Api {
    /** The largest body where nothing else is said, in bytes. */
    public static final int SMALL = 16 * 1_024;

    private static final Set<String> JSON = Set.of("application/json");

    private final Router router;
    private final Context context;
    private final Gate gate;
    private final Bodies bodies;
    private final SessionCookie cookie;
    private final Sessions sessions;
    private final Rates rates;
    private final Set<String> proxies;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();

    Api(Router router, Context context, Gate gate, Bodies bodies, SessionCookie cookie, Sessions sessions, Rates rates,
        Set<String> proxies) {
        this.router = router;
        this.context = context;
        this.gate = gate;
        this.bodies = bodies;
        this.cookie = cookie;
        this.sessions = sessions;
        this.rates = rates;
        this.proxies = proxies;
    }

    /** Answers one request, or refuses by exception or by a failed stage. */
    public interface Handling {
        CompletionStage<Answer> answer(Asked asked) throws Refusal;
    }

    /** A route as it was registered. */
    public record Route(String method, String path, Access access) {}

    /** A route that changes nothing. */
    public void get(String path, Access access, Handling handling) {
        add(HttpMethod.GET, path, access, Gate.From.OWN_PAGES, Set.of(), 0, handling);
    }

    /**
     * A route to which another site sends somebody's browser. Nothing keeps others from sending it there too: what
     * came along has to prove that this browser was meant.
     */
    void getFromElsewhere(String path, Access access, Handling handling) {
        add(HttpMethod.GET, path, access, Gate.From.ANYWHERE, Set.of(), 0, handling);
    }

    /** A route that another machine asks, without cookie or page. The body has to prove who wrote it. */
    void postFromElsewhere(String path, Access access, Set<String> types, Handling handling) {
        add(HttpMethod.POST, path, access, Gate.From.ANYWHERE, types, SMALL, handling);
    }

    /** A route that changes something and takes a small JSON object. */
    public void post(String path, Access access, Handling handling) {
        post(path, access, JSON, SMALL, handling);
    }

    /** A route that takes a body of one of these media types and at most so many bytes. */
    public void post(String path, Access access, Set<String> types, int largest, Handling handling) {
        add(HttpMethod.POST, path, access, Gate.From.OWN_PAGES, types, largest, handling);
    }

    public void delete(String path, Access access, Handling handling) {
        add(HttpMethod.DELETE, path, access, Gate.From.OWN_PAGES, JSON, SMALL, handling);
    }

    /** All that were registered so far, and who may ask each. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** To be called after the last route: from then on known paths refuse other methods, and unknown ones are 404. */
    void complete() {
        methods.forEach((path, allowed) -> router.route(path).handler(request ->
                Problems.answer(request, Refusal.invalid("method"), Map.of("Allow", String.join(", ", allowed)))));
        router.route("/api/*").handler(request -> Problems.answer(request, Refusals.notFound()));
    }

    /** The session of a request, null when it has none. */
    Future<Visitor> visitor(RoutingContext request) {
        try {
            String token = cookie.token(request.request());
            return token == null ? Future.succeededFuture() : sessions.find(token);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private void add(HttpMethod method, String path, Access access, Gate.From from, Set<String> types, int largest,
                     Handling handling) {
        routes.add(new Route(method.name(), path, access));
        methods.computeIfAbsent(path, ignored -> new TreeSet<>()).add(method.name());
        router.route(method, path).handler(request -> {
            try {
                gate.check(request.request(), from, method != HttpMethod.GET, types, largest);
            } catch (Refusal refusal) {
                Problems.answer(request, refusal);
                return;
            }
            bodies.read(request.request(), largest)
                    .compose(body -> visitor(request).map(visitor ->
                            new Asked(request, visitor, () -> visitor(request), body, address(request))))
                    .onComplete(read -> context.runOnContext(ignored -> {
                        if (read.failed()) {
                            Problems.answer(request, read.cause());
                        } else {
                            handle(request, read.result(), access, handling);
                        }
                    }));
        });
    }

    private void handle(RoutingContext request, Asked asked, Access access, Handling handling) {
        long wait = asked.visitorOrNull() == null ? 0 : rates.request(asked.visitorOrNull().session());
        if (wait > 0) {
            Problems.answer(request, new TooOften("too_many_requests", wait));
            return;
        }
        try {
            asked.admit(access);
            handling.answer(asked).whenComplete((answer, failure) -> context.runOnContext(ignored -> {
                if (failure != null) {
                    Problems.answer(request, failure);
                } else {
                    write(request, answer);
                }
            }));
        } catch (Refusal | RuntimeException failure) {
            Problems.answer(request, failure);
        }
    }

    /** Where the request comes from, by the word of the proxy if there is one. */
    private String address(RoutingContext request) {
        String from = request.request().connection().remoteAddress().hostAddress();
        String forwarded = request.request().getHeader("X-Forwarded-For");
        return forwarded == null || !proxies.contains(from) ? from
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private static void write(RoutingContext request, Answer answer) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        request.response().setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
        if (answer.type() != null) {
            request.response().putHeader("Content-Type", answer.type());
        }
        answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
        request.response().end(Buffer.buffer(answer.body()));
    }
}

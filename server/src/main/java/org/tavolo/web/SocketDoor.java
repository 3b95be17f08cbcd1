package org.tavolo.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Map;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Visitor;

/**
 * The way in for WebSockets: {@code /live/websocket}, the raw endpoint of SockJS, and nothing else of SockJS. Host,
 * origin and session are checked before the upgrade, since afterwards a browser learns no status.
 */
final class SocketDoor {
    private static final String PATH = "/live/websocket";
    private static final String VISITOR = SocketDoor.class.getName();

    private final Vertx vertx;
    private final Origins origins;
    private final Api api;
    private final Sockets sockets;
    private final SocketTalk talk;
    private final SockJSHandlerOptions options = new SockJSHandlerOptions().setInsertJSESSIONID(false);

    SocketDoor(Vertx vertx, Origins origins, Api api, Sockets sockets, SocketTalk talk) {
        this.vertx = vertx;
        this.origins = origins;
        this.api = api;
        this.sockets = sockets;
        this.talk = talk;
        options.addDisabledTransport("XHR").addDisabledTransport("EVENT_SOURCE")
                .addDisabledTransport("HTML_FILE").addDisabledTransport("JSON_P");
    }

    void on(Router router) {
        router.route("/live/*").handler(this::check);
        router.route("/live/*").subRouter(SockJSHandler.create(vertx, options).socketHandler(this::opened));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        // The path as it was sent: what only becomes this path when it is tidied is not this path.
        if (!PATH.equals(request.path())) {
            Problems.answer(context, Refusals.notFound());
            return;
        }
        if (!request.method().name().equals("GET")) {
            Problems.answer(context, Refusal.invalid("method"), Map.of("Allow", "GET"));
            return;
        }
        boolean own = request.headers().getAll("Origin").size() == 1 && origins.own(request.getHeader("Origin"), request);
        if (!origins.knowsHost(request) || !own || !Origins.sameSite(request)) {
            Problems.answer(context, new Refusal(Code.DENIED, "origin"));
            return;
        }
        if (!request.canUpgradeToWebSocket()) {
            Problems.answer(context, Refusal.invalid("invalid_envelope"));
            return;
        }
        request.pause();
        api.visitor(context).onComplete(read -> {
            request.resume();
            if (read.failed()) {
                Problems.answer(context, read.cause());
            } else if (read.result() == null) {
                Problems.answer(context, Refusals.noSession());
            } else if (!sockets.mayOpen(read.result().session())) {
                Problems.answer(context, Refusals.rate("too_many_connections"));
            } else {
                context.put(VISITOR, read.result());
                FrameGuard.into(request.connection());
                context.next();
            }
        });
    }

    private void opened(SockJSSocket raw) {
        Visitor visitor = raw.routingContext().get(VISITOR);
        talk.opened(new BoardSocket(vertx, raw.routingContext(), options, raw, visitor));
    }
}

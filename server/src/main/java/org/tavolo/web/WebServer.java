package org.tavolo.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tavolo.board.Refusal;

/**
 * The HTTP server. HTTP/1.1 only: neither h2 nor h2c is offered, since nothing here needs it and what is not there
 * cannot be flooded; SNI and every compression stay off. All of it runs on one event loop.
 */
public final class WebServer {
    /** A connection that sends nothing for so long is closed; browsers ping more often even in hidden tabs. */
    private static final int READ_IDLE_SECONDS = 120;
    private static final int FRAME = 64 * 1_024;

    private final Context context;
    private final HttpServer server;
    private final Sockets sockets;
    private final List<Api.Route> routes;
    private final Runnable wakePollers;

    private WebServer(Context context, HttpServer server, Sockets sockets, List<Api.Route> routes,
                      Runnable wakePollers) {
        this.routes = routes;
        this.context = context;
        this.server = server;
        this.sockets = sockets;
        this.wakePollers = wakePollers;
    }

    /**
     * Starts to listen.
     *
     * @param carriers what it serves, made on the event loop that they name
     */
    public static Future<WebServer> start(WebSettings settings, Carriers carriers) {
        Promise<WebServer> started = Promise.promise();
        carriers.context().runOnContext(ignored -> listen(settings, carriers).onComplete(started));
        return started.future();
    }

    /** What stands behind the port: its routes, and the sockets among them. */
    record Inside(Router router, Sockets sockets, List<Api.Route> routes) {}

    private static Future<WebServer> listen(WebSettings settings, Carriers carriers) {
        HttpServer server = carriers.vertx().createHttpServer(options(settings));
        // The origin holds the port, and a free port is known only once there is one: requests wait that long.
        Promise<Inside> inside = Promise.promise();
        server.requestHandler(request -> {
            if (inside.future().isComplete()) {
                inside.future().result().router().handle(request);
            } else {
                request.response().setStatusCode(503).end();
            }
        });
        server.invalidRequestHandler(WebServer::invalid);
        server.exceptionHandler(lost -> { });
        server.connectionHandler(connection -> connected(connection, settings));
        return server.listen(settings.port(), settings.host()).map(listening -> {
            Inside made = carriers.inside(settings, settings.origins(listening.actualPort()));
            inside.complete(made);
            return new WebServer(carriers.context(), listening, made.sockets(), made.routes(),
                    () -> carriers.thread().execute(carriers.broadcast()::stop));
        });
    }

    static HttpServerOptions options(WebSettings settings) {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setSni(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(FRAME)
                .setMaxWebSocketMessageSize(FRAME)
                .setMaxInitialLineLength(4_096)
                .setMaxHeaderSize(8_192)
                .setWebSocketClosingTimeout(5);
        options.setReadIdleTimeout(READ_IDLE_SECONDS);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpNoDelay(true);
        if (settings.certificate() != null) {
            options.setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
                    .setCertPath(settings.certificate().toString()).setKeyPath(settings.key().toString()));
        }
        return options;
    }

    private static void connected(HttpConnection connection, WebSettings settings) {
        String from = connection.remoteAddress().hostAddress();
        if (!settings.proxies().isEmpty() && !settings.proxies().contains(from) && !isLoopback(from)) {
            connection.close();
            return;
        }
        HeadTimeout.into(connection, settings.patience().firstHead(), settings.patience().nextHead());
    }

    /** The machine's own checks of health come from here. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    /** What is no HTTP, or more of it than a request may have. The connection ends with the answer. */
    private static void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongHttpLineException ? Refusal.tooLarge("too_long")
                : cause instanceof TooLongHttpHeaderException ? Refusal.tooLarge("headers_too_large")
                : Refusal.invalid("invalid_envelope");
        Problems.answer(request, refusal, Map.of("Connection", "close"));
    }

    public int port() {
        return server.actualPort();
    }

    /** Every route of the API, and who may ask it. */
    public List<Api.Route> routes() {
        return routes;
    }

    /** Closes every socket with 1001 and takes no more requests. */
    public Future<Void> stop() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(ignored -> {
            sockets.closeAll(BoardSocket.GOING_AWAY, "stopping");
            wakePollers.run();
            server.shutdown(2, TimeUnit.SECONDS).onComplete(closed);
        });
        return closed.future();
    }
}

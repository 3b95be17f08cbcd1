package org.tavolo.app;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/** Starts the server. Ends with status 1 and a sentence on standard error when it cannot listen. */
public final class Main {

    private Main() {
    }

    /**
     * Listens on 127.0.0.1 and the port named by {@code TAVOLO_PORT} (8080 without it) and serves the client.
     *
     * @param arguments none are known yet
     */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(System.getenv().getOrDefault("TAVOLO_PORT", "8080"));
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get().handler(StaticHandler.create("webroot"));
        vertx.createHttpServer()
            .requestHandler(router)
            .listen(port, "127.0.0.1")
            .onSuccess(server -> System.out.println("Tavolo is ready on http://127.0.0.1:" + server.actualPort()))
            .onFailure(cause -> {
                System.err.println("Tavolo cannot listen on port " + port + ": " + cause.getMessage());
                System.exit(1);
            });
    }
}

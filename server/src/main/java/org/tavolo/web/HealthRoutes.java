package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** Whether the server lives, and whether it can do its work (H21). Says nothing else, to anybody who asks. */
final class HealthRoutes {
    private final Supplier<Future<Void>> ready;

    /** @param ready succeeds when the server can do its work */
    HealthRoutes(Supplier<Future<Void>> ready) {
        this.ready = ready;
    }

    void on(Router router) {
        router.get("/health/live").handler(request -> answer(request, true));
        router.get("/health/ready").handler(request ->
                ready.get().onComplete(asked -> answer(request, asked.succeeded())));
    }

    private static void answer(RoutingContext request, boolean up) {
        request.response().setStatusCode(up ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}"));
    }
}

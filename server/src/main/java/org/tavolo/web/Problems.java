package org.tavolo.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.tavolo.board.Refusal;
import org.tavolo.protocol.Answers;

/** Answers with {@code application/problem+json}: code, reason and request id, and nothing that the asker had sent. */
final class Problems {
    /** How long what is left of a refused body is read and forgotten, in milliseconds. */
    private static final long LINGER = 1_000;

    private Problems() {
    }

    static void answer(RoutingContext request, Throwable failure) {
        if ((failure instanceof CompletionException ? failure.getCause() : failure) instanceof TooOften often) {
            refuse(request.request(), often.refusal(), often.retryAfterMs(), Map.of());
            return;
        }
        Refusal refusal = Refusals.of(failure);
        if (refusal == null) {
            String requestId = Log.requestId();
            Log.fault(failure, requestId);
            write(request.request(), 500, Refusals.unavailable(), 0, requestId, Map.of());
        } else {
            answer(request, refusal, Map.of());
        }
    }

    static void answer(RoutingContext request, Refusal refusal, Map<String, String> headers) {
        answer(request.request(), refusal, headers);
    }

    static void answer(HttpServerRequest request, Refusal refusal, Map<String, String> headers) {
        refuse(request, refusal, 0, headers);
    }

    private static void refuse(HttpServerRequest request, Refusal refusal, long retryAfterMs,
                               Map<String, String> headers) {
        String requestId = Log.requestId();
        Log.refused(refusal, requestId);
        write(request, Answers.status(refusal), refusal, retryAfterMs, requestId, headers);
    }

    private static void write(HttpServerRequest request, int status, Refusal refusal, long retryAfterMs,
                              String requestId, Map<String, String> headers) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        headers.forEach(response::putHeader);
        if (retryAfterMs > 0) {
            response.putHeader("Retry-After", String.valueOf((retryAfterMs + 999) / 1000));
        }
        boolean bodyIsComing = !request.isEnded() && hasBody(request);
        if (bodyIsComing) {
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(Answers.problem(refusal, retryAfterMs, requestId))).onComplete(written -> {
            if (bodyIsComing) {
                closeAfterReading(request);
            }
        });
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || length != null && !length.equals("0");
    }

    /** A connection closed while bytes still arrive is reset, and the answer may be lost with it: read on a little. */
    private static void closeAfterReading(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LINGER, ignored -> request.connection().close());
        request.exceptionHandler(lost -> vertx.cancelTimer(timer));
        request.handler(rest -> { });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }
}

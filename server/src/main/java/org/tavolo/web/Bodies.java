package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/** Reads the bodies of requests, as long as they keep within their size and their time. */
final class Bodies {
    private final Vertx vertx;
    private final long longest;

    /** @param longest milliseconds */
    Bodies(Vertx vertx, long longest) {
        this.vertx = vertx;
        this.longest = longest;
    }

    /** Fails with {@code too_large}, with {@code timeout}, or when the connection is lost. On the web's thread. */
    Future<byte[]> read(HttpServerRequest request, int largest) {
        if (request.isEnded()) {
            return Future.succeededFuture(new byte[0]);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Promise<byte[]> read = Promise.promise();
        Buffer body = Buffer.buffer();
        long timer = vertx.setTimer(longest, ignored -> stop(request, read, new Refusal(Code.RETRY, "timeout")));
        request.handler(part -> {
            if (body.length() + part.length() > largest) {
                stop(request, read, Refusal.tooLarge("too_large"));
            } else if (!read.future().isComplete()) {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(lost -> read.tryFail(new Refusal(Code.RETRY, "timeout")));
        request.endHandler(end -> read.tryComplete(body.getBytes()));
        return read.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void stop(HttpServerRequest request, Promise<byte[]> read, Refusal refusal) {
        if (read.tryFail(refusal)) {
            request.pause();
        }
    }
}

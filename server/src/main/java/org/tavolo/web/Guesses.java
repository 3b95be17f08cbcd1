package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Refusal;

/**
 * How often spoken codes may be guessed. Each session has a few tries; over all sessions wrong ones are worth a queue,
 * which slows everybody a little and shuts nobody out, whatever address they share: 100,000,000 codes at 20 a second
 * take two months, and a door is open for hours. On the web's thread.
 */
final class Guesses {
    private static final int BURST = 5;
    private static final double PER_SECOND = 1.0 / 12;
    private static final int MOST_SESSIONS = 50_000;
    /** Wrong guesses a second beyond which the next ones wait. */
    private static final int WRONG_PER_SECOND = 20;
    private static final int WRONG_BURST = 200;

    private final Vertx vertx;
    private final Context context;
    private final Map<UUID, Allowance> tries = new HashMap<>();
    private final Allowance wrong = new Allowance(WRONG_PER_SECOND, WRONG_BURST, System.currentTimeMillis());

    Guesses(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    /** Looks at a code. Fails with {@code too_many_requests} when this session has guessed too often. */
    <T> Future<T> guess(UUID session, Supplier<Future<T>> look) {
        long wait = take(session, System.currentTimeMillis());
        if (wait > 0) {
            return Future.failedFuture(new TooOften("too_many_requests", wait));
        }
        Promise<T> answer = Promise.promise();
        look.get().onComplete(read -> context.runOnContext(ignored -> {
            boolean missed = read.failed() && read.cause() instanceof Refusal refusal
                    && refusal.reason().equals("invitation");
            long pause = missed ? wrong.take(System.currentTimeMillis()) : 0;
            if (read.succeeded()) {
                tries.remove(session);
                answer.complete(read.result());
            } else if (pause > 0) {
                vertx.setTimer(pause, later -> answer.fail(read.cause()));
            } else {
                answer.fail(read.cause());
            }
        }));
        return answer.future();
    }

    private long take(UUID session, long now) {
        if (tries.size() >= MOST_SESSIONS && !tries.containsKey(session)) {
            tries.clear();
        }
        return tries.computeIfAbsent(session, ignored -> new Allowance(PER_SECOND, BURST, now)).take(now);
    }
}

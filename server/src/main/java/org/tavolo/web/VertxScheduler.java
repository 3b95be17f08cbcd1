package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.tavolo.live.Scheduler;

/** The rooms' thread as a context of Vert.x, one of its event loops. */
public final class VertxScheduler implements Scheduler {
    private final Vertx vertx;
    private final Context context;

    public VertxScheduler(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    @Override
    public Timer after(long millis, Runnable task) {
        // Timers of Vert.x come back on the context that set them, so another thread's would not be this one's.
        if (Vertx.currentContext() != context) {
            throw new IllegalStateException("not on the rooms' thread");
        }
        long timer = vertx.setTimer(Math.max(1, millis), ignored -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}

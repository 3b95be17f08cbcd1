package org.tavolo.web;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.tavolo.live.Scheduler;

/** The real thread of the rooms by a clock that only {@link #advance} moves. */
final class HandClock implements Scheduler {
    private record Due(long at, long order, Runnable task) {}

    private final Scheduler thread;
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private volatile long now = 1_790_000_000_000L;
    private long order;

    HandClock(Scheduler thread) {
        this.thread = thread;
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer after(long millis, Runnable task) {
        Due due = new Due(now + Math.max(1, millis), order++, task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    /** Lets time pass and runs what is due; returns when that ran. */
    void advance(long millis) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.execute(() -> {
            long to = now + millis;
            while (!timers.isEmpty() && timers.peek().at() <= to) {
                Due due = timers.poll();
                now = Math.max(now, due.at());
                due.task().run();
            }
            now = to;
            done.complete(null);
        });
        done.orTimeout(30, TimeUnit.SECONDS).join();
    }
}

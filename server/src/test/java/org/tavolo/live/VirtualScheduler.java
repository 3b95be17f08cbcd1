package org.tavolo.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A scheduler that runs when it is told to, by a clock that only {@link #advance} moves. */
public final class VirtualScheduler implements Scheduler {
    private record Due(long at, long order, Runnable task, boolean[] cancelled) {}

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    public VirtualScheduler(long now) {
        this.now = now;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer after(long millis, Runnable task) {
        Due due = new Due(now + Math.max(1, millis), order++, task, new boolean[1]);
        timers.add(due);
        return () -> due.cancelled()[0] = true;
    }

    /** Runs what was given to run, and what that gives, until nothing is left; the clock stands still. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** How many timers are set. */
    public int timers() {
        timers.removeIf(due -> due.cancelled()[0]);
        return timers.size();
    }

    /** When the next timer is due; {@code Long.MAX_VALUE} when there is none. */
    public long nextTimer() {
        while (!timers.isEmpty() && timers.peek().cancelled()[0]) {
            timers.poll();
        }
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at();
    }

    /** Lets time pass, running every timer at its time. */
    public void advance(long millis) {
        advanceTo(now + millis);
    }

    public void advanceTo(long to) {
        run();
        while (nextTimer() <= to) {
            Due due = timers.poll();
            now = Math.max(now, due.at());
            due.task().run();
            run();
        }
        now = Math.max(now, to);
    }
}

package org.tavolo.live;

import java.util.concurrent.Executor;

/**
 * The one thread of all rooms of a node, and its clock: in the server a Vert.x context, in tests a scripted loop.
 * Tasks run one at a time, in the order in which they were given; {@link #execute} may be called from any thread and
 * never runs the task before it returns.
 */
public interface Scheduler extends Executor {
    /** Milliseconds since 1970. */
    long now();

    /** Runs the task on this thread in {@code millis} (at least 1) milliseconds, unless cancelled before. */
    Timer after(long millis, Runnable task);

    /** A task that waits for its time. */
    interface Timer {
        /** No effect when it ran already. On the scheduler's thread. */
        void cancel();
    }
}

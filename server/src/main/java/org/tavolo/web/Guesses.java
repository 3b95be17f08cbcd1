package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Refusal;
import org.tavolo.live.Scheduler;

/**
 * How often spoken codes may be guessed. Each session has a few tries. Over all sessions, whatever addresses they come
 * from, so many wrong ones are looked at in a second and the others stand in a queue: 100,000,000 codes at 20 a second
 * take two months, and a door is open for hours. In the queue who tries for the first time comes first, and of these who
 * comes from where few came from; so a hall is shut out neither by the one among them who guesses, since an address
 * gets new sessions slowly, nor by a thousand machines elsewhere. What is right is never counted, and makes nothing wrong undone. Asked on any
 * thread; all is kept on the scheduler's.
 */
final class Guesses {
    private static final int BURST = 5;
    private static final double PER_SECOND = 1.0 / 12;
    private static final int MOST_SESSIONS = 50_000;
    /** Wrong guesses a second beyond which the next ones wait. */
    private static final int WRONG_PER_SECOND = 20;
    private static final int WRONG_BURST = 200;
    /** Whoever would wait longer, in milliseconds, or behind so many, is told to come again. */
    private static final long LONGEST_WAIT = 10_000;
    private static final int MOST_WAITING = 1_000;

    private final Scheduler thread;
    private final Map<UUID, Tries> tries = new HashMap<>();
    private final Allowance wrong;
    private final TreeSet<Waiting> queue = new TreeSet<>(Comparator.comparingInt(Waiting::tries)
            .thenComparingInt(Waiting::neighbours).thenComparingLong(Waiting::number));
    /** How many guessed since nobody had been wrong for a while. */
    private final Map<String, Integer> byAddress = new HashMap<>();
    private long number;
    private boolean due;

    Guesses(Scheduler thread) {
        this.thread = thread;
        this.wrong = new Allowance(WRONG_PER_SECOND, WRONG_BURST, thread.now());
    }

    private static final class Tries {
        final Allowance allowance;
        int made;

        Tries(long now) {
            allowance = new Allowance(PER_SECOND, BURST, now);
        }
    }

    private record Waiting(int tries, int neighbours, long number, long since, Runnable look, Runnable refuse) {}

    /** Looks at a code. Fails with {@code too_many_requests} when this session, or all together, guessed too often. */
    <T> Future<T> guess(UUID session, String address, Supplier<Future<T>> look) {
        Promise<T> answer = Promise.promise();
        // Requests come on the web's thread, and those who wait are called on this one.
        thread.execute(() -> queue(session, address, look, answer));
        return answer.future();
    }

    private <T> void queue(UUID session, String address, Supplier<Future<T>> look, Promise<T> answer) {
        long now = thread.now();
        if (tries.size() >= MOST_SESSIONS && !tries.containsKey(session)) {
            tries.clear();
        }
        Tries mine = tries.computeIfAbsent(session, ignored -> new Tries(now));
        long wait = mine.allowance.take(now);
        if (wait > 0) {
            answer.fail(new TooOften("too_many_requests", wait));
            return;
        }
        Runnable looking = () -> look.get().onComplete(read -> thread.execute(() -> {
            boolean missed = read.failed() && read.cause() instanceof Refusal refusal
                    && refusal.reason().equals("invitation");
            if (!missed) {
                wrong.giveBack();
            }
            if (read.succeeded()) {
                mine.allowance.giveBack();
                mine.made--;
                answer.complete(read.result());
            } else {
                answer.fail(read.cause());
            }
        }));
        if (byAddress.size() >= MOST_SESSIONS || queue.isEmpty() && wrong.full(now)) {
            byAddress.clear();
        }
        queue.add(new Waiting(mine.made++, byAddress.merge(address, 1, Integer::sum), number++, now, looking,
                () -> answer.fail(new TooOften("too_many_requests", LONGEST_WAIT))));
        if (queue.size() > MOST_WAITING) {
            queue.pollLast().refuse.run();
        }
        if (!due) {
            due = true;
            thread.execute(this::next);
        }
    }

    /** Looks at as many as there is room for, and comes again when there is room for the next. */
    private void next() {
        due = false;
        long now = thread.now();
        queue.removeIf(one -> {
            boolean late = now - one.since > LONGEST_WAIT;
            if (late) {
                one.refuse.run();
            }
            return late;
        });
        while (!queue.isEmpty()) {
            long pause = wrong.take(now);
            if (pause > 0) {
                due = true;
                thread.after(pause, this::next);
                return;
            }
            queue.pollFirst().look.run();
        }
    }
}

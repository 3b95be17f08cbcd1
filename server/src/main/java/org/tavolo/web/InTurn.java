package org.tavolo.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Questions that cost much, one of a session at a time: the next begins when the one before is answered, and beyond a
 * few that wait it is refused. From any thread; the next begins on the one that completes the question before.
 */
public final class InTurn {
    /** A page asks for the history of a board and of an item, and perhaps for an earlier state, at the same moment. */
    private static final int WAITING = 4;
    private static final long TRY_AFTER = 1_000;

    private final Map<UUID, Line> lines = new HashMap<>();

    private static final class Line {
        CompletionStage<?> last = CompletableFuture.completedFuture(null);
        int length;
    }

    /** Fails with {@code too_many_requests} when too many of this session's wait already. */
    public synchronized <T> CompletionStage<T> ask(UUID session, Supplier<CompletionStage<T>> question) {
        Line line = lines.computeIfAbsent(session, ignored -> new Line());
        if (line.length > WAITING) {
            return CompletableFuture.failedFuture(new TooOften("too_many_requests", TRY_AFTER));
        }
        line.length++;
        CompletionStage<T> answer = line.last.handle((before, failure) -> null).thenCompose(turn -> question.get());
        line.last = answer;
        answer.whenComplete((done, failure) -> left(session, line));
        return answer;
    }

    private synchronized void left(UUID session, Line line) {
        if (--line.length == 0) {
            lines.remove(session, line);
        }
    }
}

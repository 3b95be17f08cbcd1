package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.tavolo.board.Submission;

/** The submissions that wait for a board's next flush, in the order in which they came; bounded. */
final class Queue {
    private record Key(int by, UUID client, long n) {
        static Key of(Submission submission) {
            return new Key(submission.by(), submission.client(), submission.n());
        }

        static Key of(Waiting waiting) {
            return of(waiting.submission);
        }
    }

    /** Everything that was neither numbered nor refused, in flight or not, so that the same is not taken twice. */
    private final Map<Key, Waiting> unanswered = new HashMap<>();
    private LinkedHashMap<Key, Waiting> waiting = new LinkedHashMap<>();
    private long weight;

    /** The one that waits already or is in flight by the same person under the same client and number, or null. */
    Waiting same(Submission submission) {
        return unanswered.get(Key.of(submission));
    }

    boolean isFull() {
        return unanswered.size() >= Limits.WAITING_SUBMISSIONS || weight > Limits.WAITING_WEIGHT;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Waiting one) {
        unanswered.put(Key.of(one), one);
        waiting.put(Key.of(one), one);
        weight += one.weight;
    }

    /** Those that wait, in order; a copy. */
    List<Waiting> list() {
        return new ArrayList<>(waiting.values());
    }

    /** Leaves the queue for a flight. */
    void board(Waiting one) {
        waiting.remove(Key.of(one));
    }

    /** Comes back from a flight, in front of everybody. */
    void backInFront(List<Waiting> flight) {
        LinkedHashMap<Key, Waiting> order = new LinkedHashMap<>();
        flight.forEach(one -> order.put(Key.of(one), one));
        order.putAll(waiting);
        waiting = order;
    }

    /** Leaves for good, and its author is told. */
    void answer(Waiting one, Outcome outcome) {
        waiting.remove(Key.of(one));
        if (unanswered.remove(Key.of(one)) != null) {
            weight -= one.weight;
        }
        one.outcome.complete(outcome);
    }

    /** Answers all waiting ones that fit. */
    void answer(Predicate<Waiting> which, Outcome outcome) {
        for (Waiting one : list()) {
            if (which.test(one)) {
                answer(one, outcome);
            }
        }
    }
}

package org.tavolo.live;

import java.util.ArrayList;
import java.util.List;
import org.tavolo.board.Revision;

/**
 * A board's recent committed revisions, without a gap, up to the head; bounded by {@link Limits#TAIL_REVISIONS} and
 * {@link Limits#TAIL_WEIGHT}.
 */
final class Tail {
    private final List<Revision> ring = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private int dropped;
    private long weight;
    private long from;

    /** @param from the head before the first revision */
    Tail(long from) {
        this.from = from;
    }

    /** The revision after which this tail begins. */
    long from() {
        return from;
    }

    long head() {
        return from + ring.size() - dropped;
    }

    void add(Revision revision) {
        if (revision.rev() != head() + 1) {
            throw new IllegalStateException("revision " + revision.rev() + " does not follow " + head());
        }
        int heavy = Weight.of(revision);
        ring.add(revision);
        weights.add(heavy);
        weight += heavy;
        while (head() - from > 1 && (head() - from > Limits.TAIL_REVISIONS || weight > Limits.TAIL_WEIGHT)) {
            weight -= weights.get(dropped);
            ring.set(dropped, null);
            dropped++;
            from++;
        }
        if (dropped > 1_000 && dropped > ring.size() / 2) {
            ring.subList(0, dropped).clear();
            weights.subList(0, dropped).clear();
            dropped = 0;
        }
    }

    /** The revision numbered {@code rev}, which must be in {@code (from, head]}. */
    Revision get(long rev) {
        return ring.get(dropped + (int) (rev - from - 1));
    }

    /** The next page after {@code rev >= from}, at least one revision when there is any. */
    List<Revision> page(long rev, int limit) {
        List<Revision> page = new ArrayList<>();
        long heavy = 0;
        for (long next = rev + 1; next <= head() && page.size() < limit; next++) {
            heavy += weights.get(dropped + (int) (next - from - 1));
            if (!page.isEmpty() && heavy > Limits.PAGE_WEIGHT) {
                break;
            }
            page.add(get(next));
        }
        return page;
    }
}

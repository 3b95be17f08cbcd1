package org.tavolo.board;

import java.util.Collection;
import java.util.List;

/** The way forward to an earlier state: nothing is rewritten, what came since is deleted (H7). */
public final class Difference {
    private Difference() {
    }

    /** The edits that make the board as the goal is, but for items that came since, which stay as deleted ones. */
    public static List<Edit> between(Board now, Collection<Item> goal) {
        throw new UnsupportedOperationException();
    }
}

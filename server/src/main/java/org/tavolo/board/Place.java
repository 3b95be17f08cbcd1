package org.tavolo.board;

import java.util.UUID;

/** Where among its siblings an item shall stand (E1). An intent: the position key is made when it is its turn. */
public sealed interface Place {
    Place FIRST = new First();
    Place LAST = new Last();

    record First() implements Place {}

    record Last() implements Place {}

    record After(UUID sibling) implements Place {}

    record Before(UUID sibling) implements Place {}
}

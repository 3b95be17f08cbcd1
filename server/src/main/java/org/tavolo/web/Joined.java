package org.tavolo.web;

import java.util.UUID;

/** That a socket said hello to a board, and as which tab. */
final class Joined {
    final UUID client;
    /** Whether the broadcast counts it. On the rooms' thread. */
    boolean listening;
    /** Whether the socket has left meanwhile, so that it must not enter any more. On the rooms' thread. */
    boolean gone;

    Joined(UUID client) {
        this.client = client;
    }
}

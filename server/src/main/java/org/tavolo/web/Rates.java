package org.tavolo.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How often a server session may submit, over both carriers and all its sockets: per session and never per address,
 * since a whole room shares one. On the web's thread.
 */
final class Rates {
    private final int perSecond;
    private final int burst;
    private final Map<UUID, Allowance> bySession = new HashMap<>();

    Rates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** One submission. @return 0 when it may go on, else after how many milliseconds the next one may */
    long submission(UUID session) {
        long now = System.currentTimeMillis();
        return bySession.computeIfAbsent(session, ignored -> new Allowance(perSecond, burst, now)).take(now);
    }

    /** Forgets the sessions that have been quiet. */
    void sweep() {
        long now = System.currentTimeMillis();
        bySession.values().removeIf(allowance -> allowance.full(now));
    }
}

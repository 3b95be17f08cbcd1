package org.tavolo.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How often somebody may do what costs something. Whoever has a session is counted by it and never by address, since a
 * whole room shares one; only first visits, which have none yet, are counted by address. On the web's thread.
 */
final class Rates {
    private static final int REQUESTS_PER_SECOND = 100;
    private static final int REQUESTS_BURST = 500;
    /** Of one link by which somebody outside answers. */
    private static final int ANSWERS_PER_SECOND = 1;
    private static final int ANSWERS_BURST = 10;
    private static final int SESSIONS_PER_SECOND = 10;
    /** A hall full of people who open the link at the same moment. */
    private static final int SESSIONS_BURST = 1_000;
    /** More counted than this are forgotten, and begin anew. */
    private static final int MOST = 50_000;

    private final LongSupplier clock;
    private final int submissionsPerSecond;
    private final int submissionsBurst;
    private final Map<UUID, Allowance> submissions = new HashMap<>();
    private final Map<UUID, Allowance> requests = new HashMap<>();
    private final Map<UUID, Allowance> answers = new HashMap<>();
    private final Map<String, Allowance> visits = new HashMap<>();

    Rates(int submissionsPerSecond, int submissionsBurst) {
        this(submissionsPerSecond, submissionsBurst, System::currentTimeMillis);
    }

    /** @param clock milliseconds; may be put back, and then nobody is given or loses anything */
    Rates(int submissionsPerSecond, int submissionsBurst, LongSupplier clock) {
        this.clock = clock;
        this.submissionsPerSecond = submissionsPerSecond;
        this.submissionsBurst = submissionsBurst;
    }

    /** One submission. @return 0 when it may go on, else after how many milliseconds the next one may */
    long submission(UUID session) {
        return take(submissions, session, submissionsPerSecond, submissionsBurst);
    }

    /** One request of any kind, likewise. */
    long request(UUID session) {
        return take(requests, session, REQUESTS_PER_SECOND, REQUESTS_BURST);
    }

    /** One answer by a link that was given outside, likewise. */
    long answer(UUID asking) {
        return take(answers, asking, ANSWERS_PER_SECOND, ANSWERS_BURST);
    }

    /** A new session, likewise. */
    long newSession(String address) {
        return take(visits, address, SESSIONS_PER_SECOND, SESSIONS_BURST);
    }

    private <K> long take(Map<K, Allowance> allowances, K key, int perSecond, int burst) {
        long now = clock.getAsLong();
        if (allowances.size() >= MOST && !allowances.containsKey(key)) {
            allowances.clear();
        }
        return allowances.computeIfAbsent(key, ignored -> new Allowance(perSecond, burst, now)).take(now);
    }

    /** How many are counted. */
    int counted() {
        return submissions.size() + requests.size() + answers.size() + visits.size();
    }

    /** Forgets those who have been quiet. */
    void sweep() {
        long now = clock.getAsLong();
        submissions.values().removeIf(allowance -> allowance.full(now));
        requests.values().removeIf(allowance -> allowance.full(now));
        answers.values().removeIf(allowance -> allowance.full(now));
        visits.values().removeIf(allowance -> allowance.full(now));
    }
}

package org.tavolo.web;

import org.tavolo.board.Refusal;

/** A refusal of kind rate, with how long to wait. */
final class TooOften extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;
    private final long retryAfterMs;

    TooOften(String reason, long retryAfterMs) {
        super(reason, null, false, false);
        this.refusal = Refusals.rate(reason);
        this.retryAfterMs = retryAfterMs;
    }

    Refusal refusal() {
        return refusal;
    }

    long retryAfterMs() {
        return retryAfterMs;
    }
}

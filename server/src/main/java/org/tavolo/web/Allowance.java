package org.tavolo.web;

/**
 * So many a second, with bursts: a bucket that holds {@code burst} and refills evenly. Not thread-safe.
 */
final class Allowance {
    private final double perMillisecond;
    private final double burst;
    private double left;
    private long filledAt;

    Allowance(double perSecond, int burst, long nowMillis) {
        this.perMillisecond = perSecond / 1000.0;
        this.burst = burst;
        this.left = burst;
        this.filledAt = nowMillis;
    }

    /** Takes one. @return 0 when there was one, else in how many milliseconds there will be one */
    long take(long nowMillis) {
        left = Math.min(burst, left + Math.max(0, nowMillis - filledAt) * perMillisecond);
        filledAt = nowMillis;
        if (left >= 1) {
            left--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - left) / perMillisecond));
    }

    /** What was taken is there again. */
    void giveBack() {
        left = Math.min(burst, left + 1);
    }

    /** Whether it is as full as it can be, so that a fresh one would do as well. */
    boolean full(long nowMillis) {
        return left + Math.max(0, nowMillis - filledAt) * perMillisecond >= burst;
    }
}

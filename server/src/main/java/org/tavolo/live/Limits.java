package org.tavolo.live;

/** Every bound of a room in one place. Times are milliseconds, weights are {@link Weight bytes, roughly}. */
public final class Limits {
    /** One flush: so many submissions, so heavy together. One submission alone may be heavier. */
    public static final int FLUSH_SUBMISSIONS = 500;
    public static final int FLUSH_WEIGHT = 2_000_000;

    /** What may wait for a flush on one board before submissions are refused with retry. */
    public static final int WAITING_SUBMISSIONS = 5_000;
    public static final int WAITING_WEIGHT = 32_000_000;

    /** While the journal cannot be reached a submission waits so long before it is refused with retry. */
    public static final int WAITING_TIME = 5_000;

    /** Recent revisions kept in memory per board. */
    public static final int TAIL_REVISIONS = 4_000;
    public static final int TAIL_WEIGHT = 4_000_000;

    /** One page of revisions, read from the journal or given to a reader (H2). */
    public static final int PAGE_REVISIONS = 500;
    public static final int PAGE_WEIGHT = 1_000_000;

    /** A snapshot is kept after so many revisions, and when nothing was written for so long. */
    public static final int SNAPSHOT_REVISIONS = 500;
    public static final int SNAPSHOT_IDLE = 30_000;

    /** One snapshot of every so many revisions is kept for good, so that the past is found without the whole journal. */
    public static final int SNAPSHOT_MILESTONE = 5_000;

    /** One question about history reads so many revisions backwards at most; the asker goes on from there. */
    public static final int HISTORY_REVISIONS = 5_000;

    /** What one person did is taken back out of so many revisions of everybody's at most. */
    public static final int TAKEN_BACK = 20_000;

    /** A room that nobody watches or writes to is unloaded after so long. */
    public static final int UNLOAD_IDLE = 120_000;

    /** Waiting between two tries to reach the journal: doubles from the first to the last. */
    public static final int RETRY_FIRST = 50;
    public static final int RETRY_LAST = 2_000;

    /** Presence: the least time between two frames of a board, and how long a poller counts as present. */
    public static final int PRESENCE_SPACING = 125;
    public static final int POLLER_PRESENT = 40_000;

    /** People on one board, and sockets or pollers of one person on it. */
    public static final int PEOPLE = 500;
    public static final int SOCKETS_PER_PERSON = 10;

    private Limits() {
    }
}

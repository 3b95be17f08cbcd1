package org.tavolo.live;

/** Decides when a board's snapshot is kept, and keeps one at a time. That it fails is no harm: the journal has all. */
final class Keeper {
    private final Journal journal;
    private final Scheduler thread;
    private final Room room;
    private long kept;
    private long due;
    private boolean keeping;

    Keeper(Journal journal, Scheduler thread, Room room, long kept) {
        this.journal = journal;
        this.thread = thread;
        this.room = room;
        this.kept = kept;
        this.due = kept + Limits.SNAPSHOT_REVISIONS;
    }

    /** After a commit. */
    void wrote() {
        if (room.head() >= due) {
            keep();
        }
    }

    /** Keeps one now, unless the newest is kept or one is under way. */
    void keep() {
        long head = room.head();
        if (keeping || head == kept) {
            return;
        }
        keeping = true;
        journal.keep(room.committed()).whenComplete((done, failure) -> thread.execute(() -> {
            keeping = false;
            if (failure == null) {
                kept = Math.max(kept, head);
            }
            due = head + Limits.SNAPSHOT_REVISIONS;
        }));
    }

    /** Whether the newest revision is in a kept snapshot. */
    boolean isDone() {
        return kept == room.head();
    }
}

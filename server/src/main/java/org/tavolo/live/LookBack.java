package org.tavolo.live;

import java.util.List;
import org.tavolo.board.Revision;

/**
 * Brings submissions whose base is older than the tail forward to it, reading the journal page by page, so that
 * memory stays bounded however old the base is. A few at a time; the others wait their turn.
 */
final class LookBack {
    private static final int AT_ONCE = 4;

    private final Journal journal;
    private final Scheduler thread;
    private final Room room;
    private int running;

    LookBack(Journal journal, Scheduler thread, Room room) {
        this.journal = journal;
        this.thread = thread;
        this.room = room;
    }

    /** Starts if there is room for one more; the room is told when it is done. */
    void start(Waiting one) {
        if (running < AT_ONCE) {
            running++;
            one.lookBack(true);
            read(one);
        }
    }

    private void read(Waiting one) {
        journal.read(room.board(), one.upTo(), Limits.PAGE_REVISIONS)
                .whenComplete((page, failure) -> thread.execute(() -> onPage(one, page, failure)));
    }

    private void onPage(Waiting one, List<Revision> page, Throwable failure) {
        if (failure == null) {
            for (Revision revision : page) {
                if (revision.rev() == one.upTo() + 1 && revision.rev() <= room.head()) {
                    one.advance(revision);
                }
            }
            if (!page.isEmpty() && one.found() == null && one.upTo() < room.reachesBackTo()) {
                read(one);
                return;
            }
        }
        running--;
        one.lookBack(false);
        room.lookedBack(one, failure == null && !page.isEmpty());
    }
}

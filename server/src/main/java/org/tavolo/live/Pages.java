package org.tavolo.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;

/** Gives out committed revisions page by page: from the tail, or from the journal when they are older. */
final class Pages {
    private record Asker(long rev, int limit, CompletableFuture<Room.Page> answer) {}

    private final Journal journal;
    private final Scheduler thread;
    private final Room room;
    private final Tail tail;
    private final List<Asker> askers = new ArrayList<>();

    Pages(Journal journal, Scheduler thread, Room room, Tail tail) {
        this.journal = journal;
        this.thread = thread;
        this.room = room;
        this.tail = tail;
    }

    /** See {@link Room#since}. */
    CompletionStage<Room.Page> since(long rev, int limit) {
        CompletableFuture<Room.Page> answer = new CompletableFuture<>();
        since(rev, limit, answer);
        return answer;
    }

    /** The same, to be answered when the room has read on. */
    CompletionStage<Room.Page> later(long rev, int limit) {
        CompletableFuture<Room.Page> answer = new CompletableFuture<>();
        askers.add(new Asker(rev, limit, answer));
        return answer;
    }

    boolean isAsked() {
        return !askers.isEmpty();
    }

    /** The room has read on. */
    void answer() {
        List<Asker> asking = List.copyOf(askers);
        askers.clear();
        asking.forEach(asker -> since(asker.rev, asker.limit, asker.answer));
    }

    /** The room cannot read on. */
    void refuse(Refusal why) {
        List<Asker> asking = List.copyOf(askers);
        askers.clear();
        asking.forEach(asker -> asker.answer.completeExceptionally(why));
    }

    private void since(long rev, int limit, CompletableFuture<Room.Page> answer) {
        int most = Math.max(1, Math.min(limit, Limits.PAGE_REVISIONS));
        if (rev < 0 || rev > room.head()) {
            answer.completeExceptionally(Refusal.invalid("invalid_seq"));
        } else if (rev >= tail.from()) {
            answer.complete(page(rev, tail.page(rev, most)));
        } else {
            journal.read(room.board(), rev, most).whenComplete((revisions, failure) -> thread.execute(() -> {
                if (failure == null) {
                    answer.complete(page(rev, light(revisions)));
                } else {
                    answer.completeExceptionally(Room.unavailable());
                }
            }));
        }
    }

    private Room.Page page(long rev, List<Revision> revisions) {
        return new Room.Page(rev, rev + revisions.size(), room.head(), room.generation(), revisions);
    }

    private List<Revision> light(List<Revision> revisions) {
        long heavy = 0;
        int count = 0;
        for (Revision revision : revisions) {
            heavy += Weight.of(revision);
            if (revision.rev() > room.head() || count > 0 && heavy > Limits.PAGE_WEIGHT) {
                break;
            }
            count++;
        }
        return revisions.subList(0, count);
    }
}

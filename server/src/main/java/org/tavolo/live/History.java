package org.tavolo.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.tavolo.board.Board;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/** What was written, read back from the journal. May be called from any thread; answers come on the rooms' thread. */
public final class History {
    private static final int MOST_ENTRIES = 200;

    private final Journal journal;
    private final Rooms rooms;

    public History(Journal journal, Rooms rooms) {
        this.journal = journal;
        this.rooms = rooms;
    }

    /**
     * One change of one thing. {@code kind} is the verb. {@code before} and {@code after} are values of the field; for
     * a link its other end, for a move the parents; else null. {@code field} is null when it is about the whole item,
     * and the relation for a link. In the history of one field, what one person typed without a long pause is one
     * entry: {@code at} is its end, {@code rev} its first revision.
     */
    public record Entry(long rev, long at, int by, UUID item, String field, String kind, Object before,
                        Object after) {}

    /**
     * Newest first.
     *
     * @param more whether there may be older ones: ask again with {@code before}. @param before null when there are none
     */
    public record Entries(List<Entry> entries, boolean more, Long before) {}

    /**
     * About {@code limit} entries, 200 at most: what one revision changed is never parted. Looks at {@link
     * Limits#HISTORY_REVISIONS} revisions at most, and says {@code more} with what it found by then, be it nothing; what
     * was typed without a pause is parted there. Fails with a {@code Refusal}: {@code not_found} (no such board), {@code
     * unavailable}.
     *
     * @param item   null: of the whole board. @param field null: of the whole item
     * @param before entries of revisions smaller than this; null: from the newest on
     */
    public CompletionStage<Entries> entries(UUID board, UUID item, String field, Long before, int limit) {
        CompletableFuture<Entries> answer = new CompletableFuture<>();
        rooms.on(board, room -> CompletableFuture.completedFuture(room.snapshot())).whenComplete((now, refusal) -> {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
                return;
            }
            CompletableFuture<Snapshot> newest = new CompletableFuture<>();
            newest.whenComplete((state, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else {
                    int most = Math.max(1, Math.min(limit, MOST_ENTRIES));
                    long least = Math.max(0, state.rev() - Limits.HISTORY_REVISIONS);
                    back(board, new Backwards(state, item, item == null ? null : field, most), state.rev(), least, answer);
                }
            });
            if (before == null || before > now.rev()) {
                newest.complete(now);
            } else {
                fromKept(now, Math.max(0, before - 1), newest);
            }
        });
        return answer;
    }

    private void back(UUID board, Backwards backwards, long to, long least, CompletableFuture<Entries> answer) {
        if (to == least) {
            answer.complete(backwards.entries(to));
            return;
        }
        long from = Math.max(least, to - Limits.PAGE_REVISIONS);
        journal.read(board, from, (int) (to - from)).whenComplete((page, failure) -> rooms.thread().execute(() -> {
            if (failure != null) {
                answer.completeExceptionally(unavailable());
                return;
            }
            for (int i = page.size() - 1; i >= 0; i--) {
                if (!backwards.over(page.get(i))) {
                    answer.complete(backwards.entries(page.get(i).rev()));
                    return;
                }
            }
            back(board, backwards, from, least, answer);
        }));
    }

    /**
     * The board as it was at {@code rev}. Fails with a {@code Refusal}: {@code invalid_seq} when there is no such
     * revision, {@code not_found} (no such board), {@code unavailable}.
     */
    public CompletionStage<Snapshot> at(UUID board, long rev) {
        CompletableFuture<Snapshot> answer = new CompletableFuture<>();
        rooms.on(board, room -> CompletableFuture.completedFuture(room.snapshot())).whenComplete((now, refusal) -> {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
            } else if (rev < 0 || rev > now.rev()) {
                answer.completeExceptionally(Refusal.invalid("invalid_seq"));
            } else if (rev == now.rev()) {
                answer.complete(now);
            } else {
                fromKept(now, rev, answer);
            }
        });
        return answer;
    }

    /**
     * Goes over all revisions from the first to {@code to}, page by page and in order. Pages are given on the thread of
     * {@code work}, one at a time. Fails with a {@code Refusal}: {@code unavailable}.
     */
    public CompletionStage<Void> all(UUID board, long to, Consumer<List<Revision>> page, Executor work) {
        return after(board, 0, to, page, work).exceptionallyCompose(failure ->
                CompletableFuture.failedFuture(unavailable()));
    }

    private CompletionStage<Void> after(UUID board, long from, long to, Consumer<List<Revision>> page, Executor work) {
        if (from >= to) {
            return CompletableFuture.completedFuture(null);
        }
        int limit = (int) Math.min(Limits.PAGE_REVISIONS, to - from);
        return journal.read(board, from, limit).thenComposeAsync(found -> {
            if (found.isEmpty()) {
                throw new IllegalStateException("the journal ends before its head");
            }
            page.accept(found);
            return after(board, from + found.size(), to, page, work);
        }, work);
    }

    private void fromKept(Snapshot now, long rev, CompletableFuture<Snapshot> answer) {
        journal.snapshot(now.board(), rev).whenComplete((kept, failure) -> rooms.thread().execute(() -> {
            if (failure != null || kept == null) {
                answer.completeExceptionally(unavailable());
            } else {
                forward(now, new Board(rooms.rules(), kept), kept.rev(), rev, answer);
            }
        }));
    }

    /**
     * What was numbered at this moment or later, in order, up to {@code now}. Fails with a {@code Refusal}: {@code
     * too_many_edits} when that is more than {@link Limits#TAKEN_BACK} revisions, {@code unavailable}.
     *
     * @param moment milliseconds since 1970, by the clock that numbered them
     */
    public CompletionStage<List<Revision>> since(Snapshot now, long moment) {
        CompletableFuture<List<Revision>> answer = new CompletableFuture<>();
        since(now.board(), now.rev(), moment, new ArrayDeque<>(), answer);
        return answer;
    }

    private void since(UUID board, long to, long moment, Deque<Revision> found, CompletableFuture<List<Revision>> answer) {
        if (to == 0) {
            answer.complete(List.copyOf(found));
            return;
        }
        long from = Math.max(0, to - Limits.PAGE_REVISIONS);
        journal.read(board, from, (int) (to - from)).whenComplete((page, failure) -> rooms.thread().execute(() -> {
            if (failure != null) {
                answer.completeExceptionally(unavailable());
                return;
            }
            for (int i = page.size() - 1; i >= 0; i--) {
                if (page.get(i).at() < moment) {
                    answer.complete(List.copyOf(found));
                    return;
                }
                found.addFirst(page.get(i));
            }
            if (found.size() > Limits.TAKEN_BACK) {
                answer.completeExceptionally(Refusal.tooLarge("too_many_edits"));
            } else {
                since(board, from, moment, found, answer);
            }
        }));
    }

    private void forward(Snapshot now, Board board, long at, long rev, CompletableFuture<Snapshot> answer) {
        if (at == rev) {
            answer.complete(board.snapshot(now.board(), rev, now.generation()));
            return;
        }
        int limit = (int) Math.min(Limits.PAGE_REVISIONS, rev - at);
        journal.read(now.board(), at, limit).whenComplete((page, failure) -> rooms.thread().execute(() -> {
            if (failure != null || page.isEmpty()) {
                answer.completeExceptionally(unavailable());
                return;
            }
            for (Revision revision : page) {
                board.replay(revision);
            }
            board.settle();
            forward(now, board, at + page.size(), rev, answer);
        }));
    }

    private static Refusal unavailable() {
        return new Refusal(Code.RETRY, "unavailable");
    }
}

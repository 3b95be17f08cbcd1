package org.tavolo.live;

import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/** A journal whose appends and reads wait until the test lets them through, in memory. */
final class ScriptedJournal implements Journal {
    final InMemoryJournal disk = new InMemoryJournal();
    private final ArrayDeque<Call<?>> calls = new ArrayDeque<>();
    private boolean held;
    private boolean broken;
    private Predicate<Revision> poison = revision -> false;
    int appends;
    int reads;
    int tries;
    int keeps;
    boolean losesSnapshots;

    private record Call<T>(Supplier<CompletionStage<T>> work, CompletableFuture<T> answer) {
        void carryOut() {
            work.get().whenComplete((result, failure) -> answer.complete(result));
        }
    }

    /** From now on calls wait for {@link #letThrough}, {@link #loseBefore} or {@link #loseAfter}. */
    void hold() {
        held = true;
    }

    /** Answers at once from now on, and what waits. */
    void release() {
        held = false;
        while (!calls.isEmpty()) {
            letThrough();
        }
    }

    /** Every call fails from now on; nothing is written. */
    void breakDown() {
        broken = true;
    }

    void repair() {
        broken = false;
    }

    void poison(Predicate<Revision> which) {
        poison = which;
    }

    int waiting() {
        return calls.size();
    }

    /** The oldest waiting call is carried out and answered. */
    void letThrough() {
        calls.remove().carryOut();
    }

    /** The oldest waiting call never reaches the disk. */
    void loseBefore() {
        calls.remove().answer().completeExceptionally(new Unavailable(null));
    }

    /** The oldest waiting call reaches the disk, but its answer is lost. */
    void loseAfter() {
        Call<?> call = calls.remove();
        call.work().get();
        call.answer().completeExceptionally(new Unavailable(null));
    }

    /** The oldest waiting call is answered as lost now; what is returned carries it out later. */
    Runnable loseAndReachTheDiskLater() {
        Call<?> call = calls.remove();
        call.answer().completeExceptionally(new Unavailable(null));
        return () -> call.work().get();
    }

    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> work) {
        tries++;
        if (broken) {
            return CompletableFuture.failedFuture(new Unavailable(null));
        }
        if (!held) {
            return work.get();
        }
        Call<T> call = new Call<>(work, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }

    @Override
    public CompletionStage<Opening> open(UUID board) {
        return call(() -> disk.open(board));
    }

    @Override
    public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
        appends++;
        return call(() -> revisions.stream().anyMatch(poison)
                ? CompletableFuture.completedFuture(Appended.POISONED)
                : disk.append(board, head, revisions));
    }

    @Override
    public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
        reads++;
        return call(() -> disk.read(board, after, limit));
    }

    @Override
    public CompletionStage<Snapshot> snapshot(UUID board, long rev) {
        reads++;
        return call(() -> disk.snapshot(board, rev));
    }

    @Override
    public CompletionStage<Void> keep(Snapshot snapshot) {
        keeps++;
        return broken || losesSnapshots ? CompletableFuture.failedFuture(new Unavailable(null)) : disk.keep(snapshot);
    }
}

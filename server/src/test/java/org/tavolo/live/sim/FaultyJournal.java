package org.tavolo.live.sim;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.InMemoryJournal;
import org.tavolo.live.Journal;

/**
 * One node's way to the shared disk: slow, at times cut, before or after the disk was reached, and at times what was
 * given up still reaches it. What is on its way when the node crashes arrives or not, and nobody hears of it.
 */
final class FaultyJournal implements Journal {
    private final World world;
    private final InMemoryJournal disk;

    FaultyJournal(World world, InMemoryJournal disk) {
        this.world = world;
        this.disk = disk;
    }

    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> work, boolean writes) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Unavailable lost = new Unavailable(null);
        int there = world.between(1, 12);
        int back = world.between(1, 6);
        int fate = world.faulty() ? world.between(0, 99) : 99;
        if (world.journalIsDown() || fate < 3) {
            world.after(there, () -> answer.completeExceptionally(lost));
        } else if (fate < 6) {
            world.after(there, () -> {
                work.get();
                world.after(back, () -> answer.completeExceptionally(lost));
            });
        } else if (fate < 8 && writes) {
            world.after(there, () -> answer.completeExceptionally(lost));
            world.after(there + world.between(1, 600), work::get);
        } else {
            world.after(fate < 14 ? there + world.between(20, 400) : there, () -> work.get().whenComplete(
                    (result, failure) -> world.after(back, () -> answer.complete(result))));
        }
        return answer;
    }

    @Override
    public CompletionStage<Opening> open(UUID board) {
        return call(() -> disk.open(board), false);
    }

    @Override
    public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
        return call(() -> disk.append(board, head, revisions), true);
    }

    @Override
    public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
        return call(() -> disk.read(board, after, limit), false);
    }

    @Override
    public CompletionStage<Void> keep(Snapshot snapshot) {
        return call(() -> disk.keep(snapshot), false);
    }
}

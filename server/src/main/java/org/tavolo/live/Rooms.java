package org.tavolo.live;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tavolo.board.Rules;

/** The rooms of this node: opened on demand, unloaded when idle. May be called from any thread. */
public final class Rooms {
    public Rooms(Journal journal, Rules rules, Audience audience, Scheduler thread) {
    }

    /**
     * Runs {@code task} with the open room on the rooms' thread and answers what its stage answers. Fails with a
     * {@code Refusal}: {@code not_found} (no such board), {@code unavailable}, {@code stopping}, or what the task
     * failed with. Never keep the room: it may be unloaded after the task.
     */
    public <T> CompletionStage<T> on(UUID board, Function<Room, CompletionStage<T>> task) {
        throw new UnsupportedOperationException();
    }

    /** The boards whose rooms are open, for the poll of heads. */
    public Set<UUID> open() {
        throw new UnsupportedOperationException();
    }

    /** Heads as the journal has them (poll or notification); boards without an open room are ignored. */
    public void heads(Map<UUID, Long> heads) {
        throw new UnsupportedOperationException();
    }

    /** Refuses what comes with {@code stopping}; the stage completes when nothing is in flight and snapshots are kept. */
    public CompletionStage<Void> stop() {
        throw new UnsupportedOperationException();
    }
}

package org.tavolo.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Refusal;
import org.tavolo.live.History;
import org.tavolo.method.Method;
import org.tavolo.method.Release;
import org.tavolo.people.People;
import org.tavolo.people.Releases;
import org.tavolo.people.Releases.Released;
import org.tavolo.protocol.ReleasedItems;

/**
 * Takes the picture that is released, and takes it anew when something of the past was erased. May be called from any
 * thread; stages fail with a {@link Refusal}.
 */
public final class Releasing {
    private final History history;
    private final Method method;
    private final People people;

    public Releasing(History history, Method method, People people) {
        this.history = history;
        this.method = method;
        this.people = people;
    }

    /**
     * Releases what these items said at a revision. Fails with {@code invalid_seq} for a revision that is not there,
     * {@code not_found} for an item that was not there then or is none of this release, {@code nothing_to_release}.
     */
    CompletionStage<Released> release(UUID programme, UUID board, Release kind, List<UUID> items, long rev, int by) {
        return history.at(board, rev).thenCompose(then -> {
            List<Map<String, Object>> read = kind.of(new Board(method, then), items);
            if (read == null) {
                return CompletableFuture.failedFuture(Refusals.notFound());
            }
            if (read.isEmpty()) {
                return CompletableFuture.failedFuture(Refusal.invalid("nothing_to_release"));
            }
            return releases().release(programme, kind.name(), rev, by, ReleasedItems.write(read)).toCompletionStage()
                    .thenCompose(released -> kept(released, board, then.generation()));
        });
    }

    /** Where the past was rewritten while the picture was taken, it may show what was erased by that. */
    private CompletionStage<Released> kept(Released released, UUID board, int generation) {
        return history.at(board, released.rev()).thenCompose(now -> now.generation() == generation
                ? CompletableFuture.completedFuture(released)
                : again(released, board).thenApply(done -> released));
    }

    /** Takes every picture of a programme anew, from its past as it is now. */
    public CompletionStage<Void> again(UUID programme) {
        return people.programmes().find(programme).toCompletionStage().thenCompose(found -> found == null
                ? CompletableFuture.completedFuture(null)
                : releases().in(List.of(programme)).toCompletionStage().thenCompose(all -> {
                    CompletionStage<Void> done = CompletableFuture.completedFuture(null);
                    for (Released released : all) {
                        done = done.thenCompose(next -> again(released, found.board()));
                    }
                    return done;
                }));
    }

    private CompletionStage<Void> again(Released released, UUID board) {
        Release kind = method.release(released.kind());
        return history.at(board, released.rev()).thenCompose(then -> {
            List<Map<String, Object>> read =
                    kind == null ? null : kind.of(new Board(method, then), ReleasedItems.ids(released));
            return (read == null || read.isEmpty() ? releases().remove(released)
                    : releases().correct(released, ReleasedItems.write(read))).toCompletionStage();
        });
    }

    private Releases releases() {
        return people.releases();
    }
}

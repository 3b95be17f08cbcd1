package org.tavolo.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.tavolo.board.Code;
import org.tavolo.board.Edit;
import org.tavolo.board.Erasure;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;

/**
 * Erases what one person wrote on a board: an edit forward, which everybody sees like any other, and then the journal
 * anew. Others go on writing meanwhile: whenever the head has moved, what came is read before the next try. May be called
 * from any thread.
 */
public final class Erasures {
    private static final int TRIES = 50;

    private final Journal journal;
    private final Past past;
    private final Rooms rooms;
    private final BiPredicate<String, String> common;
    private final Executor work;

    /** @param common see {@link Erasure}; @param work where the whole of a journal may be gone through */
    public Erasures(Journal journal, Past past, Rooms rooms, BiPredicate<String, String> common, Executor work) {
        this.journal = journal;
        this.past = past;
        this.rooms = rooms;
        this.common = common;
        this.work = work;
    }

    /**
     * Erases, or does nothing when nothing is left to erase. Fails with a {@link Refusal}: {@code not_found} (no such
     * board), {@code unavailable}; what was done by then is done, and asking again goes on.
     *
     * @param command known to nobody else; the client id of the edit forward
     * @return whether the past was rewritten
     */
    public CompletionStage<Boolean> erase(UUID board, int person, UUID command) {
        Erasing erasing = new Erasing(board, person, command);
        erasing.begin();
        return erasing.done.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                cause(failure) instanceof Refusal refusal ? refusal : Room.unavailable()));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause() : failure;
    }

    private final class Erasing {
        final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private final UUID board;
        private final int person;
        private final UUID command;
        private int generation;
        private Erasure erasure;
        private long at;
        private List<Revision> changed;
        private TreeMap<Long, Snapshot> milestones;
        private long submissions;
        private int tries;

        Erasing(UUID board, int person, UUID command) {
            this.board = board;
            this.person = person;
            this.command = command;
        }

        void begin() {
            next(journal.open(board), opening -> {
                if (opening == null) {
                    done.completeExceptionally(Refusal.invalid("not_found"));
                    return;
                }
                generation = opening.snapshot().generation();
                erasure = new Erasure(rooms.rules(), person, common);
                at = 0;
                changed = new ArrayList<>();
                milestones = new TreeMap<>();
                read();
            });
        }

        private void read() {
            next(journal.read(board, at, Limits.PAGE_REVISIONS), page -> {
                for (Revision revision : page) {
                    Revision without = erasure.next(revision);
                    if (without != revision) {
                        changed.add(without);
                    }
                    at = revision.rev();
                    if (at % Limits.SNAPSHOT_MILESTONE == 0) {
                        milestones.put(at, erasure.after(board, at, generation + 1));
                    }
                }
                if (page.isEmpty()) {
                    upToDate();
                } else {
                    read();
                }
            });
        }

        private void upToDate() {
            List<Edit> forward = erasure.forward();
            if (forward.isEmpty() && changed.isEmpty()) {
                done.complete(false);
            } else if (++tries > TRIES) {
                done.completeExceptionally(Room.unavailable());
            } else if (forward.isEmpty()) {
                rewrite();
            } else {
                Submission submission = new Submission(board, command, ++submissions, at, person, forward);
                next(rooms.on(board, room -> room.submit(submission)), outcome -> {
                    // Refused is what no longer fits the board that others wrote on meanwhile.
                    if (outcome instanceof Outcome.Refused refused && refused.why().code() != Code.INVALID) {
                        done.completeExceptionally(refused.why());
                    } else {
                        read();
                    }
                });
            }
        }

        private void rewrite() {
            List<Snapshot> snapshots = new ArrayList<>(milestones.headMap(at, false).values());
            snapshots.add(erasure.after(board, at, generation + 1));
            next(past.rewrite(board, at, generation, changed, snapshots), rewritten -> {
                if (rewritten) {
                    rooms.generations(Map.of(board, generation + 1));
                    done.complete(true);
                    return;
                }
                next(journal.open(board), opening -> {
                    if (opening != null && opening.snapshot().generation() == generation) {
                        read();
                    } else {
                        begin();
                    }
                });
            });
        }

        private <T> void next(CompletionStage<T> stage, Consumer<T> then) {
            stage.thenAcceptAsync(then, work).whenComplete((ended, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(cause(failure));
                }
            });
        }
    }
}

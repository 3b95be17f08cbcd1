package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Rules;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;
import org.tavolo.board.TextOp;
import org.tavolo.live.sim.SimRules;

/** One node with one board in memory, a clock of its own, and everything that its audience was told. */
final class Table {
    static final UUID NOTE = id(100);

    final VirtualScheduler thread = new VirtualScheduler(1_790_000_000_000L);
    final ScriptedJournal journal = new ScriptedJournal();
    final UUID board = journal.disk.create(id(1));
    final List<Revision> told = new ArrayList<>();
    final List<Integer> tellings = new ArrayList<>();
    final List<Long> reopened = new ArrayList<>();
    final List<Presence.Frame> frames = new ArrayList<>();
    final List<UUID> superseded = new ArrayList<>();
    Rooms rooms;

    private final Map<UUID, Long> numbers = new HashMap<>();
    private final Rules rules;

    Table() {
        this(SimRules.RULES);
    }

    Table(Rules rules) {
        this.rules = rules;
        this.rooms = open();
    }

    static UUID id(int number) {
        return UUID.fromString(String.format("019a0000-0000-7000-8000-%012x", number));
    }

    /** A further node on the same journal, with an audience of its own that nobody asks. */
    Rooms anotherNode() {
        return new Rooms(journal, rules, new Audience() {
            @Override
            public void revised(UUID id, long from, List<Revision> revisions) {
            }

            @Override
            public void present(UUID id, Presence.Frame frame) {
            }
        }, thread);
    }

    private Rooms open() {
        return new Rooms(journal, rules, new Audience() {
            @Override
            public void revised(UUID id, long from, List<Revision> revisions) {
                assertEquals(board, id);
                if (revisions.isEmpty()) {
                    reopened.add(from);
                    told.clear();
                    told.addAll(journal.disk.all(board).subList(0, (int) from));
                    return;
                }
                assertEquals(told.size(), from, "frames follow each other without a gap");
                told.addAll(revisions);
                tellings.add(revisions.size());
                assertTrue(new HashSet<>(journal.disk.all(board)).containsAll(revisions), "only what is on disk is told");
            }

            @Override
            public void superseded(UUID id) {
                superseded.add(id);
            }

            @Override
            public void present(UUID id, Presence.Frame frame) {
                frames.add(frame);
            }
        }, thread);
    }

    /** As after a crash: what was in memory is gone. What was told before is forgotten here too. */
    void restart() {
        told.clear();
        told.addAll(journal.disk.all(board));
        rooms = open();
    }

    <T> CompletableFuture<T> on(Function<Room, CompletionStage<T>> task) {
        CompletableFuture<T> answer = rooms.on(board, task).toCompletableFuture();
        thread.run();
        return answer;
    }

    <T> T ask(Function<Room, T> question) {
        return on(room -> CompletableFuture.completedFuture(question.apply(room))).join();
    }

    CompletableFuture<Outcome> submit(Submission submission) {
        return on(room -> room.submit(submission));
    }

    /** The next submission of a client. */
    CompletableFuture<Outcome> submit(UUID client, long base, Edit... edits) {
        return submit(submission(client, numbers.merge(client, 1L, Long::sum), base, edits));
    }

    Submission submission(UUID client, long n, long base, Edit... edits) {
        return new Submission(board, client, n, base, 7, List.of(edits));
    }

    static Edit.Create create(UUID item, String text) {
        return new Edit.Create(item, "note", null, Place.LAST, text.isEmpty() ? Map.of() : Map.of("text", text), null,
                List.of());
    }

    static Edit.Type type(int at, String text) {
        try {
            return new Edit.Type(NOTE, "text", TextOp.of(at == 0 ? List.of(new TextOp.Insert(text))
                    : List.of(new TextOp.Skip(at), new TextOp.Insert(text))));
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal);
        }
    }

    static Edit.Set set(String value) {
        return new Edit.Set(NOTE, "kind", value, null);
    }

    /** The note's text as the room shows it. */
    String text() {
        return text(ask(Room::snapshot));
    }

    static String text(Snapshot snapshot) {
        Item note = snapshot.items().stream().filter(item -> item.id().equals(NOTE)).findFirst().orElseThrow();
        return (String) note.fields().getOrDefault("text", "");
    }

    /** The note's text when the journal is replayed from its beginning. */
    String textOnDisk() {
        Board replayed = new Board(SimRules.RULES);
        journal.disk.all(board).forEach(replayed::replay);
        return text(replayed.snapshot(board, journal.disk.all(board).size(), 1));
    }

    static void assertNumbered(long rev, CompletableFuture<Outcome> outcome) {
        assertTrue(outcome.isDone(), "answered");
        assertEquals(new Outcome.Numbered(rev), outcome.join());
    }

    static void assertRefused(String refusal, CompletableFuture<Outcome> outcome) {
        assertTrue(outcome.isDone(), "answered");
        assertEquals(refusal, ((Outcome.Refused) outcome.join()).why().getMessage());
    }

    static String failure(CompletableFuture<?> stage) {
        try {
            stage.join();
            return "none";
        } catch (CompletionException failure) {
            return failure.getCause().getMessage();
        }
    }
}

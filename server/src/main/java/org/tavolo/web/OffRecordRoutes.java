package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.live.OffRecord;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;

/**
 * Notes off the record (H44), at the confidential table only. Since they never leave this process, there are none while
 * another server works on the same database: who is connected there would not see them.
 */
final class OffRecordRoutes {
    private final OffRecord notes;
    private final Scheduler thread;
    private final Supplier<Future<Boolean>> alone;

    /** @param thread the rooms'; @param alone whether no other server works on this database */
    OffRecordRoutes(OffRecord notes, Scheduler thread, Supplier<Future<Boolean>> alone) {
        this.notes = notes;
        this.thread = thread;
        this.alone = alone;
    }

    void on(Api api) {
        Access inside = Access.board(Right.CONFIDE);
        api.get("/api/boards/:board/off-record", inside, this::look);
        api.post("/api/boards/:board/off-record", inside, this::add);
        api.delete("/api/boards/:board/off-record/:note", inside, this::remove);
        api.post("/api/boards/:board/off-record/end", inside, this::end);
    }

    private interface Task {
        Answer run(UUID board) throws Refusal;
    }

    private CompletionStage<Answer> look(Asked asked) {
        return alone.get().toCompletionStage().thenCompose(only -> onThread(asked.seat(), board -> {
            if (!only) {
                notes.end(board);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("on", only);
            answer.put("notes", notes.notes(board).stream().map(OffRecordRoutes::note).toList());
            return Answer.of(answer);
        }));
    }

    private CompletionStage<Answer> add(Asked asked) throws Refusal {
        int by = asked.seat().person().number();
        Members members = asked.members();
        String text = members.text("text", "invalid_value");
        members.end();
        return whileAlone(asked, board -> Answer.made(note(notes.add(board, by, text))));
    }

    private CompletionStage<Answer> remove(Asked asked) throws Refusal {
        UUID note = asked.id("note");
        int by = asked.seat().person().number();
        return whileAlone(asked, board -> {
            notes.remove(board, note, by);
            return Answer.nothing();
        });
    }

    private CompletionStage<Answer> end(Asked asked) throws Refusal {
        asked.members().end();
        return onThread(asked.seat(), board -> {
            notes.end(board);
            return Answer.nothing();
        });
    }

    private CompletionStage<Answer> whileAlone(Asked asked, Task task) {
        return alone.get().toCompletionStage().thenCompose(only -> onThread(asked.seat(), board -> {
            if (!only) {
                notes.end(board);
                throw new Refusal(Code.GONE, "switched_off");
            }
            return task.run(board);
        }));
    }

    private CompletionStage<Answer> onThread(Seat seat, Task task) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                answer.complete(task.run(seat.board()));
            } catch (Refusal | RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    static Map<String, Object> note(OffRecord.Note note) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("note", note.note());
        members.put("by", note.by());
        members.put("at", note.at());
        members.put("text", note.text());
        return members;
    }
}

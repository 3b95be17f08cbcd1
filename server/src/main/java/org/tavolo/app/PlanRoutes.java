package org.tavolo.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Code;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Snapshot;
import org.tavolo.document.PlanIn;
import org.tavolo.document.PlanOut;
import org.tavolo.document.Preview;
import org.tavolo.document.UnreadableFile;
import org.tavolo.live.Rooms;
import org.tavolo.method.Method;
import org.tavolo.people.Acts;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.web.Access;
import org.tavolo.web.Answer;
import org.tavolo.web.Api;
import org.tavolo.web.Asked;

/** Bringing a plan in and taking it out (H8, H9). Files are read and written beside the web's thread. */
final class PlanRoutes {
    private static final String PASTED = "text/tab-separated-values";
    private static final Set<String> TYPES = Set.of("text/csv", "application/octet-stream", PASTED);

    private final Rooms rooms;
    private final Method method;
    private final PlanIn in;
    private final PlanOut out;
    private final Acts acts;

    PlanRoutes(Rooms rooms, Method method, Acts acts) {
        this.rooms = rooms;
        this.acts = acts;
        this.method = method;
        this.in = new PlanIn(method);
        this.out = new PlanOut(method);
    }

    void on(Api api) {
        api.post("/api/boards/:board/bring-in", Access.board(Right.BRING_IN), TYPES, PlanIn.LARGEST, this::preview);
        api.get("/api/boards/:board/plan.csv", Access.board(Right.TAKE_OUT), this::takeOut);
    }

    private CompletionStage<Answer> preview(Asked asked) throws Refusal {
        String kind = asked.text("kind");
        if (kind != null && !kind.equals("plan")) {
            throw Refusal.invalid("invalid_value");
        }
        byte[] bytes = asked.body();
        boolean pasted = String.valueOf(asked.header("Content-Type")).startsWith(PASTED);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> {
            try {
                answer.complete(Answer.of(members(pasted ? in.pasted(bytes) : in.file(bytes))));
            } catch (UnreadableFile unreadable) {
                answer.completeExceptionally(refusal(unreadable));
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer;
    }

    private static Refusal refusal(UnreadableFile unreadable) {
        Code code = unreadable.why().startsWith("too_") && !unreadable.why().equals("too_many_marks")
                ? Code.TOO_LARGE : Code.INVALID;
        return new Refusal(code, unreadable.why(), unreadable.line() == 0 ? -1 : (int) unreadable.line());
    }

    private static Map<String, Object> members(Preview preview) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Preview.Column column : preview.columns()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("heading", column.heading());
            one.put("field", column.field());
            columns.add(one);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("columns", columns);
        members.put("leftOut", preview.leftOut());
        members.put("rows", preview.rows().stream()
                .map(row -> Map.of("line", row.line(), "fields", row.fields())).toList());
        members.put("language", preview.language());
        members.put("encoding", preview.encoding());
        members.put("delimiter", preview.delimiter());
        return members;
    }

    private CompletionStage<Answer> takeOut(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        String language = asked.text("language");
        if (language != null && !language.equals("it") && !language.equals("en")) {
            throw Refusal.invalid("invalid_language");
        }
        boolean english = "en".equals(language);
        return rooms.on(seat.board(), room -> CompletableFuture.completedFuture(room.snapshot()))
                .thenApplyAsync(snapshot -> {
                    acts.note(seat, "exported", null, "plan");
                    return Answer.file("text/csv; charset=utf-8", english ? "action-plan.csv" : "piano-d-azione.csv",
                            out.csv(actions(snapshot), english ? "en" : "it"));
                });
    }

    private List<Item> actions(Snapshot snapshot) {
        Board board = new Board(method, snapshot);
        return board.children(null).stream().filter(item -> item.type().equals("plan") && !board.hidden(item.id()))
                .flatMap(plan -> board.children(plan.id()).stream())
                .filter(item -> item.type().equals("action") && !item.deleted()).toList();
    }
}

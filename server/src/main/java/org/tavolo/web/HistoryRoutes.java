package org.tavolo.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.live.History;
import org.tavolo.people.Acts;
import org.tavolo.people.Permissions;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Answers;
import org.tavolo.protocol.Json;
import org.tavolo.protocol.Members;

/** What was written before, and going back to it (H6, H7). */
final class HistoryRoutes {
    private static final int PAGE = 100;

    private final History history;
    private final BoardRestore restore;
    private final TakingBack takingBack;
    private final Acts acts;
    private final InTurn inTurn;

    HistoryRoutes(History history, BoardRestore restore, TakingBack takingBack, Acts acts, InTurn inTurn) {
        this.inTurn = inTurn;
        this.history = history;
        this.restore = restore;
        this.takingBack = takingBack;
        this.acts = acts;
    }

    void on(Api api) {
        api.get("/api/boards/:board/history", Access.board(Right.READ), this::entries);
        api.post("/api/boards/:board/restore", Access.board(Right.RESTORE_BOARD), this::restore);
        api.post("/api/boards/:board/take-back", Access.board(Right.LEAD), this::takeBack);
    }

    private CompletionStage<Answer> entries(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        UUID item = asked.idOrNull("item");
        String field = asked.text("field");
        long before = asked.number("before", 0, 1, Json.GREATEST_WHOLE);
        int limit = (int) asked.number("limit", PAGE, 1, PAGE);
        return inTurn.ask(asked.visitor().session(),
                () -> history.entries(seat.board(), item, field, before == 0 ? null : before, limit))
                .thenApply(found -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("entries", found.entries().stream().map(HistoryRoutes::entry).toList());
                    answer.put("more", found.more());
                    if (found.more()) {
                        answer.put("before", found.before());
                    }
                    return Answer.of(answer);
                });
    }

    private static Map<String, Object> entry(History.Entry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rev", entry.rev());
        members.put("at", entry.at());
        members.put("by", entry.by());
        members.put("item", entry.item());
        members.put("field", entry.field());
        members.put("kind", entry.kind());
        members.put("before", entry.before());
        members.put("after", entry.after());
        return members;
    }

    private CompletionStage<Answer> takeBack(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        int person = (int) Math.min(members.whole("person", 1, "invalid_value"), Integer.MAX_VALUE);
        long since = members.whole("since", 0, "invalid_value");
        UUID command = members.id("command", "invalid_op_id");
        members.end();
        return inTurn.ask(asked.visitor().session(), () -> takingBack.of(seat, person, since, command))
                .thenApply(done -> {
                    acts.note(seat, "took_back", done.person(), "");
                    return Answer.of(Map.of("rev", done.rev(), "edits", done.edits()));
                });
    }

    private CompletionStage<Answer> restore(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        long rev = members.whole("rev", 0, "invalid_seq");
        UUID command = members.id("command", "invalid_op_id");
        members.end();
        Permissions.mayWrite(seat.asker());
        return restore.to(seat, rev, command).thenApply(now -> {
            acts.note(seat, "restored", null, String.valueOf(rev));
            return Answer.json(Answers.numbered(now));
        });
    }
}

package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;
import org.tavolo.board.Text;
import org.tavolo.live.Rooms;
import org.tavolo.people.Permissions;
import org.tavolo.people.Right;
import org.tavolo.people.Rounds;
import org.tavolo.people.Rounds.Draft;
import org.tavolo.people.Rounds.Round;
import org.tavolo.people.Rounds.Writer;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Answers;
import org.tavolo.protocol.Members;

/**
 * Private writing (H50-H54): what each writes for themselves goes this way and not over the board, so that nobody else
 * is told more of it than how much there is, until it is revealed.
 */
final class RoundRoutes {
    private static final String ROUND = "/api/boards/:board/rounds/:round";
    private static final int BODY = 64 * 1_024;
    /** Ids that are made at random: any other would tell when. */
    private static final int RANDOM = 4;

    private final Rooms rooms;
    private final Rounds rounds;
    private final Rules rules;
    private final Reveal reveal;

    /** @param rules by which a note is judged */
    RoundRoutes(Rooms rooms, Rounds rounds, Rules rules, Reveal reveal) {
        this.rooms = rooms;
        this.rounds = rounds;
        this.rules = rules;
        this.reveal = reveal;
    }

    void on(Api api) {
        Access writer = Access.board(Right.SUBMIT);
        api.get(ROUND, Access.board(Right.READ), this::count);
        api.post(ROUND + "/pseudonym", writer, this::pseudonym);
        api.post(ROUND + "/mine", writer, this::mine);
        api.post(ROUND + "/drafts/:draft", writer, Set.of("application/json"), BODY, this::write);
        api.post(ROUND + "/reveal", Access.board(Right.LEAD), this::reveal);
    }

    private CompletionStage<Answer> count(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        UUID id = asked.id("round");
        return Opened.on(rooms, seat.board(), id, "round", Opened.of(item -> true))
                .thenCompose(there -> rounds.count(seat.board(), id).toCompletionStage())
                .thenApply(count -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("writers", count.writers());
                    answer.put("notes", count.notes());
                    return Answer.of(answer);
                });
    }

    private CompletionStage<Answer> pseudonym(Asked asked) throws Refusal {
        asked.members().end();
        Permissions.mayWrite(asked.seat().asker());
        int person = asked.seat().person().number();
        return writing(asked, round -> rounds.pseudonym(round, person)
                .map(token -> Answer.made(Map.of("token", token))));
    }

    private CompletionStage<Answer> mine(Asked asked) throws Refusal {
        Members members = asked.members();
        Writer writer = writer(asked.seat(), members);
        members.end();
        return writing(asked, round -> rounds.mine(round, writer).map(drafts ->
                Answer.of(Map.of("drafts", drafts.stream().map(RoundRoutes::draft).toList()))));
    }

    private CompletionStage<Answer> write(Asked asked) throws Refusal {
        UUID id = asked.id("draft");
        Members members = asked.members();
        Writer writer = writer(asked.seat(), members);
        Draft draft = new Draft(id, members.text("text", "invalid_value"), members.textOrNull("kind", "invalid_value"),
                members.textOrNull("lang", "invalid_value"));
        members.end();
        if (id.version() != RANDOM) {
            throw Refusal.invalid("invalid_op_id");
        }
        // What somebody wrote before they take away whenever they like.
        if (!draft.text().isEmpty()) {
            Permissions.mayWrite(asked.seat().asker());
        }
        check(draft);
        return writing(asked, round -> rounds.write(round, writer, draft).map(done -> Answer.nothing()));
    }

    /** As it will be judged when it becomes a note: nothing is refused then. */
    private void check(Draft draft) throws Refusal {
        Text.check(draft.text());
        Text.checkMarks(draft.text());
        if (Text.length(draft.text()) > rules.limit("note", "text")) {
            throw Refusal.tooLarge("too_long");
        }
        if (draft.kind() != null) {
            rules.check("note", "kind", draft.kind());
        }
        if (draft.lang() != null) {
            rules.check("note", "lang", draft.lang());
        }
    }

    private CompletionStage<Answer> reveal(Asked asked) throws Refusal {
        asked.members().end();
        return reveal.of(asked.seat(), asked.id("round")).thenApply(rev -> Answer.json(Answers.numbered(rev)));
    }

    /** Whoever brings a token is nobody else: their number goes no further. */
    private static Writer writer(Seat seat, Members members) throws Refusal {
        String token = members.textOrNull("token", "invalid_value");
        return token == null ? new Writer(seat.person().number(), null) : new Writer(null, token);
    }

    private CompletionStage<Answer> writing(Asked asked, Function<Round, Future<Answer>> work) throws Refusal {
        UUID board = asked.seat().board();
        UUID id = asked.id("round");
        return Opened.on(rooms, board, id, "round", (at, item) -> {
            if (item.fields().containsKey("revealed")) {
                throw new Refusal(Code.GONE, "revealed");
            }
            return new Round(board, id, Boolean.TRUE.equals(item.fields().get("anonymous")));
        }).thenCompose(round -> work.apply(round).toCompletionStage());
    }

    private static Map<String, Object> draft(Draft draft) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("draft", draft.draft());
        members.put("text", draft.text());
        members.put("kind", draft.kind());
        members.put("lang", draft.lang());
        return members;
    }
}

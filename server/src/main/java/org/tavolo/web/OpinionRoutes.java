package org.tavolo.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;
import org.tavolo.board.Submission;
import org.tavolo.board.Text;
import org.tavolo.board.TextOp;
import org.tavolo.live.Outcome;
import org.tavolo.live.Rooms;
import org.tavolo.method.FirstEdits;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;
import org.tavolo.people.Acts;
import org.tavolo.people.Askings;
import org.tavolo.people.Permissions;
import org.tavolo.people.Person;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;

/**
 * Asking somebody outside whether an action can be done: links for those who ask, and for who has one that action alone
 * and their answer (H63, H64). The answer stands on the board as the server's own doing, by nobody.
 */
final class OpinionRoutes {
    private static final String ACTION = "action";
    private static final String OPINION = "opinion";
    private static final String ASKING = "asking";

    private final Rooms rooms;
    private final Askings askings;
    private final Method method;
    private final Rates rates;
    private final Acts acts;

    OpinionRoutes(Rooms rooms, Askings askings, Method method, Rates rates, Acts acts) {
        this.rooms = rooms;
        this.askings = askings;
        this.method = method;
        this.rates = rates;
        this.acts = acts;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/askings", Access.programme(Right.CONSULT), this::list);
        api.post("/api/programmes/:programme/askings", Access.programme(Right.CONSULT), this::ask);
        api.delete("/api/programmes/:programme/askings/:asking", Access.programme(Right.CONSULT), this::withdraw);
        api.post("/api/opinion", Access.ANYONE, this::look);
        api.post("/api/opinion/answer", Access.ANYONE, this::answer);
    }

    private CompletionStage<Answer> list(Asked asked) {
        return askings.all(asked.seat().programme()).map(all ->
                Answer.of(Map.of("askings", all.stream().map(OpinionRoutes::asking).toList()))).toCompletionStage();
    }

    private CompletionStage<Answer> ask(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        UUID item = members.id("item", "invalid_value");
        String service = members.text("service", "invalid_value").strip();
        long days = members.whole("days", 1, "invalid_value");
        members.end();
        if (service.isEmpty()) {
            throw Refusal.invalid("invalid_value");
        }
        method.check(OPINION, "service", service);
        Permissions.mayWrite(seat.asker());
        return rooms.on(seat.board(), room -> {
            CompletableFuture<Void> there = new CompletableFuture<>();
            room.look(board -> {
                if (isAction(board, item)) {
                    there.complete(null);
                } else {
                    there.completeExceptionally(Refusals.notFound());
                }
            });
            return there;
        }).thenCompose(there -> askings.ask(seat.programme(), item, service, (int) Math.min(days, Integer.MAX_VALUE))
                .map(made -> {
                    acts.note(seat, "asked", null, "action");
                    Map<String, Object> answer = asking(made.asking());
                    answer.put("token", made.token());
                    return Answer.made(answer);
                }).toCompletionStage());
    }

    private CompletionStage<Answer> withdraw(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Permissions.mayWrite(seat.asker());
        return askings.withdraw(seat.programme(), asked.id(ASKING)).map(done -> {
            acts.note(seat, "unasked", null, "action");
            return Answer.nothing();
        }).toCompletionStage();
    }

    private CompletionStage<Answer> look(Asked asked) throws Refusal {
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        return askings.look(token).toCompletionStage().thenCompose(known -> rooms.on(known.board(), room -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            room.look(board -> {
                if (isAction(board, known.item())) {
                    answer.complete(shown(board, known));
                } else {
                    answer.completeExceptionally(Refusal.invalid("invitation"));
                }
            });
            return answer;
        }));
    }

    /** That action, and nothing else of the table. */
    private Answer shown(Board board, Askings.Known known) {
        Item action = board.item(known.item()).orElseThrow();
        Map<String, Object> texts = new LinkedHashMap<>();
        method.type(ACTION).fields().stream().filter(field -> field.column() > 0 && field.kind() == Rules.Kind.TEXT)
                .map(ItemType.Field::name).forEach(name -> texts.put(name, action.fields().getOrDefault(name, "")));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("title", known.heading().title());
        members.put("mentee", known.heading().mentee());
        members.put("service", known.service());
        members.put("lang", action.fields().getOrDefault("lang", ""));
        members.put(ACTION, texts);
        Item said = said(board, known);
        members.put(OPINION, said == null ? null : Map.of("answer", said.fields().getOrDefault("answer", ""),
                "text", said.fields().getOrDefault("text", "")));
        return Answer.of(members);
    }

    private CompletionStage<Answer> answer(Asked asked) throws Refusal {
        Members members = asked.members();
        String token = members.text("token", "invitation");
        String answer = members.text("answer", "invalid_value");
        String text = members.textOrNull("text", "invalid_text");
        members.end();
        method.check(OPINION, "answer", answer);
        String words = text == null ? "" : text.replace("\r\n", "\n").strip();
        // What it depends on, or why not, is what the city asks for.
        if (words.isEmpty() && !answer.equals("feasible")) {
            throw Refusal.invalid("opinion_why");
        }
        Text.check(words);
        if (Text.length(words) > method.limit(OPINION, "text")) {
            throw Refusal.tooLarge("too_long");
        }
        return askings.look(token).toCompletionStage().thenCompose(known -> {
            long wait = rates.answer(known.asking());
            if (wait > 0) {
                return CompletableFuture.failedFuture(new TooOften("too_many_requests", wait));
            }
            return submit(known, answer, words, true).thenCompose(rev ->
                    askings.answered(known.asking()).map(Answer.nothing()).toCompletionStage());
        });
    }

    /** @param first whether somebody else may have answered by this link at the same moment, and it is tried once more */
    private CompletionStage<Long> submit(Askings.Known known, String answer, String words, boolean first) {
        return rooms.on(known.board(), room -> {
            List<Edit> edits = new ArrayList<>();
            room.look(board -> {
                if (isAction(board, known.item())) {
                    edits.addAll(edits(known, board.item(known.asking()).orElse(null), answer, words));
                }
            });
            return edits.isEmpty() ? CompletableFuture.failedFuture(Refusal.invalid("invitation"))
                    : room.submit(new Submission(room.board(), UUID.randomUUID(), 1, room.head(), Person.NOBODY, edits));
        }).thenCompose(outcome -> first && outcome instanceof Outcome.Refused refused
                && refused.why().reason().equals("exists") ? submit(known, answer, words, false) : Numbered.rev(outcome));
    }

    /** One item for each link, by its id, so that a table does not grow by what is said anew. */
    private static List<Edit> edits(Askings.Known known, Item before, String answer, String words) {
        if (before == null) {
            return List.of(FirstEdits.create(known.asking(), OPINION, known.item(), Map.of("answer", answer,
                    "text", words, "service", known.service())));
        }
        List<Edit> edits = new ArrayList<>();
        if (before.deleted()) {
            edits.add(new Edit.Restore(before.id(), false));
        }
        edits.add(new Edit.Set(before.id(), "answer", answer, null));
        edits.add(new Edit.Type(before.id(), "text",
                TextOp.between((String) before.fields().getOrDefault("text", ""), words)));
        return edits;
    }

    /** What was answered by this link; null when nothing was, or it was taken away. */
    private static Item said(Board board, Askings.Known known) {
        return board.item(known.asking()).filter(item -> !item.deleted()).orElse(null);
    }

    private static boolean isAction(Board board, UUID id) {
        return board.item(id).filter(item -> item.type().equals(ACTION) && !board.hidden(id)).isPresent();
    }

    private static Map<String, Object> asking(Askings.Asking asking) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(ASKING, asking.asking());
        members.put("item", asking.item());
        members.put("service", asking.service());
        members.put("at", asking.at());
        members.put("expires", asking.expires());
        members.put("answered", asking.answered());
        return members;
    }
}

package org.tavolo.app;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.tavolo.board.Refusal;
import org.tavolo.document.Contributions;
import org.tavolo.document.TracesOut;
import org.tavolo.live.History;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.method.Method;
import org.tavolo.people.People;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.people.Traces;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;
import org.tavolo.web.Access;
import org.tavolo.web.Answer;
import org.tavolo.web.Api;
import org.tavolo.web.Asked;
import org.tavolo.web.Broadcast;
import org.tavolo.web.InTurn;

/** What is one's own: taking it along, having it erased (H45, H46). */
final class TraceRoutes {
    private final People people;
    private final Rooms rooms;
    private final History history;
    private final Broadcast broadcast;
    private final Forgetting forgetting;
    private final TracesOut out;
    private final InTurn inTurn;

    TraceRoutes(People people, Rooms rooms, History history, Broadcast broadcast, Forgetting forgetting, Method method,
                InTurn inTurn) {
        this.people = people;
        this.rooms = rooms;
        this.history = history;
        this.broadcast = broadcast;
        this.forgetting = forgetting;
        this.out = new TracesOut(method);
        this.inTurn = inTurn;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/mine.json", Access.programme(Right.OWN_TRACES), this::json);
        api.get("/api/programmes/:programme/mine.csv", Access.programme(Right.OWN_TRACES), this::csv);
        api.post("/api/programmes/:programme/forget", Access.programme(Right.OWN_TRACES), this::forget);
    }

    private CompletionStage<Answer> json(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Visitor visitor = asked.visitor();
        int person = seat.person().number();
        return inTurn.ask(visitor.session(), () -> Future.all(people.programmes().find(seat.programme()),
                people.rounds().unrevealed(seat.board(), person), people.polls().mine(seat.board(), person))
                .toCompletionStage().thenCompose(beside -> contributions(visitor, seat).thenApplyAsync(tables -> {
                    people.acts().note(seat, "exported", null, "mine");
                    return Answer.file("application/json", "my-contributions.json", out.json(beside.resultAt(0),
                            seat.person(), beside.resultAt(1), beside.resultAt(2), tables, System.currentTimeMillis()));
                })));
    }

    private CompletionStage<Answer> csv(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Visitor visitor = asked.visitor();
        String language = asked.text("language");
        if (language != null && !Set.of("it", "en").contains(language)) {
            throw Refusal.invalid("invalid_language");
        }
        boolean english = "en".equals(language);
        return inTurn.ask(visitor.session(), () -> contributions(visitor, seat).thenApplyAsync(tables -> {
            people.acts().note(seat, "exported", null, "mine");
            return Answer.file("text/csv; charset=utf-8", english ? "my-contributions.csv" : "i-miei-contributi.csv",
                    out.csv(tables, english ? "en" : "it"));
        }));
    }

    /** At the tables where they sit; at the shared one also when their role shows them nothing of it any more. */
    private CompletionStage<List<Contributions>> contributions(Visitor visitor, Seat seat) {
        List<Contributions> tables = new ArrayList<>();
        Seat confidential = visitor.confidentialIn(seat.programme());
        return add(tables, seat).thenCompose(done -> confidential == null ? done() : add(tables, confidential))
                .thenApply(done -> tables);
    }

    private CompletionStage<Void> add(List<Contributions> tables, Seat seat) {
        return rooms.on(seat.board(), (Room room) -> CompletableFuture.completedFuture(room.snapshot()))
                .thenCompose(now -> {
                    Contributions contributions = new Contributions(seat.table(), seat.person().number(), now,
                            seat.has(Right.READ));
                    tables.add(contributions);
                    return history.all(seat.board(), now.rev(), page -> page.forEach(contributions::add),
                            ForkJoinPool.commonPool());
                });
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Answer> forget(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        Traces.Kind kind = Traces.Kind.of(members.text("what", "invalid_value"));
        members.end();
        if (kind == null) {
            throw Refusal.invalid("invalid_value");
        }
        return inTurn.ask(visitor.session(), () -> (kind == Traces.Kind.NAME ? name(seat, visitor)
                : forgetting.contributions(seat.programme(), seat.person().number())).map(done -> {
                    people.acts().note(seat, "forgot_" + kind.wire(), null, "");
                    return Answer.nothing();
                }).toCompletionStage());
    }

    private Future<Void> name(Seat seat, Visitor visitor) {
        return forgetting.name(seat.programme(), seat.person().number(), visitor.session()).map(changed -> {
            for (Seat one : visitor.seats().values()) {
                if (changed != null && one.programme().equals(seat.programme()) && one.has(Right.READ)) {
                    broadcast.people(one.board(), List.of(changed.person()));
                }
            }
            return null;
        });
    }
}

package org.tavolo.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.document.WholeOut;
import org.tavolo.live.History;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.people.Acts;
import org.tavolo.people.Keeping;
import org.tavolo.people.People;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;
import org.tavolo.web.Access;
import org.tavolo.web.Answer;
import org.tavolo.web.Api;
import org.tavolo.web.Asked;
import org.tavolo.web.InTurn;

/** How long a programme is kept, the whole of it as a file, and its end (H47, H48); for its owner. */
final class KeepingRoutes {
    private static final int ACTS = 100;

    private final People people;
    private final Rooms rooms;
    private final History history;
    private final Forgetting forgetting;
    private final Clock clock;
    private final InTurn inTurn;

    KeepingRoutes(People people, Rooms rooms, History history, Forgetting forgetting, Clock clock,
                  InTurn inTurn) {
        this.people = people;
        this.rooms = rooms;
        this.history = history;
        this.forgetting = forgetting;
        this.clock = clock;
        this.inTurn = inTurn;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/keeping", Access.programme(Right.OWN), this::look);
        api.post("/api/programmes/:programme/keeping", Access.programme(Right.OWN), this::keep);
        api.get("/api/programmes/:programme/whole.json", Access.programme(Right.OWN), this::whole);
        api.delete("/api/programmes/:programme", Access.programme(Right.OWN), this::end);
    }

    private CompletionStage<Answer> look(Asked asked) {
        return people.keepings().find(asked.seat().programme()).map(KeepingRoutes::answer).toCompletionStage();
    }

    private CompletionStage<Answer> keep(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        LocalDate until = day(members.text("until", "invalid_value"));
        members.end();
        LocalDate today = LocalDate.now(clock);
        if (!until.isAfter(today) || until.isAfter(today.plus(Keeping.LONGEST))) {
            throw Refusal.invalid("invalid_value");
        }
        return people.keepings().until(seat.programme(), until).map(keeping -> {
            people.acts().note(seat, "kept", null, until.toString());
            return answer(keeping);
        }).toCompletionStage();
    }

    private static LocalDate day(String text) throws Refusal {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException none) {
            // Said below.
        }
        throw Refusal.invalid("invalid_value");
    }

    private static Answer answer(Keeping keeping) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("until", keeping.until().toString());
        members.put("lastVisit", keeping.visited() == null ? null : keeping.visited().toString());
        members.put("warned", keeping.warned() != null);
        members.put("offered", keeping.offered() != null);
        return Answer.of(members);
    }

    /** The confidential table is in it for those who sit there, and for nobody else not even that there is one. */
    private CompletionStage<Answer> whole(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Seat seat = asked.seat();
        return inTurn.ask(visitor.session(), () -> whole(seat, visitor.confidentialIn(seat.programme())));
    }

    private CompletionStage<Answer> whole(Seat seat, Seat confidential) {
        UUID programme = seat.programme();
        long now = clock.millis();
        CompletionStage<WholeOut> head = Future.all(people.programmes().find(programme),
                people.keepings().find(programme), people.programmes().people(programme), acts(programme),
                people.releases().in(List.of(programme)))
                .map(all -> new WholeOut(all.resultAt(0), all.resultAt(1), all.resultAt(2), all.resultAt(3),
                        all.resultAt(4), now))
                .toCompletionStage();
        return head.thenCompose(out -> table(out, seat)
                        .thenCompose(done -> confidential == null ? CompletableFuture.completedFuture(null)
                                : table(out, confidential))
                        .thenApplyAsync(done -> out.end()))
                .thenCompose(file -> people.keepings().offered(programme, clock.instant()).map(done -> {
                    people.acts().note(seat, "exported", null, "whole");
                    return Answer.file("application/json", "programme.json", file);
                }).toCompletionStage());
    }

    private CompletionStage<Void> table(WholeOut out, Seat seat) {
        return rooms.on(seat.board(), (Room room) -> CompletableFuture.completedFuture(room.snapshot()))
                .thenComposeAsync(now -> {
                    out.table(seat.table(), seat.board(), now);
                    return history.all(seat.board(), now.rev(), out::revisions, ForkJoinPool.commonPool());
                });
    }

    private Future<List<Acts.Act>> acts(UUID programme) {
        return acts(programme, 0, new ArrayList<>());
    }

    private Future<List<Acts.Act>> acts(UUID programme, long before, List<Acts.Act> all) {
        return people.acts().list(programme, before, ACTS).compose(page -> {
            all.addAll(page);
            return page.size() < ACTS ? Future.succeededFuture(all)
                    : acts(programme, page.get(page.size() - 1).n(), all);
        });
    }

    private CompletionStage<Answer> end(Asked asked) {
        UUID programme = asked.seat().programme();
        return people.keepings().find(programme).compose(keeping -> keeping.mayEnd()
                ? forgetting.end(programme, Keeping::mayEnd).map(ended -> Answer.nothing())
                : Future.<Answer>failedFuture(new Refusal(Code.DENIED, "not_offered"))).toCompletionStage();
    }
}

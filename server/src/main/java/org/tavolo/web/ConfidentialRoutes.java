package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Confidants;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;
import org.tavolo.protocol.Persons;

/**
 * The way to the confidential table, and who opens it to whom (H40-H43). Nothing here is noted in the log of the
 * programme or told at the shared table.
 */
final class ConfidentialRoutes {
    private final Confidants confidants;
    private final Beginnings beginnings;
    private final Revocations revocations;

    ConfidentialRoutes(Confidants confidants, Beginnings beginnings, Revocations revocations) {
        this.confidants = confidants;
        this.beginnings = beginnings;
        this.revocations = revocations;
    }

    void on(Api api) {
        Access approach = Access.programme(Right.APPROACH_CONFIDENTIAL);
        api.get("/api/programmes/:programme/confidential", approach, this::look);
        api.post("/api/programmes/:programme/confidential", approach, this::enter);
        Access inside = Access.board(Right.CONFIDE);
        api.get("/api/boards/:board/lobby", inside, this::waiting);
        api.post("/api/boards/:board/lobby/:knock", inside, this::decide);
        api.post("/api/boards/:board/invited", inside, this::invite);
        api.delete("/api/boards/:board/invited/:person", inside, this::takeBack);
    }

    private CompletionStage<Answer> look(Asked asked) {
        return confidants.look(asked.seat()).compose(standing -> {
            if (standing.state() != Confidants.State.IN) {
                return Future.succeededFuture(Answer.of(standing(standing)));
            }
            return confidants.circle(standing.board()).map(circle -> {
                Map<String, Object> answer = standing(standing);
                answer.put("members", circle.members().stream().map(Persons::person).toList());
                answer.put("invited", circle.invited().stream().map(ConfidentialRoutes::invited).toList());
                return Answer.of(answer);
            });
        }).toCompletionStage();
    }

    private CompletionStage<Answer> enter(Asked asked) throws Refusal {
        asked.members().end();
        UUID session = asked.visitor().session();
        return confidants.enter(asked.seat(), session, beginnings::confidential)
                .map(standing -> standing.state() == Confidants.State.IN ? Answer.made(standing(standing))
                        : Answer.waiting(standing(standing))).toCompletionStage();
    }

    private CompletionStage<Answer> waiting(Asked asked) throws Refusal {
        return confidants.waiting(ofATeam(asked).board())
                .map(waiting -> Answer.of(Map.of("waiting", waiting.stream().map(ConfidentialRoutes::knock).toList())))
                .toCompletionStage();
    }

    private CompletionStage<Answer> decide(Asked asked) throws Refusal {
        Seat seat = ofATeam(asked);
        UUID knock = asked.id("knock");
        Members members = asked.members();
        if (!members.has("admit")) {
            throw Refusal.invalid("invalid_value");
        }
        boolean admit = members.flag("admit", "invalid_value");
        members.end();
        return confidants.decide(seat.board(), knock, admit, seat.person().number())
                .map(done -> Answer.nothing()).toCompletionStage();
    }

    private CompletionStage<Answer> invite(Asked asked) throws Refusal {
        Seat seat = ofATeam(asked);
        Members members = asked.members();
        int person = (int) Math.min(members.whole("person", 1, "invalid_value"), Integer.MAX_VALUE);
        members.end();
        return confidants.invite(seat, person).map(done -> Answer.nothing()).toCompletionStage();
    }

    private CompletionStage<Answer> takeBack(Asked asked) throws Refusal {
        Seat seat = ofATeam(asked);
        int person = MemberRoutes.person(asked);
        return confidants.takeBack(seat.board(), person).compose(revocations::now)
                .map(done -> Answer.nothing()).toCompletionStage();
    }

    /** Whoever leads a session there is a guest of the two teams. */
    private static Seat ofATeam(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        if (seat.person().role() != Role.MENTEE && seat.person().role() != Role.MENTOR) {
            throw new Refusal(Code.DENIED, "role");
        }
        return seat;
    }

    private static Map<String, Object> standing(Confidants.Standing standing) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", standing.state().wire());
        members.put("board", standing.board());
        return members;
    }

    private static Map<String, Object> invited(Confidants.Invited invited) {
        Map<String, Object> members = Persons.person(invited.person());
        members.put("byMentee", invited.byMentee());
        members.put("byMentor", invited.byMentor());
        return members;
    }

    private static Map<String, Object> knock(Confidants.Knock knock) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("knock", knock.knock());
        members.putAll(Persons.person(knock.person()));
        members.put("at", knock.at());
        return members;
    }
}

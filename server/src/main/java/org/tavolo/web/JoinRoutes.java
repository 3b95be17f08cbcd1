package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Acts;
import org.tavolo.people.Doors;
import org.tavolo.people.Invitations;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;

/** Coming in by a link and coming back (H16-H18). The token is in the body, never in an address. */
final class JoinRoutes {
    private final Invitations invitations;
    private final Doors doors;
    private final Guesses guesses;
    private final Broadcast broadcast;
    private final Rosters rosters;
    private final Acts acts;
    private final FreshToken fresh;

    JoinRoutes(Invitations invitations, Doors doors, Guesses guesses, Broadcast broadcast, Rosters rosters, Acts acts,
               FreshToken fresh) {
        this.doors = doors;
        this.guesses = guesses;
        this.invitations = invitations;
        this.rosters = rosters;
        this.acts = acts;
        this.broadcast = broadcast;
        this.fresh = fresh;
    }

    void on(Api api) {
        api.post("/api/invitation", Access.ANYONE, this::look);
        api.post("/api/join", Access.VISITOR, this::join);
        api.post("/api/return", Access.VISITOR, this::comeBack);
    }

    private CompletionStage<Answer> look(Asked asked) throws Refusal {
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        UUID session = asked.visitorOrNull() == null ? null : asked.visitorOrNull().session();
        return invitations.look(session, token).map(JoinRoutes::invitation).toCompletionStage();
    }

    /** Tells what a link or a code is for. */
    static Answer invitation(Invitations.Invitation invitation) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", invitation.kind().wire());
        if (invitation.terms() != null) {
            answer.put("role", invitation.terms().role().wire());
            answer.put("parties", parties(invitation.terms()));
            answer.put("lobby", invitation.terms().lobby());
        }
        answer.put("title", invitation.heading().title());
        answer.put("mentee", invitation.heading().mentee());
        answer.put("mentor", invitation.heading().mentor());
        answer.put("member", invitation.member());
        answer.put("waits", invitation.waits());
        if (invitation.locked()) {
            answer.put("locked", true);
        }
        return Answer.of(answer);
    }

    private CompletionStage<Answer> join(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String code = members.textOrNull("code", "invitation");
        String token = code == null ? members.text("token", "invitation") : null;
        String name = members.text("name", "invalid_name");
        Party party = ProgrammeRoutes.party(members);
        members.end();
        return (code == null ? invitations.join(visitor.session(), token, name, party)
                : guesses.guess(visitor.session(), asked.address(),
                        () -> doors.enter(visitor.session(), code, name, party)))
                .compose(joined -> joined(asked, joined)).toCompletionStage();
    }

    /** Answers somebody who came in, or waits at the door. */
    Future<Answer> joined(Asked asked, Invitations.Joined joined) {
        if (joined.seat() == null) {
            return Future.succeededFuture(Answer.waiting(Map.of("waiting", joined.knock())));
        }
        if (joined.fresh()) {
            arrived(joined.seat());
        }
        Map<String, Object> answer = seat(joined.seat());
        answer.put("returnToken", joined.returnToken());
        return fresh.after(asked, Answer.made(answer));
    }

    /** With another token: somebody was let in while they waited. */
    Future<Answer> freshly(Asked asked, Answer answer) {
        return fresh.always(asked, answer);
    }

    /** Tells the others of a new member. */
    void arrived(Seat seat) {
        List<Person> people = List.of(seat.person());
        rosters.learn(seat.programme(), people);
        acts.note(seat, "joined", seat.person(), seat.person().role().wire());
        if (seat.person().role().atTheTable()) {
            broadcast.people(seat.board(), people);
        }
    }

    /** The parties from which somebody chooses who comes by these terms; one is no choice. */
    private static List<String> parties(Invitations.Terms terms) {
        return (terms.party() == null ? terms.role().parties() : List.of(terms.party())).stream().map(Party::wire)
                .toList();
    }

    private CompletionStage<Answer> comeBack(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        return invitations.comeBack(visitor.session(), token)
                .compose(seat -> fresh.after(asked, Answer.of(seat(seat))))
                .toCompletionStage();
    }

    static Map<String, Object> seat(Seat seat) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("programme", seat.programme());
        members.put("board", seat.has(Right.READ) ? seat.board() : null);
        members.put("person", seat.person().number());
        return members;
    }
}

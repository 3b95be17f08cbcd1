package org.tavolo.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Invitations;
import org.tavolo.people.Party;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;

/** Coming in by a link and coming back (H16-H18). The token is in the body, never in an address. */
final class JoinRoutes {
    private final Invitations invitations;
    private final Broadcast broadcast;
    private final FreshToken fresh;

    JoinRoutes(Invitations invitations, Broadcast broadcast, FreshToken fresh) {
        this.invitations = invitations;
        this.broadcast = broadcast;
        this.fresh = fresh;
    }

    void on(Api api) {
        api.post("/api/invitation", this::look);
        api.post("/api/join", this::join);
        api.post("/api/return", this::comeBack);
    }

    private CompletionStage<Answer> look(Asked asked) throws Refusal {
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        UUID session = asked.visitorOrNull() == null ? null : asked.visitorOrNull().session();
        return invitations.look(session, token).map(invitation -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("kind", invitation.kind().wire());
            answer.put("title", invitation.heading().title());
            answer.put("mentee", invitation.heading().mentee());
            answer.put("mentor", invitation.heading().mentor());
            answer.put("member", invitation.member());
            return Answer.of(answer);
        }).toCompletionStage();
    }

    private CompletionStage<Answer> join(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String token = members.text("token", "invitation");
        String name = members.text("name", "invalid_name");
        Party party = ProgrammeRoutes.party(members);
        members.end();
        return invitations.join(visitor.session(), token, name, party).compose(joined -> {
            if (joined.fresh()) {
                broadcast.people(joined.seat().board(), List.of(joined.seat().person()));
            }
            Map<String, Object> answer = seat(joined.seat());
            answer.put("returnToken", joined.returnToken());
            return fresh.after(asked, Answer.made(answer));
        }).toCompletionStage();
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

    private static Map<String, Object> seat(Seat seat) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("programme", seat.programme());
        members.put("board", seat.board());
        members.put("person", seat.person().number());
        return members;
    }
}

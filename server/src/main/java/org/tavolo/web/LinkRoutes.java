package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Invitations;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;

/** The links by which people come in, for facilitators, and each one's own return link (H15, H19). */
final class LinkRoutes {
    private final Invitations invitations;

    LinkRoutes(Invitations invitations) {
        this.invitations = invitations;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/links", this::list);
        api.post("/api/programmes/:programme/links", this::create);
        api.delete("/api/programmes/:programme/links/:link", this::revoke);
        api.post("/api/programmes/:programme/return-link", this::returnLink);
    }

    private CompletionStage<Answer> list(Asked asked) throws Refusal {
        Seat seat = Asked.facilitator(asked.seatInProgramme());
        return invitations.links(seat.programme())
                .map(links -> Answer.of(Map.of("links", links.stream().map(LinkRoutes::link).toList())))
                .toCompletionStage();
    }

    private CompletionStage<Answer> create(Asked asked) throws Refusal {
        Seat seat = Asked.facilitator(asked.seatInProgramme());
        Members members = asked.members();
        String word = members.text("kind", "invalid_value");
        long days = members.whole("days", 1, "invalid_value");
        members.end();
        if (!word.equals("join") && !word.equals("facilitator")) {
            throw Refusal.invalid("invalid_value");
        }
        Invitations.Kind kind = Invitations.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        return invitations.create(seat.programme(), kind, (int) Math.min(days, Integer.MAX_VALUE)).map(made -> {
            Map<String, Object> answer = link(made.link());
            answer.put("token", made.token());
            return Answer.made(answer);
        }).toCompletionStage();
    }

    private CompletionStage<Answer> revoke(Asked asked) throws Refusal {
        Seat seat = Asked.facilitator(asked.seatInProgramme());
        UUID link = asked.id("link");
        return invitations.revoke(seat.programme(), link).map(done -> Answer.nothing()).toCompletionStage();
    }

    private CompletionStage<Answer> returnLink(Asked asked) throws Refusal {
        Seat seat = asked.seatInProgramme();
        asked.members().end();
        Future<String> token = invitations.returnToken(seat.programme(), seat.person().number());
        return token.map(made -> Answer.made(Map.of("returnToken", made))).toCompletionStage();
    }

    private static Map<String, Object> link(Invitations.Link link) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("link", link.link());
        members.put("kind", link.kind().wire());
        members.put("at", link.at());
        members.put("expires", link.expires());
        return members;
    }
}

package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Acts;
import org.tavolo.people.Invitations;
import org.tavolo.people.Party;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;

/** The links by which people come in, for those who invite, and each one's own return link (H15, H19). */
final class LinkRoutes {
    private final Invitations invitations;
    private final Acts acts;

    LinkRoutes(Invitations invitations, Acts acts) {
        this.invitations = invitations;
        this.acts = acts;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/links", Access.programme(Right.MANAGE), this::list);
        api.post("/api/programmes/:programme/links", Access.programme(Right.MANAGE), this::create);
        api.delete("/api/programmes/:programme/links/:link", Access.programme(Right.MANAGE), this::revoke);
        api.post("/api/programmes/:programme/return-link", Access.programme(Right.BELONG), this::returnLink);
    }

    private CompletionStage<Answer> list(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        return invitations.links(seat.programme())
                .map(links -> Answer.of(Map.of("links", links.stream().map(link -> link(seat, link)).toList())))
                .toCompletionStage();
    }

    private CompletionStage<Answer> create(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        Role role = Role.of(members.text("role", "invalid_role"));
        String word = members.textOrNull("party", "invalid_party");
        Long most = members.wholeOrNull("most", "invalid_value");
        boolean lobby = members.flag("lobby", "invalid_value");
        long days = members.whole("days", 1, "invalid_value");
        members.end();
        Party party = word == null ? null : Party.of(word);
        if (role == null) {
            throw Refusal.invalid("invalid_role");
        }
        if (word != null && party == null) {
            throw Refusal.invalid("invalid_party");
        }
        if (!Right.mayManage(seat.person().role(), seat.owner(), role)) {
            throw new Refusal(Code.DENIED, "role");
        }
        Invitations.Terms terms = new Invitations.Terms(role, party,
                most == null ? null : (int) Math.min(most, Integer.MAX_VALUE), lobby);
        return invitations.create(seat.programme(), terms, (int) Math.min(days, Integer.MAX_VALUE)).map(made -> {
            acts.note(seat, "invited", null, role.wire());
            Map<String, Object> answer = link(seat, made.link());
            answer.put("token", made.token());
            return Answer.made(answer);
        }).toCompletionStage();
    }

    private CompletionStage<Answer> revoke(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        UUID link = asked.id("link");
        return invitations.links(seat.programme()).compose(links -> {
            Role role = links.stream().filter(one -> one.link().equals(link)).map(one -> one.terms().role())
                    .findFirst().orElse(null);
            return role != null && !Right.mayManage(seat.person().role(), seat.owner(), role)
                    ? Future.<Void>failedFuture(new Refusal(Code.DENIED, "role"))
                    : invitations.revoke(seat.programme(), link);
        }).map(done -> {
            acts.note(seat, "revoked", null, "");
            return Answer.nothing();
        }).toCompletionStage();
    }

    private CompletionStage<Answer> returnLink(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        asked.members().end();
        Future<String> token = invitations.returnToken(seat.programme(), seat.person().number());
        return token.map(made -> Answer.made(Map.of("returnToken", made))).toCompletionStage();
    }

    private static Map<String, Object> link(Seat seat, Invitations.Link link) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("link", link.link());
        members.putAll(terms(link.terms()));
        members.put("used", link.used());
        members.put("at", link.at());
        members.put("expires", link.expires());
        members.put("revocable", Right.mayManage(seat.person().role(), seat.owner(), link.terms().role()));
        return members;
    }

    /** How the terms of a link are told. */
    static Map<String, Object> terms(Invitations.Terms terms) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("role", terms.role().wire());
        members.put("party", terms.party() == null ? null : terms.party().wire());
        members.put("most", terms.most());
        members.put("lobby", terms.lobby());
        return members;
    }
}

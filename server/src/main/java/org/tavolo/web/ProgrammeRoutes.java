package org.tavolo.web;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Programmes;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;
import org.tavolo.protocol.Persons;

/** Programmes: making one, making the sample, looking at one (H12-H14). */
final class ProgrammeRoutes {
    private final Programmes programmes;
    private final Beginnings beginnings;
    private final FreshToken fresh;

    ProgrammeRoutes(Programmes programmes, Beginnings beginnings, FreshToken fresh) {
        this.programmes = programmes;
        this.beginnings = beginnings;
        this.fresh = fresh;
    }

    void on(Api api) {
        api.post("/api/programmes", Access.ACCOUNT, this::create);
        api.post("/api/programmes/sample", Access.ACCOUNT, this::sample);
        api.get("/api/programmes/:programme", Access.programme(Right.BELONG), this::look);
    }

    private CompletionStage<Answer> create(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        Programmes.Heading heading = new Programmes.Heading(members.text("title", "invalid_name"),
                text(members, "theme"), text(members, "mentee"), text(members, "mentor"),
                members.text("language", "invalid_language"));
        String associations = text(members, "associations");
        String name = members.text("name", "invalid_name");
        Role role = role(members);
        Party party = party(members);
        Pen pen = Pen.of(members.textOrNull("pen", "invalid_value"));
        Beginnings.Way way = new Beginnings.Way(members.textOrNull("preset", "invalid_value"),
                members.wholeOrNull("meetings", "invalid_value"));
        members.end();
        return answer(asked, beginnings.programme(visitor.session(), heading, associations, pen, way,
                new Programmes.Founder(name, role, party)));
    }

    private CompletionStage<Answer> sample(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String name = members.text("name", "invalid_name");
        String language = members.text("language", "invalid_language");
        members.end();
        return answer(asked, beginnings.sample(visitor.session(), name, language));
    }

    private CompletionStage<Answer> answer(Asked asked, Future<Programmes.Created> making) {
        return making.map(ProgrammeRoutes::created).compose(answer -> fresh.after(asked, answer))
                .toCompletionStage();
    }

    private static Answer created(Programmes.Created created) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("programme", created.programme());
        members.put("board", created.board());
        members.put("person", created.me().number());
        members.put("facilitatorToken", created.facilitatorToken());
        members.put("joinToken", created.joinToken());
        members.put("returnToken", created.returnToken());
        return Answer.made(members);
    }

    private CompletionStage<Answer> look(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        return programmes.find(seat.programme()).compose(found -> found == null
                ? Future.failedFuture(Refusals.notFound())
                : people(seat).map(people -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("programme", found.programme());
                    members.put("title", found.heading().title());
                    members.put("theme", found.heading().theme());
                    members.put("mentee", found.heading().mentee());
                    members.put("mentor", found.heading().mentor());
                    members.put("language", found.heading().language());
                    members.put("board", seat.has(Right.READ) ? found.board() : null);
                    members.put("me", me(seat));
                    members.put("owner", seat.owner());
                    members.put("people", people.stream().map(one -> member(one, seat)).toList());
                    return Answer.of(members);
                })).toCompletionStage();
    }

    /** Who does not sit at the table learns of nobody who does. */
    private Future<List<Programmes.Member>> people(Seat seat) {
        return seat.has(Right.SEE_MEMBERS) ? programmes.members(seat.programme())
                : Future.succeededFuture(List.of(new Programmes.Member(seat.person(), seat.owner(), false, seat.muted())));
    }

    private static Map<String, Object> me(Seat seat) {
        Map<String, Object> members = Persons.person(seat.person());
        if (seat.muted()) {
            members.put("muted", true);
        }
        return members;
    }

    /** Who is muted is told to those who lead. */
    private static Map<String, Object> member(Programmes.Member member, Seat reader) {
        Map<String, Object> members = Persons.person(member.person());
        if (member.owner()) {
            members.put("owner", true);
        }
        if (member.former()) {
            members.put("former", true);
        }
        if (member.muted() && reader.has(Right.LEAD)) {
            members.put("muted", true);
        }
        return members;
    }

    private static String text(Members members, String name) throws Refusal {
        String text = members.textOrNull(name, "invalid_name");
        return text == null ? "" : text;
    }

    /** A party by its word; null when it is left to the role. */
    static Party party(Members members) throws Refusal {
        String word = members.textOrNull("party", "invalid_party");
        Party party = Party.of(word);
        if (word != null && party == null) {
            throw Refusal.invalid("invalid_party");
        }
        return party;
    }

    /** A role by its word. */
    static Role role(Members members) throws Refusal {
        Role role = Role.of(members.text("role", "invalid_role"));
        if (role == null) {
            throw Refusal.invalid("invalid_role");
        }
        return role;
    }
}

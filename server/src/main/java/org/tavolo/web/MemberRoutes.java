package org.tavolo.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Acts;
import org.tavolo.people.Memberships;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;
import org.tavolo.protocol.Persons;

/**
 * Changing and ending memberships, muting, giving a programme away, and the log of it (H30-H33, H61). What was changed counts before
 * it is answered: the next edit is judged by it, and who may not read any more is told nothing more.
 */
final class MemberRoutes {
    private static final int PAGE = 100;

    private final Memberships memberships;
    private final Revocations revocations;
    private final Broadcast broadcast;
    private final Rosters rosters;
    private final Acts acts;

    MemberRoutes(Memberships memberships, Revocations revocations, Broadcast broadcast, Rosters rosters, Acts acts) {
        this.memberships = memberships;
        this.revocations = revocations;
        this.broadcast = broadcast;
        this.rosters = rosters;
        this.acts = acts;
    }

    void on(Api api) {
        api.post("/api/programmes/:programme/members/:person", Access.programme(Right.MANAGE), this::change);
        api.delete("/api/programmes/:programme/members/:person", Access.programme(Right.BELONG), this::end);
        api.post("/api/programmes/:programme/members/:person/mute", Access.programme(Right.LEAD), this::mute);
        api.post("/api/programmes/:programme/owner", Access.programme(Right.OWN), this::give);
        api.get("/api/programmes/:programme/acts", Access.programme(Right.OWN), this::log);
    }

    private CompletionStage<Answer> change(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        int number = person(asked);
        Members members = asked.members();
        Role role = ProgrammeRoutes.role(members);
        Party party = ProgrammeRoutes.party(members);
        members.end();
        return member(seat, number).compose(person -> {
            if (!Right.mayManage(seat.person().role(), seat.owner(), person.role())
                    || !Right.mayManage(seat.person().role(), seat.owner(), role)) {
                return Future.<Answer>failedFuture(new Refusal(Code.DENIED, "role"));
            }
            Party sits = party != null ? party
                    : role.parties().contains(person.party()) ? person.party() : role.parties().get(0);
            return memberships.change(seat.programme(), number, role, sits)
                    .compose(changed -> counts(seat, changed).map(done -> {
                        acts.note(seat, "changed", changed.person(), role.wire());
                        return Answer.of(Persons.person(changed.person()));
                    }));
        }).toCompletionStage();
    }

    private CompletionStage<Answer> end(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        int number = person(asked);
        boolean self = number == seat.person().number();
        // Before anything is looked for: whom the list of members is not shown learns nobody's number here.
        if (!self && !seat.has(Right.MANAGE)) {
            throw new Refusal(Code.DENIED, "role");
        }
        return member(seat, number).compose(person -> {
            if (!self && !Right.mayManage(seat.person().role(), seat.owner(), person.role())) {
                return Future.<Answer>failedFuture(new Refusal(Code.DENIED, "role"));
            }
            return memberships.end(seat.programme(), number)
                    .compose(ended -> revocations.now(ended.sessions()).map(done -> {
                        acts.note(seat, self ? "left" : "removed", person, "");
                        return Answer.nothing();
                    }));
        }).toCompletionStage();
    }

    /** Nobody but the muted person is told, since it would shame them; who leads reads it in the list of people. */
    private CompletionStage<Answer> mute(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        int number = person(asked);
        Members members = asked.members();
        boolean muted = members.mustFlag("muted", "invalid_value");
        members.end();
        return memberships.mute(seat.programme(), number, muted).compose(changed -> changed == null
                ? Future.succeededFuture(Answer.nothing())
                : revocations.now(changed.sessions()).map(done -> {
                    acts.note(seat, muted ? "muted" : "unmuted", changed.person(), "");
                    return Answer.nothing();
                })).toCompletionStage();
    }

    private CompletionStage<Answer> give(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        int number = (int) Math.min(members.whole("person", 1, "invalid_value"), Integer.MAX_VALUE);
        members.end();
        return memberships.give(seat.programme(), number)
                .compose(changed -> counts(seat, changed).map(done -> {
                    // Whose it was learns it as well; the page asks anew whose it is whenever it is told of itself.
                    broadcast.people(seat.board(), List.of(seat.person()));
                    acts.note(seat, "gave", changed.person(), "");
                    return Answer.nothing();
                })).toCompletionStage();
    }

    private CompletionStage<Answer> log(Asked asked) throws Refusal {
        long before = asked.number("before", 0, 0, Long.MAX_VALUE);
        int limit = (int) asked.number("limit", PAGE, 1, PAGE);
        return acts.list(asked.seat().programme(), before, limit)
                .map(found -> Answer.of(Map.of("acts", found.stream().map(Persons::act).toList())))
                .toCompletionStage();
    }

    /** Before anything is answered: what they may is read anew, and the others are told. */
    private Future<Void> counts(Seat seat, Memberships.Changed changed) {
        rosters.learn(seat.programme(), List.of(changed.person()));
        return revocations.now(changed.sessions())
                .onSuccess(done -> broadcast.people(seat.board(), List.of(changed.person())));
    }

    private Future<Person> member(Seat seat, int number) {
        return memberships.find(seat.programme(), number).compose(person -> person == null
                ? Future.failedFuture(Refusals.notFound()) : Future.succeededFuture(person));
    }

    /** The person in the path. */
    static int person(Asked asked) throws Refusal {
        try {
            return (int) Math.min(asked.pathNumber("person"), Integer.MAX_VALUE);
        } catch (Refusal none) {
            throw Refusals.notFound();
        }
    }
}

package org.tavolo.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.method.Method;
import org.tavolo.method.Release;
import org.tavolo.people.Acts;
import org.tavolo.people.Permissions;
import org.tavolo.people.Programmes;
import org.tavolo.people.Releases;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Ids;
import org.tavolo.protocol.Members;
import org.tavolo.protocol.ReleasedItems;

/**
 * What a city lets those read who do not sit at its table (H65), and what the cities of several programmes released,
 * beside one another (H66).
 */
final class ReleaseRoutes {
    private static final int MOST_ITEMS = 300;
    private static final String KIND = "kind";

    private final Releases releases;
    private final Releasing releasing;
    private final Programmes programmes;
    private final Acts acts;
    private final Method method;
    private final InTurn inTurn;

    ReleaseRoutes(Releases releases, Releasing releasing, Programmes programmes, Acts acts, Method method, InTurn inTurn) {
        this.releases = releases;
        this.releasing = releasing;
        this.programmes = programmes;
        this.acts = acts;
        this.method = method;
        this.inTurn = inTurn;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/releases", Access.programme(Right.SEE_RELEASED), this::list);
        api.post("/api/programmes/:programme/releases", Access.programme(Right.RELEASE), this::release);
        api.delete("/api/programmes/:programme/releases/:kind", Access.programme(Right.RELEASE), this::withdraw);
        api.get("/api/network", Access.VISITOR, this::network);
    }

    private CompletionStage<Answer> list(Asked asked) {
        return releases.in(List.of(asked.seat().programme())).map(all ->
                Answer.of(Map.of("releases", all.stream().map(ReleasedItems::told).toList()))).toCompletionStage();
    }

    private CompletionStage<Answer> release(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        Release kind = kind(members.text(KIND, "invalid_value"), seat);
        List<UUID> items = new ArrayList<>();
        for (String id : members.texts("items", "invalid_value")) {
            UUID item = Ids.orNull(id);
            if (item == null) {
                throw Refusals.notFound();
            }
            items.add(item);
        }
        long rev = members.whole("rev", 1, "invalid_seq");
        members.end();
        if (items.size() > MOST_ITEMS) {
            throw Refusal.tooLarge("too_many_items");
        }
        if (new HashSet<>(items).size() < items.size()) {
            throw Refusal.invalid("invalid_value");
        }
        return inTurn.ask(asked.visitor().session(), () -> releasing.release(seat.programme(), seat.board(), kind, items,
                rev, seat.person().number()).thenApply(released -> {
                    acts.note(seat, "released", null, kind.name());
                    return Answer.made(ReleasedItems.told(released));
                }));
    }

    private CompletionStage<Answer> withdraw(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Release kind = kind(asked.pathWord(KIND), seat);
        return releases.withdraw(seat.programme(), kind.name()).map(done -> {
            acts.note(seat, "withdrew", null, kind.name());
            return Answer.nothing();
        }).toCompletionStage();
    }

    /** What is called so, if it is theirs to release. */
    private Release kind(String name, Seat seat) throws Refusal {
        Release kind = method.release(name);
        if (kind == null) {
            throw Refusal.invalid("invalid_value");
        }
        if (!kind.by().contains(seat.person().role().wire())) {
            throw new Refusal(Code.DENIED, "role");
        }
        Permissions.mayWrite(seat.asker());
        return kind;
    }

    private CompletionStage<Answer> network(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        List<Seat> seats = visitor.seats().values().stream().filter(seat -> seat.has(Right.SEE_NETWORK)).toList();
        List<UUID> where = seats.stream().map(Seat::programme).distinct().toList();
        return releases.in(where).compose(all -> programmes.mine(visitor.session()).map(mine ->
                Answer.of(Map.of("programmes", mine.stream().filter(one -> where.contains(one.programme().programme()))
                        .map(one -> programme(one, all)).toList())))).toCompletionStage();
    }

    private static Map<String, Object> programme(Programmes.Mine mine, List<Releases.Released> all) {
        Programmes.Programme programme = mine.programme();
        Programmes.Heading heading = programme.heading();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("programme", programme.programme());
        members.put("title", heading.title());
        members.put("theme", heading.theme());
        members.put("mentee", heading.mentee());
        members.put("mentor", heading.mentor());
        members.put("language", heading.language());
        members.put("role", mine.me().role().wire());
        members.put("board", mine.me().role().atTheTable() ? programme.board() : null);
        members.put("releases", all.stream().filter(one -> one.programme().equals(programme.programme()))
                .map(ReleasedItems::told).toList());
        return members;
    }
}

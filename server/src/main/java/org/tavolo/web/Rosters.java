package org.tavolo.web;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;

/**
 * For which party each member of a programme sits there, kept in memory where edits are judged. Who is not in it, since
 * another node let them in, counts as nobody's until the programme is asked for anew. May be called from any thread.
 */
final class Rosters {
    private static final int MOST = 2_000;

    private final Programmes programmes;
    private final Map<UUID, Map<Integer, Party>> parties = new ConcurrentHashMap<>();

    Rosters(Programmes programmes) {
        this.programmes = programmes;
    }

    /** The party of a member, null when it is not known. What nobody wrote, as after an anonymous round, is no city's. */
    Party party(UUID programme, int person) {
        return person == Person.NOBODY ? Party.OTHER : parties.getOrDefault(programme, Map.of()).get(person);
    }

    /** Reads a programme's members unless they are here already. */
    Future<Void> know(UUID programme) {
        return parties.containsKey(programme) ? Future.succeededFuture()
                : programmes.people(programme).onSuccess(people -> learn(programme, people)).mapEmpty();
    }

    /** Members are new or sit for another party now. */
    void learn(UUID programme, List<Person> people) {
        if (parties.size() >= MOST) {
            parties.clear();
        }
        Map<Integer, Party> all = new HashMap<>(parties.getOrDefault(programme, Map.of()));
        people.forEach(person -> all.put(person.number(), person.party()));
        parties.put(programme, Map.copyOf(all));
    }
}

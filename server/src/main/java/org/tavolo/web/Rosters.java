package org.tavolo.web;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;

/**
 * For which party each member of a programme sits there, kept in memory where edits are judged. Each programme is read
 * whole, and anew when somebody stands there who is not known, at most once a second, or after
 * {@value #FRESH_SECONDS} seconds: another node may have let them in. Until then who is not known counts as nobody's.
 * May be called from any thread.
 */
final class Rosters {
    private static final int MOST = 2_000;
    private static final long FRESH_SECONDS = 10;

    private final Programmes programmes;
    private final LongSupplier nanos;
    private final Map<UUID, Roster> rosters = new ConcurrentHashMap<>();
    private final Set<UUID> reading = ConcurrentHashMap.newKeySet();
    private long changes;

    private record Roster(Map<Integer, Party> parties, long read) {}

    Rosters(Programmes programmes) {
        this(programmes, System::nanoTime);
    }

    Rosters(Programmes programmes, LongSupplier nanos) {
        this.programmes = programmes;
        this.nanos = nanos;
    }

    /** The party of a member, null when it is not known. What nobody wrote, as after an anonymous round, is no city's. */
    Party party(UUID programme, int person) {
        if (person == Person.NOBODY) {
            return Party.OTHER;
        }
        Roster known = rosters.get(programme);
        Party party = known == null ? null : known.parties.get(person);
        long fresh = TimeUnit.SECONDS.toNanos(party == null ? 1 : FRESH_SECONDS);
        if ((known == null || nanos.getAsLong() - known.read >= fresh) && reading.add(programme)) {
            read(programme).onComplete(done -> reading.remove(programme));
        }
        return party;
    }

    /** Reads a programme's members unless they are here already. */
    Future<Void> know(UUID programme) {
        return rosters.containsKey(programme) ? Future.succeededFuture() : read(programme);
    }

    /** Members are new or sit for another party now. */
    synchronized void learn(UUID programme, List<Person> people) {
        changes++;
        rosters.computeIfPresent(programme, (which, known) -> {
            Map<Integer, Party> all = new HashMap<>(known.parties);
            people.forEach(person -> all.put(person.number(), person.party()));
            return new Roster(Map.copyOf(all), known.read);
        });
    }

    private Future<Void> read(UUID programme) {
        long before = changes();
        return programmes.people(programme)
                .compose(people -> keep(programme, people, before) ? Future.succeededFuture() : read(programme));
    }

    private synchronized long changes() {
        return changes;
    }

    /** Not when something was learned meanwhile: what was read may be what was before. */
    private synchronized boolean keep(UUID programme, List<Person> people, long before) {
        if (changes != before) {
            return false;
        }
        if (rosters.size() >= MOST) {
            rosters.clear();
        }
        Map<Integer, Party> all = new HashMap<>();
        people.forEach(person -> all.put(person.number(), person.party()));
        rosters.put(programme, new Roster(Map.copyOf(all), nanos.getAsLong()));
        return true;
    }
}

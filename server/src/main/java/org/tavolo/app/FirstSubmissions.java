package org.tavolo.app;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;
import org.tavolo.document.Sample;
import org.tavolo.live.Outcome;
import org.tavolo.live.Rooms;
import org.tavolo.method.FirstEdits;
import org.tavolo.method.Method;
import org.tavolo.method.Preset;
import org.tavolo.people.Invitations;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Sessions;
import org.tavolo.web.Beginnings;

/** Makes programmes and submits what stands on their boards at the beginning. */
final class FirstSubmissions implements Beginnings {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** The preset of who says none; a method without it has no presets, and tables begin with the areas alone. */
    private static final String USUAL = "incluCities";
    /** Parts speak of the first revision, so that one sent again is found among those after it. */
    private static final long FIRST = 1;
    /** The lower halves of the ids that a sample's command makes: those of its items, and the clients of its parts. */
    private static final long ITEM = 0x8000_0000_0000_0000L;
    private static final long PART = 0x8001_0000_0000_0000L;

    private final Programmes programmes;
    private final Invitations invitations;
    private final Sessions sessions;
    private final Rooms rooms;
    private final Sample sample;
    private final Method method;

    FirstSubmissions(Programmes programmes, Invitations invitations, Sessions sessions, Rooms rooms, Sample sample,
                     Method method) {
        this.programmes = programmes;
        this.invitations = invitations;
        this.sessions = sessions;
        this.rooms = rooms;
        this.sample = sample;
        this.method = method;
    }

    @Override
    public Future<Programmes.Created> programme(UUID session, Programmes.Heading heading, String associations,
                                                Pen pen, Way way, Programmes.Founder founder) {
        Preset preset = method.preset(way.preset() == null ? USUAL : way.preset());
        if (preset == null ? way.preset() != null || way.meetings() != null : !preset.allows(way.meetings())) {
            return Future.failedFuture(Refusal.invalid("invalid_value"));
        }
        Map<String, String> head = new LinkedHashMap<>();
        head.put("title", heading.title());
        head.put("theme", heading.theme());
        head.put("mentee", heading.mentee());
        head.put("mentor", heading.mentor());
        head.put("associations", associations);
        head.put("pen", pen == Pen.MENTEE ? "" : pen.wire());
        FirstEdits first = new FirstEdits(head, FirstSubmissions::id);
        if (preset != null) {
            first.with(preset, way.meetings(), heading.language(), method);
        }
        return create(session, heading, founder, UUID.randomUUID(), first.edits());
    }

    @Override
    public Revision confidential(int by) {
        long now = System.currentTimeMillis();
        try {
            return new Revision(1, UUID.randomUUID(), 1, by, now, new Board(method)
                    .applyAll(FirstEdits.confidential(FirstSubmissions::id).edits(), by, now));
        } catch (Refusal unfit) {
            throw new IllegalStateException("the method has no confidential table", unfit);
        }
    }

    @Override
    public Future<Programmes.Created> sample(UUID session, String name, String language) {
        return sample(session, name, language, id());
    }

    /** The same, where the command that makes it is known by its UUID: what was not done is done by {@link #finish}. */
    Future<Programmes.Created> sample(UUID session, String name, String language, UUID command) {
        Map<String, String> head = sample.head();
        Programmes.Heading heading = new Programmes.Heading(head.get("title"), head.get("theme"), head.get("mentee"),
                head.get("mentor"), language);
        return create(session, heading, new Programmes.Founder(name, Role.FACILITATOR, null), command,
                parts(command).get(0).edits())
                .compose(created -> finish(created.programme(), created.board(), command).map(created));
    }

    /** Does what is missing of a sample after its first revision; done twice it changes nothing. */
    Future<Void> finish(UUID programme, UUID board, UUID command) {
        List<Sample.Part> parts = parts(command);
        return seats(programme).compose(people -> {
            Future<Void> done = Future.succeededFuture();
            for (int i = 1; i < parts.size(); i++) {
                Sample.Part part = parts.get(i);
                UUID client = new UUID(command.getMostSignificantBits(), PART | i);
                done = done.compose(next -> submit(board, client, people.get(part.author()), part.edits()));
            }
            return done;
        });
    }

    /** The same command makes the same items. */
    private List<Sample.Part> parts(UUID command) {
        AtomicLong n = new AtomicLong();
        return sample.parts(() -> new UUID(command.getMostSignificantBits(), ITEM | n.incrementAndGet()));
    }

    /** With revision 1, numbered as a room would number it. */
    private Future<Programmes.Created> create(UUID session, Programmes.Heading heading, Programmes.Founder founder,
                                              UUID command, List<Edit> edits) {
        long now = System.currentTimeMillis();
        List<Edit> numbered;
        try {
            numbered = new Board(method).applyAll(edits, 0, now);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return programmes.create(session, heading, founder,
                me -> new Revision(1, command, 1, me, now, numbered));
    }

    /** The numbers of the sample's people, in their order; who has no seat yet gets one. */
    private Future<List<Integer>> seats(UUID programme) {
        return programmes.people(programme).compose(present -> {
            List<Integer> numbers = new ArrayList<>();
            Future<Void> done = Future.succeededFuture();
            for (Map.Entry<String, String> person : sample.people()) {
                Integer known = present.stream().filter(one -> one.name().equals(person.getKey()))
                        .map(Person::number).findFirst().orElse(null);
                done = done.compose(next -> known == null ? seat(programme, person) : Future.succeededFuture(known))
                        .onSuccess(numbers::add).mapEmpty();
            }
            return done.map(numbers);
        });
    }

    /** Gives somebody a seat by a link and a session of their own that nobody holds. */
    private Future<Integer> seat(UUID programme, Map.Entry<String, String> person) {
        Party party = Party.of(person.getValue());
        Role role = Arrays.stream(Role.values()).filter(one -> one != Role.COORDINATOR)
                .filter(one -> one.parties().get(0) == party).findFirst().orElse(Role.INVITED);
        Invitations.Terms terms = new Invitations.Terms(role, party, 1, false);
        return invitations.create(programme, terms, 1).compose(link -> sessions.begin()
                .compose(begun -> invitations.join(begun.session(), link.token(), person.getKey(), null)
                        .compose(joined -> sessions.end(begun.session()).map(joined.seat().person().number()))));
    }

    private Future<Void> submit(UUID board, UUID client, int person, List<Edit> edits) {
        return Future.fromCompletionStage(rooms.on(board, room -> room.submit(
                new Submission(board, client, 1, FIRST, person, edits)))).compose(outcome ->
                        outcome instanceof Outcome.Refused refused ? Future.failedFuture(refused.why())
                                : Future.succeededFuture());
    }

    /** A UUIDv7 (RFC 9562): ordered by time, otherwise random. */
    static UUID id() {
        long random = RANDOM.nextLong();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random & 0xFFF;
        return new UUID(high, RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}

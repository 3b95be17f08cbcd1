package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.people.Invitations;
import org.tavolo.people.Names;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** The links by which people come in, in PostgreSQL. */
final class PostgresInvitations implements Invitations {
    private static final int MOST_PEOPLE = 500;
    private static final int MOST_DAYS = 365;
    /** People come back to a plan for years. */
    private static final int RETURN_DAYS = 3 * 365;

    private static final int MOST_USES = 500;

    private static final String VALID = "token_hash = $1 and revoked_at is null and expires_at > now()"
            + " and (most is null or used < most)";
    private static final String LOOK = """
            select kind, title, theme, mentee, mentor, language, role, party, most, lobby,
              exists (select from seat join person on person.id = seat.person and person.ended_at is null
                where seat.session = $2 and seat.programme = programme.id)
            from invitation join programme on programme.id = invitation.programme
            where\s""" + VALID;
    private static final String USE = "update invitation set used = used + 1 where " + VALID
            + " and (kind = 'return') = $2 returning programme, person, role, party, most, lobby,"
            + " (select id from board where board.programme = invitation.programme and board.kind = 'shared')";
    private static final String OWNER = "select owner = $2 from programme where id = $1";
    /** In a statement of its own, so that what is read next was committed by who had the lock before. */
    private static final String LOCK = "select from programme where id = $1 for update";
    private static final String SITTING = """
            select person.id, name, party, role from person
            where person.programme = $2 and person.ended_at is null and (
              exists (select from seat where seat.person = person.id and seat.session = $1)
              or account = (select account from server_session where id = $1))
            order by account is not null desc, id limit 1""";
    private static final String NAMES = "select name from person where programme = $1 and ended_at is null";
    private static final String LINKS = """
            select id, role, party, most, lobby, used, created_at, expires_at from invitation
            where programme = $1 and kind = 'member' and revoked_at is null and expires_at > now()
              and (most is null or used < most)
            order by created_at, id""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresInvitations(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Invitation> look(UUID session, String token) {
        return Outage.told(pool.preparedQuery(LOOK).execute(Tuple.of(Tokens.hash(token), session)).compose(rows -> {
            Row row = Outage.first(rows);
            return row == null ? refused() : Future.succeededFuture(
                    new Invitation(Kind.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                            PostgresProgrammes.heading(row, 1), terms(row, 6), row.getBoolean(10)));
        }));
    }

    @Override
    public Future<Joined> join(UUID session, String token, String name, Party party) {
        return Outage.told(pool.withTransaction(connection -> use(connection, token, false).compose(used -> {
            Terms terms = terms(used, 2);
            return enter(connection, session, used.getUUID(0), used.getUUID(6), terms, name, party);
        }))).onSuccess(joined -> sessions.changed(session));
    }

    @Override
    public Future<Seat> comeBack(UUID session, String token) {
        return Outage.told(pool.withTransaction(connection -> use(connection, token, true).compose(used -> connection
                .preparedQuery("select id, name, party, role from person where id = $1 and ended_at is null")
                .execute(Tuple.of(used.getInteger(1)))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return refused();
                    }
                    Person person = PostgresSessions.person(row, 0);
                    return PostgresProgrammes.sit(connection, session, used.getUUID(0), person.number())
                            .compose(done -> shared(connection, used.getUUID(0), used.getUUID(6), person));
                })))).onSuccess(seat -> sessions.changed(session));
    }

    @Override
    public Future<String> returnToken(UUID programme, int person) {
        return Outage.told(insertReturn(pool, programme, person));
    }

    @Override
    public Future<List<Link>> links(UUID programme) {
        return Outage.told(pool.preparedQuery(LINKS).execute(Tuple.of(programme)).map(rows -> {
            List<Link> links = new ArrayList<>();
            rows.forEach(row -> links.add(link(row)));
            return links;
        }));
    }

    @Override
    public Future<NewLink> create(UUID programme, Terms terms, int days) {
        boolean fits = days >= 1 && days <= MOST_DAYS
                && (terms.most() == null || terms.most() >= 1 && terms.most() <= MOST_USES)
                && (terms.party() == null || terms.role().parties().contains(terms.party()));
        if (!fits) {
            return Future.failedFuture(Refusal.invalid("invalid_value"));
        }
        String token = Tokens.fresh();
        return Outage.told(insert(pool, programme, terms, token, days)
                .map(rows -> new NewLink(link(Outage.first(rows)), token)));
    }

    @Override
    public Future<Void> revoke(UUID programme, UUID link) {
        return Outage.told(pool.preparedQuery("update invitation set revoked_at = now()"
                + " where programme = $1 and id = $2 and kind = 'member' and revoked_at is null")
                .execute(Tuple.of(programme, link))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : Future.succeededFuture()));
    }

    /** Makes a link that brings new people; the row says what {@link #link} reads. */
    static Future<RowSet<Row>> insert(SqlClient connection, UUID programme, Terms terms, String token, int days) {
        return connection.preparedQuery("insert into invitation (id, programme, kind, role, party, most, lobby,"
                + " token_hash, expires_at)"
                + " values ($1, $2, 'member', $3, $4, $5, $6, $7, now() + make_interval(days => $8))"
                + " returning id, role, party, most, lobby, used, created_at, expires_at")
                .execute(Tuple.of(UUID.randomUUID(), programme, terms.role().wire(),
                        terms.party() == null ? null : terms.party().wire(), terms.most(), terms.lobby(),
                        Tokens.hash(token), days));
    }

    /** Makes a return link for a person of this programme. */
    static Future<String> insertReturn(SqlClient connection, UUID programme, int person) {
        String token = Tokens.fresh();
        return connection.preparedQuery("insert into invitation (id, programme, kind, person, token_hash, expires_at)"
                + " select $1, programme, 'return', id, $4, now() + make_interval(days => $5)"
                + " from person where programme = $2 and id = $3 and ended_at is null")
                .execute(Tuple.of(UUID.randomUUID(), programme, person, Tokens.hash(token), RETURN_DAYS))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : Future.succeededFuture(token));
    }

    private static Future<Row> use(SqlConnection connection, String token, boolean back) {
        return connection.preparedQuery(USE).execute(Tuple.of(Tokens.hash(token), back)).compose(rows -> {
            Row row = Outage.first(rows);
            return row == null ? refused() : Future.succeededFuture(row);
        });
    }

    /** Only whoever is new is asked for a name and a party. */
    static Future<Joined> enter(SqlConnection connection, UUID session, UUID programme, UUID board, Terms terms,
                                String name, Party party) {
        return lock(connection, programme)
                .compose(locked -> connection.preparedQuery(SITTING).execute(Tuple.of(session, programme)))
                .compose(rows -> {
                    Row sitting = Outage.first(rows);
                    if (sitting != null) {
                        return stay(connection, PostgresSessions.person(sitting, 0), terms)
                                .compose(entered -> seated(connection, programme, board, entered));
                    }
                    Person as;
                    try {
                        as = new Person(0, Names.name(name), party(terms, party), terms.role());
                    } catch (Refusal refusal) {
                        return Future.failedFuture(refusal);
                    }
                    return terms.lobby() ? PostgresDoors.knock(connection, session, board, as)
                            .map(knock -> new Joined(null, false, null, knock))
                            : admit(connection, session, programme, as)
                                    .compose(person -> seated(connection, programme, board,
                                            new Entered(person, true)));
                });
    }

    private static Party party(Terms terms, Party wanted) throws Refusal {
        Party party = terms.party() != null ? terms.party()
                : wanted == null && terms.role() != Role.INVITED ? terms.role().parties().get(0) : wanted;
        if (party == null || !terms.role().parties().contains(party)) {
            throw Refusal.invalid("invalid_party");
        }
        return party;
    }

    /** Of two who come in or are let in at the same moment, one comes first. */
    static Future<RowSet<Row>> lock(SqlConnection connection, UUID programme) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(programme));
    }

    /** Makes somebody a member; the programme is locked. */
    static Future<Person> admit(SqlConnection connection, UUID session, UUID programme, Person as) {
        return connection.preparedQuery(NAMES).execute(Tuple.of(programme)).compose(rows -> {
            if (rows.size() >= MOST_PEOPLE) {
                return Future.failedFuture(Refusal.tooLarge("too_many_people"));
            }
            List<String> others = new ArrayList<>();
            rows.forEach(row -> others.add(row.getString(0)));
            return PostgresProgrammes.seat(connection, session, programme,
                    new Person(0, Names.distinct(as.name(), others), as.party(), as.role()));
        });
    }

    private static Future<Joined> seated(SqlConnection connection, UUID programme, UUID board, Entered entered) {
        return insertReturn(connection, programme, entered.person.number())
                .compose(back -> shared(connection, programme, board, entered.person)
                        .map(seat -> new Joined(seat, entered.fresh, back, null)));
    }

    static Future<Seat> shared(SqlConnection connection, UUID programme, UUID board, Person person) {
        return connection.preparedQuery(OWNER).execute(Tuple.of(programme, person.number()))
                .map(rows -> new Seat(programme, board, Table.SHARED, person,
                        Boolean.TRUE.equals(Outage.first(rows).getBoolean(0))));
    }

    /** Who came without a role of their own takes the one of the link. */
    private static Future<Entered> stay(SqlConnection connection, Person person, Terms terms) {
        Role role = terms.role();
        if (person.role() != Role.INVITED || role == Role.INVITED || role == Role.OBSERVER) {
            return Future.succeededFuture(new Entered(person, false));
        }
        Party party = terms.party() != null ? terms.party()
                : role.parties().contains(person.party()) ? person.party() : role.parties().get(0);
        return connection.preparedQuery("update person set role = $2, party = $3 where id = $1")
                .execute(Tuple.of(person.number(), role.wire(), party.wire()))
                .map(new Entered(new Person(person.number(), person.name(), party, role), true));
    }

    private record Entered(Person person, boolean fresh) {}

    private static <T> Future<T> refused() {
        return Future.failedFuture(Refusal.invalid("invitation"));
    }

    private static Terms terms(Row row, int from) {
        return row.getString(from) == null ? null : new Terms(Role.of(row.getString(from)),
                Party.of(row.getString(from + 1)), row.getInteger(from + 2), row.getBoolean(from + 3));
    }

    private static Link link(Row row) {
        return new Link(row.getUUID(0), terms(row, 1), row.getInteger(5), milliseconds(row.getOffsetDateTime(6)),
                milliseconds(row.getOffsetDateTime(7)));
    }

    static long milliseconds(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }
}

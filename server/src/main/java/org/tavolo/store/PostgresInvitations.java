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

/** The links by which people come in, in PostgreSQL. */
final class PostgresInvitations implements Invitations {
    private static final int MOST_PEOPLE = 500;
    private static final int MOST_DAYS = 365;
    /** People come back to a plan for years. */
    private static final int RETURN_DAYS = 3 * 365;

    private static final String VALID = "token_hash = $1 and revoked_at is null and expires_at > now()";
    private static final String LOOK = """
            select kind, title, theme, mentee, mentor, language,
              exists (select from seat join person on person.id = seat.person and person.ended_at is null
                where seat.session = $2 and seat.programme = programme.id)
            from invitation join programme on programme.id = invitation.programme
            where\s""" + VALID;
    private static final String USE = "update invitation set used = used + 1 where " + VALID
            + " and (kind = 'return') = $2 returning programme, kind, person,"
            + " (select id from board where board.programme = invitation.programme and board.kind = 'shared')";
    /** In a statement of its own, so that what is read next was committed by who had the lock before. */
    private static final String LOCK = "select from programme where id = $1 for update";
    private static final String COUNT = "select count(*) from person where programme = $1 and ended_at is null";
    private static final String SITTING = """
            select person.id, name, party, role from seat join person on person.id = seat.person
            where seat.session = $1 and seat.programme = $2 and person.ended_at is null""";
    private static final String LINKS = """
            select id, kind, created_at, expires_at from invitation
            where programme = $1 and kind <> 'return' and revoked_at is null and expires_at > now()
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
                    new Invitation(kind(row.getString(0)), PostgresProgrammes.heading(row, 1), row.getBoolean(6)));
        }));
    }

    @Override
    public Future<Joined> join(UUID session, String token, String name, Party party) {
        return Outage.told(pool.withTransaction(connection -> use(connection, token, false).compose(used -> {
            Role role = used.getString(1).equals(Kind.FACILITATOR.wire()) ? Role.FACILITATOR : Role.PARTICIPANT;
            return enter(connection, session, used.getUUID(0), used.getUUID(3), role, name, party);
        }))).onSuccess(joined -> sessions.changed(session));
    }

    @Override
    public Future<Seat> comeBack(UUID session, String token) {
        return Outage.told(pool.withTransaction(connection -> use(connection, token, true).compose(used -> connection
                .preparedQuery("select id, name, party, role from person where id = $1 and ended_at is null")
                .execute(Tuple.of(used.getInteger(2)))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return refused();
                    }
                    Person person = PostgresSessions.person(row, 0);
                    return PostgresProgrammes.sit(connection, session, used.getUUID(0), person.number())
                            .map(new Seat(used.getUUID(0), used.getUUID(3), person));
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
    public Future<NewLink> create(UUID programme, Kind kind, int days) {
        if (kind == Kind.RETURN || days < 1 || days > MOST_DAYS) {
            return Future.failedFuture(Refusal.invalid("invalid_value"));
        }
        String token = Tokens.fresh();
        return Outage.told(insert(pool, programme, kind, token, days)
                .map(rows -> new NewLink(link(Outage.first(rows)), token)));
    }

    @Override
    public Future<Void> revoke(UUID programme, UUID link) {
        return Outage.told(pool.preparedQuery("update invitation set revoked_at = now()"
                + " where programme = $1 and id = $2 and kind <> 'return' and revoked_at is null")
                .execute(Tuple.of(programme, link))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : Future.succeededFuture()));
    }

    /** Makes a link that brings new people; the row says id, kind, and both times. */
    static Future<RowSet<Row>> insert(SqlClient connection, UUID programme, Kind kind, String token, int days) {
        return connection.preparedQuery("insert into invitation (id, programme, kind, token_hash, expires_at)"
                + " values ($1, $2, $3, $4, now() + make_interval(days => $5))"
                + " returning id, kind, created_at, expires_at")
                .execute(Tuple.of(UUID.randomUUID(), programme, kind.wire(), Tokens.hash(token), days));
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

    private static Future<Joined> enter(SqlConnection connection, UUID session, UUID programme, UUID board, Role role,
                                        String name, Party party) {
        Tuple it = Tuple.of(programme);
        return connection.preparedQuery(LOCK).execute(it)
                .compose(locked -> connection.preparedQuery(SITTING).execute(Tuple.of(session, programme)))
                .compose(rows -> {
                    Row sitting = Outage.first(rows);
                    return sitting != null ? stay(connection, PostgresSessions.person(sitting, 0), role)
                            : connection.preparedQuery(COUNT).execute(it).compose(counted ->
                                    Outage.first(counted).getLong(0) >= MOST_PEOPLE
                                            ? Future.failedFuture(Refusal.tooLarge("too_many_people"))
                                            : sit(connection, session, programme, name, party, role));
                })
                .compose(entered -> insertReturn(connection, programme, entered.person.number())
                        .map(back -> new Joined(new Seat(programme, board, entered.person), entered.fresh, back)));
    }

    private static Future<Entered> sit(SqlConnection connection, UUID session, UUID programme, String name,
                                       Party party, Role role) {
        // Only whoever is new is asked for a name.
        String tidy;
        try {
            tidy = Names.name(name);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return PostgresProgrammes.seat(connection, session, programme, tidy, party, role)
                .map(person -> new Entered(person, true));
    }

    private static Future<Entered> stay(SqlConnection connection, Person person, Role role) {
        if (role == person.role() || role == Role.PARTICIPANT) {
            return Future.succeededFuture(new Entered(person, false));
        }
        return connection.preparedQuery("update person set role = $2 where id = $1")
                .execute(Tuple.of(person.number(), role.wire()))
                .map(new Entered(new Person(person.number(), person.name(), person.party(), role), true));
    }

    private record Entered(Person person, boolean fresh) {}

    private static <T> Future<T> refused() {
        return Future.failedFuture(Refusal.invalid("invitation"));
    }

    private static Link link(Row row) {
        return new Link(row.getUUID(0), kind(row.getString(1)), milliseconds(row.getOffsetDateTime(2)),
                milliseconds(row.getOffsetDateTime(3)));
    }

    private static long milliseconds(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    private static Kind kind(String wire) {
        return Kind.valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

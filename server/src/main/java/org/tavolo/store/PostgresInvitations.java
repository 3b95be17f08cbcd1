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
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** The links by which people come in, in PostgreSQL. */
final class PostgresInvitations implements Invitations {
    private static final int MOST_DAYS = 365;
    /** People come back to a plan for years. */
    private static final int RETURN_DAYS = 3 * 365;

    /** Of one person; each further one makes the oldest void. */
    private static final int MOST_RETURNS = 10;
    private static final String RETURNS = """
            update invitation set revoked_at = now() where id in (
              select id from invitation where person = $1 and revoked_at is null
              order by created_at desc, id offset $2)""";
    private static final int MOST_USES = 500;

    private static final String VALID = "token_hash = $1 and revoked_at is null and expires_at > now()"
            + " and (most is null or used < most)";
    private static final String LOOK = """
            select kind, title, theme, mentee, mentor, language, invitation.role, invitation.party, most, lobby,
            """ + Entrance.SEATED + """
            , locked
            from invitation join programme on programme.id = invitation.programme
            where\s""" + VALID;
    /** Of two who come by a link for one more, one comes too late. */
    private static final String LOCK = "select from programme"
            + " where id = (select programme from invitation where token_hash = $1) for update";
    private static final String USE = "select id, programme, person, role, party, most, lobby,"
            + " (select id from board where board.programme = invitation.programme and board.kind = 'shared')"
            + " from invitation where " + VALID + " and (kind = 'return') = $2";
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
            if (row == null) {
                return refused();
            }
            Terms terms = terms(row, 6);
            return Future.succeededFuture(new Invitation(Kind.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                    PostgresProgrammes.heading(row, 1), terms, row.getBoolean(10),
                    Entrance.waits(terms, row.getBoolean(11)), row.getBoolean(12)));
        }));
    }

    @Override
    public Future<Joined> join(UUID session, String token, String name, Party party) {
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(LOCK)
                .execute(Tuple.of(Tokens.hash(token)))
                .compose(locked -> use(connection, token, false))
                .compose(used -> Entrance.enter(connection, session, used.getUUID(1), used.getUUID(7), used.getUUID(0),
                        terms(used, 3), name, party)))
                .compose(joined -> Entrance.counts(pool, sessions, joined.seat()).map(joined)));
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
                    return PostgresProgrammes.sit(connection, session, used.getUUID(1), person.number())
                            .compose(done -> Entrance.shared(connection, used.getUUID(1), used.getUUID(7), person));
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
                        : connection.preparedQuery(RETURNS).execute(Tuple.of(person, MOST_RETURNS)).map(token));
    }

    private static Future<Row> use(SqlConnection connection, String token, boolean back) {
        return connection.preparedQuery(USE).execute(Tuple.of(Tokens.hash(token), back)).compose(rows -> {
            Row row = Outage.first(rows);
            return row == null ? refused() : Future.succeededFuture(row);
        });
    }

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

package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.people.Doors;
import org.tavolo.people.Invitations;
import org.tavolo.people.Invitations.Terms;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** Spoken codes, and who waits at the door of the shared table, in PostgreSQL. */
final class PostgresDoors implements Doors {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_HOURS = 24;
    private static final int CODES = 100_000_000;

    private static final String OPEN = "insert into door (id, programme, code_hash, role, lobby, opened_by, closes_at)"
            + " values ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7))"
            + " on conflict (code_hash) do nothing returning role, lobby, opened_at, closes_at";
    private static final String CLOSE = "delete from door where programme = $1 or closes_at <= now()";
    private static final String LOOK = "select role, lobby, opened_at, closes_at from door"
            + " where programme = $1 and closes_at > now()";
    private static final String BEHIND = """
            select title, theme, mentee, mentor, language, door.role, lobby,
            """ + Entrance.SEATED + """
            , locked
            from door join programme on programme.id = door.programme
            where code_hash = $1 and closes_at > now()""";
    private static final String ENTER = """
            select door.programme, board.id, role, lobby from door
            join board on board.programme = door.programme and board.kind = 'shared'
            where code_hash = $1 and closes_at > now()""";
    /** By another id: who was seen at the door is who is let in, or nobody. */
    private static final String KNOCK = """
            insert into knock (id, board, session, name, role, party, invitation) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (board, session) do update set id = excluded.id, name = excluded.name, role = excluded.role,
              party = excluded.party, invitation = excluded.invitation, asked_at = now(), decided_at = null,
              decided_by = null, admitted = null, told = false
            returning id""";
    private static final String WAITING = """
            select knock.id, name, role, party, asked_at from knock
            join board on board.id = knock.board and board.kind = 'shared' and board.programme = $1
            join server_session s on s.id = knock.session and s.ended_at is null
            where admitted is null order by asked_at, knock.id""";
    private static final String DECIDE = """
            update knock set admitted = $3, decided_at = now(), decided_by = $4 from board, server_session s
            where knock.id = $2 and board.id = knock.board and board.kind = 'shared' and board.programme = $1
              and admitted is null and s.id = knock.session and s.ended_at is null
            returning session, name, role, party, invitation""";
    private static final String STATE = """
            select admitted, board.programme, board.id, person.id, person.name, person.party, person.role,
              programme.owner = person.id, person.muted
            from knock join board on board.id = knock.board and board.kind = 'shared'
            join programme on programme.id = board.programme
            left join lateral (
              select id, name, party, role, muted from person
              where person.programme = board.programme and person.ended_at is null and (
                exists (select from seat where seat.person = person.id and seat.session = knock.session)
                or account = (select account from server_session where id = knock.session))
              order by account is not null desc, id limit 1) person on true
            where knock.id = $2 and knock.session = $1""";

    /** Once: of two who ask at the same moment, one comes second. */
    private static final String TELL = "update knock set told = true where id = $1 and not told";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresDoors(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Opened> open(Seat by, Role role, boolean lobby, int hours) {
        if (hours < 1 || hours > LONGEST_HOURS) {
            return Future.failedFuture(Refusal.invalid("invalid_value"));
        }
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(CLOSE)
                .execute(Tuple.of(by.programme()))
                .compose(closed -> tryToOpen(connection, by, role, lobby, hours))));
    }

    /** Two doors at once never have one code. */
    private static Future<Opened> tryToOpen(SqlConnection connection, Seat by, Role role, boolean lobby, int hours) {
        String code = "%08d".formatted(RANDOM.nextInt(CODES));
        return connection.preparedQuery(OPEN).execute(Tuple.of(UUID.randomUUID(), by.programme(), Tokens.hash(code),
                role.wire(), lobby, by.person().number(), hours)).compose(rows -> rows.size() == 0
                        ? tryToOpen(connection, by, role, lobby, hours)
                        : Future.succeededFuture(new Opened(door(Outage.first(rows)), code)));
    }

    @Override
    public Future<Void> close(UUID programme) {
        return Outage.told(pool.preparedQuery(CLOSE).execute(Tuple.of(programme)).mapEmpty());
    }

    @Override
    public Future<Door> look(UUID programme) {
        return Outage.told(pool.preparedQuery(LOOK).execute(Tuple.of(programme))
                .map(rows -> rows.size() == 0 ? null : door(Outage.first(rows))));
    }

    @Override
    public Future<Invitations.Invitation> look(UUID session, String code) {
        return Outage.told(pool.preparedQuery(BEHIND).execute(Tuple.of(Tokens.hash(code), session)).compose(rows -> {
            Row row = Outage.first(rows);
            if (row == null) {
                return refused();
            }
            Terms terms = new Terms(Role.of(row.getString(5)), null, null, row.getBoolean(6));
            return Future.succeededFuture(new Invitations.Invitation(Invitations.Kind.MEMBER,
                    PostgresProgrammes.heading(row, 0), terms, row.getBoolean(7),
                    Entrance.waits(terms, row.getBoolean(8)), row.getBoolean(9)));
        }));
    }

    @Override
    public Future<Invitations.Joined> enter(UUID session, String code, String name, Party party) {
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(ENTER)
                .execute(Tuple.of(Tokens.hash(code))).compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? refused() : Entrance.enter(connection, session, row.getUUID(0),
                            row.getUUID(1), null, new Terms(Role.of(row.getString(2)), null, null, row.getBoolean(3)), name,
                            party);
                })).compose(joined -> Entrance.counts(pool, sessions, joined.seat()).map(joined)));
    }

    @Override
    public Future<List<Knock>> waiting(UUID programme) {
        return Outage.told(pool.preparedQuery(WAITING).execute(Tuple.of(programme)).map(rows -> {
            List<Knock> waiting = new ArrayList<>();
            rows.forEach(row -> waiting.add(new Knock(row.getUUID(0), row.getString(1), Role.of(row.getString(2)),
                    Party.of(row.getString(3)), PostgresInvitations.milliseconds(row.getOffsetDateTime(4)))));
            return waiting;
        }));
    }

    @Override
    public Future<Boolean> lock(UUID programme, boolean locked) {
        return Outage.told(pool.preparedQuery("update programme set locked = $2 where id = $1 and locked <> $2")
                .execute(Tuple.of(programme, locked)).map(rows -> rows.rowCount() > 0));
    }

    @Override
    public Future<Boolean> locked(UUID programme) {
        return Outage.told(pool.preparedQuery("select locked from programme where id = $1").execute(Tuple.of(programme))
                .map(rows -> rows.size() > 0 && Outage.first(rows).getBoolean(0)));
    }

    @Override
    public Future<Seat> decide(Seat by, UUID knock, boolean admit) {
        return Outage.told(pool.withTransaction(connection -> Entrance.lock(connection, by.programme())
                .compose(locked -> connection.preparedQuery(DECIDE)
                        .execute(Tuple.of(by.programme(), knock, admit, by.person().number())))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return Future.failedFuture(Refusal.invalid("not_found"));
                    }
                    return admit ? letIn(connection, by, row) : Future.<Seat>succeededFuture();
                })).compose(came -> Entrance.counts(pool, sessions, came).map(came)));
    }

    /** Who sits there meanwhile gets no second seat. */
    private static Future<Seat> letIn(SqlConnection connection, Seat by, Row knock) {
        UUID session = knock.getUUID(0);
        Role role = Role.of(knock.getString(2));
        Party party = Party.of(knock.getString(3));
        return Entrance.sitting(connection, session, by.programme())
                .compose(sitting -> Entrance.come(connection, session, by.programme(), knock.getUUID(4),
                        sitting, sitting == null ? new Person(0, knock.getString(1), party, role)
                                : sitting.by(role, party)))
                .compose(person -> Entrance.shared(connection, by.programme(), by.board(), person));
    }

    @Override
    public Future<State> state(UUID session, UUID knock) {
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(STATE)
                .execute(Tuple.of(session, knock)).compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return Future.failedFuture(Refusal.invalid("not_found"));
                    }
                    if (!Boolean.TRUE.equals(row.getBoolean(0)) || row.getInteger(3) == null) {
                        return Future.succeededFuture(new State(row.getBoolean(0), null));
                    }
                    Person person = PostgresSessions.person(row, 3);
                    Seat seat = new Seat(row.getUUID(1), row.getUUID(2), Table.SHARED, person,
                            Boolean.TRUE.equals(row.getBoolean(7)), row.getBoolean(8));
                    return connection.preparedQuery(TELL).execute(Tuple.of(knock)).compose(told -> told.rowCount() == 0
                            ? Future.<String>succeededFuture()
                            : PostgresInvitations.insertReturn(connection, seat.programme(), person.number()))
                            .map(back -> new State(true, new Invitations.Joined(seat, back != null, back, null)));
                })));
    }

    /** Somebody waits. @param link by which they come, or null; @param as whom they would be let in */
    static Future<UUID> knock(SqlConnection connection, UUID session, UUID board, UUID link, Person as) {
        return connection.preparedQuery(KNOCK)
                .execute(Tuple.of(UUID.randomUUID(), board, session, as.name(), as.role().wire(), as.party().wire(),
                        link))
                .map(rows -> Outage.first(rows).getUUID(0));
    }

    private static Door door(Row row) {
        return new Door(Role.of(row.getString(0)), row.getBoolean(1),
                PostgresInvitations.milliseconds(row.getOffsetDateTime(2)),
                PostgresInvitations.milliseconds(row.getOffsetDateTime(3)));
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(Refusal.invalid("invitation"));
    }
}

package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.people.Confidants;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;

/** Who is in confidential tables, in PostgreSQL. */
final class PostgresConfidants implements Confidants {
    /** Whether a row of {@code confidant} is a place at the table with the role that its {@code person} has now. */
    static final String SITS = """
            (confidant.admitted_at is not null and (person.role in ('mentee', 'mentor')
              or person.role in ('facilitator', 'network')
                and confidant.by_mentee is not null and confidant.by_mentor is not null))""";

    /** In a statement of its own, so that what is read next was committed by who had the lock before. */
    private static final String LOCK = "select from programme where id = $1 for update";
    private static final String STANDING = """
            select person.role, board.id, coalesce(%s, false),
              confidant.by_mentee is not null and confidant.by_mentor is not null,
              exists (select from knock where knock.board = board.id and knock.person = person.id
                and knock.decided_at is null)
            from person
            left join board on board.programme = person.programme and board.kind = 'confidential'
            left join confidant on confidant.board = board.id and confidant.person = person.id
            where person.programme = $1 and person.id = $2 and person.ended_at is null""".formatted(SITS);
    /** So that a role that is changed at this moment counts. */
    private static final String HOLD = "select from person where id = $1 for update";
    private static final String ADMIT = "insert into confidant (board, person, admitted_at) values ($1, $2, now())"
            + " on conflict (board, person) do update set admitted_at = coalesce(confidant.admitted_at, now())";
    /** Without their name, role and party, which are known by the number of the person. */
    private static final String KNOCK = """
            insert into knock (id, board, session, person, name, role, party) values ($1, $2, $3, $4, '', '', '')
            on conflict (board, session) do update set id = excluded.id, person = excluded.person, asked_at = now(),
              decided_at = null, decided_by = null, admitted = null""";
    private static final String WAITING = """
            select person.id, person.name, person.party, person.role, knock.id, knock.asked_at
            from knock join person on person.id = knock.person
            where knock.board = $1 and knock.decided_at is null and person.ended_at is null
              and person.role in ('mentee', 'mentor')
            order by knock.asked_at, knock.id""";
    /** Locked, so that a role that is changed at this moment counts. */
    private static final String WAITS = """
            select person.id from knock join person on person.id = knock.person
            where knock.board = $1 and knock.id = $2 and knock.decided_at is null and person.ended_at is null
              and person.role in ('mentee', 'mentor')
            for update""";
    private static final String DECIDE = "update knock set decided_at = now(), decided_by = $3, admitted = $2"
            + " where id = $1";
    private static final String CIRCLE = """
            select person.id, person.name, person.party, person.role, %s,
              confidant.by_mentee is not null, confidant.by_mentor is not null
            from confidant join person on person.id = confidant.person and person.ended_at is null
            where confidant.board = $1 order by person.id""".formatted(SITS);
    private static final String INVITE = """
            insert into confidant (board, person, by_mentee, by_mentor)
            select $1, person.id, case when $4 then $3::integer end, case when not $4 then $3::integer end
            from person join board on board.id = $1 and board.programme = person.programme
            where person.id = $2 and person.ended_at is null and person.role in ('facilitator', 'network')
            on conflict (board, person) do update set
              by_mentee = coalesce(confidant.by_mentee, excluded.by_mentee),
              by_mentor = coalesce(confidant.by_mentor, excluded.by_mentor)""";
    private static final String TAKE_BACK = """
            delete from confidant using person where confidant.board = $1 and confidant.person = $2
              and person.id = confidant.person and person.role in ('facilitator', 'network')""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresConfidants(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Standing> look(Seat seat) {
        return Outage.told(found(pool, seat).map(Found::standing));
    }

    @Override
    public Future<Standing> enter(Seat seat, UUID session, IntFunction<Revision> first) {
        int person = seat.person().number();
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(LOCK)
                .execute(Tuple.of(seat.programme()))
                .compose(locked -> connection.preparedQuery(HOLD).execute(Tuple.of(person)))
                .compose(held -> found(connection, seat))
                .compose(found -> {
                    if (found.board == null) {
                        UUID board = UUID.randomUUID();
                        return open(connection, seat.programme(), board, first.apply(person))
                                .compose(opened -> admit(connection, board, person));
                    }
                    if (found.state == State.OUTSIDE && found.asked) {
                        return admit(connection, found.board, person);
                    }
                    if (found.state == State.OUTSIDE) {
                        return connection.preparedQuery(KNOCK)
                                .execute(Tuple.of(UUID.randomUUID(), found.board, session, person))
                                .map(knocked -> new Standing(State.WAITING, null));
                    }
                    return Future.succeededFuture(found.standing());
                }))).compose(standing -> standing.state() == State.IN
                        ? changed(person).map(standing) : Future.succeededFuture(standing));
    }

    @Override
    public Future<Circle> circle(UUID board) {
        return Outage.told(pool.preparedQuery(CIRCLE).execute(Tuple.of(board)).map(rows -> {
            List<Person> members = new ArrayList<>();
            List<Invited> invited = new ArrayList<>();
            for (Row row : rows) {
                Person person = PostgresSessions.person(row, 0);
                if (row.getBoolean(4)) {
                    members.add(person);
                }
                if (row.getBoolean(5) || row.getBoolean(6)) {
                    invited.add(new Invited(person, row.getBoolean(5), row.getBoolean(6)));
                }
            }
            return new Circle(members, invited);
        }));
    }

    @Override
    public Future<List<Knock>> waiting(UUID board) {
        return Outage.told(pool.preparedQuery(WAITING).execute(Tuple.of(board)).map(rows -> {
            List<Knock> waiting = new ArrayList<>();
            for (Row row : rows) {
                waiting.add(new Knock(row.getUUID(4), PostgresSessions.person(row, 0),
                        PostgresInvitations.milliseconds(row.getOffsetDateTime(5))));
            }
            return waiting;
        }));
    }

    @Override
    public Future<Void> decide(UUID board, UUID knock, boolean admit, int by) {
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(WAITS)
                .execute(Tuple.of(board, knock))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? notFound() : Future.succeededFuture(row.getInteger(0));
                })
                .compose(person -> connection.preparedQuery(DECIDE).execute(Tuple.of(knock, admit, by))
                        .compose(decided -> admit ? admit(connection, board, person).mapEmpty()
                                : Future.succeededFuture())
                        .map(person)))).compose(person -> admit ? changed(person).mapEmpty()
                                : Future.succeededFuture());
    }

    @Override
    public Future<Void> invite(Seat by, int person) {
        return Outage.told(pool.preparedQuery(INVITE)
                .execute(Tuple.of(by.board(), person, by.person().number(), by.person().role() == Role.MENTEE))
                .compose(rows -> rows.rowCount() == 0 ? notFound() : Future.succeededFuture()));
    }

    @Override
    public Future<Set<UUID>> takeBack(UUID board, int person) {
        return Outage.told(pool.preparedQuery(TAKE_BACK).execute(Tuple.of(board, person))
                .compose(rows -> rows.rowCount() == 0 ? notFound() : Future.<Void>succeededFuture()))
                .compose(taken -> changed(person));
    }

    /** The sessions of somebody learn what they may now. */
    private Future<Set<UUID>> changed(int person) {
        return Outage.told(PostgresMemberships.affected(pool, person))
                .onSuccess(all -> all.forEach(sessions::changed));
    }

    private static Future<Standing> admit(SqlConnection connection, UUID board, int person) {
        return connection.preparedQuery(ADMIT).execute(Tuple.of(board, person))
                .map(admitted -> new Standing(State.IN, board));
    }

    private static Future<Void> open(SqlConnection connection, UUID programme, UUID board, Revision first) {
        return connection
                .preparedQuery("insert into board (id, programme, kind, head) values ($1, $2, 'confidential', 1)")
                .execute(Tuple.of(board, programme))
                .compose(made -> PostgresProgrammes.begin(connection, board, first)).mapEmpty();
    }

    /** @param board the table's, null while it is closed; @param asked by both teams */
    private record Found(State state, UUID board, boolean asked) {
        Standing standing() {
            return new Standing(state, state == State.IN ? board : null);
        }
    }

    /** By one statement, whether there is such a table or not. */
    private static Future<Found> found(SqlClient connection, Seat seat) {
        return connection.preparedQuery(STANDING).execute(Tuple.of(seat.programme(), seat.person().number()))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    Role role = row == null ? null : Role.of(row.getString(0));
                    boolean asked = row != null && row.getBoolean(3);
                    if (role != Role.MENTEE && role != Role.MENTOR && !(role != null && role.leads() && asked)) {
                        return notFound();
                    }
                    UUID board = row.getUUID(1);
                    State state = board == null ? State.CLOSED : row.getBoolean(2) ? State.IN
                            : row.getBoolean(4) ? State.WAITING : State.OUTSIDE;
                    return Future.succeededFuture(new Found(state, board, asked && role.leads()));
                });
    }

    private static <T> Future<T> notFound() {
        return Future.failedFuture(Refusal.invalid("not_found"));
    }
}

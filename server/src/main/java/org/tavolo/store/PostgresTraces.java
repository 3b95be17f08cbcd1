package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.tavolo.people.Memberships;
import org.tavolo.people.Traces;

/** What was erased of people, in PostgreSQL. */
final class PostgresTraces implements Traces {
    private static final String STAY = """
            insert into seat (session, programme, person)
            select s.id, person.programme, person.id from person, server_session s
            where person.programme = $1 and person.id = $2 and person.ended_at is null and s.id = $3
            on conflict (session, programme) do nothing""";
    /** Their account, by which its own name is known, is another's concern. */
    private static final String NAMELESS = "update person set name = '', account = null where programme = $1 and id = $2"
            + " returning id, name, party, role";
    private static final String NAMELESS_AT_THE_DOOR = """
            update knock set name = '' from board
            where board.id = knock.board and board.programme = $1 and (knock.person = $2 or exists (
              select from seat where seat.session = knock.session and seat.person = $2))""";
    private static final String NO_DRAFTS = "delete from draft using board"
            + " where board.id = draft.board and board.programme = $1 and draft.person = $2";
    private static final String NO_BALLOTS = "delete from ballot using board"
            + " where board.id = ballot.board and board.programme = $1 and ballot.person = $2";
    private static final String DONE = """
            insert into erasure (programme, person, kind, at) select $1, id, $3, $4 from person
            where programme = $1 and id = $2
            on conflict (programme, person, kind) do update set at = greatest(erasure.at, excluded.at)""";
    private static final String UNDONE = """
            select asked.i from unnest($1::uuid[], $2::integer[], $3::text[], $4::timestamptz[]) with ordinality
              as asked (programme, person, kind, at, i)
            join person on person.programme = asked.programme and person.id = asked.person
              and person.created_at <= asked.at
            where not exists (select from erasure where erasure.programme = asked.programme
              and erasure.person = asked.person and erasure.kind = asked.kind and erasure.at >= asked.at)
            order by asked.i""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresTraces(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Memberships.Changed> forgetName(Erased erased, UUID session) {
        return Outage.told(pool.withTransaction(connection -> PostgresMemberships.affected(connection, erased.person())
                .compose(affected -> connection.preparedQuery(STAY)
                        .execute(Tuple.of(erased.programme(), erased.person(), session))
                        .compose(done -> connection.preparedQuery(NAMELESS_AT_THE_DOOR)
                                .execute(Tuple.of(erased.programme(), erased.person())))
                        .compose(done -> connection.preparedQuery(NAMELESS)
                                .execute(Tuple.of(erased.programme(), erased.person())))
                        .compose(rows -> {
                            Row row = Outage.first(rows);
                            return row == null ? Future.<Memberships.Changed>succeededFuture() : note(connection, erased)
                                    .map(new Memberships.Changed(PostgresSessions.person(row, 0), affected));
                        }))))
                .onSuccess(changed -> {
                    if (changed != null) {
                        changed.sessions().forEach(sessions::changed);
                    }
                });
    }

    @Override
    public Future<List<UUID>> boards(UUID programme, int person) {
        return Outage.told(pool.preparedQuery("select id from board where programme = $1 and exists ("
                + "select from revision where revision.board = board.id and revision.by = $2) order by kind desc")
                .execute(Tuple.of(programme, person)).map(rows -> {
                    List<UUID> boards = new ArrayList<>();
                    rows.forEach(row -> boards.add(row.getUUID(0)));
                    return boards;
                }));
    }

    @Override
    public Future<Void> forgetUnrevealed(UUID programme, int person) {
        Tuple whose = Tuple.of(programme, person);
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(NO_DRAFTS).execute(whose)
                .compose(done -> connection.preparedQuery(NO_BALLOTS).execute(whose)).mapEmpty()));
    }

    @Override
    public Future<Void> done(Erased erased) {
        return Outage.told(pool.withConnection(connection -> note(connection, erased)));
    }

    private static Future<Void> note(SqlConnection connection, Erased erased) {
        return connection.preparedQuery(DONE).execute(Tuple.of(erased.programme(), erased.person(),
                erased.kind().wire(), time(erased.at()))).mapEmpty();
    }

    @Override
    public Future<Set<Erased>> undone(List<Erased> erased) {
        Tuple values = Tuple.of(erased.stream().map(Erased::programme).toArray(UUID[]::new),
                erased.stream().map(Erased::person).toArray(Integer[]::new),
                erased.stream().map(each -> each.kind().wire()).toArray(String[]::new),
                erased.stream().map(each -> time(each.at())).toArray(OffsetDateTime[]::new));
        return Outage.told(pool.preparedQuery(UNDONE).execute(values).map(rows -> {
            Set<Erased> undone = new LinkedHashSet<>();
            rows.forEach(row -> undone.add(erased.get((int) (row.getLong(0) - 1))));
            return undone;
        }));
    }

    static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

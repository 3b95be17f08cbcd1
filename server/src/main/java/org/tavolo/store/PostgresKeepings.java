package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.tavolo.board.Refusal;
import org.tavolo.people.Keeping;
import org.tavolo.people.Keepings;

/** How long programmes are kept, in PostgreSQL. */
final class PostgresKeepings implements Keepings {
    private static final String KEEPING = """
            select programme.id,
              coalesce((to_timestamp(newest.at / 1000.0) at time zone 'UTC')::date,
                (programme.created_at at time zone 'UTC')::date),
              last_visit, keep_until, warned_at, offered_at
            from programme
            left join board on board.programme = programme.id and board.kind = 'shared'
            left join revision newest on newest.board = board.id and newest.rev = board.head
            """;
    private static final String LOCK = "select from programme where id = $1 for update";
    /**
     * The programme is locked. First whatever else others' rows refer to is locked, so that none comes to them meanwhile (a snapshot, an act noted
     * late); then the rows, in the order in which they refer to one another.
     */
    static final List<String> END = List.of(
            "select from board where programme = $1 for update",
            "select from person where programme = $1 for update",
            "update programme set owner = null where id = $1",
            "delete from act where programme = $1",
            "delete from erasure where programme = $1",
            "delete from door where programme = $1",
            "delete from asking where programme = $1",
            "delete from released where programme = $1",
            "delete from knock using board where board.id = knock.board and board.programme = $1",
            "delete from confidant using board where board.id = confidant.board and board.programme = $1",
            "delete from invitation where programme = $1",
            "delete from seat where programme = $1",
            "delete from draft using board where board.id = draft.board and board.programme = $1",
            "delete from ballot using board where board.id = ballot.board and board.programme = $1",
            "delete from round using board where board.id = round.board and board.programme = $1",
            "delete from poll using board where board.id = poll.board and board.programme = $1",
            "delete from snapshot using board where board.id = snapshot.board and board.programme = $1",
            "delete from revision using board where board.id = revision.board and board.programme = $1",
            "delete from board where programme = $1",
            "delete from person where programme = $1",
            "delete from programme where id = $1");
    private static final String SESSIONS = """
            select s.id from server_session s where s.ended_at is null and (
              exists (select from seat where seat.session = s.id and seat.programme = $1)
              or s.account in (select account from person where programme = $1))""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresKeepings(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Keeping> find(UUID programme) {
        return Outage.told(pool.preparedQuery(KEEPING + "where programme.id = $1").execute(Tuple.of(programme))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? Future.failedFuture(Refusal.invalid("not_found"))
                            : Future.succeededFuture(keeping(row));
                }));
    }

    @Override
    public Future<List<Keeping>> due(Instant now) {
        return Outage.told(pool.preparedQuery(KEEPING).execute().map(rows -> {
            List<Keeping> due = new ArrayList<>();
            for (Row row : rows) {
                Keeping keeping = keeping(row);
                if (keeping.next(now) != Keeping.Step.NOTHING) {
                    due.add(keeping);
                }
            }
            return due;
        }));
    }

    @Override
    public Future<Keeping> until(UUID programme, LocalDate day) {
        return Outage.told(pool.preparedQuery("update programme set keep_until = $2, warned_at = null where id = $1")
                .execute(Tuple.of(programme, day))).compose(done -> find(programme));
    }

    @Override
    public Future<Void> warned(UUID programme, Instant since) {
        return set("warned_at", programme, since);
    }

    @Override
    public Future<Void> offered(UUID programme, Instant at) {
        return set("offered_at", programme, at);
    }

    private Future<Void> set(String column, UUID programme, Instant at) {
        return Outage.told(pool.preparedQuery("update programme set " + column + " = $2 where id = $1")
                .execute(Tuple.of(programme, PostgresTraces.time(at))).mapEmpty());
    }

    @Override
    public Future<Map<UUID, LocalDate>> ending(Set<UUID> programmes) {
        return Outage.told(pool.preparedQuery(KEEPING + "where programme.id = any($1) and warned_at is not null")
                .execute(Tuple.of(programmes.toArray(UUID[]::new))).map(rows -> {
                    Map<UUID, LocalDate> ending = new HashMap<>();
                    rows.forEach(row -> ending.put(row.getUUID(0), keeping(row).until()));
                    return ending;
                }));
    }

    @Override
    public Future<Boolean> end(UUID programme, Function<Keeping, Future<Boolean>> still) {
        Set<UUID> told = new HashSet<>();
        return Outage.told(pool.withTransaction(connection -> connection
                // First of all, like whoever joins; then nobody appends or keeps a snapshot from here on.
                .preparedQuery(LOCK).execute(Tuple.of(programme))
                .compose(locked -> connection.preparedQuery(KEEPING + "where programme.id = $1")
                        .execute(Tuple.of(programme)))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? Future.succeededFuture(false) : still.apply(keeping(row));
                }).compose(goes -> !goes ? Future.succeededFuture(false)
                        : connection.preparedQuery(SESSIONS).execute(Tuple.of(programme)).compose(rows -> {
                            rows.forEach(row -> told.add(row.getUUID(0)));
                            return clear(connection, programme, 0).map(true);
                        }))))
                .onSuccess(ended -> told.forEach(sessions::changed));
    }

    private static Future<Void> clear(SqlConnection connection, UUID programme, int from) {
        return from == END.size() ? Future.succeededFuture()
                : connection.preparedQuery(END.get(from)).execute(Tuple.of(programme))
                        .compose(done -> clear(connection, programme, from + 1));
    }

    private static Keeping keeping(Row row) {
        return new Keeping(row.getUUID(0), row.getLocalDate(1), row.getLocalDate(2), row.getLocalDate(3),
                instant(row.getOffsetDateTime(4)), instant(row.getOffsetDateTime(5)));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

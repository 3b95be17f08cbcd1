package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.people.Releases;

/** What stands released, in PostgreSQL. */
final class PostgresReleases implements Releases {
    private static final String ROW = "programme, kind, rev, released_at, by, items";
    private static final String IN = "select " + ROW + " from released where programme = any($1) order by programme, kind";
    private static final String RELEASE = "insert into released (programme, kind, rev, by, items) values ($1, $2, $3, $4, $5)"
            + " on conflict (programme, kind) do update set rev = excluded.rev, by = excluded.by, items = excluded.items,"
            + " released_at = now() returning " + ROW;
    private static final String WITHDRAW = "delete from released where programme = $1 and kind = $2";
    private static final String CORRECT = "update released set items = $4 where programme = $1 and kind = $2 and rev = $3";
    private static final String REMOVE = "delete from released where programme = $1 and kind = $2 and rev = $3";

    private final Pool pool;

    PostgresReleases(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<Released>> in(Collection<UUID> programmes) {
        return Outage.told(pool.preparedQuery(IN).execute(Tuple.of(programmes.toArray(UUID[]::new))).map(rows -> {
            List<Released> all = new ArrayList<>();
            rows.forEach(row -> all.add(released(row)));
            return all;
        }));
    }

    @Override
    public Future<Released> release(UUID programme, String kind, long rev, int by, String items) {
        return Outage.told(pool.preparedQuery(RELEASE).execute(Tuple.of(programme, kind, rev, by, items))
                .map(rows -> released(Outage.first(rows))));
    }

    @Override
    public Future<Void> withdraw(UUID programme, String kind) {
        return Outage.told(pool.preparedQuery(WITHDRAW).execute(Tuple.of(programme, kind))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : Future.succeededFuture()));
    }

    @Override
    public Future<Void> correct(Released released, String items) {
        return Outage.told(pool.preparedQuery(CORRECT)
                .execute(Tuple.of(released.programme(), released.kind(), released.rev(), items)).mapEmpty());
    }

    @Override
    public Future<Void> remove(Released released) {
        return Outage.told(pool.preparedQuery(REMOVE)
                .execute(Tuple.of(released.programme(), released.kind(), released.rev())).mapEmpty());
    }

    private static Released released(Row row) {
        return new Released(row.getUUID(0), row.getString(1), row.getLong(2),
                PostgresInvitations.milliseconds(row.getOffsetDateTime(3)), row.getInteger(4), row.getString(5));
    }
}

package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.people.Askings;

/** The links by which somebody outside is asked about an action, in PostgreSQL. */
final class PostgresAskings implements Askings {
    private static final int MOST_DAYS = 365;
    private static final int MOST_OPEN = 500;
    private static final String ROW = "id, item, service, created_at, expires_at, answered";
    private static final String ALL =
            "select " + ROW + " from asking where programme = $1 and expires_at > now() order by created_at, id";
    private static final String ASK = "insert into asking (id, programme, item, service, token_hash, expires_at)"
            + " select $1, $2, $3, $4, $5, now() + make_interval(days => $6)"
            + " where (select count(*) from asking where programme = $2 and expires_at > now()) < $7 returning " + ROW;
    private static final String WITHDRAW = "delete from asking where programme = $1 and id = $2";
    private static final String LOOK = """
            select asking.id, board.id, item, service, title, theme, mentee, mentor, language
            from asking join programme on programme.id = asking.programme
            join board on board.programme = programme.id and board.kind = 'shared'
            where token_hash = $1 and expires_at > now()""";

    private final Pool pool;

    PostgresAskings(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<Asking>> all(UUID programme) {
        return Outage.told(pool.preparedQuery(ALL).execute(Tuple.of(programme)).map(rows -> {
            List<Asking> all = new ArrayList<>();
            rows.forEach(row -> all.add(asking(row)));
            return all;
        }));
    }

    @Override
    public Future<NewAsking> ask(UUID programme, UUID item, String service, int days) {
        if (days < 1 || days > MOST_DAYS) {
            return Future.failedFuture(Refusal.invalid("invalid_value"));
        }
        String token = Tokens.fresh();
        return Outage.told(pool.preparedQuery(ASK).execute(Tuple.of(UUID.randomUUID(), programme, item, service,
                Tokens.hash(token), days, MOST_OPEN)).compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? Future.failedFuture(Refusal.tooLarge("too_many_links"))
                            : Future.succeededFuture(new NewAsking(asking(row), token));
                }));
    }

    @Override
    public Future<Void> withdraw(UUID programme, UUID asking) {
        return Outage.told(pool.preparedQuery(WITHDRAW).execute(Tuple.of(programme, asking))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : Future.succeededFuture()));
    }

    @Override
    public Future<Known> look(String token) {
        return Outage.told(pool.preparedQuery(LOOK).execute(Tuple.of(Tokens.hash(token))).compose(rows -> {
            Row row = Outage.first(rows);
            return row == null ? Future.failedFuture(Refusal.invalid("invitation"))
                    : Future.succeededFuture(new Known(row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getString(3),
                            PostgresProgrammes.heading(row, 4)));
        }));
    }

    @Override
    public Future<Void> answered(UUID asking) {
        return Outage.told(pool.preparedQuery("update asking set answered = true where id = $1")
                .execute(Tuple.of(asking)).mapEmpty());
    }

    private static Asking asking(Row row) {
        return new Asking(row.getUUID(0), row.getUUID(1), row.getString(2),
                PostgresInvitations.milliseconds(row.getOffsetDateTime(3)),
                PostgresInvitations.milliseconds(row.getOffsetDateTime(4)), row.getBoolean(5));
    }
}

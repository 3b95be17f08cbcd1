package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.people.Acts;
import org.tavolo.people.Person;
import org.tavolo.people.Seat;

/** The log of who did what, in PostgreSQL. */
final class PostgresActs implements Acts {
    private static final System.Logger LOG = System.getLogger(PostgresActs.class.getName());

    private final Pool pool;
    private Future<Void> before = Future.succeededFuture();

    PostgresActs(Pool pool) {
        this.pool = pool;
    }

    /** One after the other, so that they stand in the order in which they were done here. */
    @Override
    public synchronized void note(Seat by, String what, Person about, String detail) {
        Tuple act = Tuple.of(by.programme(), by.person().number(), what, about == null ? null : about.number(), detail);
        before = before.otherwiseEmpty().compose(ignored -> pool
                .preparedQuery("insert into act (programme, by, what, about, detail) values ($1, $2, $3, $4, $5)")
                .execute(act).onFailure(lost -> LOG.log(System.Logger.Level.WARNING, "an act was not noted: {0}", what))
                .mapEmpty());
    }

    @Override
    public Future<List<Act>> list(UUID programme, long before, int limit) {
        return Outage.told(pool.preparedQuery("select n, at, by, what, about, detail from act"
                + " where programme = $1 and ($2 = 0 or n < $2) order by n desc limit $3")
                .execute(Tuple.of(programme, before, limit)).map(rows -> {
                    List<Act> acts = new ArrayList<>();
                    rows.forEach(row -> acts.add(new Act(row.getLong(0),
                            PostgresInvitations.milliseconds(row.getOffsetDateTime(1)), row.getInteger(2),
                            row.getString(3), row.getInteger(4), row.getString(5))));
                    return acts;
                }));
    }
}

package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/** What people are told when the database failed them. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private Outage() {
    }

    /** The same answer; a failure that is no {@link Refusal} becomes {@code retry/unavailable} and is logged. */
    static <T> Future<T> told(Future<T> answer) {
        return answer.recover(failure -> {
            if (failure instanceof Refusal) {
                return Future.failedFuture(failure);
            }
            // The message of the database may quote what somebody wrote.
            LOG.warn("the database failed: {} {}", failure.getClass().getSimpleName(),
                    failure instanceof PgException refused ? refused.getSqlState() : "");
            return Future.failedFuture(new Refusal(Code.RETRY, "unavailable"));
        });
    }

    /** The first row, or null. */
    static Row first(RowSet<Row> rows) {
        return !rows.iterator().hasNext() ? null : rows.iterator().next();
    }
}

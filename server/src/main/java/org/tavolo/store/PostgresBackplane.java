package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tavolo.protocol.Ids;

/**
 * The backplane over NOTIFY and LISTEN. Notifications go out in a statement of their own after the commit, since inside
 * it PostgreSQL would hold a lock over all commits; what gathers while one is on its way goes with the next.
 */
final class PostgresBackplane implements Backplane {
    private static final String CHANNEL = "tavolo";
    private static final String TELL = "select pg_notify('" + CHANNEL + "', told) from unnest($1::text[]) as told";
    private static final String HEADS = "select id, head, generation from board where id = any($1::uuid[])";
    /** Held by each server for as long as it listens, so that each can see whether there are others. */
    private static final long HERE = 0x7461766f6c6fL;
    private static final String BE_HERE = "select pg_advisory_lock_shared(" + HERE + ")";
    private static final String OTHERS = """
            select count(*) from pg_locks where locktype = 'advisory' and classid = %d and objid = %d and objsubid = 1
              and database = (select oid from pg_database where datname = current_database()) and pid <> $1"""
            .formatted(HERE >>> 32, HERE & 0xFFFF_FFFFL);
    private static final long POLL = 1_000;
    private static final long LISTEN_AGAIN = 500;

    private final Vertx vertx;
    private final Pool pool;
    private final PgConnectOptions options;
    /** Tells this server's own notifications from the others'. */
    private final String self = UUID.randomUUID().toString();
    private final Map<UUID, Long> waiting = new HashMap<>();
    private boolean telling;
    private volatile boolean closed;
    private volatile PgConnection listening;
    /** Whether others can see that this server is here. */
    private volatile boolean here;

    PostgresBackplane(Vertx vertx, Pool pool, PgConnectOptions options) {
        this.vertx = vertx;
        this.pool = pool;
        this.options = options;
    }

    @Override
    public void tell(UUID board, long head) {
        synchronized (waiting) {
            waiting.merge(board, head, Math::max);
            if (telling) {
                return;
            }
            telling = true;
        }
        send();
    }

    @Override
    public Future<Void> listen(Supplier<Set<UUID>> open, Consumer<Map<UUID, Long>> heads,
                               Consumer<Map<UUID, Integer>> generations) {
        poll(open, heads, generations);
        return connect(heads).otherwiseEmpty();
    }

    @Override
    public Future<Boolean> alone() {
        return !here ? Future.succeededFuture(false)
                : Outage.told(pool.preparedQuery(OTHERS).execute(Tuple.of(listening.processId()))
                        .map(rows -> here && rows.iterator().next().getLong(0) == 0));
    }

    @Override
    public Future<Void> close() {
        closed = true;
        PgConnection connection = listening;
        return connection == null ? Future.succeededFuture() : connection.close().otherwiseEmpty();
    }

    /** Not the driver's own subscriber, which gives up when the database is away at its first try. */
    private Future<Void> connect(Consumer<Map<UUID, Long>> heads) {
        return PgConnection.connect(vertx, options).compose(connection -> {
            listening = connection;
            if (closed) {
                return connection.close();
            }
            // Told by the close that follows; without a handler the driver writes a stack trace.
            connection.exceptionHandler(failure -> { });
            connection.closeHandler(gone -> {
                here = false;
                connectLater(heads);
            });
            connection.notificationHandler(told -> heard(told.getPayload(), heads));
            return connection.query("listen " + CHANNEL).execute()
                    .compose(done -> connection.query(BE_HERE).execute())
                    .onSuccess(done -> here = true).<Void>mapEmpty()
                    // Closing it leads to the next try.
                    .onFailure(failure -> connection.close());
        }, failure -> {
            connectLater(heads);
            return Future.failedFuture(failure);
        });
    }

    private void connectLater(Consumer<Map<UUID, Long>> heads) {
        if (!closed) {
            vertx.setTimer(LISTEN_AGAIN, timer -> {
                if (!closed) {
                    connect(heads);
                }
            });
        }
    }

    private void send() {
        String[] told;
        synchronized (waiting) {
            if (waiting.isEmpty() || closed) {
                telling = false;
                return;
            }
            told = waiting.entrySet().stream().map(head -> self + " " + head.getKey() + " " + head.getValue())
                    .toArray(String[]::new);
            waiting.clear();
        }
        pool.preparedQuery(TELL).execute(Tuple.of(told)).onComplete(done -> send());
    }

    private void heard(String payload, Consumer<Map<UUID, Long>> heads) {
        String[] words = payload.split(" ");
        UUID board = words.length == 3 ? Ids.orNull(words[1]) : null;
        if (board != null && words[2].matches("\\d{1,18}") && !words[0].equals(self)) {
            heads.accept(Map.of(board, Long.valueOf(words[2])));
        }
    }

    private void poll(Supplier<Set<UUID>> open, Consumer<Map<UUID, Long>> heads,
                      Consumer<Map<UUID, Integer>> generations) {
        vertx.setTimer(POLL, timer -> {
            if (closed) {
                return;
            }
            UUID[] boards = open.get().toArray(UUID[]::new);
            Future<Void> answer = boards.length == 0 ? Future.succeededFuture()
                    : pool.preparedQuery(HEADS).execute(Tuple.of(boards)).map(rows -> {
                        Map<UUID, Long> found = new HashMap<>();
                        Map<UUID, Integer> pasts = new HashMap<>();
                        for (Row row : rows) {
                            found.put(row.getUUID(0), row.getLong(1));
                            pasts.put(row.getUUID(0), row.getInteger(2));
                        }
                        if (!found.isEmpty()) {
                            generations.accept(pasts);
                            heads.accept(found);
                        }
                        return null;
                    });
            answer.onComplete(done -> poll(open, heads, generations));
        });
    }
}

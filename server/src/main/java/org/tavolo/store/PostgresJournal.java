package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.Journal;
import org.tavolo.live.Limits;
import org.tavolo.live.Past;
import org.tavolo.protocol.Revisions;
import org.tavolo.protocol.Snapshots;

/** The journal in PostgreSQL, which puts the revisions of every board in order for all servers. Thread-safe. */
final class PostgresJournal implements Journal, Past {
    /** Compares the head, raises it and inserts: all of it or, when the head has moved, no row. */
    private static final String APPEND = """
            with raised as (
              update board set head = head + $3 where id = $1 and head = $2 returning id
            )
            insert into revision (board, rev, client, n, by, at, edits)
            select raised.id, $2 + new.i, new.client, new.n, new.by, new.at, new.edits
            from raised, unnest($4::uuid[], $5::bigint[], $6::integer[], $7::bigint[], $8::text[])
              with ordinality as new (client, n, by, at, edits, i)""";

    private static final String OPEN = """
            select board.head, board.generation, newest.rev, newest.body
            from board left join lateral (
              select rev, body from snapshot
              where snapshot.board = board.id and snapshot.generation = board.generation
              order by rev desc limit 1
            ) newest on true
            where board.id = $1""";

    private static final String READ = """
            select rev, client, n, by, at, edits from revision
            where board = $1 and rev > $2 order by rev limit $3""";

    private static final String SNAPSHOT = """
            select board.generation, kept.rev, kept.body
            from board left join lateral (
              select rev, body from snapshot
              where snapshot.board = board.id and snapshot.generation = board.generation and snapshot.rev <= $2
              order by rev desc limit 1
            ) kept on true
            where board.id = $1""";

    /**
     * Keeps the two newest, since the one before is there until the new one has been read once, and the last of every
     * milestone's revisions. Waits for whoever rewrites the past, so that none of before is left after it.
     */
    private static final String KEEP = """
            with kept as (
              insert into snapshot (board, rev, generation, body)
              select id, $2, $3, $4 from board where id = $1 and generation = $3 and head >= $2
              for key share
              on conflict (board, rev) do update set generation = excluded.generation, body = excluded.body
              returning rev
            )
            delete from snapshot old where board = $1 and exists (select from kept) and rev < (
                select rev from snapshot where board = $1 and rev < $2 order by rev desc limit 1)
              and (generation <> $3 or exists (select from snapshot newer where newer.board = $1
                and newer.generation = $3 and newer.rev > old.rev and newer.rev / $5 = old.rev / $5))""";

    /** Whoever appends or keeps a snapshot waits until the past is rewritten, and then finds another generation. */
    private static final String HOLD =
            "select from board where id = $1 and head = $2 and generation = $3 for update";
    private static final String REWRITE = """
            update revision set edits = new.edits from unnest($2::bigint[], $3::text[]) as new (rev, edits)
            where board = $1 and revision.rev = new.rev""";

    private static final int PAGE = 1_000;

    private final Vertx vertx;
    private final Pool writing;
    private final Pool reading;
    private final Backplane backplane;
    /** An answer that takes longer, in milliseconds, is no answer. Longer than the database works on a statement. */
    private final int patience;

    PostgresJournal(Vertx vertx, Pool writing, Pool reading, Backplane backplane, int statementTimeout) {
        this.vertx = vertx;
        this.writing = writing;
        this.reading = reading;
        this.backplane = backplane;
        this.patience = statementTimeout + statementTimeout / 4;
    }

    @Override
    public CompletionStage<Opening> open(UUID board) {
        Future<Opening> opening = ask(reading, OPEN, Tuple.of(board)).compose(rows -> {
            if (!rows.iterator().hasNext()) {
                return Future.succeededFuture();
            }
            Row row = rows.iterator().next();
            long head = row.getLong(0);
            int generation = row.getInteger(1);
            Long rev = row.getLong(2);
            long from = rev == null ? 0 : rev;
            return unpack(board, generation, rev, row.getBuffer(3)).compose(unpacked ->
                    tail(board, from, head, new ArrayList<>()).map(after -> new Opening(unpacked, after, head)));
        });
        return answer(opening);
    }

    @Override
    public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
        int count = revisions.size();
        UUID[] clients = new UUID[count];
        Long[] ns = new Long[count];
        Integer[] bys = new Integer[count];
        Long[] ats = new Long[count];
        String[] edits = new String[count];
        for (int i = 0; i < count; i++) {
            Revision revision = revisions.get(i);
            if (revision.rev() != head + 1 + i) {
                throw new IllegalArgumentException("revision " + revision.rev() + " after " + (head + i));
            }
            clients[i] = revision.client();
            ns[i] = revision.n();
            bys[i] = revision.by();
            ats[i] = revision.at();
            edits[i] = Revisions.edits(revision);
            if (!Revisions.readable(edits[i])) {
                return Future.succeededFuture(Appended.POISONED).toCompletionStage();
            }
        }
        Tuple values = Tuple.of(board, head, (long) count, clients, ns, bys).addValue(ats).addValue(edits);
        Future<Appended> appended = ask(writing, APPEND, values)
                .map(rows -> rows.rowCount() == count ? Appended.COMMITTED : Appended.MOVED)
                .recover(PostgresJournal::refused)
                .onSuccess(outcome -> {
                    if (outcome == Appended.COMMITTED) {
                        backplane.tell(board, head + count);
                    }
                });
        return answer(appended);
    }

    @Override
    public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
        return answer(page(board, after, limit));
    }

    @Override
    public CompletionStage<Snapshot> snapshot(UUID board, long rev) {
        return answer(ask(reading, SNAPSHOT, Tuple.of(board, rev)).compose(rows -> {
            Row row = Outage.first(rows);
            return row == null ? Future.succeededFuture()
                    : unpack(board, row.getInteger(0), row.getLong(1), row.getBuffer(2));
        }));
    }

    private Future<Snapshot> unpack(UUID board, int generation, Long rev, Buffer body) {
        return rev == null ? Future.succeededFuture(new Snapshot(board, 0, generation, List.of()))
                : vertx.executeBlocking(() -> Snapshots.unpack(board, body.getBytes()), false);
    }

    @Override
    public CompletionStage<Void> keep(Snapshot snapshot) {
        Future<Void> kept = vertx.executeBlocking(() -> Buffer.buffer(Snapshots.pack(snapshot)), false)
                .compose(body -> ask(reading, KEEP,
                        Tuple.of(snapshot.board(), snapshot.rev(), snapshot.generation(), body,
                                (long) Limits.SNAPSHOT_MILESTONE)))
                .mapEmpty();
        return answer(kept);
    }

    @Override
    public CompletionStage<Boolean> rewrite(UUID board, long head, int generation, List<Revision> changed,
                                            List<Snapshot> snapshots) {
        return answer(vertx.executeBlocking(() -> snapshots.stream().map(Snapshots::pack).map(Buffer::buffer).toList(),
                false).compose(packed -> writing.withTransaction(connection -> connection.preparedQuery(HOLD)
                .execute(Tuple.of(board, head, generation)).compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(false);
                    }
                    Future<?> done = connection.preparedQuery("delete from snapshot where board = $1")
                            .execute(Tuple.of(board));
                    for (int from = 0; from < changed.size(); from += PAGE) {
                        List<Revision> page = changed.subList(from, Math.min(from + PAGE, changed.size()));
                        done = done.compose(next -> rewrite(connection, board, page));
                    }
                    for (int i = 0; i < packed.size(); i++) {
                        Tuple values = Tuple.of(board, snapshots.get(i).rev(), generation + 1, packed.get(i));
                        done = done.compose(next -> connection.preparedQuery(
                                "insert into snapshot (board, rev, generation, body) values ($1, $2, $3, $4)")
                                .execute(values));
                    }
                    return done.compose(next -> connection
                            .preparedQuery("update board set generation = generation + 1 where id = $1")
                            .execute(Tuple.of(board))).map(true);
                }))));
    }

    private static Future<RowSet<Row>> rewrite(SqlClient connection, UUID board, List<Revision> page) {
        return connection.preparedQuery(REWRITE).execute(Tuple.of(board,
                page.stream().map(Revision::rev).toArray(Long[]::new),
                page.stream().map(Revisions::edits).toArray(String[]::new)));
    }

    private Future<List<Revision>> tail(UUID board, long after, long head, List<Revision> read) {
        if (after >= head) {
            return Future.succeededFuture(read);
        }
        return page(board, after, (int) Math.min(PAGE, head - after)).compose(page -> {
            if (page.isEmpty()) {
                return Future.failedFuture(new IllegalStateException("board " + board + " has no revision "
                        + (after + 1) + " though its head is " + head));
            }
            read.addAll(page);
            return tail(board, after + page.size(), head, read);
        });
    }

    private Future<List<Revision>> page(UUID board, long after, int limit) {
        return ask(reading, READ, Tuple.of(board, after, limit)).compose(rows -> vertx.executeBlocking(() -> {
            List<Revision> revisions = new ArrayList<>(rows.size());
            for (Row row : rows) {
                revisions.add(Revisions.read(row.getLong(0), row.getUUID(1), row.getLong(2), row.getInteger(3),
                        row.getLong(4), row.getString(5)));
            }
            return revisions;
        }, false));
    }

    private Future<RowSet<Row>> ask(SqlClient database, String statement, Tuple values) {
        return database.preparedQuery(statement).execute(values).timeout(patience, TimeUnit.MILLISECONDS);
    }

    private static Future<Appended> refused(Throwable failure) {
        if (failure instanceof PgException refusal) {
            String state = refusal.getSqlState();
            if ("23505".equals(state)) {
                return Future.succeededFuture(Appended.MOVED);
            }
            // Class 22: data exceptions. The same words would get the same answer for ever.
            if (state != null && state.startsWith("22")) {
                return Future.succeededFuture(Appended.POISONED);
            }
        }
        return Future.failedFuture(failure);
    }

    private static <T> CompletionStage<T> answer(Future<T> future) {
        return future.recover(failure -> Future.failedFuture(new Unavailable(failure))).toCompletionStage();
    }
}

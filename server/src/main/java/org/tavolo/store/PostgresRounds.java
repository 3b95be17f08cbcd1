package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Person;
import org.tavolo.people.Rounds;

/** Rounds of private writing in PostgreSQL. Whoever writes in a round or reveals it holds its row meanwhile. */
final class PostgresRounds implements Rounds {
    /** One submission of a reveal: so many notes and characters. */
    private static final int PART_NOTES = 900;
    private static final int PART_LENGTH = 400_000;

    private static final String KNOWN = "insert into round (board, round, anonymous, seal) values ($1, $2, $3, $4)"
            + " on conflict (board, round) do nothing";
    private static final String HOLD = "select anonymous, revealing, seal, note_group, command from round"
            + " where board = $1 and round = $2 for no key update";
    private static final String GIVE = "update round set given = array(select unnest(given || $3::integer) order by 1)"
            + " where board = $1 and round = $2 and cardinality(array_positions(given, $3::integer)) < $4";
    private static final String MINE = "select id, text, kind, lang from draft where board = $1 and round = $2"
            + " and person is not distinct from $3 and token_hash is not distinct from $4 order by id";
    private static final String UNREVEALED = "select id, text, kind, lang, round from draft"
            + " where board = $1 and person = $2 order by round, id";
    private static final String OTHERS = """
            select count(*) filter (where person is not distinct from $4 and token_hash is not distinct from $5), count(*)
            from draft where board = $1 and round = $2 and id <> $3""";
    private static final String WRITE = """
            insert into draft (board, round, id, person, token_hash, text, kind, lang)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (board, round, id) do update
              set text = excluded.text, kind = excluded.kind, lang = excluded.lang
              where draft.person is not distinct from excluded.person
                and draft.token_hash is not distinct from excluded.token_hash""";
    private static final String TAKE_AWAY = "delete from draft where board = $1 and round = $2 and id = $3"
            + " and person is not distinct from $4 and token_hash is not distinct from $5";
    /** Without names there are no more writers than tokens that wrote, nor than people who asked for one. */
    private static final String COUNT = """
            select coalesce(writers, least(count(distinct draft.person) + count(distinct token_hash),
                case when anonymous then (select count(distinct one) from unnest(given) as one) end))::integer,
              coalesce(notes, count(draft.id))::integer
            from round left join draft on draft.board = round.board and draft.round = round.round
            where round.board = $1 and round.round = $2 group by round.board, round.round""";
    private static final String END = "update round set revealing = true, writers = $3, notes = $4"
            + " where board = $1 and round = $2";
    private static final String ALL = "select id, person, token_hash, text, kind, lang, item, client from draft"
            + " where board = $1 and round = $2 order by place, id";
    private static final String ORDER = """
            update draft set place = new.place, item = gen_random_uuid(), client = new.client
            from unnest($3::uuid[], $4::integer[], $5::uuid[]) as new (id, place, client)
            where board = $1 and round = $2 and draft.id = new.id""";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pool pool;

    PostgresRounds(Pool pool) {
        this.pool = pool;
    }

    private record Held(boolean anonymous, boolean revealing, Buffer seal, UUID group, UUID command) {}

    private interface Work<T> {
        Future<T> with(SqlConnection connection, Held held);
    }

    @Override
    public Future<String> pseudonym(Round round, int person) {
        return writing(round, (connection, held) -> !held.anonymous ? refused("invalid_value")
                : connection.preparedQuery(GIVE).execute(Tuple.of(round.board(), round.round(), person, PSEUDONYMS))
                        .compose(rows -> rows.rowCount() == 0
                                ? Future.failedFuture(Refusal.tooLarge("too_many_pseudonyms"))
                                : Future.succeededFuture(Tokens.sealed(held.seal))));
    }

    @Override
    public Future<List<Draft>> mine(Round round, Writer writer) {
        return Outage.told(pool.preparedQuery(MINE)
                .execute(Tuple.of(round.board(), round.round(), writer.person(), hash(writer))).map(rows -> {
                    List<Draft> mine = new ArrayList<>();
                    rows.forEach(row -> mine.add(draft(row, 1)));
                    return mine;
                }));
    }

    @Override
    public Future<Void> write(Round round, Writer writer, Draft draft) {
        Tuple whose = Tuple.of(round.board(), round.round(), draft.draft(), writer.person(), hash(writer));
        return writing(round, (connection, held) -> {
            if (!held.anonymous ? writer.token() != null
                    : writer.token() == null || !Tokens.isSealed(held.seal, writer.token())) {
                return refused("invalid_value");
            }
            if (draft.text().isEmpty()) {
                return connection.preparedQuery(TAKE_AWAY).execute(whose).mapEmpty();
            }
            return connection.preparedQuery(OTHERS).execute(whose).compose(rows -> {
                Row others = Outage.first(rows);
                if (others.getLong(0) >= NOTES_OF_ONE || others.getLong(1) >= NOTES) {
                    return Future.failedFuture(Refusal.tooLarge("too_many_notes"));
                }
                // The language would tell who somebody is.
                return connection.preparedQuery(WRITE).execute(Tuple.of(round.board(), round.round(), draft.draft(),
                                writer.person(), hash(writer), draft.text()).addValue(draft.kind())
                                .addValue(held.anonymous ? null : draft.lang()))
                        .compose(written -> written.rowCount() == 0 ? refused("not_found") : Future.succeededFuture());
            });
        });
    }

    @Override
    public Future<Map<UUID, List<Draft>>> unrevealed(UUID board, int person) {
        return Outage.told(pool.preparedQuery(UNREVEALED).execute(Tuple.of(board, person)).map(rows -> {
            Map<UUID, List<Draft>> rounds = new LinkedHashMap<>();
            rows.forEach(row -> rounds.computeIfAbsent(row.getUUID(4), round -> new ArrayList<>()).add(draft(row, 1)));
            return rounds;
        }));
    }

    @Override
    public Future<Count> count(UUID board, UUID round) {
        return Outage.told(pool.preparedQuery(COUNT).execute(Tuple.of(board, round)).map(rows -> {
            Row row = Outage.first(rows);
            return row == null ? new Count(0, 0) : new Count(row.getInteger(0), row.getInteger(1));
        }));
    }

    @Override
    public Future<Reveal> reveal(Round round, int most) {
        return holding(round, (connection, held) -> all(connection, round)
                .compose(rows -> held.revealing ? Future.succeededFuture(rows)
                        : rows.size() > most ? Future.failedFuture(Refusal.tooLarge("too_many_items"))
                        : fix(connection, round, rows).compose(done -> all(connection, round)))
                .map(rows -> new Reveal(held.group, held.command, notes(rows))));
    }

    /** At random, and in a named round each author's together, so that each is one submission. */
    private static Future<Void> fix(SqlConnection connection, Round round, RowSet<Row> rows) {
        List<Row> drafts = new ArrayList<>();
        rows.forEach(drafts::add);
        Collections.shuffle(drafts, RANDOM);
        Map<Integer, List<Row>> authors = new LinkedHashMap<>();
        for (Row row : drafts) {
            authors.computeIfAbsent(row.getInteger(1), author -> new ArrayList<>()).add(row);
        }
        List<UUID> ids = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<UUID> clients = new ArrayList<>();
        for (List<Row> author : authors.values()) {
            int length = 0;
            int notes = 0;
            for (Row row : author) {
                boolean full = notes == PART_NOTES || length + row.getString(3).length() > PART_LENGTH;
                clients.add(notes == 0 || full ? UUID.randomUUID() : clients.get(clients.size() - 1));
                notes = full ? 1 : notes + 1;
                length = (full ? 0 : length) + row.getString(3).length();
                places.add(ids.size());
                ids.add(row.getUUID(0));
            }
        }
        return connection.preparedQuery(COUNT).execute(Tuple.of(round.board(), round.round()))
                .compose(counted -> connection.preparedQuery(END).execute(Tuple.of(round.board(), round.round(),
                        Outage.first(counted).getInteger(0), Outage.first(counted).getInteger(1))))
                .compose(ended -> connection.preparedQuery(ORDER).execute(Tuple.of(round.board(), round.round(),
                        ids.toArray(UUID[]::new), places.toArray(Integer[]::new), clients.toArray(UUID[]::new))))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> all(SqlConnection connection, Round round) {
        return connection.preparedQuery(ALL).execute(Tuple.of(round.board(), round.round()));
    }

    private static List<Note> notes(RowSet<Row> rows) {
        List<Note> notes = new ArrayList<>();
        rows.forEach(row -> notes.add(new Note(row.getUUID(6), row.getUUID(7),
                row.getInteger(1) == null ? Person.NOBODY : row.getInteger(1), draft(row, 3))));
        return notes;
    }

    @Override
    public Future<Void> revealed(UUID board, UUID round) {
        return Outage.told(pool.withTransaction(connection -> connection
                .preparedQuery("update round set given = '{}', seal = '' where board = $1 and round = $2 and revealing")
                .execute(Tuple.of(board, round))
                .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture() : connection
                        .preparedQuery("delete from draft where board = $1 and round = $2")
                        .execute(Tuple.of(board, round)))
                .mapEmpty()));
    }

    private <T> Future<T> writing(Round round, Work<T> work) {
        return holding(round, (connection, held) -> held.revealing
                ? Future.failedFuture(new Refusal(Code.GONE, "revealed")) : work.with(connection, held));
    }

    private <T> Future<T> holding(Round round, Work<T> work) {
        Tuple which = Tuple.of(round.board(), round.round());
        return Outage.told(pool.preparedQuery(KNOWN)
                .execute(Tuple.of(round.board(), round.round(), round.anonymous(), Tokens.seal()))
                .compose(known -> pool.withTransaction(connection -> connection.preparedQuery(HOLD).execute(which)
                        .compose(rows -> {
                            Row row = Outage.first(rows);
                            return work.with(connection, new Held(row.getBoolean(0), row.getBoolean(1),
                                    row.getBuffer(2), row.getUUID(3), row.getUUID(4)));
                        }))));
    }

    private static Draft draft(Row row, int from) {
        return new Draft(row.getUUID(0), row.getString(from), row.getString(from + 1), row.getString(from + 2));
    }

    private static Buffer hash(Writer writer) {
        return writer.token() == null ? null : Tokens.hash(writer.token());
    }

    private static <T> Future<T> refused(String reason) {
        return Future.failedFuture(Refusal.invalid(reason));
    }
}

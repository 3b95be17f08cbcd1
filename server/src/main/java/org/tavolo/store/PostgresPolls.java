package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Party;
import org.tavolo.people.Polls;

/** Votes in PostgreSQL. Who votes holds the row of the vote, and who closes it waits for them. */
final class PostgresPolls implements Polls {
    private static final int COUNTS = 5;

    private static final String KNOWN = "insert into poll (board, poll, method, secret) values ($1, $2, $3, $4)"
            + " on conflict (board, poll) do nothing";
    private static final String OPEN = """
            with open as (
              select board, poll from poll
              where board = $1 and poll = $2 and method = $3 and not secret and not closed for share
            )
            """;
    /** Whoever is in the way at the same moment is waited for, and what they spent counts: 20 clicks are no 20 dots. */
    private static final String ADD = OPEN + """
            insert into ballot (board, poll, person, spent, choices)
            select board, poll, $4, 1, jsonb_build_object($5::text, 1) from open
            on conflict (board, poll, person) do update set spent = ballot.spent + 1, choices = ballot.choices
              || jsonb_build_object($5::text, coalesce((ballot.choices ->> $5::text)::integer, 0) + 1)
              where ballot.spent < $6
            returning (choices ->> $5::text)::integer, spent""";
    private static final String TAKE_BACK = OPEN + """
            update ballot set spent = spent - 1, choices = case (choices ->> $5::text)::integer
                when 1 then choices - $5::text
                else choices || jsonb_build_object($5::text, (choices ->> $5::text)::integer - 1) end
            from open where ballot.board = open.board and ballot.poll = open.poll and ballot.person = $4
              and choices ? $5::text
            returning coalesce((choices ->> $5::text)::integer, 0), spent""";
    private static final String REPLACE = OPEN + """
            insert into ballot (board, poll, person, spent, choices, reasons)
            select board, poll, $4, $5, $6, $7 from open
            on conflict (board, poll, person) do update
              set spent = excluded.spent, choices = excluded.choices, reasons = excluded.reasons""";
    private static final String MARK = """
            update poll set voted = array(select unnest(voted || $4::integer) order by 1)
            where board = $1 and poll = $2 and method = $3 and secret and not closed and not ($4::integer = any(voted))""";
    private static final String ROWS = "insert into tally (board, poll, of) select $1, $2, unnest($3::uuid[])"
            + " on conflict (board, poll, of) do nothing";
    /** Every row, also where nothing is added. */
    private static final String ADD_UP = """
            update tally set n1 = n1 + coalesce(mine.v1, 0), n2 = n2 + coalesce(mine.v2, 0),
              n3 = n3 + coalesce(mine.v3, 0), n4 = n4 + coalesce(mine.v4, 0), n5 = n5 + coalesce(mine.v5, 0),
              reasons = case when mine.reason is null then reasons
                else array(select one from unnest(reasons || mine.reason) as one order by one) end
            from (
              select each.of as item, new.* from tally each
              left join unnest($3::uuid[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::integer[],
                $9::text[]) as new (voted, v1, v2, v3, v4, v5, reason) on new.voted = each.of
              where each.board = $1 and each.poll = $2
            ) mine
            where board = $1 and poll = $2 and of = mine.item""";
    private static final String WHY = "select closed, method, secret from poll where board = $1 and poll = $2";
    private static final String LOOK = """
            select not closed, case when secret then cardinality(voted) else (select count(*)::integer from ballot each
                where each.board = poll.board and each.poll = poll.poll and each.choices <> '{}') end,
              $3::integer = any(voted), method, mine.choices, mine.reasons
            from poll left join ballot mine on mine.board = poll.board and mine.poll = poll.poll and mine.person = $3
            where poll.board = $1 and poll.poll = $2""";
    private static final String BALLOTS = "select person, choices, reasons from ballot"
            + " where board = $1 and poll = $2 and choices <> '{}' order by person";
    private static final String MINE = "select poll, choices, reasons from ballot"
            + " where board = $1 and person = $2 and choices <> '{}' order by poll";
    private static final String PARTIES = "select ballot.person, person.party from ballot join person"
            + " on person.id = ballot.person where ballot.board = $1 and ballot.poll = $2";
    private static final String CLOSE = "update poll set closed = true where board = $1 and poll = $2"
            + " returning command, secret, method, cardinality(voted)";
    private static final String TALLY = "select of, n1, n2, n3, n4, n5, reasons from tally"
            + " where board = $1 and poll = $2";

    private final Pool pool;

    PostgresPolls(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Dots> dots(Poll poll, int person, UUID of, int change) {
        Tuple values = Tuple.of(poll.board(), poll.poll(), poll.how().wire(), person, of.toString());
        boolean adds = change > 0;
        return Outage.told(known(poll)
                .compose(known -> pool.preparedQuery(adds ? ADD : TAKE_BACK)
                        .execute(adds ? values.addValue(poll.budget()) : values))
                .compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? pool.withConnection(connection -> why(connection, poll,
                            adds ? "budget" : "invalid_value"))
                            : Future.succeededFuture(new Dots(row.getInteger(0), row.getInteger(1)));
                }));
    }

    @Override
    public Future<Void> vote(Poll poll, int person, Ballot ballot, Set<UUID> on) {
        return Outage.told(known(poll).compose(known -> pool.withTransaction(connection -> poll.secret()
                ? secretly(connection, poll, person, ballot, on) : openly(connection, poll, person, ballot))));
    }

    private static Future<Void> openly(SqlConnection connection, Poll poll, int person, Ballot ballot) {
        int spent = ballot.choices().values().stream().mapToInt(Integer::intValue).sum();
        return connection.preparedQuery(REPLACE).execute(Tuple.of(poll.board(), poll.poll(), poll.how().wire(), person,
                        spent, json(ballot.choices())).addValue(json(ballot.reasons())))
                .compose(rows -> rows.rowCount() == 0 ? why(connection, poll, "changed") : Future.succeededFuture());
    }

    private static Future<Void> secretly(SqlConnection connection, Poll poll, int person, Ballot ballot, Set<UUID> on) {
        List<UUID> items = List.copyOf(ballot.choices().keySet());
        Tuple added = Tuple.of(poll.board(), poll.poll(), items.toArray(UUID[]::new));
        for (int count = 1; count <= COUNTS; count++) {
            int of = count;
            added.addValue(items.stream().map(item -> {
                int choice = ballot.choices().get(item);
                return poll.how() == How.DOTS ? of == 1 ? choice : 0 : of == choice ? 1 : 0;
            }).toArray(Integer[]::new));
        }
        added.addValue(items.stream().map(ballot.reasons()::get).toArray(String[]::new));
        return connection.preparedQuery(MARK).execute(Tuple.of(poll.board(), poll.poll(), poll.how().wire(), person))
                .compose(rows -> rows.rowCount() == 0 ? PostgresPolls.<Void>why(connection, poll, "voted")
                        : connection.preparedQuery(ROWS)
                                .execute(Tuple.of(poll.board(), poll.poll(), on.toArray(UUID[]::new)))
                                .compose(there -> connection.preparedQuery(ADD_UP).execute(added)).mapEmpty());
    }

    @Override
    public Future<Standing> look(Poll poll, int person) {
        return Outage.told(pool.preparedQuery(LOOK).execute(Tuple.of(poll.board(), poll.poll(), person)).map(rows -> {
            Row row = Outage.first(rows);
            if (row == null) {
                return new Standing(poll.how(), true, 0, false, null);
            }
            Ballot mine = row.getValue(4) == null ? null : ballot(row, 4);
            boolean chose = mine != null && !mine.choices().isEmpty();
            return new Standing(How.of(row.getString(3)), row.getBoolean(0), row.getInteger(1),
                    row.getBoolean(2) || chose, chose ? mine : null);
        }));
    }

    @Override
    public Future<Map<Integer, Ballot>> ballots(UUID board, UUID poll) {
        return Outage.told(pool.withConnection(connection -> ballots(connection, board, poll)));
    }

    @Override
    public Future<Map<UUID, Ballot>> mine(UUID board, int person) {
        return Outage.told(pool.preparedQuery(MINE).execute(Tuple.of(board, person)).map(rows -> {
            Map<UUID, Ballot> mine = new LinkedHashMap<>();
            rows.forEach(row -> mine.put(row.getUUID(0), ballot(row, 1)));
            return mine;
        }));
    }

    @Override
    public Future<Result> close(Poll poll) {
        return Outage.told(known(poll).compose(known -> pool.withTransaction(connection -> connection
                .preparedQuery(CLOSE).execute(Tuple.of(poll.board(), poll.poll())).compose(rows -> {
                    Row row = Outage.first(rows);
                    How how = How.of(row.getString(2));
                    return row.getBoolean(1) ? connection.preparedQuery(TALLY)
                            .execute(Tuple.of(poll.board(), poll.poll())).map(tally -> {
                                Map<UUID, Votes> votes = new TreeMap<>();
                                tally.forEach(each -> votes.put(each.getUUID(0), votes(each)));
                                return new Result(how, row.getUUID(0), row.getInteger(3), votes);
                            })
                            // In this order: whoever has a ballot has a party, also where one is erased meanwhile.
                            : parties(connection, poll).compose(parties ->
                                    ballots(connection, poll.board(), poll.poll()).map(ballots -> new Result(how,
                                            row.getUUID(0), ballots.size(), votes(how, ballots, parties))));
                }))));
    }

    private Future<Void> known(Poll poll) {
        return pool.preparedQuery(KNOWN).execute(Tuple.of(poll.board(), poll.poll(), poll.how().wire(), poll.secret()))
                .mapEmpty();
    }

    /** Why nothing was written; {@code otherwise} when neither the end of the vote nor another way of voting is why. */
    private static <T> Future<T> why(SqlConnection connection, Poll poll, String otherwise) {
        return connection.preparedQuery(WHY).execute(Tuple.of(poll.board(), poll.poll())).compose(rows -> {
            Row row = Outage.first(rows);
            boolean same = row.getString(1).equals(poll.how().wire()) && row.getBoolean(2) == poll.secret();
            return Future.failedFuture(row.getBoolean(0) ? new Refusal(Code.GONE, "closed")
                    : Refusal.invalid(same ? otherwise : "changed"));
        });
    }

    private static Future<Map<Integer, Ballot>> ballots(SqlConnection connection, UUID board, UUID poll) {
        return connection.preparedQuery(BALLOTS).execute(Tuple.of(board, poll)).map(rows -> {
            Map<Integer, Ballot> ballots = new LinkedHashMap<>();
            rows.forEach(row -> ballots.put(row.getInteger(0), ballot(row, 1)));
            return ballots;
        });
    }

    private static Future<Map<Integer, Party>> parties(SqlConnection connection, Poll poll) {
        return connection.preparedQuery(PARTIES).execute(Tuple.of(poll.board(), poll.poll())).map(rows -> {
            Map<Integer, Party> parties = new HashMap<>();
            rows.forEach(row -> parties.put(row.getInteger(0), Party.of(row.getString(1))));
            return parties;
        });
    }

    private static Map<UUID, Votes> votes(How how, Map<Integer, Ballot> ballots, Map<Integer, Party> parties) {
        Map<UUID, Votes> votes = new TreeMap<>();
        ballots.forEach((person, ballot) -> ballot.choices().forEach((item, choice) -> {
            Votes all = votes.computeIfAbsent(item,
                    first -> new Votes(new int[COUNTS], new EnumMap<>(Party.class), List.of()));
            int[] party = all.parties().computeIfAbsent(parties.get(person), first -> new int[COUNTS]);
            int at = how == How.DOTS ? 0 : choice - 1;
            int more = how == How.DOTS ? choice : 1;
            all.counts()[at] += more;
            party[at] += more;
        }));
        return votes;
    }

    private static Votes votes(Row row) {
        int[] counts = new int[COUNTS];
        for (int i = 0; i < COUNTS; i++) {
            counts[i] = row.getInteger(1 + i);
        }
        return new Votes(counts, Map.of(), new ArrayList<>(List.of(row.getArrayOfStrings(1 + COUNTS))));
    }

    private static Ballot ballot(Row row, int from) {
        Map<UUID, Integer> choices = new TreeMap<>();
        row.getJsonObject(from).forEach(each -> choices.put(UUID.fromString(each.getKey()), (Integer) each.getValue()));
        Map<UUID, String> reasons = new TreeMap<>();
        row.getJsonObject(from + 1).forEach(each -> reasons.put(UUID.fromString(each.getKey()), (String) each.getValue()));
        return new Ballot(choices, reasons);
    }

    private static JsonObject json(Map<UUID, ?> values) {
        JsonObject json = new JsonObject();
        values.forEach((item, value) -> json.put(item.toString(), value));
        return json;
    }
}

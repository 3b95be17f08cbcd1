package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/**
 * Over every column of every row of every table, and over the transaction that wrote each: nothing leads from what was
 * written without a name, or voted in secret, to who it was. The database's own programs hold no pg_dump; what it would
 * write are these rows, without their transactions. Each finder is first shown something that it has to find.
 */
class UnlinkableTest {
    /** No other number in the database is near those of people then. */
    private static final int FIRST = 70_000_001;
    private static RunningServer server;
    private static QuietLog log;
    private final List<Peer> people = new ArrayList<>();
    private final List<Set<String>> handles = new ArrayList<>();
    private LedTable table;
    private List<Integer> turns;

    @BeforeAll
    static void start() throws Exception {
        log = new QuietLog();
        server = RunningServer.start();
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("alter table person alter column id restart with " + FIRST);
        }
    }

    @AfterAll
    static void stop() {
        log.close();
        server.close();
    }

    /** A row of a table. @param values every value in it, at any depth; those of columns that hold text apart */
    private record Row(String table, String xmin, JsonObject columns, Set<String> values) {
        String text() {
            return columns.encode();
        }
    }

    @BeforeEach
    void sixPeople() throws Exception {
        table = new LedTable(server.base());
        for (int i = 0; i < 6; i++) {
            Peer peer = Peer.visit(server.base());
            int number = peer.join(table.made.joinToken(), "Person" + (char) ('A' + i), "support").person();
            String session = peer.get("/api/account/sessions").array("sessions").getJsonObject(0).getString("session");
            people.add(peer);
            handles.add(Set.of(String.valueOf(number), session, "Person" + (char) ('A' + i)));
        }
        turns = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        long seed = new Random().nextLong();
        System.out.println("order of the six: seed " + seed);
        Collections.shuffle(turns, new Random(seed));
    }

    private static List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var found = statement.executeQuery("select quote_ident(table_name) from information_schema.tables"
                    + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String one : tables) {
                try (var found = statement.executeQuery("select xmin::text, to_jsonb(t)::text from " + one + " t")) {
                    while (found.next()) {
                        JsonObject columns = new JsonObject(found.getString(2));
                        Set<String> values = new HashSet<>();
                        collect(columns, values);
                        rows.add(new Row(one, found.getString(1), columns, values));
                    }
                }
            }
        }
        return rows;
    }

    private static void collect(Object value, Set<String> values) {
        if (value instanceof JsonObject object) {
            object.forEach(each -> collect(each.getValue(), values));
        } else if (value instanceof JsonArray array) {
            array.forEach(each -> collect(each, values));
        } else if (value != null) {
            values.add(value.toString());
        }
    }

    /** Whom a row names: by number, by a session, by name, in whatever column or text. */
    private Set<Integer> named(Row row) {
        Set<Integer> named = new TreeSet<>();
        for (int i = 0; i < handles.size(); i++) {
            if (handles.get(i).stream().anyMatch(row.text()::contains)) {
                named.add(i);
            }
        }
        return named;
    }

    private static List<Row> saying(List<Row> rows, String words) {
        return rows.stream().filter(row -> row.text().contains(words)).toList();
    }

    @Test
    @DisplayName("an anonymous note shares nothing with any other row but its board and its round, before the reveal and after it")
    void anonymousNotes() throws Exception {
        UUID named = table.round("Chi?", false);
        UUID round = table.round("Che cosa?", true);
        for (int i : turns) {
            table.writes(people.get(i), named, UUID.randomUUID(), null, "signed-" + i);
            table.writes(people.get(i), round, UUID.randomUUID(), table.pseudonym(people.get(i), round), "marker-" + i);
        }
        List<Row> rows = rows();
        for (int i = 0; i < 6; i++) {
            assertEquals(Set.of(i), named(saying(rows, "signed-" + i).get(0)), "what the finder has to find");
            List<Row> saying = saying(rows, "marker-" + i);
            assertEquals(1, saying.size());
            Row draft = saying.get(0);
            assertEquals(Set.of(), named(draft));
            for (Row other : rows) {
                if (other != draft) {
                    assertTrue(!other.xmin.equals(draft.xmin), "written together with a row of " + other.table);
                    Set<String> shared = new LinkedHashSet<>(draft.values);
                    shared.retainAll(other.values);
                    shared.removeAll(Set.of(table.made.board().toString(), round.toString(), "idea"));
                    assertEquals(Set.of(), shared, other.table);
                }
            }
        }
        Row kept = rows.stream().filter(row -> row.table.equals("round") && row.values.contains(round.toString()))
                .findFirst().orElseThrow();
        List<?> given = kept.columns.getJsonArray("given").getList();
        assertEquals(given.stream().sorted().toList(), given, "in the order of their numbers, not of their coming");
        assertEquals(6, given.size());

        assertEquals(200, table.reveals(table.leads, round).status());
        rows = rows();
        assertEquals(List.of(), rows.stream().filter(row -> row.table.equals("draft") && row.values.contains(round.toString()))
                .toList());
        for (Row row : saying(rows, "marker-")) {
            assertEquals("revision", row.table);
            assertEquals(0, row.columns.getInteger("by"));
            assertEquals(Set.of(), named(row));
            for (int i = 0; i < 6; i++) {
                assertTrue(row.text().contains("marker-" + i), "all in one");
            }
            for (Row other : rows) {
                assertTrue(!other.xmin.equals(row.xmin) || named(other).isEmpty(), other.table);
            }
        }
        assertEquals(1, saying(rows, "marker-").size());
        assertEquals(List.of(), log.lines().stream().filter(line -> line.contains("marker-")).toList());
    }

    @Test
    @DisplayName("the sums of a secret vote were written by the last transaction all, and name nobody; who has voted is one row")
    void secretVotes() throws Exception {
        UUID one = table.note(table.leads, "one");
        UUID two = table.note(table.leads, "two");
        UUID open = table.poll(new JsonObject().put("method", "consent"), one, two);
        UUID secret = table.poll(new JsonObject().put("method", "consent").put("secret", true), one, two);
        for (int i : turns) {
            for (UUID poll : List.of(open, secret)) {
                assertEquals(204, people.get(i).post(table.at("polls", poll) + "/ballot", new JsonObject()
                        .put("consent", new JsonObject().put((i % 2 == 0 ? one : two).toString(), "block"))
                        .put("reasons", new JsonObject().put((i % 2 == 0 ? one : two).toString(),
                                (poll.equals(open) ? "open-" : "secret-") + i))).status());
            }
            assertSums(secret);
        }
        List<Row> rows = rows();
        for (int i = 0; i < 6; i++) {
            assertEquals(Set.of(i), named(saying(rows, "open-" + i).get(0)), "what the finder has to find");
            for (Row row : saying(rows, "secret-" + i)) {
                assertEquals("tally", row.table);
                assertEquals(Set.of(), named(row));
                List<?> reasons = row.columns.getJsonArray("reasons").getList();
                assertEquals(3, reasons.size());
                assertEquals(reasons.stream().sorted().toList(), reasons, "in the order of their letters");
            }
        }
        Row poll = rows.stream().filter(row -> row.table.equals("poll") && row.values.contains(secret.toString()))
                .findFirst().orElseThrow();
        assertEquals(Set.of(0, 1, 2, 3, 4, 5), named(poll));
        List<?> voted = poll.columns.getJsonArray("voted").getList();
        assertEquals(voted.stream().sorted().toList(), voted, "in the order of their numbers, not of their voting");

        assertEquals(200, table.shows(secret).status());
        for (Row row : saying(rows(), "secret-")) {
            assertEquals(Set.of(), named(row), row.table);
        }
        assertEquals(200, table.shows(open).status());
        assertTrue(byParty(open), "what the finder has to find");
        assertFalse(byParty(secret), "nothing of a secret vote is stored by party, or sent");
        assertEquals(List.of(), log.lines().stream().filter(line -> line.contains("secret-")).toList());
    }

    /** Whether a row, or the board as it is sent, says of this vote how a party voted. */
    private boolean byParty(UUID poll) throws Exception {
        boolean stored = rows().stream().filter(row -> row.text().contains(poll.toString())).anyMatch(row ->
                row.text().contains("support"));
        boolean sent = table.items(table.leads).stream().filter(item -> poll.toString().equals(item.getString("parent")))
                .anyMatch(item -> item.encode().contains("support"));
        assertEquals(stored, sent);
        return stored;
    }

    /** However few have voted: every sum is as new as the other, and nothing else is as new but who has voted. */
    private static void assertSums(UUID poll) throws Exception {
        List<Row> rows = rows();
        List<Row> sums = rows.stream().filter(row -> row.table.equals("tally")
                && row.columns.getString("poll").equals(poll.toString())).toList();
        assertEquals(2, sums.size());
        Set<String> written = sums.stream().map(Row::xmin).collect(Collectors.toSet());
        assertEquals(1, written.size());
        assertEquals(Set.of("tally", "poll"), rows.stream().filter(row -> written.contains(row.xmin)).map(Row::table)
                .collect(Collectors.toSet()));
    }
}

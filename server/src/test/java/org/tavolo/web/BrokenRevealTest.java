package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.Journal;
import org.tavolo.store.TestDatabase;

/** A reveal that is broken off at any step is finished by asking again, and nothing of it is there twice (H54). */
class BrokenRevealTest {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final AtomicInteger LEFT = new AtomicInteger(NEVER);
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.on(TestDatabase.fresh(), Breaking::new);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Takes so many appends, and then none. */
    private record Breaking(Journal journal) implements Journal {
        @Override
        public CompletionStage<Opening> open(UUID board) {
            return journal.open(board);
        }

        @Override
        public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
            return LEFT.get() != NEVER && LEFT.decrementAndGet() < 0
                    ? CompletableFuture.completedFuture(Appended.POISONED) : journal.append(board, head, revisions);
        }

        @Override
        public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
            return journal.read(board, after, limit);
        }

        @Override
        public CompletionStage<Void> keep(Snapshot snapshot) {
            return journal.keep(snapshot);
        }
    }

    private static Set<String> written(LedTable table, UUID round, boolean anonymous) {
        Set<String> texts = new TreeSet<>();
        for (String name : List.of("Bo", "Cy", "Di")) {
            Peer peer = table.joins(name);
            String token = anonymous ? table.pseudonym(peer, round) : null;
            for (int i = 0; i < 2; i++) {
                texts.add(name + " " + i);
                assertEquals(204, table.writes(peer, round, UUID.randomUUID(), token, name + " " + i).status());
            }
        }
        return texts;
    }

    private static void assertWhole(LedTable table, UUID round, Set<String> texts) throws Exception {
        List<JsonObject> notes = table.notesFrom(round);
        assertEquals(texts.stream().toList(), notes.stream().map(LedTable::text).sorted().toList());
        assertEquals(1, notes.stream().map(note -> note.getString("parent")).distinct().count());
        assertEquals(1, table.items(table.leads).stream().filter(item -> item.getString("type").equals("group")).count());
        assertTrue(table.item(round).getJsonObject("fields").containsKey("revealed"));
        try (var connection = server.database().connect(); var statement = connection.createStatement();
                var rows = statement.executeQuery("select (select count(*) from draft where round.round = draft.round),"
                        + " cardinality(given) from round where round = '" + round + "'")) {
            rows.next();
            assertEquals("0 0", rows.getInt(1) + " " + rows.getInt(2), "nothing is kept beside the board");
        }
    }

    @Test
    @DisplayName("after each of its submissions, in a named and in an anonymous round")
    void brokenOff() throws Exception {
        for (boolean anonymous : new boolean[] {false, true}) {
            // A named one of three authors: the group, each author's, and that it is revealed.
            for (int taken = 0; taken < (anonymous ? 1 : 5); taken++) {
                LedTable table = new LedTable(server.base());
                UUID round = table.round("Che cosa?", anonymous);
                Set<String> texts = written(table, round, anonymous);
                LEFT.set(taken);
                assertEquals(400, table.reveals(table.leads, round).status());
                LEFT.set(NEVER);
                assertEquals(Math.max(0, taken - 1) * 2, table.notesFrom(round).size());
                assertEquals("gone/revealed", table.writes(table.leads, round, UUID.randomUUID(), null, "late").problem());
                List<JsonObject> before = table.notesFrom(round);
                assertEquals(200, table.reveals(table.leads, round).status());
                assertWhole(table, round, texts);
                assertTrue(table.notesFrom(round).containsAll(before));
                long head = table.leads.head(table.made.board());
                assertEquals(head, table.reveals(table.leads, round).json().getLong("rev"));
                assertWhole(table, round, texts);
            }
        }
    }

    @Test
    @DisplayName("by another server, and after all of it stood on the board but was not yet taken away here")
    void byAnother() throws Exception {
        LedTable table = new LedTable(server.base());
        UUID round = table.round("Che cosa?", false);
        Set<String> texts = written(table, round, false);
        LEFT.set(2);
        assertEquals(400, table.reveals(table.leads, round).status());
        LEFT.set(NEVER);
        try (RunningServer other = RunningServer.on(server.database());
                var connection = server.database().connect(); var statement = connection.createStatement()) {
            statement.execute("create function never() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'not now'; end $$");
            statement.execute("create trigger never before delete on draft execute function never()");
            Peer elsewhere = table.leads.through(other.base());
            assertEquals("retry/unavailable", table.reveals(elsewhere, round).problem());
            statement.execute("drop trigger never on draft");
            assertEquals(200, table.reveals(elsewhere, round).status());
            assertWhole(table, round, texts);
            assertEquals(200, table.reveals(table.leads, round).status());
            assertWhole(table, round, texts);
        }
    }
}

package org.tavolo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.store.Database;
import org.tavolo.store.ErasureFile;
import org.tavolo.web.Live;
import org.tavolo.web.Peer;
import org.tavolo.web.Reply;

/** How long programmes are kept and how they end (H47, H48), with a clock that the test turns. */
class RetentionTest {
    @TempDir
    Path folder;

    private static Vertx vertx;
    private static RunningServer server;
    private static Database database;

    private final Turned clock = new Turned();
    private Retention retention;
    private Peer ada;
    private Peer bo;
    private Peer.Programme made;
    private Peer.Programme other;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        vertx = Vertx.vertx();
        database = Database.of(vertx, server.database());
    }

    @AfterAll
    static void stop() throws Exception {
        await(database.close());
        await(vertx.close());
        server.close();
    }

    @BeforeEach
    void twoProgrammes() {
        retention = new Retention(database.keepings(), new Forgetting(vertx, database.traces(), database.keepings(), null, null,
                new ErasureFile(folder.resolve("erasures"))), clock);
        ada = Peer.visit(server.base());
        made = ada.create("Una città per tutti", "Ada");
        other = ada.create("Altrove", "Ada");
        bo = Peer.visit(server.base());
        bo.join(made.joinToken(), "Bo", "mentor");
        ada.post(path(other, "/keeping"), new JsonObject().put("until", LocalDate.now().plusYears(9).toString()));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String path(Peer.Programme programme, String rest) {
        return "/api/programmes/" + programme.programme() + rest;
    }

    private void look(LocalDate day) throws Exception {
        clock.now = day.atTime(4, 0).toInstant(ZoneOffset.UTC);
        await(retention.look());
    }

    private JsonObject keeping() {
        return ada.get(path(made, "/keeping")).json();
    }

    private Object ends() {
        return ada.get("/api/me").array("programmes").stream().map(JsonObject.class::cast)
                .filter(one -> one.getString("programme").equals(made.programme().toString())).findFirst().orElseThrow()
                .getValue("ends");
    }

    /** In how many rows of any table a programme is named, or somebody of it, or one of its boards. */
    private List<String> rows(UUID... ids) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var all = statement.executeQuery("select quote_ident(table_name) from information_schema.tables"
                    + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                while (all.next()) {
                    tables.add(all.getString(1));
                }
            }
            for (String table : tables) {
                for (UUID id : ids) {
                    try (var rows = statement.executeQuery("select t::text from " + table + " t where t::text like '%"
                            + id + "%'")) {
                        while (rows.next()) {
                            found.add(table + ": " + rows.getString(1));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("the owner is warned thirty days before, may extend, and after the last day everything is gone")
    void retained() throws Exception {
        LocalDate last = LocalDate.now(ZoneOffset.UTC).plusYears(2);
        look(last.minusDays(31));
        assertEquals(last.toString(), keeping().getString("until"));
        assertFalse(keeping().getBoolean("warned"));
        assertNull(ends());
        look(last.minusDays(30));
        assertTrue(keeping().getBoolean("warned"));
        assertEquals(last.toString(), ends());
        assertFalse(bo.get("/api/me").text().contains("ends"), "the owner's concern alone");
        LocalDate later = LocalDate.now().plusYears(3);
        assertFalse(ada.post(path(made, "/keeping"), new JsonObject().put("until", later.toString())).json()
                .getBoolean("warned"));
        look(last.plusDays(1));
        assertNull(ends());
        look(later.minusDays(30));
        look(later);
        assertTrue(keeping().getBoolean("warned"));
        try (Live live = bo.live()) {
            live.enter(made.board());
            look(later.plusDays(1));
            assertEquals(4401, live.closeCode());
        }
        assertEquals(List.of(), rows(made.programme(), made.board()));
        assertEquals(404, bo.get(path(made, "")).status());
        assertEquals(200, ada.get(path(other, "")).status());
        assertTrue(Files.readString(folder.resolve("erasures")).contains("programme " + made.programme()));
    }

    @Test
    @DisplayName("H48 the owner ends it at once, after they took the whole of it; its members are shown the door")
    void ended() throws Exception {
        assertEquals("denied/role", bo.delete(path(made, "")).problem());
        assertEquals("denied/not_offered", ada.delete(path(made, "")).problem());
        Reply whole = ada.get(path(made, "/whole.json"));
        assertEquals(200, whole.status());
        assertTrue(whole.header("Content-Disposition").contains("programme.json"));
        JsonObject table = whole.json().getJsonArray("tables").getJsonObject(0);
        assertEquals(1, whole.json().getJsonArray("tables").size());
        assertEquals(2, whole.json().getJsonArray("people").size());
        assertEquals(table.getJsonObject("now").getLong("rev").intValue(), table.getJsonArray("revisions").size());
        assertTrue(keeping().getBoolean("offered"));
        // What is written privately and voted goes with it.
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            for (String into : List.of("round (board, round, anonymous, seal) values ($, $, true, '')",
                    "draft (board, round, id, token_hash, text) values ($, $, $, 'x', 'x')",
                    "poll (board, poll, method, secret) values ($, $, 'dots', false)",
                    "ballot (board, poll, person, spent, choices) values ($, $, " + made.person() + ", 0, '{}')",
                    "tally (board, poll, of) values ($, $, $)")) {
                statement.executeUpdate("insert into " + into.replace("$", "'" + made.board() + "'"));
            }
        }
        try (Live live = bo.live()) {
            live.enter(made.board());
            assertEquals(204, ada.delete(path(made, "")).status());
            assertEquals(4401, live.closeCode());
        }
        assertEquals(List.of(), rows(made.programme(), made.board()));
        assertEquals(404, ada.get(path(made, "/keeping")).status());
        assertEquals(404, bo.get("/api/boards/" + made.board() + "/snapshot").status());
        assertEquals(200, ada.get(path(other, "")).status());
    }

    @Test
    @DisplayName("H47 only days to come, ten years at most, and only the owner's word")
    void days() {
        for (String wrong : List.of("", "tomorrow", "2026-13-01", "2026-1-1", LocalDate.now().toString(),
                LocalDate.now().plusYears(11).toString(), "+999999999-01-01")) {
            assertEquals("invalid/invalid_value", ada.post(path(made, "/keeping"), new JsonObject().put("until", wrong))
                    .problem(), wrong);
        }
        assertEquals("denied/role", bo.get(path(made, "/keeping")).problem());
        assertEquals("denied/role", bo.get(path(made, "/whole.json")).problem());
        assertNull(keeping().getValue("lastVisit"));
    }

    private static final class Turned extends Clock {
        private Instant now = Instant.now().plus(Duration.ofSeconds(1));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.TestDatabase;

/** Taking along what one wrote and having it erased (H45, H46), while others are there and after an older database came. */
class ForgetTest {
    private static RunningServer usual;
    private static int count;

    /** Found nowhere by chance, and by no other test. */
    private final String secret = "zyzzyva-7f3a-" + ++count;
    private RunningServer server;
    private Peer ada;
    private Peer bo;
    private Peer.Programme made;
    private Peer.Place seat;
    private String notes;
    private String shared;

    @BeforeAll
    static void start() {
        usual = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        usual.close();
    }

    private void twoWriteInOneGroup(RunningServer where) {
        server = where;
        ada = Peer.visit(server.base());
        made = ada.create("Una città per tutti", "Ada");
        bo = Peer.visit(server.base()).signedIn("Bo Rossi" + count);
        seat = bo.join(made.joinToken(), "Bo Rossi" + count, "mentor");
        notes = TalkTest.area(ada, made.board(), "notes");
        shared = group(bo, secret + " of mine. ");
        group(bo, "=HYPERLINK(\"" + secret + "\")");
        type(ada, shared, 0, "Ada says: ");
    }

    private String group(Peer peer, String text) {
        String id = UUID.randomUUID().toString();
        submit(peer, new JsonObject().put("e", "create").put("item", id).put("type", "group").put("parent", notes)
                .put("fields", new JsonObject().put("name", text)));
        return id;
    }

    private void type(Peer peer, String item, int at, String text) {
        submit(peer, new JsonObject().put("e", "type").put("item", item).put("field", "name")
                .put("op", at == 0 ? new JsonArray().add(text) : new JsonArray().add(at).add(text)));
    }

    private void submit(Peer peer, JsonObject edit) {
        Reply reply = peer.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", peer.head(made.board()))
                .put("edits", new JsonArray().add(edit)));
        assertEquals(200, reply.status(), reply.text());
    }

    private static String path(Peer.Programme programme, String rest) {
        return "/api/programmes/" + programme.programme() + rest;
    }

    private Reply forget(Peer peer, String what) {
        return peer.post(path(made, "/forget"), new JsonObject().put("what", what));
    }

    private JsonObject item(Peer peer, String id) {
        return peer.get("/api/boards/" + made.board() + "/snapshot").array("items").stream()
                .map(JsonObject.class::cast).filter(each -> each.getString("id").equals(id)).findFirst().orElseThrow();
    }

    private int generation(Peer peer) {
        return peer.get("/api/boards/" + made.board() + "/snapshot").json().getInteger("generation");
    }

    /** Every row of every table as text; the bytes of snapshots unpacked. */
    static List<String> everything(DatabaseAddress address) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var found = statement.executeQuery("select quote_ident(table_name) from information_schema.tables"
                    + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var found = statement.executeQuery("select t::text from " + table + " t")) {
                    while (found.next()) {
                        rows.add(table + " " + found.getString(1));
                    }
                }
            }
            try (var found = statement.executeQuery("select board, body from snapshot")) {
                while (found.next()) {
                    rows.add("snapshot " + org.tavolo.protocol.Snapshots.unpack(found.getObject(1, UUID.class),
                            found.getBytes(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static void assertNowhere(String words, DatabaseAddress address) {
        assertEquals(List.of(), everything(address).stream().filter(row -> row.contains(words)).toList());
    }

    @Test
    @DisplayName("H46 what one wrote is gone from board, journal, snapshots and history, and nothing else is")
    void contributions() {
        twoWriteInOneGroup(usual);
        try (Live live = ada.live()) {
            live.enter(made.board());
            assertEquals(204, forget(bo, "contributions").status());
            live.await(frame -> frame.encode().contains("\"superseded\""));
            assertEquals(2, live.hello(made.board(), null, null).getInteger("generation"));
        }
        assertEquals("Ada says: ", item(ada, shared).getJsonObject("fields").getString("name"));
        assertEquals(2, generation(ada));
        assertNowhere(secret, server.database());
        String board = "/api/boards/" + made.board();
        for (String rest : List.of("/snapshot", "/revisions?after=0", "/history", "/history?item=" + shared,
                "/at/" + (ada.head(made.board()) - 1))) {
            Reply reply = ada.get(board + rest);
            assertEquals(200, reply.status(), rest);
            assertFalse(reply.text().contains(secret), rest);
        }
        assertTrue(ada.get(board + "/revisions?after=0").text().contains("█".repeat(secret.length())));
        assertTrue(ada.get(board + "/revisions?after=0").text().contains("Ada says: "));
    }

    @Test
    @DisplayName("H46 erased twice and while connected: the second time nothing changes, and one goes on writing")
    void twice() {
        twoWriteInOneGroup(usual);
        try (Live live = bo.live()) {
            live.enter(made.board());
            assertEquals(204, forget(bo, "contributions").status());
            live.await(frame -> frame.encode().contains("\"superseded\""));
            assertTrue(live.open());
        }
        long head = ada.head(made.board());
        assertEquals(204, forget(bo, "contributions").status());
        assertEquals(head, ada.head(made.board()));
        assertEquals(2, generation(ada));
        type(bo, shared, 0, "Still here. ");
        assertEquals(204, forget(bo, "contributions").status());
        assertEquals(3, generation(ada));
        assertNowhere("Still here", server.database());
        assertEquals("invalid/invalid_value", forget(bo, "everything").problem());
    }

    @Test
    @DisplayName("H46 a name goes from everywhere it stood in the programme, the others are told, and one stays seated")
    void name() {
        twoWriteInOneGroup(usual);
        try (Live live = ada.live()) {
            live.enter(made.board());
            assertEquals(204, forget(bo, "name").status());
            JsonObject told = live.await("board." + made.board(), "people").getJsonArray("people").getJsonObject(0);
            assertEquals(seat.person(), told.getInteger("person"));
            assertEquals("", told.getString("name"));
        }
        assertEquals(204, forget(bo, "name").status());
        assertEquals(List.of(), everything(server.database()).stream()
                .filter(row -> row.contains("Bo Rossi" + count) && !row.startsWith("account")).toList());
        assertEquals("", bo.get("/api/me").array("programmes").getJsonObject(0).getString("name"));
        type(bo, shared, 0, "Somebody says: ");
        assertTrue(ada.get(path(made, "")).array("people").stream().map(JsonObject.class::cast)
                .anyMatch(person -> person.getString("name").isEmpty()));
    }

    @Test
    @DisplayName("H46 whoever owns the programme and is erased keeps it, and its title stays everybody's")
    void owner() {
        twoWriteInOneGroup(usual);
        assertEquals(204, forget(ada, "contributions").status());
        assertEquals(204, forget(ada, "name").status());
        assertEquals(" of mine. ", item(bo, shared).getJsonObject("fields").getString("name").substring(secret.length()));
        assertFalse(ada.get("/api/boards/" + made.board() + "/revisions?after=0").text().contains("Ada says"));
        JsonObject programme = ada.get(path(made, "")).json();
        assertEquals("Una città per tutti", programme.getString("title"));
        assertEquals(true, programme.getBoolean("owner"));
        assertFalse(item(bo, notes).containsKey("deleted"));
    }

    @Test
    @DisplayName("H45 everything I wrote and nothing that others did, as JSON and as CSV that no spreadsheet runs")
    void mine() {
        twoWriteInOneGroup(usual);
        JsonObject mine = bo.get(path(made, "/mine.json")).json();
        JsonObject table = mine.getJsonArray("tables").getJsonObject(0);
        assertEquals("shared", table.getString("table"));
        assertEquals(1, mine.getJsonArray("tables").size());
        assertFalse(table.getJsonArray("contributions").encode().contains("Ada says"));
        assertTrue(table.getJsonArray("contributions").stream().map(JsonObject.class::cast)
                .anyMatch(one -> (secret + " of mine. ").equals(one.getString("words"))
                        && "name".equals(one.getString("field")) && shared.equals(one.getString("item"))));
        assertEquals(2, table.getJsonObject("now").getJsonArray("items").size());
        Reply csv = bo.get(path(made, "/mine.csv?language=en"));
        assertTrue(csv.header("Content-Type").startsWith("text/csv"));
        List<String> lines = csv.text().lines().toList();
        assertEquals("\uFEFF\"Table\";\"Revision\";\"When\";\"What\";\"Item\";\"Type\";\"Field\";\"Words\"", lines.get(0));
        assertTrue(csv.text().contains("\"'=HYPERLINK(\"\"" + secret + "\"\")\""), csv.text());
        assertFalse(csv.text().contains("Ada says"));
        assertTrue(ada.get(path(made, "/mine.csv")).text().contains("\"Tavolo\";\"Revisione\""));
        assertEquals("invalid/invalid_language", bo.get(path(made, "/mine.csv?language=xx")).problem());
        assertFalse(ada.get(path(made, "/mine.json")).text().contains(secret + " of mine"), "of an item of another's");
    }

    @Test
    @DisplayName("after an older database was restored, what people had erased is erased again before anybody sees it")
    void restored() {
        twoWriteInOneGroup(RunningServer.start());
        DatabaseAddress address = server.database();
        server.close();
        DatabaseAddress backup = TestDatabase.copy(address);
        server = RunningServer.on(address);
        assertEquals(204, forget(bo.through(server.base()), "contributions").status());
        assertEquals(204, forget(bo.through(server.base()), "name").status());
        server.close();
        assertTrue(everything(backup).stream().anyMatch(row -> row.contains(secret)));
        server = RunningServer.restored(backup, address);
        assertNowhere(secret, backup);
        assertEquals(List.of(), everything(backup).stream()
                .filter(row -> row.contains("Bo Rossi" + count) && !row.startsWith("account")).toList());
        Peer again = ada.through(server.base());
        assertEquals("Ada says: ", item(again, shared).getJsonObject("fields").getString("name"));
        assertEquals(2, generation(again));
        // And once only: who comes later under the same number is somebody else, and what is done is done.
        server.close();
        server = RunningServer.restored(backup, address);
        assertEquals(2, generation(ada.through(server.base())));
        server.close();
    }

    @Test
    @DisplayName("nobody is erased whose number was given anew after an older database was restored")
    void anotherOfTheSameNumber() {
        twoWriteInOneGroup(RunningServer.start());
        DatabaseAddress address = server.database();
        server.close();
        DatabaseAddress backup = TestDatabase.copy(address);
        server = RunningServer.on(address);
        Peer late = Peer.visit(server.base());
        Peer.Place lost = late.join(made.joinToken(), "Late", "mentor");
        assertEquals(204, late.post(path(made, "/forget"), new JsonObject().put("what", "name")).status());
        server.close();
        server = RunningServer.restored(backup, address);
        Peer fresh = Peer.visit(server.base());
        assertEquals(lost.person(), fresh.join(made.joinToken(), "Fresh", "mentor").person());
        server.close();
        server = RunningServer.restored(backup, address);
        assertTrue(ada.through(server.base()).get(path(made, "")).text().contains("\"Fresh\""));
        server.close();
    }
}

package org.tavolo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.TestDatabase;
import org.tavolo.web.Peer;
import org.tavolo.web.WebSettings;

/** Starting with {@code --sample}. */
class SampleStartTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();

    @Test
    void theSampleIsMadeOnceAndEveryStartGivesNewLinksToTheSameOne() {
        Server.SampleLinks first;
        try (Server server = start()) {
            first = server.sample();
            assertEquals(true, first.made());
            assertEquals("facilitator", role(server, first.facilitatorToken()));
        }
        try (Server server = start()) {
            Server.SampleLinks second = server.sample();
            assertEquals(false, second.made());
            assertEquals(first.programme(), second.programme());
            assertNotEquals(first.joinToken(), second.joinToken());
            assertEquals("facilitator", role(server, second.facilitatorToken()));
            assertEquals("invited", role(server, second.joinToken()));
            assertEquals("invited", role(server, first.joinToken()), "the links of before still open");

            // The example of the start page is one's own, and another one.
            Peer visitor = Peer.visit(base(server));
            assertNotEquals(first.programme(), visitor.sample("Eva").programme());
            assertEquals(1, visitor.get("/api/me").array("programmes").size());
        }
    }

    @Test
    void whatAnInterruptedStartLeftUndoneIsDoneByTheNext() throws Exception {
        DatabaseAddress database = TestDatabase.fresh();
        UUID board;
        try (Server server = start(database)) {
            Server.SampleLinks made = server.sample();
            board = Peer.visit(base(server)).join(made.joinToken(), "Ada", "mentee").board();
        }
        List<String> before = items(database, board);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("delete from snapshot");
            statement.execute("delete from revision where rev > 4");
            statement.execute("update board set head = 4");
        }
        try (Server server = start(database)) {
            assertEquals(false, server.sample().made());
        }
        assertEquals(before, items(database, board));
    }

    /** The board's items without times, as a newcomer sees them. */
    private static List<String> items(DatabaseAddress database, UUID board) {
        try (Server server = start(database)) {
            Peer peer = Peer.visit(base(server));
            peer.join(server.sample().joinToken(), "Eva", "mentee");
            return peer.get("/api/boards/" + board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                    .map(item -> item.getString("id") + item.getString("type") + item.getJsonObject("fields")
                            + item.getInteger("by")).sorted().toList();
        }
    }

    @Test
    void theSampleHasThePlanSixNeedsAndADozenNotes() {
        try (Server server = start()) {
            Peer visitor = Peer.visit(base(server));
            List<JsonObject> items = visitor.get("/api/boards/" + visitor.sample("Eva").board() + "/snapshot")
                    .array("items").stream().map(JsonObject.class::cast).toList();
            assertEquals(Map.of("action", 6L, "need", 6L, "note", 12L), Map.of("action", count(items, "action"),
                    "need", count(items, "need"), "note", count(items, "note")));
        }
    }

    private static long count(List<JsonObject> items, String type) {
        return items.stream().filter(item -> type.equals(item.getString("type"))).count();
    }

    /** Joins by the link. @return as what */
    private static String role(Server server, String token) {
        Peer peer = Peer.visit(base(server));
        peer.join(token, "Ada", "mentee");
        return peer.get("/api/me").array("programmes").getJsonObject(0).getString("role");
    }

    private static Server start() {
        return start(DATABASE);
    }

    private static Server start(DatabaseAddress database) {
        Server server = Server.start(Server.vertx(), database, WebSettings.loopback(0, 10_000, 20_000),
                RunningServer.beside(database));
        RunningServer.withAccounts(server.port(), database);
        return server;
    }

    private static URI base(Server server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }
}

package org.tavolo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.web.Peer;
import org.tavolo.web.Reply;

/** The jar as people start it. */
class StartIT {
    private static final long NEW_FOLDER = 8_000;
    private static final long EXISTING_FOLDER = 3_000;

    @Test
    @DisplayName("the jar is ready within 8 s on a new folder and within 3 s on an existing one (asserted at 4 times that)")
    void start() throws Exception {
        try (ServerProcess server = jar("tavolo-start")) {
            long first = server.start();
            server.close();
            long again = server.start();
            server.kill();
            long afterKill = server.start();
            System.out.printf("StartIT: ready after %d ms on a new folder, %d ms on an existing one, %d ms after kill -9%n",
                    first, again, afterKill);
            assertTrue(first < 4 * NEW_FOLDER, first + " ms on a new folder");
            assertTrue(again < 4 * EXISTING_FOLDER, again + " ms on an existing folder");
            assertTrue(afterKill < 4 * EXISTING_FOLDER, afterKill + " ms after kill -9");
        }
    }

    @Test
    @DisplayName("a second jar on the same folder says so in one line and ends with status 1, and the first serves on")
    void secondOnTheSameFolder() throws Exception {
        try (ServerProcess server = jar("tavolo-second")) {
            server.start();
            for (int i = 0; i < 2; i++) {
                ServerProcess.Ended second = server.second();
                assertEquals(1, second.status(), second.said());
                assertEquals(1, second.said().lines().count(), second.said());
                assertTrue(second.said().contains("is in use by another Tavolo server (process " + server.pid() + ")"),
                        second.said());
                server.awaitReady();
            }
        }
    }

    @Test
    @DisplayName("after kill -9 of the server and of its database, twice, the jar starts with all that was acknowledged")
    void killBoth() throws Exception {
        try (ServerProcess server = jar("tavolo-both")) {
            server.start();
            Peer ada = Peer.visit(server.uri("")).setUp(server.setupToken(), "Ada");
            Peer.Programme made = ada.create("Una città per tutti", "Ada");
            String board = "/api/boards/" + made.board();
            String notes = ada.get(board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                    .filter(item -> item.getString("type").equals("notes")).findFirst().orElseThrow().getString("id");
            for (int kill = 1; kill <= 2; kill++) {
                long head = ada.head(made.board());
                String written = "written before kill " + kill;
                JsonObject note = new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString())
                        .put("type", "note").put("parent", notes).put("fields", new JsonObject().put("text", written));
                Reply reply = ada.post(board + "/submissions", new JsonObject().put("client", UUID.randomUUID().toString())
                        .put("n", 1).put("base", head).put("edits", new JsonArray().add(note)));
                assertEquals(200, reply.status(), reply.text());
                server.kill();
                server.killPostgres();
                long millis = server.start();
                System.out.printf("StartIT: ready after %d ms after kill -9 of both%n", millis);
                assertTrue(millis < 4 * EXISTING_FOLDER, millis + " ms after kill -9 of both");
                assertEquals(head + 1, ada.head(made.board()));
                assertTrue(ada.get(board + "/snapshot").text().contains(written));
            }
        }
    }

    private static ServerProcess jar(String name) throws Exception {
        Path parent = Files.createTempDirectory(name);
        assertTrue(parent.toFile().setExecutable(true, false));
        return ServerProcess.ofJar(parent.resolve("data"), Path.of(System.getProperty("tavolo.jar")), Map.of());
    }
}

package org.tavolo.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tavolo.web.Peer;

/** What was said off the record is in no file of the server's folder: no table, no write-ahead log, no log. */
class OffRecordIT {
    @Test
    void whatWasOffTheRecordIsInNoFileAfterItEndedAndAfterAKill() throws Exception {
        Path folder = Files.createTempDirectory("tavolo-off-record");
        // The database may run as another user.
        assertTrue(folder.toFile().setExecutable(true, false));
        String ended = "ended-" + UUID.randomUUID();
        String killed = "killed-" + UUID.randomUUID();
        String kept = "kept-" + UUID.randomUUID();
        Path data = folder.resolve("data");
        try (ServerProcess server = new ServerProcess(data, "org.tavolo.app.Main", Map.of())) {
            server.start();
            Peer ada = Peer.visit(server.uri("")).setUp(server.setupToken(), "Ada");
            String programme = ada.post("/api/programmes", new JsonObject().put("title", "Una città per tutti")
                    .put("theme", "").put("mentee", "Capaci").put("mentor", "").put("associations", "")
                    .put("name", "Ada").put("role", "mentee").put("language", "it")).json().getString("programme");
            String board = ada.post("/api/programmes/" + programme + "/confidential", new JsonObject()).json()
                    .getString("board");
            String notes = "/api/boards/" + board + "/off-record";
            awaitAlone(ada, notes);
            assertEquals(201, ada.post(notes, new JsonObject().put("text", ended)).status());
            assertEquals(204, ada.post(notes + "/end", new JsonObject()).status());
            assertEquals(201, ada.post(notes, new JsonObject().put("text", killed)).status());
            JsonObject create = new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString())
                    .put("type", "aside").put("parent", asides(ada, board))
                    .put("fields", new JsonObject().put("text", kept));
            assertEquals(200, ada.post("/api/boards/" + board + "/submissions", new JsonObject()
                    .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", 1)
                    .put("edits", new JsonArray().add(create))).status());
            server.kill();
            // The search finds what was stored, or it would prove nothing.
            assertNotEquals(List.of(), holding(folder, kept));
            assertEquals(List.of(), holding(folder, ended));
            assertEquals(List.of(), holding(folder, killed));
            server.start();
            Peer again = ada.through(server.uri(""));
            assertTrue(again.get(notes).array("notes").isEmpty());
        }
        // Once more with everything that a database writes when it stops.
        assertNotEquals(List.of(), holding(folder, kept));
        assertEquals(List.of(), holding(folder, ended));
        assertEquals(List.of(), holding(folder, killed));
    }

    /** A server knows that it is alone once it listens to the others. */
    private static void awaitAlone(Peer peer, String notes) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!peer.get(notes).json().getBoolean("on")) {
            assertTrue(System.nanoTime() < until, "not within half a minute");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static String asides(Peer peer, String board) {
        return peer.get("/api/boards/" + board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                .filter(item -> item.getString("type").equals("asides")).findFirst().orElseThrow().getString("id");
    }

    /** The files below a folder in which these words stand, byte for byte. */
    private static List<Path> holding(Path folder, String words) throws IOException {
        String wanted = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> {
                try {
                    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted);
                } catch (NoSuchFileException gone) {
                    return false;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.tavolo.app.RunningServer;

/**
 * A programme with a facilitator and somebody who only wants to work in peace, for every test in which a third one
 * misbehaves. Afterwards nothing was stored, the bystander's socket still gets what the facilitator writes, and the log
 * holds no stack trace. Rows are numbered as in the catalogue of bad inputs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileTable {
    static final String SECRET = "zyzzyva-7f3a";

    RunningServer server;
    Peer facilitator;
    Peer.Programme programme;
    Peer other;
    Live bystander;
    String notes;
    long head;
    QuietLog log;
    private Peer bystanding;

    RunningServer server() {
        return RunningServer.start();
    }

    @BeforeAll
    void open() {
        server = server();
        facilitator = Peer.visit(server.base());
        programme = facilitator.create("Una città per tutti", "Ada");
        other = Peer.visit(server.base());
        other.join(programme.joinToken(), "Mallory", "other");
        bystanding = Peer.visit(server.base());
        bystanding.join(programme.joinToken(), "Bo", "mentor");
        notes = TalkTest.area(facilitator, programme.board(), "notes");
    }

    @AfterAll
    void shut() {
        server.close();
    }

    @BeforeEach
    void begin() {
        head = facilitator.head(programme.board());
        bystander = bystanding.live();
        bystander.enter(programme.board());
        log = new QuietLog();
    }

    @AfterEach
    void nobodyElseNoticed() {
        try {
            assertEquals(head, facilitator.head(programme.board()), "revisions stored");
            assertTrue(bystander.open());
            UUID client = UUID.randomUUID();
            Reply reply = submit(facilitator, client, 1, head, note(UUID.randomUUID(), "Still here"));
            assertEquals(200, reply.status(), reply.text());
            assertEquals(head + 1, bystander.numbered(programme.board(), client, 1).getLong("rev"));
            log.assertNoStackTrace();
            assertEquals(List.of(), log.lines().stream().filter(line -> line.contains(SECRET)).toList());
        } finally {
            log.close();
            bystander.close();
        }
    }

    /** Says that this many revisions are meant to be stored by the test. */
    void stored(long revisions) {
        head += revisions;
    }

    JsonObject note(UUID id, String text) {
        return new JsonObject().put("e", "create").put("item", id.toString()).put("type", "note").put("parent", notes)
                .put("fields", new JsonObject().put("text", text));
    }

    static JsonObject submission(UUID client, long n, long base, JsonObject... edits) {
        return new JsonObject().put("client", client.toString()).put("n", n).put("base", base)
                .put("edits", new JsonArray(List.of((Object[]) edits)));
    }

    Reply submit(Peer peer, UUID client, long n, long base, JsonObject... edits) {
        return peer.post("/api/boards/" + programme.board() + "/submissions", submission(client, n, base, edits));
    }

    /** What a submission of a fresh client got: {@code 200} or {@code code/reason}. */
    String outcome(Peer peer, JsonObject... edits) {
        Reply reply = submit(peer, UUID.randomUUID(), 1, head, edits);
        return reply.status() == 200 ? "200" : reply.problem();
    }
}

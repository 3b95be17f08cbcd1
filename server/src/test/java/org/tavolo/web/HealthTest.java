package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.store.CuttingProxy;
import org.tavolo.store.TestDatabase;

/** What a server says of itself while its database comes and goes. */
class HealthTest {

    @Test
    @DisplayName("H21 ready is 503 while the database is away and 200 again after, live is 200 throughout, and no edit is lost or doubled")
    void databaseAway() throws Exception {
        try (CuttingProxy database = new CuttingProxy(TestDatabase.fresh());
                RunningServer server = RunningServer.on(database.address());
                QuietLog log = new QuietLog()) {
            Peer ada = Peer.visit(server.base());
            Peer.Programme made = ada.create("Una città per tutti", "Ada");
            String notes = TalkTest.area(ada, made.board(), "notes");
            long head = ada.head(made.board());
            awaitReady(ada, 200);
            JsonObject submission = HostileTable.submission(UUID.randomUUID(), 1, head, new JsonObject()
                    .put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "note").put("parent", notes));

            database.refuse(true);
            database.cut();
            awaitReady(ada, 503);
            assertEquals("{\"status\":\"down\"}", ada.get("/health/ready").text());
            assertEquals("{\"status\":\"up\"}", ada.get("/health/live").text());
            Reply away = ada.post("/api/boards/" + made.board() + "/submissions", submission);
            assertEquals(503, away.status());
            assertEquals("retry/unavailable", away.problem());

            database.refuse(false);
            awaitReady(ada, 200);
            assertEquals(head + 1, numbered(ada, made, submission));
            assertEquals(head + 1, numbered(ada, made, submission), "the same again");
            assertEquals(head + 1, ada.head(made.board()));
            log.assertNoStackTrace();
        }
    }

    private static void awaitReady(Peer peer, int status) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (peer.get("/health/ready").status() != status) {
            assertTrue(System.nanoTime() < until, "not " + status + " within a minute");
        }
    }

    /** Sends it until it is numbered, as clients do; each line to the database has to notice that it was cut. */
    private static long numbered(Peer peer, Peer.Programme made, JsonObject submission) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Reply reply;
        do {
            reply = peer.post("/api/boards/" + made.board() + "/submissions", submission);
            assertTrue(System.nanoTime() < until, "not numbered within a minute: " + reply.text());
        } while (reply.status() == 503);
        return reply.json().getLong("rev");
    }
}

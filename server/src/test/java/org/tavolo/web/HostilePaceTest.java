package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tavolo.app.RunningServer;

/** Those who are too slow, on a server that waits for a moment only, and those who are too fast. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePaceTest {
    private RunningServer impatient;
    private RunningServer strict;
    private QuietLog log;

    @BeforeAll
    void start() {
        impatient = RunningServer.impatient();
        strict = RunningServer.strict();
    }

    @BeforeEach
    void listen() {
        log = new QuietLog();
    }

    @AfterEach
    void nothingBroke() {
        try (QuietLog heard = log) {
            heard.assertNoStackTrace();
        }
    }

    @AfterAll
    void stop() {
        impatient.close();
        strict.close();
    }

    @Test
    @DisplayName("D55 a request head that comes byte by byte is 408")
    void slowHeads() throws Exception {
        try (RawSocket raw = RawSocket.to(impatient.base())) {
            raw.bytes("GET /api/me HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            assertTrue(raw.head().startsWith("HTTP/1.1 408"));
            assertTrue(raw.ends());
        }
    }

    @Test
    @DisplayName("D55 a body that does not come is 408")
    void slowBodies() throws Exception {
        Peer peer = Peer.visit(impatient.base());
        try (RawSocket raw = RawSocket.to(impatient.base())) {
            String head = raw.request("POST /api/leave HTTP/1.1\r\nHost: " + impatient.base().getAuthority()
                    + "\r\nOrigin: " + impatient.base() + "\r\nX-Tavolo: 1\r\nContent-Type: application/json\r\nCookie: "
                    + peer.cookie() + "\r\nContent-Length: 10\r\n\r\n{");
            assertTrue(head.startsWith("HTTP/1.1 408"), head);
            assertTrue(raw.ends());
        }
        assertEquals(200, peer.get("/api/me").status());
    }

    @Test
    @DisplayName("D55 a connection that is not used again is closed without a word")
    void idleConnections() throws Exception {
        try (RawSocket raw = RawSocket.to(impatient.base())) {
            assertTrue(raw.request("GET /health/live HTTP/1.1\r\nHost: " + impatient.base().getAuthority()
                    + "\r\n\r\n").startsWith("HTTP/1.1 200"));
            assertTrue(raw.ends());
        }
    }

    @Test
    @DisplayName("D69 who speaks HTTP/2 without asking is not understood and cut off")
    void priorKnowledge() throws Exception {
        try (RawSocket raw = RawSocket.to(impatient.base())) {
            String head = raw.request("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertFalse(head.contains(" 200 "), head);
            assertTrue(raw.ends());
        }
    }

    @Test
    @DisplayName("A17 a socket that never pings, or sends one byte and no more, is closed; one that pings stays")
    void silentSockets() throws Exception {
        Peer peer = Peer.visit(impatient.base());
        Peer.Programme programme = peer.create("Silence", "Ada");
        try (RawSocket silent = RawSocket.upgraded(impatient.base(), peer.cookie());
                RawSocket trickling = RawSocket.upgraded(impatient.base(), peer.cookie());
                Live pinging = peer.live()) {
            pinging.enter(programme.board());
            trickling.bytes(new byte[] {(byte) 0x81});
            Thread pings = new Thread(() -> {
                while (pinging.open() && !Thread.currentThread().isInterrupted()) {
                    pinging.text("{\"type\":\"ping\"}");
                    java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            });
            pings.setDaemon(true);
            pings.start();
            assertEquals(1001, silent.closeCode());
            assertEquals(1001, trickling.closeCode());
            assertTrue(pinging.open());
            pings.interrupt();
            pings.join();
        }
    }

    @Test
    @DisplayName("C48 the submissions beyond those allowed a second are refused with how long to wait, on both carriers")
    void fastSubmitters() {
        Peer peer = Peer.visit(strict.base());
        Peer.Programme programme = peer.create("Haste", "Ada");
        String notes = TalkTest.area(peer, programme.board(), "notes");
        try (Live live = peer.live()) {
            long base = live.enter(programme.board()).getLong("head");
            for (int i = 0; i < 250; i++) {
                live.submit(programme.board(), base, new JsonObject().put("e", "create")
                        .put("item", UUID.randomUUID().toString()).put("type", "note").put("parent", notes));
            }
            JsonObject refused = live.await("you", "refused");
            assertEquals("too_many_submissions", refused.getString("reason"));
            assertTrue(refused.getLong("retryAfterMs") > 0);
        }
        Reply reply = null;
        for (int i = 0; i < 250 && (reply == null || reply.status() == 400); i++) {
            reply = peer.post("/api/boards/" + programme.board() + "/submissions", new JsonObject()
                    .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", 999_999)
                    .put("edits", new io.vertx.core.json.JsonArray().add(new JsonObject().put("e", "delete")
                            .put("item", notes))));
        }
        assertEquals(429, reply.status());
        assertEquals("rate/too_many_submissions", reply.problem());
        assertTrue(reply.json().getLong("retryAfterMs") > 0);
        assertTrue(Integer.parseInt(reply.header("Retry-After")) >= 1);
    }
}

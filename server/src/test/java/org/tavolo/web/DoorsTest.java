package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

class DoorsTest {
    private static RunningServer server;
    private static Peer rosa;
    private static Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        rosa = Peer.visit(server.base());
        made = rosa.create("Una città per tutti", "Rosa");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H34 to H35 a spoken code lets people in while the door is open, and nobody after")
    void code() {
        String code = open("invited", false);
        assertTrue(code.matches("[0-9]{8}"));
        assertFalse(rosa.get(path("/door")).text().contains(code));
        Peer amina = Peer.visit(server.base());
        JsonObject told = amina.post("/api/code", new JsonObject().put("code", code)).json();
        assertEquals("Una città per tutti", told.getString("title"));
        assertEquals("invited", told.getString("role"));
        Reply in = amina.post("/api/join", join(code, "Amina").put("party", "support"));
        assertEquals(201, in.status());
        assertEquals(200, amina.get("/api/boards/" + made.board() + "/snapshot").status());
        assertEquals(204, rosa.delete(path("/door")).status());
        assertNull(rosa.get(path("/door")).json().getValue("door"));
        assertEquals("invalid/invitation", Peer.visit(server.base()).post("/api/code", new JsonObject()
                .put("code", code)).problem());
    }

    @Test
    @DisplayName("H34 another code makes the one before void, and a guest opens no door")
    void onlyTheLastCode() {
        String first = open("invited", false);
        String second = open("invited", false);
        assertNotEquals(first, second);
        Peer bo = Peer.visit(server.base());
        assertEquals("invalid/invitation", bo.post("/api/join", join(first, "Bo").put("party", "other")).problem());
        bo.post("/api/join", join(second, "Bo").put("party", "other"));
        assertEquals("denied/role", bo.get(path("/door")).problem());
        assertEquals("denied/role", bo.get(path("/lobby")).problem());
        assertEquals("denied/role", rosa.post(path("/door"), door("facilitator", true)).problem());
        assertEquals("denied/role", rosa.post(path("/door"), door("support", false)).problem());
        assertEquals(404, Peer.visit(server.base()).get(path("/door")).status());
    }

    @Test
    @DisplayName("E71 five wrong codes of one session make it wait, and others of the same address come in")
    void guesses() {
        String code = open("invited", false);
        Peer mallory = Peer.visit(server.base());
        for (int i = 0; i < 5; i++) {
            assertEquals("invalid/invitation", mallory.post("/api/code", new JsonObject().put("code", "x")).problem());
        }
        Reply refused = mallory.post("/api/code", new JsonObject().put("code", code));
        assertEquals("rate/too_many_requests", refused.problem());
        assertTrue(refused.json().getLong("retryAfterMs") > 1_000);
        assertEquals("rate/too_many_requests",
                mallory.post("/api/join", join(code, "Mallory").put("party", "other")).problem());
        assertEquals(200, Peer.visit(server.base()).post("/api/code", new JsonObject().put("code", code)).status());
    }

    @Test
    @DisplayName("H36 to H37 who waits comes in when somebody lets them, with another cookie than before")
    void admitted() throws Exception {
        String token = rosa.invite(made.programme(), "mentor", null, true);
        Peer marc = Peer.visit(server.base());
        String before = marc.cookie();
        String knock = knock(marc, token, "Marc");
        assertEquals(404, marc.get("/api/boards/" + made.board() + "/snapshot").status());
        assertFalse(marc.get("/api/waiting/" + knock).json().containsKey("board"));
        assertEquals(404, Peer.visit(server.base()).get("/api/waiting/" + knock).status());
        CompletableFuture<Reply> waiting =
                CompletableFuture.supplyAsync(() -> marc.get("/api/waiting/" + knock + "?wait=20"));
        try (Live live = rosa.live()) {
            live.enter(made.board());
            JsonObject one = rosa.get(path("/lobby")).array("waiting").getJsonObject(0);
            assertEquals("Marc", one.getString("name"));
            assertEquals("mentor", one.getString("role"));
            assertEquals(204, rosa.post(path("/lobby/" + knock), new JsonObject().put("admit", true)).status());
            assertEquals("Marc", live.await("board." + made.board(), "people").getJsonArray("people")
                    .getJsonObject(0).getString("name"));
        }
        JsonObject in = waiting.get(30, TimeUnit.SECONDS).json();
        assertTrue(in.getBoolean("admitted"));
        assertEquals(32, in.getString("returnToken").length());
        assertNotEquals(before, marc.cookie());
        String now = marc.cookie();
        JsonObject asked = marc.get("/api/waiting/" + knock).json();
        assertEquals(in.getInteger("person"), asked.getInteger("person"));
        assertNull(asked.getString("returnToken"));
        assertEquals(now, marc.cookie());
        assertEquals(200, marc.get("/api/boards/" + made.board() + "/snapshot").status());
        assertEquals(404, rosa.post(path("/lobby/" + knock), new JsonObject().put("admit", false)).status());
    }

    @Test
    @DisplayName("H36 who is declined learns so and stays outside")
    void declined() {
        String token = rosa.invite(made.programme(), "support", null, true);
        Peer eve = Peer.visit(server.base());
        String knock = knock(eve, token, "Eve");
        assertEquals(204, rosa.post(path("/lobby/" + knock), new JsonObject().put("admit", false)).status());
        assertEquals(false, eve.get("/api/waiting/" + knock).json().getBoolean("admitted"));
        assertEquals(404, eve.get("/api/boards/" + made.board() + "/snapshot").status());
        assertFalse(rosa.get("/api/programmes/" + made.programme()).text().contains("Eve"));
    }

    @Test
    @DisplayName("H36 a door of another programme is opened by nobody from here")
    void foreign() {
        Peer other = Peer.visit(server.base());
        Peer.Programme theirs = other.create("Altrove", "Zoe");
        String knock = knock(Peer.visit(server.base()), rosa.invite(made.programme(), "mentor", null, true), "Ann");
        assertEquals(404, other.post("/api/programmes/" + theirs.programme() + "/lobby/" + knock,
                new JsonObject().put("admit", true)).status());
        assertEquals(404, other.get(path("/lobby")).status());
        assertEquals(404, rosa.post(path("/lobby/" + UUID.randomUUID()), new JsonObject().put("admit", true)).status());
    }

    private static String knock(Peer who, String token, String name) {
        Reply reply = who.post("/api/join", new JsonObject().put("token", token).put("name", name));
        assertEquals(202, reply.status());
        return reply.json().getString("waiting");
    }

    private static String open(String role, boolean lobby) {
        Reply reply = rosa.post(path("/door"), door(role, lobby));
        assertEquals(201, reply.status());
        return reply.json().getString("code");
    }

    private static JsonObject door(String role, boolean lobby) {
        return new JsonObject().put("role", role).put("lobby", lobby).put("hours", 3);
    }

    private static JsonObject join(String code, String name) {
        return new JsonObject().put("code", code).put("name", name);
    }

    private static String path(String rest) {
        return "/api/programmes/" + made.programme() + rest;
    }
}

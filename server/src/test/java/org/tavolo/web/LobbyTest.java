package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Who sits at the table already and comes to its door, and what changes there while somebody waits (H17, H36, H37). */
class LobbyTest {
    private static RunningServer server;
    private Peer rosa;
    private Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void rosaSetsATable() {
        rosa = Peer.visit(server.base());
        made = rosa.create("Una città per tutti", "Rosa");
    }

    @Test
    @DisplayName("H17 a guest who opens a link where one has to knock is a guest until somebody lets them in")
    void guestsKnock() {
        Peer amina = Peer.visit(server.base());
        int number = amina.join(made.joinToken(), "Amina", "other").person();
        assertNull(join(amina, made.joinToken(), "Amina").json().getString("returnToken"));
        String token = rosa.invite(made.programme(), "support", null, true);
        decide(knock(amina, token, "Amina"), false);
        assertEquals("invited", role(amina));
        String knock = knock(amina, token, "Amina");
        assertEquals("invited", role(amina));
        decide(knock, true);
        assertEquals("support", role(amina));
        assertEquals(number, amina.get("/api/waiting/" + knock).json().getInteger("person"));
    }

    @Test
    @DisplayName("H37 who knocked and is known by their account alone is told that they are in")
    void byAccount() {
        Peer nora = Peer.visit(server.base()).signedIn("Nora");
        int number = nora.join(made.joinToken(), "Nora", "other").person();
        Peer phone = Peer.visit(server.base());
        phone.post("/api/sign-in", nora.post("/api/account/link", new JsonObject()).json());
        String knock = knock(phone, rosa.invite(made.programme(), "support", null, true), "Nora");
        decide(knock, true);
        assertEquals(number, phone.get("/api/waiting/" + knock).json().getInteger("person"));
        assertEquals("support", role(nora));
    }

    @Test
    @DisplayName("H17 whom somebody gave another role gets no other by any link, nor waits for one")
    void whoWasGivenARoleKeepsIt() {
        String link = rosa.invite(made.programme(), "facilitator", "facilitator", false);
        Peer fia = Peer.visit(server.base());
        int number = fia.join(link, "Fia", "facilitator").person();
        change(number, "invited");
        assertEquals(201, join(fia, link, "Fia").status());
        assertEquals(201, join(fia, rosa.invite(made.programme(), "support", null, true), "Fia").status());
        assertEquals("invited", role(fia));
        // Meant for another party only, they were given nothing.
        Peer bo = Peer.visit(server.base());
        change(bo.join(made.joinToken(), "Bo", "other").person(), "invited");
        join(bo, rosa.invite(made.programme(), "mentor", null, false), "Bo");
        assertEquals("mentor", role(bo));
    }

    @Test
    @DisplayName("H36 who knocks again under another name is another knock: nobody lets in whom they did not see")
    void seenAndLetIn() {
        String token = rosa.invite(made.programme(), "support", null, true);
        Peer mallory = Peer.visit(server.base());
        String seen = knock(mallory, token, "Maria");
        String now = knock(mallory, token, "Mallory");
        assertNotEquals(seen, now);
        assertEquals(404, lobby(seen, true).status());
        decide(now, true);
    }

    @Test
    @DisplayName("H36 who sits there meanwhile stays who they are, and who left the device is let in by nobody")
    void meanwhile() {
        String token = rosa.invite(made.programme(), "support", null, true);
        Peer omar = Peer.visit(server.base());
        String knock = knock(omar, token, "Omar");
        int number = omar.join(rosa.invite(made.programme(), "mentor", null, false), "Omar", "mentor").person();
        decide(knock, true);
        assertEquals("mentor", role(omar));
        assertEquals(number, omar.get("/api/waiting/" + knock).json().getInteger("person"));
        assertEquals(2, people());
        Peer gone = Peer.visit(server.base());
        String late = knock(gone, token, "Gone");
        gone.post("/api/leave", new JsonObject());
        assertEquals(List.of(), rosa.get(path("/lobby")).array("waiting").getList());
        assertEquals(404, lobby(late, true).status());
        assertEquals(2, people());
    }

    @Test
    @DisplayName("H15 a link counts whom it let in: not who waits, was declined, or sits there already")
    void used() {
        String token = rosa.post(path("/links"), new JsonObject().put("role", "support").put("most", 2)
                .put("lobby", true).put("days", 1)).json().getString("token");
        Peer eve = Peer.visit(server.base());
        decide(knock(eve, token, "Eve"), false);
        String knock = knock(eve, token, "Eve");
        assertEquals(0, count());
        decide(knock, true);
        assertEquals(1, count());
        assertEquals(201, join(eve, token, "Eve").status());
        assertEquals(1, count());
        decide(knock(Peer.visit(server.base()), token, "Ben"), true);
        assertEquals("invalid/invitation", join(Peer.visit(server.base()), token, "Zoe").problem());
    }

    @Test
    @DisplayName("H16 a link says to a member whether they would wait for the role that it gives")
    void waits() {
        String links = path("/links");
        String lobby = rosa.post(links, new JsonObject().put("role", "support").put("lobby", true).put("days", 1)).json()
                .getString("token");
        String open = rosa.post(links, new JsonObject().put("role", "support").put("lobby", false).put("days", 1)).json()
                .getString("token");
        String same = rosa.post(links, new JsonObject().put("role", "invited").put("lobby", true).put("days", 1)).json()
                .getString("token");
        Peer stranger = Peer.visit(server.base());
        assertFalse(waits(stranger, lobby));
        Peer ida = Peer.visit(server.base());
        ida.join(made.joinToken(), "Ida", "support");
        assertTrue(waits(ida, lobby));
        assertFalse(waits(ida, open));
        assertFalse(waits(ida, same));
        JsonObject door = rosa.post(path("/door"), new JsonObject().put("role", "support").put("lobby", true)
                .put("hours", 1)).json();
        assertTrue(ida.post("/api/code", new JsonObject().put("code", door.getString("code"))).json().getBoolean("waits"));
        decide(knock(ida, lobby, "Ida"), true);
        assertFalse(waits(ida, lobby));
    }

    private static boolean waits(Peer who, String token) {
        return who.post("/api/invitation", new JsonObject().put("token", token)).json().getBoolean("waits");
    }

    private int count() {
        return rosa.get(path("/links")).array("links").stream().map(JsonObject.class::cast)
                .filter(link -> "support".equals(link.getString("role"))).findFirst().orElseThrow().getInteger("used");
    }

    private int people() {
        return rosa.get(path("")).array("people").size();
    }

    private void change(int person, String role) {
        assertEquals(200, rosa.post(path("/members/" + person), new JsonObject().put("role", role)).status());
    }

    private String role(Peer who) {
        return who.get(path("")).json().getJsonObject("me").getString("role");
    }

    private static Reply join(Peer who, String token, String name) {
        return who.post("/api/join", new JsonObject().put("token", token).put("name", name));
    }

    private static String knock(Peer who, String token, String name) {
        Reply reply = join(who, token, name);
        assertEquals(202, reply.status(), reply.text());
        return reply.json().getString("waiting");
    }

    private Reply lobby(String knock, boolean admit) {
        return rosa.post(path("/lobby/" + knock), new JsonObject().put("admit", admit));
    }

    private void decide(String knock, boolean admit) {
        assertEquals(204, lobby(knock, admit).status());
    }

    private String path(String rest) {
        return "/api/programmes/" + made.programme() + rest;
    }
}

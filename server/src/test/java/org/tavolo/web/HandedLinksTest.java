package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/** What whoever made a link to somebody else's account comes by with it (H23, H26). */
class HandedLinksTest {
    private static final String VOID = "invalid/invitation";
    private static RunningServer server;
    private static Peer ida;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ida = Peer.visit(server.base());
        signIn(ida, server.administrator("Ida"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H26 the link of a new account signs in once and gives one of one's own, which stays good")
    void once() {
        JsonObject made = create("Nora");
        Peer nora = Peer.visit(server.base());
        String own = signIn(nora, made.getString("token")).json().getString("token");
        assertEquals(VOID, signIn(Peer.visit(server.base()), made.getString("token")).problem());
        for (int i = 0; i < 2; i++) {
            Reply again = signIn(Peer.visit(server.base()), own);
            assertEquals(200, again.status(), again.text());
            assertFalse(again.json().containsKey("token"), "nothing begins anew by a link of one's own");
        }
        assertEquals("Nora", nora.get("/api/me").json().getJsonObject("account").getString("name"));
    }

    @Test
    @DisplayName("H26 an administrator who signs in as a member reads nothing of the confidential table, and is noticed")
    void nobodyReadsOn() {
        ConfidentialHall hall = new ConfidentialHall(server.base());
        JsonObject made = create("Marc");
        Peer marc = Peer.visit(server.base());
        String own = signIn(marc, made.getString("token")).json().getString("token");
        Peer.Place place = marc.join(hall.owner.invite(hall.made.programme(), "mentor", null, false), "Marc", null);
        UUID board = hall.opened();
        hall.knock(marc);
        hall.admit(hall.peer(Role.MENTEE), board);
        String table = "/api/boards/" + board + "/snapshot";
        assertEquals(200, marc.get(table).status());
        Peer phone = Peer.visit(server.base());
        assertEquals(200, signIn(phone, own).status());

        Peer tablet = Peer.visit(server.base());
        assertEquals(200, tablet.post("/api/return", new JsonObject().put("token", place.returnToken())).status());
        assertEquals(200, tablet.get(table).status());

        String handed = another(made);
        Peer mallory = Peer.visit(server.base());
        String taken = signIn(mallory, handed).json().getString("token");
        assertEquals(404, mallory.get(table).status());
        assertEquals("outside", mallory.get(hall.door()).json().getString("state"));
        for (Peer one : new Peer[] {marc, phone, tablet}) {
            assertNull(one.get("/api/me").json().getJsonObject("account"));
            assertTrue(one.get("/api/me").array("programmes").isEmpty());
            assertEquals(404, one.get(table).status());
        }
        assertEquals(VOID, signIn(Peer.visit(server.base()), own).problem());
        Peer back = Peer.visit(server.base());
        assertEquals(VOID, back.post("/api/return", new JsonObject().put("token", place.returnToken())).problem());

        // Whose account it is asks for another link, and nobody who was in it by the one before stays there.
        hall.knock(mallory);
        String kept = mallory.post("/api/programmes/" + hall.made.programme() + "/return-link", new JsonObject()).json()
                .getString("returnToken");
        assertEquals(200, signIn(marc = Peer.visit(server.base()), another(made)).status());
        assertEquals(0, hall.peer(Role.MENTEE).get("/api/boards/" + board + "/lobby").array("waiting").size());
        hall.knock(marc);
        hall.admit(hall.peer(Role.MENTEE), board);
        assertEquals(200, marc.get(table).status());
        assertEquals(401, mallory.get(table).status());
        mallory = Peer.visit(server.base());
        assertEquals(VOID, signIn(mallory, taken).problem());
        assertEquals(VOID, mallory.post("/api/return", new JsonObject().put("token", kept)).problem());
    }

    @Test
    @DisplayName("H26 a facilitator whom both teams asked in is asked in again after somebody signed in by another's link")
    void askedInAnew() {
        ConfidentialHall hall = new ConfidentialHall(server.base());
        UUID board = hall.opened();
        hall.mentorIn(board);
        JsonObject made = create("Fia");
        Peer fia = hall.peer(Role.FACILITATOR);
        signIn(fia, made.getString("token"));
        assertEquals(201, hall.facilitatorIn(board).status());
        Peer mallory = Peer.visit(server.base());
        assertNotEquals("", signIn(mallory, another(made)).json().getString("token"));
        assertEquals(404, mallory.post(hall.door(), new JsonObject()).status());
    }

    @Test
    @DisplayName("H24 another link of one's own ends nothing")
    void ownAnew() {
        ConfidentialHall hall = new ConfidentialHall(server.base());
        UUID board = hall.opened();
        Peer mia = hall.peer(Role.MENTEE);
        signIn(mia, create("Mia").getString("token"));
        String own = mia.post("/api/account/link", new JsonObject()).json().getString("token");
        Peer phone = Peer.visit(server.base());
        assertEquals(200, signIn(phone, own).status());
        assertEquals(200, phone.get("/api/boards/" + board + "/snapshot").status());
        assertEquals(200, mia.get("/api/boards/" + board + "/snapshot").status());
    }

    private static JsonObject create(String name) {
        Reply made = ida.post("/api/accounts", new JsonObject().put("name", name));
        assertEquals(201, made.status(), made.text());
        return made.json();
    }

    private static String another(JsonObject account) {
        return ida.post("/api/accounts/" + account.getString("account") + "/link", new JsonObject()).json()
                .getString("token");
    }

    private static Reply signIn(Peer peer, String token) {
        return peer.post("/api/sign-in", new JsonObject().put("token", token));
    }
}

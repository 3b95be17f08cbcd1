package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Accounts, personal links and the devices of one's own (H22 to H26). */
class AccountsTest {
    private static final String VOID = "invalid/invitation";
    private static RunningServer server;
    private static Peer ida;

    @BeforeAll
    static void theFirstIsMadeByTheSetupLink() {
        server = RunningServer.start();
        String token = server.setupToken();
        ida = Peer.visit(server.base()).setUp(token, "Ida");
        for (String other : List.of(token, "A".repeat(32))) {
            assertEquals(VOID, Peer.visit(server.base()).post("/api/setup", new JsonObject().put("token", other)
                    .put("name", "Mallory")).problem());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H22 while somebody has an account, no setup link makes another, were it valid")
    void onlyTheFirst() throws Exception {
        execute("insert into sign_in (id, token_hash, expires_at) values (gen_random_uuid(),"
                + " sha256(convert_to('left over', 'UTF8')), now() + interval '1 day')");
        assertEquals(VOID, Peer.visit(server.base()).post("/api/setup", new JsonObject().put("token", "left over")
                .put("name", "Mallory")).problem());
        assertEquals(VOID, signIn(Peer.visit(server.base()), "left over").problem());
    }

    @Test
    @DisplayName("H26 only an administrator sees, makes, invites anew and ends accounts, and no account ends itself")
    void administering() {
        Peer luca = Peer.visit(server.base());
        JsonObject made = create("Luca");
        assertEquals(200, signIn(luca, made.getString("token")).status());
        String account = "/api/accounts/" + made.getString("account");
        JsonObject nothing = new JsonObject();
        assertEquals("denied/role", luca.get("/api/accounts").problem());
        assertEquals("denied/role", luca.post("/api/accounts", new JsonObject().put("name", "X")).problem());
        assertEquals("denied/role", luca.post(account + "/link", nothing).problem());
        assertEquals("denied/role", luca.delete(account).problem());
        assertTrue(ida.get("/api/accounts").text().contains(made.getString("account")));
        String own = ida.get("/api/me").json().getJsonObject("account").getString("account");
        assertEquals("invalid/invalid_value", ida.delete("/api/accounts/" + own).problem());
    }

    @Test
    @DisplayName("H23 and H24 a personal link signs in until it expires, another is made, or the account ends")
    void personalLinks() throws Exception {
        JsonObject made = create("Nora");
        String account = "/api/accounts/" + made.getString("account");
        Peer nora = Peer.visit(server.base());
        String first = signIn(nora, made.getString("token")).json().getString("token");
        assertEquals(200, signIn(Peer.visit(server.base()), first).status());
        String second = nora.post("/api/account/link", new JsonObject()).json().getString("token");
        assertEquals(VOID, signIn(Peer.visit(server.base()), first).problem());
        assertEquals(200, signIn(Peer.visit(server.base()), second).status());
        execute("update sign_in set expires_at = now() - interval '1 second' where account = '"
                + made.getString("account") + "'");
        assertEquals(VOID, signIn(Peer.visit(server.base()), second).problem());
        String third = ida.post(account + "/link", new JsonObject()).json().getString("token");
        UUID board = UUID.fromString(nora.post("/api/programmes/sample", new JsonObject().put("name", "Nora")
                .put("language", "it")).json().getString("board"));
        try (Live live = nora.live()) {
            live.enter(board);
            assertEquals(204, ida.delete(account).status());
            assertEquals(4401, live.closeCode());
        }
        assertNull(nora.get("/api/me").json().getJsonObject("account"));
        assertEquals(VOID, signIn(Peer.visit(server.base()), third).problem());
        assertEquals("invalid/not_found", ida.post(account + "/link", new JsonObject()).problem());
        assertEquals("invalid/not_found", ida.delete(account).problem());
    }

    @Test
    @DisplayName("H23 signing in gives another token, brings along whom one was as a guest, and takes nobody who has an account")
    void guestsBecomeTheirs() {
        Peer rosa = Peer.visit(server.base());
        Peer.Programme programme = rosa.create("Una città per tutti", "Rosa");
        Peer guest = Peer.visit(server.base());
        int number = guest.join(programme.joinToken(), "Eva", "other").person();
        JsonObject made = create("Eva");
        String before = guest.cookie();
        String own = signIn(guest, made.getString("token")).json().getString("token");
        assertNotEquals(before, guest.cookie());
        Peer elsewhere = Peer.visit(server.base());
        signIn(elsewhere, own);
        assertEquals(number, elsewhere.get("/api/me").array("programmes").getJsonObject(0).getInteger("person"));
        // Somebody else who signs in on Rosa's device does not become Rosa anywhere else.
        JsonObject other = create("Olga");
        Peer shared = Peer.stranger(server.base()).cookie(rosa.cookie());
        String olgas = signIn(shared, other.getString("token")).json().getString("token");
        Peer olga = Peer.visit(server.base());
        signIn(olga, olgas);
        assertTrue(olga.get("/api/me").array("programmes").isEmpty());
    }

    @Test
    @DisplayName("H25 one sees and ends one's own sessions alone, and an ended one is shut out at once")
    void devices() {
        JsonObject made = create("Vera");
        Peer here = Peer.visit(server.base());
        Peer there = Peer.visit(server.base());
        signIn(there, signIn(here, made.getString("token")).json().getString("token"));
        assertEquals(2, here.get("/api/account/sessions").array("sessions").size());
        String lost = here.get("/api/account/sessions").array("sessions").stream().map(JsonObject.class::cast)
                .filter(one -> !one.getBoolean("mine")).findFirst().orElseThrow().getString("session");
        assertFalse(Peer.visit(server.base()).get("/api/account/sessions").text().contains(lost));
        assertEquals("invalid/not_found", ida.delete("/api/account/sessions/" + lost).problem());
        assertEquals("Vera", there.get("/api/me").json().getJsonObject("account").getString("name"));
        assertEquals(204, here.delete("/api/account/sessions/" + lost).status());
        assertNull(there.get("/api/me").json().getJsonObject("account"));
        assertEquals("invalid/not_found", here.delete("/api/account/sessions/" + lost).problem());
        assertEquals(1, here.get("/api/account/sessions").array("sessions").size());
    }

    @Test
    @DisplayName("H46 whoever parted from their name is nobody of an account, also when they sign in afterwards")
    void partedForGood() {
        Peer rosa = Peer.visit(server.base());
        Peer.Programme programme = rosa.create("Una città per tutti", "Rosa");
        Peer guest = Peer.visit(server.base());
        guest.join(programme.joinToken(), "Eva", "other");
        assertEquals(204, guest.post("/api/programmes/" + programme.programme() + "/forget",
                new JsonObject().put("what", "name")).status());
        String own = signIn(guest, create("Eva").getString("token")).json().getString("token");
        Peer elsewhere = Peer.visit(server.base());
        signIn(elsewhere, own);
        assertTrue(elsewhere.get("/api/me").array("programmes").isEmpty());
    }

    @Test
    @DisplayName("H25 a phone that came back by one's return link is among one's sessions and can be ended")
    void phonesByReturnLinks() {
        Peer rosa = Peer.visit(server.base());
        Peer.Programme programme = rosa.create("Una città per tutti", "Rosa");
        Peer pia = Peer.visit(server.base());
        String own = signIn(pia, create("Pia").getString("token")).json().getString("token");
        String back = pia.join(programme.joinToken(), "Pia", "other").returnToken();
        Peer phone = Peer.visit(server.base());
        assertEquals(200, phone.post("/api/return", new JsonObject().put("token", back)).status());
        // Whoever has a seat of somebody else's account is none of hers.
        Peer noor = Peer.visit(server.base());
        signIn(noor, create("Noor").getString("token"));
        noor.join(programme.joinToken(), "Noor", "other");
        // Here she has no seat of her own: it is known by her account alone.
        Peer desk = Peer.visit(server.base());
        signIn(desk, own);
        assertEquals(3, desk.get("/api/account/sessions").array("sessions").size());
        String others = desk.get("/api/account/sessions").array("sessions").stream().map(JsonObject.class::cast)
                .filter(one -> !one.getBoolean("mine")).map(one -> one.getString("session"))
                .peek(one -> assertEquals(204, desk.delete("/api/account/sessions/" + one).status()))
                .findFirst().orElseThrow();
        assertFalse(desk.get("/api/account/sessions").text().contains(others));
        assertTrue(phone.get("/api/me").array("programmes").isEmpty());
    }

    private static JsonObject create(String name) {
        Reply made = ida.post("/api/accounts", new JsonObject().put("name", name));
        assertEquals(201, made.status(), made.text());
        return made.json();
    }

    private static Reply signIn(Peer peer, String token) {
        return peer.post("/api/sign-in", new JsonObject().put("token", token));
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

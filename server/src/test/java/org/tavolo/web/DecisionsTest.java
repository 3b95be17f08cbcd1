package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/** What routes decide by themselves, once they know that somebody may ask them at all. */
class DecisionsTest {
    private static RunningServer server;
    private static ConfidentialHall hall;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        hall = new ConfidentialHall(server.base());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H15, H30 and H31 the mentee city gives, changes and takes the roles, and the links, of its own group alone")
    void rolesOfTheMenteeCity() {
        Peer mentee = hall.peer(Role.MENTEE);
        for (Role role : Role.values()) {
            boolean own = List.of(Role.SUPPORT, Role.MIGRANTS, Role.APPROVER, Role.SERVICE, Role.REFERENT, Role.OBSERVER,
                    Role.INVITED).contains(role);
            Reply invited = mentee.post(path("/links"), new JsonObject().put("role", role.wire()).put("lobby", false)
                    .put("days", 1));
            assertEquals(own ? "201" : "denied/role", said(invited, 201), "invites " + role);
            String link = hall.peer(Role.COORDINATOR).post(path("/links"), new JsonObject().put("role", role.wire())
                    .put("lobby", false).put("days", 1)).json().getString("link");
            assertEquals(own, mentee.get(path("/links")).array("links").stream().map(JsonObject.class::cast)
                    .filter(one -> link.equals(one.getString("link"))).findFirst().orElseThrow().getBoolean("revocable"));
            assertEquals(own ? "204" : "denied/role", said(mentee.delete(path("/links/" + link)), 204), "revokes " + role);
            Reply changed = mentee.post(path("/members/" + hall.number(role)), new JsonObject().put("role", "support"));
            assertEquals(own ? "200" : "denied/role", said(changed, 200), "changes " + role);
            if (own) {
                assertEquals(200, hall.change(role, role).status());
            } else if (role != Role.MENTEE) {
                assertEquals("denied/role", mentee.delete(path("/members/" + hall.number(role))).problem());
            }
        }
    }

    @Test
    @DisplayName("H34 what anybody can overhear brings a member of the support group only to the lobby, and nobody who leads")
    void spokenRoles() {
        for (Role role : Role.values()) {
            for (boolean lobby : new boolean[] {true, false}) {
                boolean may = role == Role.INVITED || role == Role.OBSERVER || role == Role.SUPPORT && lobby;
                Reply opened = hall.owner.post(path("/door"), new JsonObject().put("role", role.wire()).put("lobby", lobby)
                        .put("hours", 1));
                assertEquals(may ? "201" : "denied/role", said(opened, 201), role + " " + lobby);
            }
        }
    }

    @Test
    @DisplayName("E71 codes are guessed no more often by joining than by looking")
    void guessedByJoining() {
        Peer mallory = Peer.visit(server.base());
        JsonObject join = new JsonObject().put("code", "00000000").put("name", "Mallory").put("party", "other");
        for (int i = 0; i < 5; i++) {
            assertEquals("invalid/invitation", mallory.post("/api/join", join).problem());
        }
        assertEquals("rate/too_many_requests", mallory.post("/api/join", join).problem());
    }

    @Test
    @DisplayName("H11, H14, H17 and H18 whoever does not sit at the table is told of no board, however they came")
    void boardsOfWhoDoesNotSitThere() {
        for (Role role : Role.values()) {
            Peer one = Peer.visit(server.base());
            Reply joined = one.post("/api/join", new JsonObject()
                    .put("token", hall.owner.invite(hall.made.programme(), role.wire(), null, false))
                    .put("name", "Somebody").put("party", role.parties().get(0).wire()));
            assertEquals(201, joined.status(), joined.text());
            Reply again = Peer.visit(server.base()).post("/api/return",
                    new JsonObject().put("token", joined.json().getString("returnToken")));
            String board = role.atTheTable() ? hall.made.board().toString() : null;
            assertEquals(board, joined.json().getString("board"), role + " by a link");
            assertEquals(board, again.json().getString("board"), role + " coming back");
            assertEquals(board, one.get("/api/me").array("programmes").getJsonObject(0).getString("board"), role.wire());
            assertEquals(board, one.get(path("")).json().getString("board"), role.wire());
        }
    }

    @Test
    @DisplayName("H42 and H43 who leads a session is a guest at the confidential table and lets nobody in or out")
    void guestsOfTheTeams() {
        ConfidentialHall own = new ConfidentialHall(server.base());
        UUID board = own.opened();
        own.mentorIn(board);
        own.facilitatorIn(board);
        Peer guest = own.peer(Role.FACILITATOR);
        assertEquals(200, guest.get("/api/boards/" + board + "/snapshot").status());
        own.knock(own.another(Role.MENTEE, "Second"));
        String knock = own.peer(Role.MENTEE).get("/api/boards/" + board + "/lobby").array("waiting").getJsonObject(0)
                .getString("knock");
        String at = "/api/boards/" + board;
        assertEquals("denied/role", guest.get(at + "/lobby").problem());
        for (boolean admit : new boolean[] {true, false}) {
            assertEquals("denied/role", guest.post(at + "/lobby/" + knock, new JsonObject().put("admit", admit)).problem());
        }
        assertEquals("denied/role", own.invite(guest, board, own.number(Role.NETWORK)).problem());
        assertEquals("denied/role", guest.delete(at + "/invited/" + own.number(Role.FACILITATOR)).problem());
        assertEquals(1, own.peer(Role.MENTEE).get(at + "/lobby").array("waiting").size());
    }

    @Test
    @DisplayName("H7 who leads takes back what they could by hand, the mentee city everything, and neither who writes now")
    void restoring() {
        Peer leads = Peer.visit(server.base());
        Peer.Programme made = leads.create("Una città per tutti", "Rosa");
        Peer mentee = Peer.visit(server.base());
        mentee.join(leads.invite(made.programme(), "mentee", null, false), "Mia", "mentee");
        Peer guest = Peer.visit(server.base());
        guest.join(leads.invite(made.programme(), "invited", "other", false), "Gino", "other");
        String plan = TalkTest.area(leads, made.board(), "plan");
        String notes = TalkTest.area(leads, made.board(), "notes");
        UUID row = UUID.randomUUID();
        add(leads, made, row, "action", plan, "actions", "a row of before");
        long before = leads.head(made.board());

        edit(leads, made, new JsonObject().put("e", "type").put("item", row.toString()).put("field", "actions")
                .put("op", new JsonArray().add("scribbled: ")));
        edit(mentee, made, new JsonObject().put("e", "set").put("item", row.toString()).put("field", "state")
                .put("value", "agreed"));
        add(guest, made, UUID.randomUUID(), "note", notes, "text", "by a guest");
        add(mentee, made, UUID.randomUUID(), "note", notes, "text", "a note by the city");
        add(mentee, made, UUID.randomUUID(), "action", plan, "actions", "a row by the city");
        edit(leads, made, new JsonObject().put("e", "set").put("item", TalkTest.area(leads, made.board(), "programme"))
                .put("field", "pen").put("value", "mentee"));

        assertEquals(200, restore(leads, made, before).status());
        assertEquals(Map.of("a row of before", "agreed", "a note by the city", "", "a row by the city", ""),
                standing(leads, made));
        assertEquals("mentee", pen(leads, made));
        assertEquals(200, restore(mentee, made, before).status());
        assertEquals(Map.of("a row of before", ""), standing(leads, made));
        assertEquals("mentee", pen(leads, made));
    }

    private static void add(Peer who, Peer.Programme made, UUID id, String type, String parent, String field, String text) {
        edit(who, made, ConfidentialHall.create(id, type, parent, field, text));
    }

    private static void edit(Peer who, Peer.Programme made, JsonObject edit) {
        Reply reply = hall.submit(who, made.board(), edit);
        assertEquals(200, reply.status(), reply.text());
    }

    /** What stands on the plan and among the notes, and how far it is. */
    private static Map<String, String> standing(Peer who, Peer.Programme made) {
        return items(who, made).filter(item -> !item.getBoolean("deleted", false))
                .filter(item -> List.of("action", "note").contains(item.getString("type")))
                .map(item -> item.getJsonObject("fields"))
                .collect(Collectors.toMap(fields -> fields.getString("actions", fields.getString("text")),
                        fields -> fields.getString("state", "")));
    }

    private static String pen(Peer who, Peer.Programme made) {
        return items(who, made).map(item -> item.getJsonObject("fields").getString("pen")).filter(Objects::nonNull)
                .findFirst().orElse("mentee");
    }

    private static Stream<JsonObject> items(Peer who, Peer.Programme made) {
        return who.get("/api/boards/" + made.board() + "/snapshot").array("items").stream().map(JsonObject.class::cast);
    }

    private static Reply restore(Peer who, Peer.Programme made, long rev) {
        return who.post("/api/boards/" + made.board() + "/restore", new JsonObject().put("rev", rev)
                .put("command", UUID.randomUUID().toString()));
    }

    @Test
    @DisplayName("H45 who sits at the table no more takes along what they wrote, and not what it has become")
    void ownTracesOfWhoLeftTheTable() {
        Peer guest = Peer.visit(server.base());
        int number = guest.join(hall.owner.invite(hall.made.programme(), "invited", null, false), "Guest", "other")
                .person();
        Peer mentee = hall.peer(Role.MENTEE);
        JsonObject note = ConfidentialHall.create(UUID.randomUUID(), "note", TalkTest.area(mentee, hall.made.board(),
                "notes"), "text", "Mine");
        assertEquals(200, hall.submit(guest, hall.made.board(), note).status());
        assertFalse(now(guest).isEmpty());
        assertEquals(200, hall.owner.post(path("/members/" + number), new JsonObject().put("role", "observer")).status());
        assertTrue(guest.get(path("/mine.json")).text().contains("Mine"));
        assertTrue(now(guest).isEmpty(), "it is told how the table is now");
    }

    private static String now(Peer peer) {
        JsonObject now = peer.get(path("/mine.json")).json().getJsonArray("tables").getJsonObject(0).getJsonObject("now");
        return now == null || now.getJsonArray("items").isEmpty() ? "" : now.encode();
    }

    @Test
    @DisplayName("H46 a name that is forgotten in one programme is not spoken of in another")
    void forgottenInOneProgramme() {
        Peer pia = hall.another(Role.SUPPORT, "Pia");
        Peer zoe = Peer.visit(server.base());
        Peer.Programme other = zoe.create("Altrove", "Zoe");
        pia.join(other.joinToken(), "Pia", "other");
        try (Live here = hall.peer(Role.MENTEE).live(); Live there = zoe.live()) {
            here.enter(hall.made.board());
            there.enter(other.board());
            assertEquals(204, pia.post(path("/forget"), new JsonObject().put("what", "name")).status());
            here.await("board." + hall.made.board(), "people");
            UUID client = UUID.randomUUID();
            assertEquals(200, zoe.post("/api/boards/" + other.board() + "/submissions", HostileTable.submission(client, 1, 0,
                    ConfidentialHall.create(UUID.randomUUID(), "note", TalkTest.area(zoe, other.board(), "notes"), "text",
                            "the end"))).status());
            StringBuilder told = new StringBuilder();
            there.await(frame -> {
                told.append(frame.encode());
                return frame.encode().contains("the end");
            });
            assertFalse(told.toString().contains("\"people\":[{\"person\""), told.toString());
        }
    }

    @Test
    @DisplayName("H22 whoever makes the first account has another token afterwards")
    void tokenOfTheFirstAccount() {
        try (RunningServer fresh = RunningServer.start()) {
            Peer ada = Peer.visit(fresh.base());
            String before = ada.cookie();
            String token = fresh.setupToken();
            assertEquals("invalid/invitation", ada.post("/api/setup", new JsonObject().put("token", "A".repeat(32))
                    .put("name", "Mallory")).problem());
            ada.setUp(token, "Ada");
            assertNotEquals(before, ada.cookie());
            assertNull(Peer.stranger(fresh.base()).cookie(before).get("/api/me").header("Set-Cookie"));
        }
    }

    @Test
    @DisplayName("B30 whoever makes their first programme, or comes back to one, has another token afterwards")
    void tokensOfFirstSeats() {
        Peer ada = Peer.visit(server.base()).signedIn("Ada");
        String before = ada.cookie();
        Peer.Programme made = ada.create("Una città per tutti", "Ada");
        assertNotEquals(before, ada.cookie());
        Peer again = Peer.visit(server.base());
        String planted = again.cookie();
        assertEquals(200, again.post("/api/return", new JsonObject().put("token", made.returnToken())).status());
        assertNotEquals(planted, again.cookie());
    }

    private static String said(Reply reply, int done) {
        return reply.status() == done ? String.valueOf(done) : reply.problem();
    }

    private static String path(String rest) {
        return "/api/programmes/" + hall.made.programme() + rest;
    }
}

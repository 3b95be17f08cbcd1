package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/**
 * An id of something that is somebody else's, or hidden, is answered like one that nobody ever had: by every route that
 * takes an id, with the same status, headers and body.
 */
class HiddenIdsTest {
    private static final int NOBODY = 999_999;
    private static RunningServer server;
    private static ConfidentialHall hall;
    private static Peer elsewhere;
    private static Peer.Programme foreign;
    private static UUID hidden;
    private static String aside;

    @BeforeAll
    static void begin() {
        server = RunningServer.start();
        hall = new ConfidentialHall(server.base());
        hidden = hall.opened();
        hall.knock(hall.peer(Role.MENTOR));
        elsewhere = Peer.visit(server.base());
        foreign = elsewhere.create("Altrove", "Zoe");
        Peer mentee = hall.peer(Role.MENTEE);
        JsonObject note = ConfidentialHall.create(UUID.randomUUID(), "aside", TalkTest.area(mentee, hidden, "asides"), "text",
                "hidden");
        aside = note.getString("item");
        assertEquals(200, hall.submit(mentee, hidden, note).status());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("every route of a programme answers for another's as for none")
    void programmes() {
        int asked = 0;
        for (Role role : Role.values()) {
            for (Api.Route route : server.routes()) {
                if (route.path().contains(":programme")) {
                    assertSame(role + " " + route, ask(hall.peer(role), route, UUID.randomUUID()),
                            ask(hall.peer(role), route, foreign.programme()));
                    asked++;
                }
            }
        }
        assertTrue(asked > 300, "so few prove little: " + asked);
    }

    @Test
    @DisplayName("every route of a board answers for another programme's and for the confidential table as for none")
    void boards() {
        int asked = 0;
        for (Role role : Role.values()) {
            for (Api.Route route : server.routes()) {
                if (!route.path().contains(":board")) {
                    continue;
                }
                String unknown = ask(hall.peer(role), route, UUID.randomUUID());
                assertSame(role + " " + route, unknown, ask(hall.peer(role), route, foreign.board()));
                if (role != Role.MENTEE) {
                    assertSame(role + " " + route + " hidden", unknown, ask(hall.peer(role), route, hidden));
                }
                asked += 2;
            }
        }
        assertTrue(asked > 300, "so few prove little: " + asked);
    }

    @Test
    @DisplayName("E70 links, knocks, people, sessions and notes of others are answered as those that are not there")
    void whatIsNamedBelow() {
        String own = "/api/programmes/" + hall.made.programme();
        String at = "/api/boards/" + hidden;
        Peer owner = hall.owner;
        Peer mentee = hall.peer(Role.MENTEE);
        String link = elsewhere.get("/api/programmes/" + foreign.programme() + "/links").array("links").getJsonObject(0)
                .getString("link");
        String knock = Peer.visit(server.base()).post("/api/join", new JsonObject()
                .put("token", elsewhere.invite(foreign.programme(), "support", null, true)).put("name", "Bo")).json()
                .getString("waiting");
        String hiddenKnock = mentee.get(at + "/lobby").array("waiting").getJsonObject(0).getString("knock");
        Peer gone = hall.another(Role.SUPPORT, "Gone");
        int former = gone.get("/api/me").array("programmes").getJsonObject(0).getInteger("person");
        assertEquals(204, owner.delete(own + "/members/" + former).status());
        String session = elsewhere.get("/api/account/sessions").array("sessions").getJsonObject(0).getString("session");
        JsonObject role = new JsonObject().put("role", "support");
        JsonObject admit = new JsonObject().put("admit", true);
        UUID none = UUID.randomUUID();
        assertSame("a link", say(owner.delete(own + "/links/" + none)), say(owner.delete(own + "/links/" + link)));
        for (String other : List.of(knock, hiddenKnock)) {
            assertSame("a knock", say(owner.post(own + "/lobby/" + none, admit)),
                    say(owner.post(own + "/lobby/" + other, admit)));
            assertSame("waiting", say(owner.get("/api/waiting/" + none)), say(owner.get("/api/waiting/" + other)));
        }
        assertSame("a knock elsewhere", say(mentee.post(at + "/lobby/" + none, admit)),
                say(mentee.post(at + "/lobby/" + knock, admit)));
        for (int other : new int[] {foreign.person(), former}) {
            assertSame("a member", say(owner.post(own + "/members/" + NOBODY, role)),
                    say(owner.post(own + "/members/" + other, role)));
            assertSame("a member", say(owner.delete(own + "/members/" + NOBODY)),
                    say(owner.delete(own + "/members/" + other)));
            assertSame("an owner", say(owner.post(own + "/owner", new JsonObject().put("person", NOBODY))),
                    say(owner.post(own + "/owner", new JsonObject().put("person", other))));
            assertSame("a guest", say(mentee.post(at + "/invited", new JsonObject().put("person", NOBODY))),
                    say(mentee.post(at + "/invited", new JsonObject().put("person", other))));
            assertSame("a guest", say(mentee.delete(at + "/invited/" + NOBODY)),
                    say(mentee.delete(at + "/invited/" + other)));
        }
        assertSame("a session", say(owner.delete("/api/account/sessions/" + none)),
                say(owner.delete("/api/account/sessions/" + session)));
        String note = mentee.post(at + "/off-record", new JsonObject().put("text", "between us")).json().getString("note");
        ConfidentialHall another = new ConfidentialHall(server.base());
        String there = "/api/boards/" + another.opened() + "/off-record/";
        assertSame("a note", say(another.peer(Role.MENTEE).delete(there + none)),
                say(another.peer(Role.MENTEE).delete(there + note)));
        Peer administrator = Peer.visit(server.base());
        administrator.post("/api/sign-in", new JsonObject().put("token", server.administrator("Ida")));
        String ended = administrator.post("/api/accounts", new JsonObject().put("name", "Ended")).json().getString("account");
        assertEquals(204, administrator.delete("/api/accounts/" + ended).status());
        assertSame("an account", say(administrator.delete("/api/accounts/" + none)),
                say(administrator.delete("/api/accounts/" + ended)));
        assertSame("an account", say(administrator.post("/api/accounts/" + none + "/link", new JsonObject())),
                say(administrator.post("/api/accounts/" + ended + "/link", new JsonObject())));
    }

    @Test
    @DisplayName("H50 to H58 rounds and votes that are another's, deleted, not opened or something else are answered as none")
    void roundsAndVotes() {
        LedTable own = new LedTable(hall.peer(Role.FACILITATOR), hall.made);
        LedTable other = new LedTable(elsewhere, foreign);
        UUID deleted = own.round("Che cosa?", false);
        own.delete(own.leads, deleted);
        UUID gone = own.poll(new JsonObject());
        own.delete(own.leads, gone);
        UUID round = own.create(own.leads, "round", own.session.toString(), new JsonObject());
        UUID poll = own.create(own.leads, "poll", own.session.toString(), new JsonObject());
        List<UUID> hiddenOnes = List.of(other.round("Che cosa?", true), other.poll(new JsonObject()), deleted, gone, round,
                poll, own.session, UUID.fromString(aside));
        int asked = 0;
        for (Api.Route route : server.routes()) {
            if (!route.path().contains(":round") && !route.path().contains(":poll")) {
                continue;
            }
            for (Role role : List.of(Role.FACILITATOR, Role.MENTEE, Role.SUPPORT)) {
                String unknown = led(hall.peer(role), route, UUID.randomUUID());
                for (UUID one : hiddenOnes) {
                    assertSame(role + " " + route, unknown, led(hall.peer(role), route, one));
                    asked++;
                }
            }
        }
        assertEquals(10 * 3 * hiddenOnes.size(), asked);
    }

    private static String led(Peer peer, Api.Route route, UUID id) {
        String path = route.path().replace(":board", hall.made.board().toString()).replace(":round", id.toString())
                .replace(":poll", id.toString()).replace(":draft", UUID.randomUUID().toString());
        JsonObject body = path.endsWith("/dots") ? new JsonObject().put("of", UUID.randomUUID().toString()).put("change", 1)
                : path.endsWith("/ballot") ? new JsonObject().put("dots", new JsonObject())
                : path.contains("/drafts/") ? new JsonObject().put("text", "x") : new JsonObject();
        return say(route.method().equals("GET") ? peer.get(path) : peer.post(path, body));
    }

    @Test
    @DisplayName("C38 to C40 an item of the confidential table is none at the shared one: to edit, to link, to move into, to look back at")
    void itemsOfTheOtherTable() {
        Peer mentee = hall.peer(Role.MENTEE);
        UUID shared = hall.made.board();
        String notes = TalkTest.area(mentee, shared, "notes");
        String area = TalkTest.area(mentee, hidden, "asides");
        JsonObject mine = ConfidentialHall.create(UUID.randomUUID(), "note", notes, "text", "public");
        assertEquals(200, hall.submit(mentee, shared, mine).status());
        String note = mine.getString("item");
        List<JsonObject> edits = new ArrayList<>();
        for (String kind : List.of("delete", "restore")) {
            edits.add(new JsonObject().put("e", kind));
        }
        edits.add(new JsonObject().put("e", "set").put("field", "lang").put("value", "it"));
        edits.add(new JsonObject().put("e", "move").put("parent", notes).put("at", "last"));
        // Whoever is in it may not either: at this table it is none.
        for (Peer peer : List.of(mentee, hall.peer(Role.SUPPORT), hall.peer(Role.FACILITATOR))) {
            for (JsonObject edit : edits) {
                assertSame(edit.encode(), say(hall.submit(peer, shared, edit.copy().put("item", UUID.randomUUID().toString()))),
                        say(hall.submit(peer, shared, edit.copy().put("item", aside))));
                assertEquals("invalid/not_found", hall.submit(peer, shared, edit.copy().put("item", aside)).problem());
            }
            for (String parent : List.of(UUID.randomUUID().toString(), area)) {
                assertEquals("invalid/not_found", hall.submit(peer, shared, ConfidentialHall.create(UUID.randomUUID(), "note",
                        parent, "text", "x")).problem());
            }
            assertSame("looking back", say(peer.get("/api/boards/" + shared + "/history?item=" + UUID.randomUUID())),
                    say(peer.get("/api/boards/" + shared + "/history?item=" + aside)));
        }
        for (String parent : List.of(UUID.randomUUID().toString(), area)) {
            assertEquals("invalid/not_found", hall.submit(mentee, shared, new JsonObject().put("e", "move")
                    .put("item", note).put("parent", parent).put("at", "last")).problem());
        }
        assertEquals("invalid/not_found", hall.submit(mentee, hidden, new JsonObject().put("e", "move").put("item", aside)
                .put("parent", notes).put("at", "last")).problem());
        assertEquals("invalid/unknown_type", hall.submit(mentee, shared, ConfidentialHall.create(UUID.randomUUID(), "aside",
                notes, "text", "x")).problem());
    }

    @Test
    @DisplayName("C39 to edit what is hidden takes as long to be refused as what is not there")
    void timeOfHiddenItems() {
        Peer peer = hall.peer(Role.SUPPORT);
        long[] there = new long[60];
        long[] none = new long[60];
        for (int i = 0; i < there.length; i++) {
            there[i] = took(peer, aside);
            none[i] = took(peer, UUID.randomUUID().toString());
        }
        Arrays.sort(there);
        Arrays.sort(none);
        double apart = Math.abs(there[there.length / 2] - none[none.length / 2]) / 1e6;
        assertTrue(apart <= 5, apart + " ms apart");
    }

    private static long took(Peer peer, String item) {
        long began = System.nanoTime();
        assertEquals("invalid/not_found", hall.submit(peer, hall.made.board(),
                new JsonObject().put("e", "delete").put("item", item)).problem());
        return System.nanoTime() - began;
    }

    @Test
    @DisplayName("C49 what undoes somebody else's edit is judged as any edit is, and twice the same changes nothing more")
    void undoingOthers() {
        Peer mentee = hall.peer(Role.MENTEE);
        Peer support = hall.peer(Role.SUPPORT);
        UUID shared = hall.made.board();
        JsonObject note = ConfidentialHall.create(UUID.randomUUID(), "note", TalkTest.area(mentee, shared, "notes"), "text",
                "the city's");
        assertEquals(200, hall.submit(mentee, shared, note).status());
        JsonObject delete = new JsonObject().put("e", "delete").put("item", note.getString("item"));
        JsonObject restore = new JsonObject().put("e", "restore").put("item", note.getString("item"));
        assertEquals("denied/not_yours", hall.submit(support, shared, delete).problem());
        assertEquals(200, hall.submit(mentee, shared, delete).status());
        assertEquals("denied/not_yours", hall.submit(support, shared, restore).problem());
        for (int i = 0; i < 2; i++) {
            assertEquals(200, hall.submit(mentee, shared, restore).status());
        }
    }

    private static String ask(Peer peer, Api.Route route, UUID id) {
        String path = route.path().replace(":programme", id.toString()).replace(":board", id.toString())
                .replace(":rev", "1").replace(":person", "1").replaceAll(":[a-z]+", UUID.randomUUID().toString());
        return say(route.method().equals("GET") ? peer.get(path) : route.method().equals("DELETE") ? peer.delete(path)
                : peer.change("POST", path, "{}", path.endsWith("/bring-in") ? Map.of("Content-Type", "text/csv") : Map.of()));
    }

    /** Everything that was answered but for the number of the request and the hour. */
    private static String say(Reply reply) {
        StringBuilder said = new StringBuilder().append(reply.status()).append('\n');
        reply.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("date")) {
                said.append(name).append(": ").append(values).append('\n');
            }
        });
        return said.append(reply.text().replaceAll("\"requestId\":\"\\w{8}\"", "")).toString();
    }

    private static void assertSame(String what, String unknown, String hiddenOne) {
        assertEquals(unknown, hiddenOne, what);
    }
}

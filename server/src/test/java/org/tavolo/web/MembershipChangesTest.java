package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** {@code -Druns=1000} does each change a thousand times instead of fifty. */
class MembershipChangesTest {
    private static final int RUNS = Integer.getInteger("runs", 50);
    private static RunningServer server;
    private static Peer ada;
    private static Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ada = Peer.visit(server.base());
        made = ada.create("Una città per tutti", "Ada", "facilitator", "mentee");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H31 who was removed is told nothing more, by neither carrier, and their socket is closed within a second")
    void removed() throws Exception {
        long slowest = 0;
        for (int run = 0; run < RUNS; run++) {
            Peer ben = Peer.visit(server.base());
            Peer.Place place = ben.join(ada.invite(made.programme(), "mentee", null, false), "Ben", null);
            try (Live live = ben.live()) {
                live.enter(made.board());
                long head = ada.head(made.board());
                CompletableFuture<Reply> poll = CompletableFuture.supplyAsync(() -> ben.get("/api/boards/"
                        + made.board() + "/revisions?wait=20&after=" + head));
                assertEquals(204, ada.delete(member(place)).status());
                long removed = System.nanoTime();
                String marker = "after " + UUID.randomUUID();
                note(ada, marker);
                assertEquals(4401, live.closeCode());
                slowest = Math.max(slowest, System.nanoTime() - removed);
                assertEquals(0, live.count(frame -> frame.encode().contains(marker)), "a frame came after the removal");
                Reply polled = poll.get(30, TimeUnit.SECONDS);
                assertFalse(polled.text().contains(marker));
                assertEquals(404, ben.get("/api/boards/" + made.board() + "/snapshot").status());
                assertEquals(404, ben.get("/api/programmes/" + made.programme()).status());
            }
        }
        System.out.printf("removed: %d runs, the slowest socket closed after %.0f ms%n", RUNS, slowest / 1e6);
        assertTrue(slowest < 4_000_000_000L, "closed too late");
    }

    @Test
    @DisplayName("H30 another role counts for the next edit, on the socket that is open and over HTTP")
    void changed() {
        Peer ben = Peer.visit(server.base());
        Peer.Place place = ben.join(ada.invite(made.programme(), "mentee", null, false), "Ben", null);
        String plan = TalkTest.area(ada, made.board(), "plan");
        try (Live live = ben.live()) {
            live.enter(made.board());
            Peer leads = ada;
            for (int run = 0; run < RUNS; run++) {
                if (run % 50 == 49) {
                    // A quick machine would otherwise ask more often than one session may.
                    leads = Peer.visit(server.base());
                    assertEquals(200, leads.post("/api/return", new JsonObject().put("token", made.returnToken())).status());
                }
                // As a browser does: who is silent for a minute and a half is gone.
                live.text("{\"type\":\"ping\"}");
                assertEquals(200, role(leads, place, "mentee").status());
                long n = live.submit(made.board(), leads.head(made.board()), action(plan));
                live.numbered(made.board(), live.client(), n);
                assertEquals(200, role(leads, place, "mentor").status());
                long refused = live.submit(made.board(), leads.head(made.board()), action(plan));
                JsonObject why = live.await(frame -> "refused".equals(frame.getJsonObject("body").getString("type"))
                        && frame.getJsonObject("body").getLong("n") == refused).getJsonObject("body");
                assertEquals("pen", why.getString("reason"));
                assertEquals("denied/pen", ben.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                        .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", 0)
                        .put("edits", new JsonArray().add(action(plan)))).problem());
            }
        }
    }

    @Test
    @DisplayName("H30 whose new role does not sit at the table is sent away from it and still belongs to the programme")
    void sentAway() {
        Peer ben = Peer.visit(server.base());
        Peer.Place place = ben.join(ada.invite(made.programme(), "support", null, false), "Ben", null);
        try (Live live = ben.live()) {
            live.enter(made.board());
            assertEquals(200, role(place, "observer").status());
            assertEquals(4401, live.closeCode());
        }
        assertEquals(404, ben.get("/api/boards/" + made.board() + "/snapshot").status());
        JsonObject told = ben.get("/api/programmes/" + made.programme()).json();
        assertEquals(null, told.getString("board"));
        assertEquals(1, told.getJsonArray("people").size());
    }

    @Test
    @DisplayName("H30 to H32 nobody gives a role above their own, and the owner goes only after giving the programme away")
    void bounds() {
        Peer mia = Peer.visit(server.base());
        Peer.Place place = mia.join(ada.invite(made.programme(), "mentee", null, false), "Mia", null);
        Peer eve = Peer.visit(server.base());
        Peer.Place guest = eve.join(ada.invite(made.programme(), "support", null, false), "Eve", null);
        assertEquals("denied/role", mia.post(member(guest), new JsonObject().put("role", "facilitator")).problem());
        assertEquals(200, mia.post(member(guest), new JsonObject().put("role", "migrants")).status());
        assertEquals("denied/role", mia.delete(member(made.person())).problem());
        assertEquals("denied/role", eve.post(member(guest), new JsonObject().put("role", "mentee")).problem());
        assertEquals("invalid/invalid_party",
                ada.post(member(guest), new JsonObject().put("role", "mentor").put("party", "mentee")).problem());
        assertEquals("denied/owner", ada.delete(member(made.person())).problem());
        assertEquals("denied/role", mia.post(programme("/owner"), new JsonObject().put("person", place.person())).problem());
        assertEquals(204, ada.post(programme("/owner"), new JsonObject().put("person", place.person())).status());
        assertEquals("denied/role", ada.get(programme("/acts")).problem());
        assertEquals(200, mia.get(programme("/acts")).status());
        assertEquals(204, mia.post(programme("/owner"), new JsonObject().put("person", made.person())).status());
        assertEquals(204, eve.delete(member(guest)).status());
        assertEquals(404, ada.delete(member(guest)).status());
    }

    @Test
    @DisplayName("H14 the list of people tells whose the programme is and who is none of its members any more")
    void listed() {
        Peer tom = Peer.visit(server.base());
        Peer.Place gone = tom.join(ada.invite(made.programme(), "invited", "other", false), "Tom", null);
        assertEquals(204, ada.delete(member(gone)).status());
        assertEquals(new JsonObject().put("person", gone.person()).put("name", "Tom").put("party", "other")
                .put("role", "invited").put("former", true), listed(gone.person()));
        JsonObject owner = listed(made.person());
        assertEquals(true, owner.getBoolean("owner"));
        assertEquals(false, owner.containsKey("former"));
    }

    private static JsonObject listed(int person) {
        return ada.get(programme("")).array("people").stream().map(JsonObject.class::cast)
                .filter(one -> one.getInteger("person") == person).findFirst().orElseThrow();
    }

    private static Reply role(Peer.Place place, String role) {
        return role(ada, place, role);
    }

    private static Reply role(Peer by, Peer.Place place, String role) {
        return by.post(member(place), new JsonObject().put("role", role));
    }

    private static void note(Peer who, String text) {
        assertEquals(200, who.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", 0)
                .put("edits", new JsonArray().add(new JsonObject().put("e", "create")
                        .put("item", UUID.randomUUID().toString()).put("type", "note")
                        .put("parent", TalkTest.area(ada, made.board(), "notes"))
                        .put("fields", new JsonObject().put("text", text))))).status());
    }

    private static JsonObject action(String plan) {
        return new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "action")
                .put("parent", plan);
    }

    private static String member(Peer.Place place) {
        return member(place.person());
    }

    private static String member(int person) {
        return programme("/members/" + person);
    }

    private static String programme(String rest) {
        return "/api/programmes/" + made.programme() + rest;
    }
}

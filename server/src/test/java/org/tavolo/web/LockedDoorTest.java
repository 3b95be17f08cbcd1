package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

class LockedDoorTest {
    private static final int CROWD = 50;
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
    void programme() {
        rosa = Peer.visit(server.base());
        made = rosa.create("Una città per tutti", "Rosa");
    }

    @Test
    @DisplayName("H62 while the door is locked nobody new comes by a link, by a code or by knocking, and the link stays whole")
    void shut() {
        String once = rosa.post(path("/links"), new JsonObject().put("role", "mentor").put("most", 1).put("lobby", false)
                .put("days", 30)).json().getString("token");
        String lobby = rosa.invite(made.programme(), "mentor", null, true);
        String code = rosa.post(path("/door"), new JsonObject().put("role", "invited").put("lobby", false).put("hours", 1))
                .json().getString("code");
        lock(true);
        Peer marc = Peer.visit(server.base());
        assertEquals("denied/door", marc.post("/api/join", join("token", once)).problem());
        assertEquals("denied/door", marc.post("/api/join", join("token", lobby)).problem());
        assertEquals("denied/door", marc.post("/api/join", join("code", code)).problem());
        assertEquals(true, marc.post("/api/invitation", new JsonObject().put("token", once)).json().getBoolean("locked"));
        assertEquals(true, marc.post("/api/code", new JsonObject().put("code", code)).json().getBoolean("locked"));
        assertEquals(404, marc.get(path("")).status());
        assertEquals(0, rosa.get(path("/lobby")).array("waiting").size());
        lock(false);
        assertFalse(marc.post("/api/invitation", new JsonObject().put("token", once)).json().containsKey("locked"));
        assertEquals(201, marc.post("/api/join", join("token", once)).status());
    }

    @Test
    @DisplayName("H62 who belongs to it comes back through a locked door, and who waits there is still let in by hand")
    void throughIt() {
        Peer marc = Peer.visit(server.base());
        Peer.Place place = marc.join(made.joinToken(), "Marc", "support");
        Peer waits = Peer.visit(server.base());
        String knock = waits.post("/api/join", join("token", rosa.invite(made.programme(), "mentor", null, true))).json()
                .getString("waiting");
        lock(true);
        assertEquals(200, Peer.visit(server.base()).post("/api/return", new JsonObject().put("token",
                place.returnToken())).status());
        assertEquals(201, marc.post("/api/join", join("token", made.joinToken())).status(), "the same browser again");
        assertEquals(200, marc.get(path("")).status());
        Peer ada = Peer.visit(server.base()).signedIn("Ada");
        lock(false);
        ada.join(made.joinToken(), "Ada", "support");
        lock(true);
        Peer elsewhere = Peer.visit(server.base());
        assertEquals(200, elsewhere.post("/api/sign-in", new JsonObject().put("token", ada.post("/api/account/link",
                new JsonObject()).json().getString("token"))).status());
        JsonObject told = elsewhere.post("/api/invitation", new JsonObject().put("token", made.joinToken())).json();
        assertEquals(true, told.getBoolean("member"), "by their account");
        assertEquals(201, elsewhere.post("/api/join", join("token", made.joinToken())).status());
        assertEquals(204, rosa.post(path("/lobby/" + knock), new JsonObject().put("admit", true)).status());
        assertEquals(true, waits.get("/api/waiting/" + knock).json().getBoolean("admitted"));
        assertEquals(200, waits.get(path("")).status());
    }

    @Test
    @DisplayName("H36 who may let people in is told whether the door is locked, H62 and they alone lock it")
    void whoMay() {
        assertEquals(false, rosa.get(path("/lobby")).json().getBoolean("locked"));
        lock(true);
        assertEquals(true, rosa.get(path("/lobby")).json().getBoolean("locked"));
        lock(false);
        Peer marc = Peer.visit(server.base());
        marc.join(made.joinToken(), "Marc", "support");
        assertEquals("denied/role", marc.post(path("/door/lock"), locking(true)).problem());
        assertFalse(marc.get(path("")).text().contains("locked"));
        Peer mia = Peer.visit(server.base());
        mia.join(rosa.invite(made.programme(), "mentee", null, false), "Mia", null);
        assertEquals(204, mia.post(path("/door/lock"), locking(true)).status());
        Peer zoe = Peer.visit(server.base());
        zoe.create("Altrove", "Zoe");
        assertEquals("invalid/not_found", zoe.post(path("/door/lock"), locking(false)).problem());
        assertEquals("auth/no_session", Peer.stranger(server.base()).post(path("/door/lock"), locking(false)).problem());
        assertEquals("invalid/unknown_member", rosa.post(path("/door/lock"), locking(false).put("why", "")).problem());
        assertEquals("invalid/invalid_value", rosa.post(path("/door/lock"), locking("no")).problem());
        assertEquals("denied/door", Peer.visit(server.base()).post("/api/join", join("token", made.joinToken())
                .put("party", "support")).problem(), "locked all the while");
    }

    @Test
    @DisplayName("H62 of fifty who join while the door is being locked each is in or is not, and none after")
    void race() throws Exception {
        List<Peer> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(Peer.visit(server.base()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(CROWD + 1);
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch some = new CountDownLatch(CROWD / 5);
        List<CompletableFuture<Reply>> joins = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Peer one = crowd.get(i);
            CountDownLatch turn = i < CROWD / 2 ? start : some;
            joins.add(CompletableFuture.supplyAsync(() -> {
                await(turn);
                Reply reply = one.post("/api/join", join("token", made.joinToken()).put("party", "support"));
                some.countDown();
                return reply;
            }, threads));
        }
        CompletableFuture<Reply> locking = CompletableFuture.supplyAsync(() -> {
            await(some);
            return rosa.post(path("/door/lock"), locking(true));
        }, threads);
        start.countDown();
        assertEquals(204, locking.get().status());
        int seated = rosa.get(path("")).array("people").size() - 1;
        int in = 0;
        for (int i = 0; i < CROWD; i++) {
            Reply reply = joins.get(i).get();
            boolean came = reply.status() == 201;
            assertTrue(came || reply.problem().equals("denied/door"), reply.text());
            assertEquals(came ? 200 : 404, crowd.get(i).get(path("")).status(), "in or not, and nothing between");
            in += came ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(in, seated, "somebody came in after the door was locked");
        assertEquals(in + 1, rosa.get(path("")).array("people").size());
        assertTrue(in >= CROWD / 5, "whoever was answered before");
        assertEquals("denied/door", Peer.visit(server.base()).post("/api/join", join("token", made.joinToken())
                .put("party", "support")).problem());
        System.out.println("locked while fifty joined: " + in + " came before");
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void lock(boolean locked) {
        assertEquals(204, rosa.post(path("/door/lock"), locking(locked)).status());
    }

    private static JsonObject locking(Object locked) {
        return new JsonObject().put("locked", locked);
    }

    private static JsonObject join(String by, String secret) {
        return new JsonObject().put(by, secret).put("name", "Marc").put("party", by.equals("code") ? "support" : null);
    }

    private String path(String rest) {
        return "/api/programmes/" + made.programme() + rest;
    }
}

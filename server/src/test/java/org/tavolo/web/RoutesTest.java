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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** The routes H1-H21 as the page uses them. */
class RoutesTest {
    private static RunningServer server;
    private static Peer ada;
    private static Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ada = Peer.visit(server.base());
        made = ada.create("Una città per tutti", "Ada");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H1 a snapshot has the items and the people, compressed for those who can read it")
    void snapshot() {
        Reply reply = ada.get(board("/snapshot"));
        assertTrue(reply.array("items").stream().map(item -> ((JsonObject) item).getString("type")).toList()
                .containsAll(List.of("programme", "plan", "needs", "notes")));
        assertTrue(reply.array("people").stream().map(JsonObject.class::cast)
                .anyMatch(person -> person.getString("name").equals("Ada")
                        && person.getString("role").equals("facilitator")));
        assertEquals("gzip", ada.get(board("/snapshot"), Map.of("Accept-Encoding", "br, gzip"))
                .header("Content-Encoding"));
        assertNull(ada.get(board("/snapshot"), Map.of("Accept-Encoding", "gzip;q=0")).header("Content-Encoding"));
    }

    @Test
    @DisplayName("H2 waiting for revisions ends when somebody writes, and when the time is over")
    void waiting() throws Exception {
        long head = ada.head(made.board());
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() ->
                ada.get(board("/revisions?after=" + head + "&wait=25&client=" + UUID.randomUUID())));
        Peer bo = member("Bo");
        eventually(() -> !ada.get(board("/revisions?after=" + head)).array("present").isEmpty());
        UUID client = UUID.randomUUID();
        assertEquals(200, submit(bo, client, 1, head, note("written while waiting")).status());
        JsonObject told = waiting.get(30, TimeUnit.SECONDS).json();
        assertEquals(head, told.getLong("from"));
        assertEquals(head + 1, told.getLong("to"));
        assertEquals(client.toString(), told.getJsonArray("revisions").getJsonObject(0).getString("client"));
        long began = System.nanoTime();
        JsonObject nothing = ada.get(board("/revisions?after=" + (head + 1) + "&wait=1")).json();
        assertTrue(nothing.getJsonArray("revisions").isEmpty());
        assertEquals(System.currentTimeMillis(), nothing.getLong("now"), 10_000, "what time it is");
        assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(990));
    }

    @Test
    @DisplayName("H3 and L4 what is submitted over HTTP is told on sockets, and the other way round")
    void carriersMeet() {
        try (Live live = ada.live()) {
            long head = live.enter(made.board()).getLong("head");
            UUID client = UUID.randomUUID();
            Reply reply = submit(ada, client, 1, head, note("over HTTP"));
            assertEquals(head + 1, reply.json().getLong("rev"));
            assertEquals(head + 1, live.numbered(made.board(), client, 1).getLong("rev"));
            long n = live.submit(made.board(), head + 1, note("over the socket"));
            live.numbered(made.board(), live.client(), n);
            assertTrue(ada.get(board("/revisions?after=" + (head + 1))).text().contains("over the socket"));
        }
    }

    @Test
    @DisplayName("H4 where somebody without a socket is, is told on sockets and with the poll")
    void presence() {
        Peer bo = member("Bo");
        UUID client = UUID.randomUUID();
        try (Live live = ada.live()) {
            live.register("presence." + made.board());
            live.enter(made.board());
            live.await(frame -> Boolean.TRUE.equals(frame.getJsonObject("body").getBoolean("full")));
            assertEquals(204, bo.post(board("/presence"), new JsonObject().put("client", client.toString())
                    .put("item", made.board().toString()).put("field", "title").put("caret", new JsonArray().add(3).add(5))
                    .put("rev", 1)).status());
            JsonObject frame = live.await(each -> each.encode().contains(client.toString())
                    && each.encode().contains("[3,5]"));
            assertFalse(frame.encode().contains("Bo"));
        }
        assertTrue(ada.get(board("/revisions?after=0")).array("present").encode().contains(client.toString()));
    }

    @Test
    @DisplayName("H5, H6 and H7 a board is shown as it was, its history told, and restored by a facilitator once")
    void history() {
        long before = ada.head(made.board());
        JsonObject create = note("first words");
        String item = create.getString("item");
        assertEquals(200, submit(ada, UUID.randomUUID(), 1, before, create).status());
        assertEquals(200, submit(ada, UUID.randomUUID(), 1, before + 1, new JsonObject().put("e", "type")
                .put("item", item).put("field", "text").put("op", new JsonArray().add("The "))).status());
        assertTrue(ada.get(board("/at/" + (before + 1))).text().contains("\"first words\""));
        JsonObject entry = ada.get(board("/history?item=" + item + "&field=text")).array("entries").getJsonObject(0);
        assertEquals("first words", entry.getString("before"));
        assertEquals("The first words", entry.getString("after"));
        assertEquals(made.person(), entry.getInteger("by"));
        UUID command = UUID.randomUUID();
        JsonObject restore = new JsonObject().put("rev", before).put("command", command.toString());
        assertEquals("denied/role", member("Bo").post(board("/restore"), restore).problem());
        long after = ada.post(board("/restore"), restore).json().getLong("rev");
        assertEquals(before + 3, after);
        assertEquals(200, ada.post(board("/restore"), restore).status());
        assertEquals(after, ada.head(made.board()));
        assertFalse(ada.get(board("/snapshot")).array("items").stream().map(JsonObject.class::cast)
                .anyMatch(each -> each.getString("id").equals(item) && !each.containsKey("deleted")));
    }

    @Test
    @DisplayName("H60 what one person did is taken back by who leads, once, and what others did since stays")
    void takenBack() {
        Peer bo = member("Bo");
        int person = bo.get("/api/programmes/" + made.programme()).json().getJsonObject("me").getInteger("person");
        JsonObject create = note("Bo's words");
        String item = create.getString("item");
        long before = ada.head(made.board());
        assertEquals(200, submit(bo, UUID.randomUUID(), 1, before, create).status());
        JsonObject comment = new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString())
                .put("type", "comment").put("parent", null).put("fields", new JsonObject().put("text", "Ada's words"));
        assertEquals(200, submit(ada, UUID.randomUUID(), 1, before + 1, comment).status());
        Peer.Place anna = Peer.visit(server.base()).join(ada.invite(made.programme(), "mentee", null, false), "Anna", null);
        UUID command = UUID.randomUUID();
        JsonObject back = new JsonObject().put("person", person).put("since", 0).put("command", command.toString());
        assertEquals("denied/role", bo.post(board("/take-back"), back).problem());
        assertEquals("invalid/not_found", ada.post(board("/take-back"), back.copy().put("person", 999_999)).problem());
        assertEquals("invalid/invalid_value", ada.post(board("/take-back"), back.copy().put("person", 0)).problem());
        assertEquals("denied/not_yours", ada.post(board("/take-back"),
                back.copy().put("person", anna.person())).problem());
        Reply done = ada.post(board("/take-back"), back);
        assertEquals(1, done.json().getInteger("edits"));
        assertEquals(before + 3, done.json().getLong("rev"));
        assertEquals(200, ada.post(board("/take-back"), back).status());
        assertEquals(before + 3, ada.head(made.board()));
        Set<String> left = ada.get(board("/snapshot")).array("items").stream().map(JsonObject.class::cast)
                .filter(each -> !each.containsKey("deleted")).map(each -> each.getString("id")).collect(Collectors.toSet());
        assertFalse(left.contains(item));
        assertTrue(left.contains(comment.getString("item")));
        eventually(() -> ada.get("/api/programmes/" + made.programme() + "/acts").text().contains("took_back"));
    }

    @Test
    @DisplayName("H10 the method is told once and then found unchanged")
    void method() {
        Reply method = Peer.stranger(server.base()).get("/api/method");
        assertFalse(method.array("types").isEmpty());
        assertEquals(304, ada.get("/api/method", Map.of("If-None-Match", method.header("ETag"))).status());
        Reply sessions = Peer.stranger(server.base()).get("/api/method/sessions");
        assertFalse(sessions.array("sessions").isEmpty());
        assertEquals(304, ada.get("/api/method/sessions", Map.of("If-None-Match", sessions.header("ETag"))).status());
        Reply benchmarks = Peer.stranger(server.base()).get("/api/method/benchmarks");
        assertFalse(benchmarks.array("benchmarks").isEmpty());
        assertEquals(304, ada.get("/api/method/benchmarks", Map.of("If-None-Match", benchmarks.header("ETag"))).status());
    }

    @Test
    @DisplayName("H11 and H20 a first visit gets a session, later ones keep it, leaving ends it")
    void sessions() {
        Peer guest = Peer.stranger(server.base());
        Reply first = guest.get("/api/me");
        String cookie = first.header("Set-Cookie");
        assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/"));
        assertTrue(cookie.startsWith("tavolo=") && !cookie.contains("Domain"));
        assertNull(guest.get("/api/me").header("Set-Cookie"));
        guest.join(made.joinToken(), "Guest", "association");
        JsonObject mine = guest.get("/api/me").array("programmes").getJsonObject(0);
        assertEquals(Set.of("programme", "title", "theme", "mentee", "mentor", "board", "role", "party", "name",
                "person"), mine.fieldNames());
        assertEquals("association", mine.getString("party"));
        String before = guest.cookie();
        assertEquals(204, guest.post("/api/leave", new JsonObject()).status());
        assertNull(guest.cookie());
        assertEquals("auth/no_session", guest.cookie(before).get(board("/snapshot")).problem());
    }

    @Test
    @DisplayName("H13 the sample comes with its plan, its needs and its notes")
    void sample() {
        Peer.Programme sample = Peer.visit(server.base()).sample("Rosa");
        List<String> types = typesOf(sample);
        assertTrue(types.stream().filter("need"::equals).count() >= 6);
        assertTrue(types.stream().filter("note"::equals).count() >= 12);
        assertTrue(types.stream().filter("action"::equals).count() >= 4);
    }

    @Test
    @DisplayName("H14 a programme is told with its people and who I am")
    void programme() {
        Reply reply = ada.get("/api/programmes/" + made.programme());
        assertEquals("Una città per tutti", reply.json().getString("title"));
        assertEquals("Ada", reply.json().getJsonObject("me").getString("name"));
        assertFalse(reply.array("people").isEmpty());
    }

    @Test
    @DisplayName("H14 the list of programmes follows what is written in the programme's head")
    void titles() {
        Peer host = Peer.visit(server.base());
        Peer.Programme fresh = host.create("Old", "Host");
        String head = TalkTest.area(host, fresh.board(), "programme");
        assertEquals(200, host.post("/api/boards/" + fresh.board() + "/submissions", HostileTable.submission(
                UUID.randomUUID(), 1, 1, new JsonObject().put("e", "type").put("item", head).put("field", "title")
                        .put("op", new JsonArray().add("Not so ")))).status());
        eventually(() -> host.get("/api/programmes/" + fresh.programme()).json().getString("title")
                .equals("Not so Old"));
    }

    @Test
    @DisplayName("H15 to H17 a facilitator makes a link, somebody joins by it, and revoked it lets nobody in")
    void links() {
        String links = "/api/programmes/" + made.programme() + "/links";
        JsonObject link = ada.post(links, new JsonObject().put("role", "invited").put("days", 7)).json();
        assertEquals(32, link.getString("token").length());
        assertTrue(ada.get(links).array("links").encode().contains(link.getString("link")));
        assertFalse(ada.get(links).text().contains(link.getString("token")));
        Peer bo = Peer.visit(server.base());
        JsonObject token = new JsonObject().put("token", link.getString("token"));
        JsonObject invitation = bo.post("/api/invitation", token).json();
        assertEquals("Una città per tutti", invitation.getString("title"));
        assertFalse(invitation.getBoolean("member"));
        Peer.Place place = bo.join(link.getString("token"), "Bo", "mentor");
        assertEquals(place.person(), bo.join(link.getString("token"), "Somebody else", "mentee").person());
        assertTrue(bo.post("/api/invitation", token).json().getBoolean("member"));
        assertEquals("denied/role", bo.get(links).problem());
        assertEquals("denied/role",
                bo.post(links, new JsonObject().put("role", "facilitator").put("days", 7)).problem());
        assertEquals(204, ada.delete(links + "/" + link.getString("link")).status());
        assertEquals("invalid/invitation", Peer.visit(server.base()).post("/api/invitation", token).problem());
        assertEquals(404, ada.delete(links + "/" + UUID.randomUUID()).status());
        for (String days : new String[] {"0", "366", "1.5", "\"x\""}) {
            assertEquals(400, ada.post(links, "{\"role\":\"invited\",\"days\":" + days + "}", Map.of()).status());
        }
    }

    @Test
    @DisplayName("H17 somebody new is told to those who are there")
    void newPeopleAreTold() {
        try (Live live = ada.live()) {
            live.enter(made.board());
            Peer.Place place = Peer.visit(server.base()).join(made.joinToken(), "Aïcha", "support");
            JsonObject people = live.await("board." + made.board(), "people");
            JsonObject person = people.getJsonArray("people").getJsonObject(0);
            assertEquals(place.person(), person.getInteger("person"));
            assertEquals("Aïcha", person.getString("name"));
        }
    }

    @Test
    @DisplayName("H17 two tabs of one browser that join at the same moment are one person, and both go on")
    void twoTabsOneLink() throws Exception {
        for (int round = 0; round < 15; round++) {
            AtomicReference<String> jar = new AtomicReference<>(Peer.visit(server.base()).cookie());
            AtomicInteger given = new AtomicInteger();
            CompletableFuture<Reply> one = CompletableFuture.supplyAsync(() -> joinFromTab(jar, given));
            CompletableFuture<Reply> two = CompletableFuture.supplyAsync(() -> joinFromTab(jar, given));
            assertEquals(201, one.get(30, TimeUnit.SECONDS).status());
            assertEquals(201, two.get(30, TimeUnit.SECONDS).status());
            assertEquals(one.get().json().getInteger("person"), two.get().json().getInteger("person"));
            assertEquals(1, given.get(), "tokens given");
            assertEquals(200, Peer.stranger(server.base()).cookie(jar.get()).get(board("/snapshot")).status());
        }
    }

    /** As a browser does: with the cookie that its tabs share, and again when the server asks it to. */
    private static Reply joinFromTab(AtomicReference<String> jar, AtomicInteger given) {
        while (true) {
            Peer tab = Peer.stranger(server.base()).cookie(jar.get());
            Reply reply = tab.post("/api/join", new JsonObject().put("token", made.joinToken()).put("name", "Two tabs")
                    .put("party", "mentor"));
            if (reply.header("Set-Cookie") != null) {
                jar.set(tab.cookie());
                given.incrementAndGet();
            }
            if (reply.status() == 201 || !reply.problem().equals("retry/session_renewed")) {
                return reply;
            }
        }
    }

    @Test
    @DisplayName("H18 and H19 a return link brings the same person back on another device, and the old ones stay")
    void comingBack() {
        Peer bo = Peer.visit(server.base());
        Peer.Place place = bo.join(made.joinToken(), "Bo", "mentor");
        String another = bo.post("/api/programmes/" + made.programme() + "/return-link", new JsonObject()).json()
                .getString("returnToken");
        assertNotEquals(place.returnToken(), another);
        for (String token : List.of(place.returnToken(), another)) {
            Peer phone = Peer.visit(server.base());
            assertEquals(place.person(), phone.post("/api/return", new JsonObject().put("token", token)).json()
                    .getInteger("person"));
            assertEquals(200, phone.get(board("/snapshot")).status());
        }
        assertEquals("invalid/invitation", bo.post("/api/return", new JsonObject().put("token", made.joinToken()))
                .problem());
    }

    private static void eventually(BooleanSupplier holds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within half a minute");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static List<String> typesOf(Peer.Programme sample) {
        Peer peer = Peer.visit(server.base());
        peer.join(sample.joinToken(), "Reader", "other");
        return peer.get("/api/boards/" + sample.board() + "/snapshot").array("items").stream()
                .map(item -> ((JsonObject) item).getString("type")).toList();
    }

    private static Peer member(String name) {
        Peer peer = Peer.visit(server.base());
        peer.join(made.joinToken(), name, "mentor");
        return peer;
    }

    private static JsonObject note(String text) {
        return new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "note")
                .put("parent", TalkTest.area(ada, made.board(), "notes")).put("fields", new JsonObject().put("text", text));
    }

    private static Reply submit(Peer peer, UUID client, long n, long base, JsonObject edit) {
        return peer.post(board("/submissions"), HostileTable.submission(client, n, base, edit));
    }

    private static String board(String rest) {
        return "/api/boards/" + made.board() + rest;
    }
}

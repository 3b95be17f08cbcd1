package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section B: who may not come in, and what ends when it should. */
class HostileConnectionsTest extends HostileTable {
    private static final long FOUR_SECONDS = TimeUnit.SECONDS.toNanos(4);

    @ParameterizedTest(name = "B21 an upgrade from {0} is 403")
    @ValueSource(strings = {"none", "null", "http://127.0.0.1", "https://127.0.0.1:PORT", "http://evil.127.0.0.1:PORT",
            "http://127.0.0.1.evil.com:PORT", "http://127.0.0.1:PORT.evil.com", "http://localhost:1", "*",
            "http://[::1]:1"})
    void foreignOriginsAreRefused(String origin) {
        assertEquals(403, status(other.cookie(), headers -> {
            if (origin.equals("none")) {
                headers.remove("Origin");
            } else {
                headers.put("Origin", origin.replace("PORT", String.valueOf(server.port())));
            }
            return headers;
        }));
    }

    @Test
    @DisplayName("B21 an upgrade that the browser calls cross-site is 403, whatever its origin says")
    void crossSiteIsRefused() {
        assertEquals(403, status(other.cookie(), headers -> {
            headers.put("Sec-Fetch-Site", "cross-site");
            return headers;
        }));
    }

    @Test
    @DisplayName("B21 an upgrade that was sent to another name than the server's is 403, though it says the server's own origin")
    void otherHostsAreRefused() throws Exception {
        for (String host : List.of("evil.example:" + server.port(), "localhost.evil.example", "127.0.0.1:1")) {
            try (RawSocket raw = RawSocket.to(server.base())) {
                String status = raw.request("GET /live/websocket HTTP/1.1\r\nHost: " + host + "\r\nOrigin: "
                        + server.base() + "\r\nCookie: " + other.cookie() + "\r\nConnection: Upgrade\r\nUpgrade: websocket"
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
                assertTrue(status.startsWith("HTTP/1.1 403"), host + ": " + status);
            }
        }
    }

    @Test
    @DisplayName("B22 without a cookie, with a made-up, ended or forgotten one, or with another deployment's, it is 401")
    void withoutASessionThereIsNoSocket() throws Exception {
        assertEquals(401, status(null, UnaryOperator.identity()));
        assertEquals(401, status("tavolo=" + "A".repeat(32), UnaryOperator.identity()));
        assertEquals(401, status("__Host-" + other.cookie(), UnaryOperator.identity()));
        assertEquals(401, status("tavolo=x' or '1'='1", UnaryOperator.identity()));
        Peer left = member("Left");
        String cookie = left.cookie();
        assertEquals(204, left.post("/api/leave", new JsonObject()).status());
        assertEquals(401, status(cookie, UnaryOperator.identity()));
        Peer forgotten = Peer.visit(server.base());
        sql("update server_session set seen_at = now() - interval '200 days' where ctid = "
                + "(select ctid from server_session order by created_at desc limit 1)");
        assertEquals(401, status(forgotten.cookie(), UnaryOperator.identity()));
    }

    @Test
    @DisplayName("B23 leaving closes the sockets of the session with 4401 within a second (asserted at 4), and nothing comes after")
    void leavingClosesSockets() {
        Peer guest = member("Guest");
        try (Live live = guest.live()) {
            live.enter(programme.board());
            Peer sameBrowser = Peer.stranger(server.base()).cookie(guest.cookie());
            long began = System.nanoTime();
            assertEquals(204, sameBrowser.post("/api/leave", new JsonObject()).status());
            assertEquals(4401, live.closeCode());
            assertTrue(System.nanoTime() - began < FOUR_SECONDS);
            live.count(frame -> true);
            assertEquals("200", outcome(facilitator, note(UUID.randomUUID(), "after")));
            stored(1);
            bystander.await("board." + programme.board(), "edits");
            assertEquals(0, live.count(frame -> true));
        }
    }

    @ParameterizedTest(name = "B23 {0} elsewhere closes the socket with 4401 within a second (asserted at 4)")
    @CsvSource({"a session that ends, update server_session set ended_at = now() where id = ",
            "a membership that ends, update person set ended_at = now() where id = "})
    void whatEndsElsewhereClosesSockets(String what, String update) throws Exception {
        Peer guest = Peer.visit(server.base());
        Peer.Place place = guest.join(programme.joinToken(), "Guest", "other");
        try (Live live = guest.live()) {
            live.enter(programme.board());
            long began = System.nanoTime();
            sql(update + (update.contains("server_session")
                    ? "(select session from seat where person = " + place.person() + ")" : "" + place.person()));
            assertEquals(4401, live.closeCode());
            assertTrue(System.nanoTime() - began < FOUR_SECONDS);
        }
    }

    @Test
    @DisplayName("B24 the eleventh socket of a person on a board is refused, the fifty-first of a session is 429")
    void socketsAreCounted() {
        Peer greedy = member("Greedy");
        List<Live> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < Sockets.PER_SESSION; i++) {
                sockets.add(greedy.live());
            }
            assertEquals(429, status(greedy.cookie(), UnaryOperator.identity()));
            for (Live live : sockets.subList(0, 10)) {
                live.enter(programme.board());
            }
            Live eleventh = sockets.get(10);
            eleventh.register("board." + programme.board());
            eleventh.tell(hello(programme.board(), 1));
            assertErr(eleventh, "rate/too_many_connections");
            sockets.get(0).close();
        } finally {
            sockets.forEach(Live::close);
        }
    }

    @ParameterizedTest(name = "B25 {0} is 404")
    @ValueSource(strings = {"/live", "/live/", "/live/info", "/live/iframe.html", "/live/iframe-1.html",
            "/live/chunking_test", "/live/000/abc/xhr", "/live/000/abc/xhr_streaming", "/live/000/abc/xhr_send",
            "/live/000/abc/eventsource", "/live/000/abc/htmlfile?c=x", "/live/000/abc/jsonp?c=x",
            "/live/000/abc/jsonp_send", "/live/000/abc/websocket", "/live/websocket/", "/live//websocket",
            "/live/./websocket", "/live/%77ebsocket", "/live/websocket/../info"})
    void otherTransportsAreNotThere(String path) throws Exception {
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            try (RawSocket raw = RawSocket.to(server.base())) {
                String head = raw.request(method + " " + path + " HTTP/1.1\r\nHost: " + server.base().getAuthority()
                        + "\r\nContent-Length: 0\r\nCookie: " + other.cookie() + "\r\n\r\n");
                assertTrue(head.startsWith("HTTP/1.1 404"), head);
            }
        }
    }

    @Test
    @DisplayName("B26 registering for others' addresses is refused, twice is once, and the 21st topic is too many")
    void registrationsAreBounded() {
        Peer host = Peer.visit(server.base());
        try (Live live = other.live()) {
            live.register("you");
            assertErr(live, "denied/forbidden");
            live.register("board." + host.create("Another", "Host").board());
            assertErr(live, "invalid/not_found");
            live.register("board." + UUID.randomUUID());
            assertErr(live, "invalid/not_found");
            live.register("board." + programme.board());
            live.enter(programme.board());
            UUID client = UUID.randomUUID();
            assertEquals(200, submit(facilitator, client, 1, head, note(UUID.randomUUID(), "once")).status());
            stored(1);
            live.numbered(programme.board(), client, 1);
            UUID next = UUID.randomUUID();
            assertEquals(200, submit(facilitator, next, 1, head, note(UUID.randomUUID(), "twice")).status());
            stored(1);
            live.numbered(programme.board(), next, 1);
            assertEquals(0, live.count(frame -> frame.encode().contains(client.toString())));
        }
        List<UUID> boards = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            boards.add(host.create("Programme " + i, "Host").board());
        }
        try (Live live = host.live()) {
            for (UUID board : boards) {
                live.register("board." + board).register("presence." + board);
            }
            assertErr(live, "rate/too_many_registrations");
        }
    }

    @Test
    @DisplayName("B27 what comes before hello is refused, hello twice is answered twice, other versions are told to reload")
    void helloComesFirst() {
        try (Live live = other.live()) {
            live.submit(programme.board(), head, note(UUID.randomUUID(), "early"));
            assertEquals("hello_required", live.await("you", "refused").getString("reason"));
            live.tell(new JsonObject().put("type", "presence").put("board", programme.board().toString())
                    .put("client", live.client().toString()).putNull("item").putNull("field").putNull("caret")
                    .put("rev", 0));
            assertErr(live, "invalid/hello_required");
            for (Object version : new Object[] {0, 999, "x", 1.5}) {
                live.tell(hello(programme.board(), 1).put("v", version));
                assertErr(live, "upgrade/unsupported_version");
            }
            assertEquals(live.enter(programme.board()).getLong("head"),
                    live.hello(programme.board(), null, null).getLong("head"));
        }
    }

    @Test
    @DisplayName("B28 a revision that cannot be is refused, one from the future is told the head")
    void catchingUpFromNowhere() {
        try (Live live = other.live()) {
            live.register("board." + programme.board());
            for (Object rev : new Object[] {-1, 1L << 53, "7", 1.5}) {
                live.tell(hello(programme.board(), 1).put("rev", rev));
                assertErr(live, "invalid/invalid_seq");
            }
            assertEquals(head, live.hello(programme.board(), 1_000_000L, 1L).getLong("head"));
        }
        String revisions = "/api/boards/" + programme.board() + "/revisions?after=";
        for (String after : new String[] {"-1", "9007199254740993", "x", "1.5", "٣", "1e3", "", "99999999999999999999"}) {
            assertEquals(400, other.get(revisions + java.net.URLEncoder.encode(after,
                    java.nio.charset.StandardCharsets.UTF_8)).status(), after);
        }
        assertEquals("invalid/invalid_seq", other.get(revisions + "1000000").problem());
    }

    @Test
    @DisplayName("B28 a socket that missed a few revisions gets them with its welcome")
    void missedRevisionsFollowTheWelcome() {
        assertEquals("200", outcome(facilitator, note(UUID.randomUUID(), "missed")));
        stored(1);
        try (Live live = other.live()) {
            live.register("board." + programme.board());
            live.hello(programme.board(), head - 1, 1L);
            JsonObject edits = live.await("board." + programme.board(), "edits");
            assertEquals(head - 1, edits.getLong("from"));
            assertEquals(head, edits.getLong("to"));
        }
    }

    @Test
    @DisplayName("B29 a session in the address is not looked at, and two session cookies are 400")
    void sessionsComeInOneCookieOnly() throws Exception {
        String pair = other.cookie();
        assertEquals("auth/no_session", Peer.stranger(server.base())
                .get("/api/boards/" + programme.board() + "/snapshot?" + pair).problem());
        Peer two = Peer.stranger(server.base()).cookie(pair + "; " + pair.replace("=", "=x"));
        assertEquals(400, two.get("/api/boards/" + programme.board() + "/snapshot").status());
        try (RawSocket raw = RawSocket.to(server.base())) {
            assertTrue(raw.request("GET /live/websocket?" + pair + " HTTP/1.1\r\nHost: "
                    + server.base().getAuthority() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: "
                    + server.base() + "\r\n\r\n").startsWith("HTTP/1.1 401"));
        }
    }

    @Test
    @DisplayName("B30 the first seat changes the session's token, and the one before opens nothing")
    void aTokenKnownBeforeOpensNothingAfter() {
        Peer victim = Peer.visit(server.base());
        String planted = victim.cookie();
        victim.join(programme.joinToken(), "Vera", "support");
        assertNotEquals(planted, victim.cookie());
        assertEquals(200, victim.get("/api/boards/" + programme.board() + "/snapshot").status());
        Peer attacker = Peer.stranger(server.base()).cookie(planted);
        for (String path : List.of("/api/me", "/api/boards/" + programme.board() + "/snapshot")) {
            Reply reply = attacker.get(path);
            assertEquals("retry/session_renewed", reply.problem());
            assertNull(reply.header("Set-Cookie"));
        }
        assertFalse(attacker.get("/api/me").text().contains("Vera"));
    }

    private Peer member(String name) {
        Peer peer = Peer.visit(server.base());
        peer.join(programme.joinToken(), name, "other");
        return peer;
    }

    private int status(String cookie, UnaryOperator<Map<String, String>> headers) {
        try (Live live = Live.open(server.base(), cookie, headers)) {
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
        }
    }

    private static JsonObject hello(UUID board, int version) {
        return new JsonObject().put("type", "hello").put("v", version).put("board", board.toString())
                .put("client", UUID.randomUUID().toString()).putNull("rev").putNull("generation");
    }

    private static void assertErr(Live live, String refusal) {
        JsonObject err = live.await("you", "err");
        assertEquals(refusal, err.getString("code") + "/" + err.getString("reason"));
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = server.database().connect(); Statement run = connection.createStatement()) {
            assertEquals(1, run.executeUpdate(statement));
        }
    }
}

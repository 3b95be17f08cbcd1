package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section D: requests that are not those of the page. */
class HostileRequestsTest extends HostileTable {
    private static final String SUBMIT = "/submissions";

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("no X-Tavolo", Map.of("X-Tavolo", "")),
                Arguments.of("another X-Tavolo", Map.of("X-Tavolo", "true")),
                Arguments.of("cross-site by Sec-Fetch-Site", Map.of("Sec-Fetch-Site", "cross-site")),
                Arguments.of("same-site by Sec-Fetch-Site", Map.of("Sec-Fetch-Site", "same-site")),
                Arguments.of("no origin at all", Map.of("Origin", "")),
                Arguments.of("origin null", Map.of("Origin", "null")),
                Arguments.of("a sibling's origin", Map.of("Origin", "http://evil.127.0.0.1")),
                Arguments.of("another port's origin", Map.of("Origin", "http://127.0.0.1:1")),
                Arguments.of("another scheme's origin", Map.of("Origin", "https://127.0.0.1")));
    }

    @ParameterizedTest(name = "D53 {0} is 403")
    @MethodSource("forgeries")
    void otherPagesChangeNothing(String what, Map<String, String> headers) {
        Reply reply = other.post(path(SUBMIT), valid(), headers);
        assertEquals(403, reply.status());
        assertEquals("denied/csrf", reply.problem());
    }

    @Test
    @DisplayName("D53 a page of another name that resolves to this server is 403, also for reading")
    void reboundNamesAreRefused() throws Exception {
        for (String host : new String[] {"evil.example", "127.0.0.1.evil.example:" + server.port(), "127.0.0.1:1"}) {
            try (RawSocket raw = RawSocket.to(server.base())) {
                assertTrue(raw.request("GET /api/me HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + other.cookie()
                        + "\r\n\r\n").startsWith("HTTP/1.1 403"));
            }
        }
        assertEquals(403, other.get("/api/me", Map.of("Sec-Fetch-Site", "cross-site")).status());
    }

    @ParameterizedTest(name = "D54 {0} is 415")
    @ValueSource(strings = {"text/plain", "application/json; charset=utf-16", "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded", "application/json, text/plain", "application/jsonp", "*/*"})
    void otherMediaTypesAreRefused(String type) {
        Reply reply = other.post(path(SUBMIT), valid(), Map.of("Content-Type", type));
        assertEquals(415, reply.status());
        assertEquals("invalid/media_type", reply.problem());
    }

    @Test
    @DisplayName("D55 ten gigabytes announced, too many sent, and no end in chunks are 413")
    void tooMuchIsRefused() throws Exception {
        try (RawSocket raw = RawSocket.to(server.base())) {
            String head = raw.request(post("Content-Length: 10000000000\r\n"));
            assertTrue(head.startsWith("HTTP/1.1 413"), head);
            assertTrue(raw.ends());
        }
        try (RawSocket raw = RawSocket.to(server.base())) {
            raw.bytes(post("Transfer-Encoding: chunked\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 200; i++) {
                    raw.bytes(chunk);
                }
            } catch (SocketException refusedMeanwhile) {
                assertTrue(refusedMeanwhile.getMessage() != null);
            }
            String head = raw.head();
            assertTrue(head.startsWith("HTTP/1.1 413") || head.isEmpty(), head);
            assertTrue(raw.ends());
        }
        assertEquals("too_large/too_large", other.post(path("/presence"), " ".repeat(17_000), Map.of()).problem());
    }

    @ParameterizedTest(name = "D56 {0} is 400 and the end of the connection")
    @CsvSource({"both lengths, Content-Length: 4|Transfer-Encoding: chunked", "two lengths, Content-Length: 4|Content-Length: 5",
            "a list of lengths, 'Content-Length: 4, 5'", "a folded header, X-Fold: a| b",
            "a space before the colon, X-Space : a", "a negative length, Content-Length: -1",
            "a line break in a value, X-Break: a\rX-Second: b", "a zero in a value, X-Zero: a\u0000b"})
    void ambiguousRequestsAreRefused(String what, String headers) throws Exception {
        try (RawSocket raw = RawSocket.to(server.base())) {
            String head = raw.request(post(headers.replace("|", "\r\n") + "\r\n") + "0\r\n\r\nGET /api/me HTTP/1.1\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 400"), head);
            String rest = raw.head();
            assertFalse(rest.contains("HTTP/1.1 200"), rest);
            assertTrue(raw.ends());
        }
    }

    @ParameterizedTest(name = "D57 {0} {1} is {2}")
    @CsvSource({"TRACE, /api/me, 405", "PUT, /api/me, 405", "DELETE, /api/me, 405", "PATCH, /api/me, 405",
            "TRACE, /, 405", "POST, /, 405", "CONNECT, /api/me, 405", "BREW, /api/me, 405", "GET, /api/join, 405",
            "OPTIONS, /api/me, 405", "GET, /api/nothing, 404", "POST, /api/nothing, 404"})
    void otherMethodsAreRefused(String method, String path, int status) throws Exception {
        try (RawSocket raw = RawSocket.to(server.base())) {
            String head = raw.request(method + " " + path + " HTTP/1.1\r\nHost: " + server.base().getAuthority()
                    + "\r\nContent-Length: 0\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 " + status), head);
            assertFalse(head.contains("Access-Control"), head);
        }
    }

    @Test
    @DisplayName("D57 a header that would override the method is not looked at")
    void methodsAreNotOverridden() {
        assertEquals(200, other.get("/api/me", Map.of("X-HTTP-Method-Override", "DELETE")).status());
        assertEquals("invalid/invalid_json",
                other.post("/api/leave", "", Map.of("X-HTTP-Method-Override", "GET")).problem());
    }

    @Test
    @DisplayName("D59 a header of 64 kB and five hundred headers are 431, one that is not ASCII is 400")
    void headersAreBounded() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            many.append("X-Header-").append(i).append(": value\r\n");
        }
        for (String headers : new String[] {"X-Long: " + "x".repeat(64 * 1_024) + "\r\n", many.toString()}) {
            try (RawSocket raw = RawSocket.to(server.base())) {
                String head = raw.request(get("/api/me", headers));
                assertTrue(head.startsWith("HTTP/1.1 431"), head);
                assertTrue(raw.ends());
            }
        }
        try (RawSocket raw = RawSocket.to(server.base())) {
            assertTrue(raw.request(get("/api/me", "X-Name: Aïcha\r\n")).startsWith("HTTP/1.1 400"));
        }
    }

    @ParameterizedTest(name = "D61 /?next={0} leads nowhere")
    @ValueSource(strings = {"//evil.example", "%5Cevil.example", "javascript:alert(1)", "https://evil.example"})
    void nobodyIsSentElsewhere(String next) {
        for (String page : new String[] {"/", "/join", "/return", "/p/" + programme.programme(), "//evil.example/.."}) {
            Reply reply = other.get(page.startsWith("//") ? "/%2e%2e" + page : page + "?next=" + next);
            assertTrue(reply.status() == 200 || reply.status() == 404, page + " " + reply.status());
            assertNull(reply.header("Location"));
            assertNull(reply.header("Refresh"));
        }
    }

    @Test
    @DisplayName("D62 a thousand overlapping ranges get the whole file once")
    void rangesAreNotServed() {
        String ranges = "bytes=0-" + ",0-".repeat(999);
        Reply plan = other.get(path("/plan.csv"), Map.of("Range", ranges));
        assertEquals(200, plan.status());
        assertEquals(other.get(path("/plan.csv")).text(), plan.text());
        assertNull(plan.header("Accept-Ranges"));
    }

    @ParameterizedTest(name = "D63 a body compressed with {0} is 415")
    @ValueSource(strings = {"br", "zstd", "gzip", "deflate", "identity, gzip"})
    void compressedBodiesAreRefused(String encoding) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write(new byte[1_000_000]);
        }
        assertEquals("invalid/media_type", other.post(path(SUBMIT), bomb.toString(StandardCharsets.ISO_8859_1),
                Map.of("Content-Encoding", encoding)).problem());
    }

    @ParameterizedTest(name = "D64 {0} is no id")
    @ValueSource(strings = {"x", "1", "019A0000-0000-7000-8000-00000000B001", "019a0000-0000-7000-8000-00000000b00",
            "%D9%A1%D9%A1%D9%A1", "00000000-0000-0000-0000-00000000000%00", "..%2F..%2Fetc", "'--"})
    void idsAreUuids(String id) {
        for (String path : new String[] {"/api/boards/" + id + "/snapshot", "/api/programmes/" + id, "/p/" + id}) {
            assertEquals(404, other.get(path).status(), path);
        }
    }

    @Test
    @DisplayName("D64 an id of a megabyte is not looked at")
    void endlessIdsAreRefused() throws Exception {
        for (int length : new int[] {5_000, 1_000_000}) {
            try (RawSocket raw = RawSocket.to(server.base())) {
                String head = raw.request(get("/api/boards/" + "0".repeat(length) + "/snapshot", ""));
                // A megabyte is still being sent when the connection is closed, and may drown the answer.
                assertTrue(head.matches("(?s)HTTP/1\\.[01] 413 .*") || length > 5_000 && head.isEmpty(), head);
                assertTrue(raw.ends());
            }
        }
    }

    @Test
    @DisplayName("D65 page sizes below one are refused, above the limit they are the limit, and forged places are refused")
    void pagesAreBounded() {
        for (String route : new String[] {"/revisions?limit=", "/history?limit="}) {
            for (String limit : new String[] {"-1", "0", "x", "1.5", ""}) {
                assertEquals("invalid/invalid_seq", other.get(path(route + limit)).problem(), route + limit);
            }
            assertEquals(200, other.get(path(route + "1000000000")).status());
        }
        for (String before : new String[] {"-5", "x", "eyJyZXYiOjF9", "0"}) {
            assertEquals("invalid/invalid_seq", other.get(path("/history?before=" + before)).problem());
        }
        assertEquals("invalid/invalid_seq", other.get(path("/at/999999")).problem());
        assertEquals("invalid/invalid_seq", other.get(path("/revisions?after=0&wait=-1")).problem());
        assertEquals("invalid/invalid_value", other.get(path("/revisions?after=0&after=1")).problem());
        assertEquals("invalid/invalid_value", other.get(path("/revisions?client=me")).problem());
    }

    @Test
    @DisplayName("D66 a snapshot that has not changed is 304, one that has is told anew")
    void snapshotsHaveTags() {
        Reply first = other.get(path("/snapshot"));
        String tag = first.header("ETag");
        Reply same = other.get(path("/snapshot"), Map.of("If-None-Match", tag));
        assertEquals(304, same.status());
        assertEquals("", same.text());
        assertEquals("200", outcome(other, note(UUID.randomUUID(), "changed")));
        stored(1);
        assertEquals(200, other.get(path("/snapshot"), Map.of("If-None-Match", tag)).status());
    }

    @ParameterizedTest(name = "D66 a write with {0} is 412, whether it would hold or not")
    @CsvSource({"If-Match, TAG", "If-Match, \"0.1.0\"", "If-Match, *", "If-Unmodified-Since, 'Sat, 21 Nov 2026 10:00:00 GMT'"})
    void writesTakeNoPrecondition(String header, String value) {
        String tag = other.get(path("/snapshot")).header("ETag");
        Map<String, String> headers = Map.of(header, value.replace("TAG", tag));
        assertEquals("invalid/precondition", other.post(path(SUBMIT), valid(), headers).problem());
        Reply restore = facilitator.post(path("/restore"), new JsonObject().put("rev", 1)
                .put("command", UUID.randomUUID().toString()).encode(), headers);
        assertEquals(412, restore.status());
        assertEquals("invalid/precondition", restore.problem());
    }

    @Test
    @DisplayName("D66 two who write on the same state keep what both wrote, and without a base there is no write")
    void nothingIsOverwritten() {
        UUID need = UUID.randomUUID();
        assertEquals("200", outcome(other, new JsonObject().put("e", "create").put("item", need.toString())
                .put("type", "need").put("parent", TalkTest.area(facilitator, programme.board(), "needs"))
                .put("at", "last").put("fields", new JsonObject().put("statement", "plan").put("kind", "policyGap"))));
        long seen = head + 1;
        JsonObject front = new JsonObject().put("e", "type").put("item", need.toString()).put("field", "statement")
                .put("op", new JsonArray().add("our "));
        JsonObject end = front.copy().put("op", new JsonArray().add(4).add(" again"));
        assertEquals(200, submit(other, UUID.randomUUID(), 1, seen, front).status());
        assertEquals(200, submit(facilitator, UUID.randomUUID(), 1, seen, end).status());
        stored(3);
        assertTrue(other.get(path("/snapshot")).text().contains("our plan again"));
        JsonObject baseless = submission(UUID.randomUUID(), 1, seen, front);
        baseless.remove("base");
        assertEquals("invalid/invalid_seq", other.post(path(SUBMIT), baseless).problem());
    }

    @Test
    @DisplayName("D67 fifty programmes of one name made at once are fifty programmes")
    void sameNamesAreDistinct() throws Exception {
        Peer host = Peer.visit(server.base());
        host.create("First", "Host");
        List<CompletableFuture<Peer.Programme>> making = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            making.add(CompletableFuture.supplyAsync(() -> host.create("Same", "Host")));
        }
        Set<UUID> ids = new HashSet<>();
        for (CompletableFuture<Peer.Programme> made : making) {
            ids.add(made.get().programme());
        }
        assertEquals(50, ids.size());
        assertEquals(51, host.get("/api/me").array("programmes").size());
    }

    @Test
    @DisplayName("D68 health says only that it lives and is ready, and there are no metrics")
    void healthSaysLittle() {
        assertEquals("{\"status\":\"up\"}", other.get("/health/live").text());
        assertEquals("{\"status\":\"up\"}", other.get("/health/ready").text());
        for (String path : new String[] {"/health", "/metrics", "/actuator", "/debug", "/.env", "/.git/config",
            "/webroot/index.html", "/index.html", "/assets/..%2f..%2fdb/migration/V1__tavolo.sql", "/assets/",
            "/db/migration/V1__tavolo.sql", "/org/tavolo/app/Main.class", "/assets/%00.js"}) {
            assertEquals(404, other.get(path).status(), path);
        }
    }

    @Test
    @DisplayName("D69 HTTP/2 is not offered, neither by ALPN nor h2c by upgrade, nor SNI, nor decompression")
    void thereIsNoSecondVersion() throws Exception {
        try (RawSocket raw = RawSocket.to(server.base())) {
            String head = raw.request(get("/health/live", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"));
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
        }
        HttpServerOptions options = WebServer.options(WebSettings.loopback(0, 60, 120));
        assertFalse(options.isHttp2ClearTextEnabled());
        assertFalse(options.isUseAlpn());
        assertFalse(options.isSni());
        assertFalse(options.isDecompressionSupported());
    }

    @Test
    @DisplayName("problems repeat nothing that was sent, and every answer forbids frames, sniffing and foreign scripts")
    void problemsAreBare() {
        for (Reply reply : List.of(other.get("/api/boards/" + SECRET + "/snapshot"),
                other.get(path("/history?field=" + SECRET + "&limit=0")),
                other.post(path(SUBMIT), "{\"" + SECRET + "\":1", Map.of()),
                other.post("/api/join", new JsonObject().put("token", SECRET).put("name", SECRET).put("party", SECRET)),
                other.get("/" + SECRET))) {
            assertFalse(reply.text().contains(SECRET), reply.text());
            assertEquals(Set.of("status", "code", "reason", "requestId"), reply.json().fieldNames());
            assertEquals("application/problem+json", reply.header("Content-Type"));
            assertEquals(reply.status(), reply.json().getInteger("status"));
            assertEquals("nosniff", reply.header("X-Content-Type-Options"));
            assertEquals("no-referrer", reply.header("Referrer-Policy"));
            assertEquals("same-origin", reply.header("Cross-Origin-Opener-Policy"));
            String policy = reply.header("Content-Security-Policy");
            assertTrue(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"));
            assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
            assertNull(reply.header("Strict-Transport-Security"));
            assertNull(reply.header("Server"));
        }
    }

    private String path(String rest) {
        return "/api/boards/" + programme.board() + rest;
    }

    private String valid() {
        return submission(UUID.randomUUID(), 1, head, note(UUID.randomUUID(), "x")).encode();
    }

    private String post(String headers) {
        return "POST " + path(SUBMIT) + " HTTP/1.1\r\nHost: " + server.base().getAuthority() + "\r\nOrigin: "
                + server.base() + "\r\nX-Tavolo: 1\r\nContent-Type: application/json\r\nCookie: " + other.cookie()
                + "\r\n" + headers + "\r\n";
    }

    private String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + server.base().getAuthority() + "\r\n" + headers + "\r\n";
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Links and codes in the hands of those who should not have them. */
class HostileLinksTest {
    private static final int ROUNDS = 40;
    /** Five milliseconds on a machine that does nothing else, and four times as much on one that runs a build. */
    private static final long MOST_APART = 4 * 5_000_000L;
    private static RunningServer server;
    private static Peer rosa;
    private static Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        rosa = Peer.visit(server.base());
        made = rosa.create("Una città per tutti", "Rosa");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("E70 a token that is wrong, one bit off, expired, revoked or used up gets one answer, after the same time")
    void oneAnswer() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("wrong", "A".repeat(32));
        tokens.put("one bit off", oneBitOff(made.joinToken()));
        tokens.put("expired", rosa.invite(made.programme(), "invited", "other", false));
        expire(tokens.get("expired"));
        JsonObject revoked = link(null);
        tokens.put("revoked", revoked.getString("token"));
        assertEquals(204, rosa.delete(links() + "/" + revoked.getString("link")).status());
        tokens.put("used up", link(1).getString("token"));
        Peer.visit(server.base()).join(tokens.get("used up"), "Bo", "other");
        for (String path : List.of("/api/invitation", "/api/join", "/api/sign-in", "/api/return", "/api/setup")) {
            Peer mallory = Peer.visit(server.base());
            String bare = null;
            Map<String, List<Long>> times = new LinkedHashMap<>();
            for (int round = 0; round < (path.equals("/api/invitation") ? ROUNDS : 1); round++) {
                for (Map.Entry<String, String> token : tokens.entrySet()) {
                    long began = System.nanoTime();
                    Reply reply = mallory.post(path, body(path, token.getValue()));
                    times.computeIfAbsent(token.getKey(), name -> new ArrayList<>()).add(System.nanoTime() - began);
                    String said = reply.status() + reply.text().replaceFirst("\"requestId\":\"[^\"]*\"", "");
                    bare = bare == null ? said : bare;
                    assertEquals(bare, said, path + " " + token.getKey());
                    assertEquals("invalid/invitation", reply.problem(), path + " " + token.getKey());
                }
            }
            if (path.equals("/api/invitation")) {
                long[] medians = times.values().stream().mapToLong(HostileLinksTest::median).sorted().toArray();
                assertTrue(medians[medians.length - 1] - medians[0] <= MOST_APART, Arrays.toString(medians));
            }
        }
    }

    @Test
    @DisplayName("E71 ten thousand guesses of a spoken code by twenty sessions look at a few, and a neighbour comes in meanwhile")
    void guesses() throws Exception {
        String code = rosa.post("/api/programmes/" + made.programme() + "/door", new JsonObject().put("role", "invited")
                .put("lobby", false).put("hours", 4)).json().getString("code");
        AtomicInteger looked = new AtomicInteger();
        List<CompletableFuture<Void>> guessing = IntStream.range(0, 20).mapToObj(i ->
                CompletableFuture.runAsync(() -> guess(code, 500, looked))).toList();
        Peer neighbour = Peer.visit(server.base());
        assertEquals(200, neighbour.post("/api/code", new JsonObject().put("code", code)).status());
        assertEquals(201, neighbour.post("/api/join", new JsonObject().put("code", code).put("name", "Amina")
                .put("party", "other")).status());
        CompletableFuture.allOf(guessing.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        // Five each, and one more for every twelve seconds that it took.
        assertTrue(looked.get() >= 100 && looked.get() <= 20 * (5 + 5), looked.get() + " looked at");
    }

    private static void guess(String code, int times, AtomicInteger looked) {
        Peer mallory = Peer.visit(server.base());
        for (int i = 0; i < times; i++) {
            String problem = mallory.post("/api/code", new JsonObject().put("code",
                    code.substring(0, 4) + String.format("%04d", (Integer.parseInt(code.substring(4)) + 1 + i) % 10_000)))
                    .problem();
            if (problem.equals("invalid/invitation")) {
                looked.incrementAndGet();
            } else {
                assertEquals("rate/too_many_requests", problem);
            }
        }
    }

    @Test
    @DisplayName("E72 scanners that open every page and address of a link twenty times use nothing of it up")
    void scanners() {
        String token = link(1).getString("token");
        Peer scanner = Peer.visit(server.base());
        for (int i = 0; i < 20; i++) {
            for (String path : List.of("/join", "/join?token=" + token, "/return", "/sign-in", "/sign-in/oidc",
                    "/api/invitation", "/api/join", "/api/sign-in")) {
                scanner.get(path);
                scanner.change("HEAD", path, "", Map.of());
            }
            assertEquals(200, scanner.post("/api/invitation", new JsonObject().put("token", token)).status());
        }
        Peer.visit(server.base()).join(token, "Chiara", "other");
    }

    @Test
    @DisplayName("E73 the role is the one in the database, whatever is sent along with a link")
    void roles() {
        String token = rosa.invite(made.programme(), "invited", "other", false);
        Peer mallory = Peer.visit(server.base());
        JsonObject join = new JsonObject().put("token", token).put("name", "Mallory").put("party", "facilitator");
        assertEquals("invalid/unknown_member", mallory.post("/api/join", join.copy().put("role", "facilitator"))
                .problem());
        assertEquals(201, mallory.post("/api/join", join.put("name", "Mallory (facilitator)")).status());
        JsonObject mine = mallory.get("/api/me").array("programmes").getJsonObject(0);
        assertEquals("invited", mine.getString("role"));
        assertEquals("other", mine.getString("party"));
        assertEquals("denied/role", mallory.get(links()).problem());
    }

    private static JsonObject link(Integer most) {
        return rosa.post(links(), new JsonObject().put("role", "invited").put("party", "other").put("most", most)
                .put("lobby", false).put("days", 30)).json();
    }

    private static String links() {
        return "/api/programmes/" + made.programme() + "/links";
    }

    private static JsonObject body(String path, String token) {
        JsonObject body = new JsonObject().put("token", token);
        return switch (path) {
            case "/api/join" -> body.put("name", "Mallory").put("party", "other");
            case "/api/setup" -> body.put("name", "Mallory");
            default -> body;
        };
    }

    private static String oneBitOff(String token) {
        return (char) (token.charAt(0) ^ 1) + token.substring(1);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static void expire(String token) throws Exception {
        try (Connection connection = server.database().connect();
                PreparedStatement statement = connection.prepareStatement("update invitation set expires_at = now()"
                        + " - interval '1 minute' where token_hash = sha256(convert_to(?, 'UTF8'))")) {
            statement.setString(1, token);
            assertEquals(1, statement.executeUpdate());
        }
    }
}

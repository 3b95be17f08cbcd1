package org.tavolo.web;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A browser as far as the server can tell: a cookie, HTTP requests like those of the page, and live sockets. Blocks;
 * for one thread at a time.
 */
public final class Peer {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();

    /** A programme that was made. */
    public record Programme(UUID programme, UUID board, int person, String facilitatorToken, String joinToken,
                            String returnToken) {}

    /** A seat that was taken. @param board null for who does not sit at the table */
    public record Place(UUID programme, UUID board, int person, String returnToken) {}

    private final URI base;
    private String cookie;
    private boolean signedIn;

    private Peer(URI base) {
        this.base = base;
    }

    /** Somebody who has not been here yet and has no cookie. */
    public static Peer stranger(URI base) {
        return new Peer(base);
    }

    /** A first visit, which gets a session. */
    public static Peer visit(URI base) {
        Peer peer = new Peer(base);
        peer.get("/api/me");
        return peer;
    }

    /** The same browser talking to another address, for instance a proxy's, that ends at the same server. */
    public Peer through(URI other) {
        Peer peer = new Peer(other);
        peer.cookie = cookie;
        peer.signedIn = signedIn;
        return peer;
    }

    public URI base() {
        return base;
    }

    /** Name and value of its cookie, null when it has none. */
    public String cookie() {
        return cookie;
    }

    public Peer cookie(String replaced) {
        cookie = replaced;
        return this;
    }

    /** Signs in to a new account of this name, unless signed in already. */
    public Peer signedIn(String name) {
        if (!signedIn) {
            expect(200, post("/api/sign-in", new JsonObject().put("token", SignIns.token(base, name))));
            signedIn = true;
        }
        return this;
    }

    /** Makes the first account of a server by the link that it printed. */
    public Peer setUp(String token, String name) {
        expect(201, post("/api/setup", new JsonObject().put("token", token).put("name", name)));
        signedIn = true;
        return this;
    }

    /** Makes a programme as its facilitator, in which everybody writes. */
    public Programme create(String title, String name) {
        return create(title, name, "facilitator", "everyone");
    }

    /** Makes a programme. @param pen who writes in its plan: mentee, everyone or nobody */
    public Programme create(String title, String name, String role, String pen) {
        return create(title, "Capaci", name, role, pen);
    }

    /** Makes a programme of a city. */
    public Programme create(String title, String mentee, String name, String role, String pen) {
        signedIn(name);
        return programme(post("/api/programmes", new JsonObject().put("title", title).put("theme", "")
                .put("mentee", mentee).put("mentor", "").put("associations", "").put("name", name)
                .put("role", role).put("pen", pen).put("language", "it")));
    }

    public Programme sample(String name) {
        signedIn(name);
        return programme(post("/api/programmes/sample", new JsonObject().put("name", name).put("language", "it")));
    }

    /** Makes a link on these terms and answers its token. @param party null when people choose theirs */
    public String invite(UUID programme, String role, String party, boolean lobby) {
        return expect(201, post("/api/programmes/" + programme + "/links", new JsonObject().put("role", role)
                .put("party", party).put("lobby", lobby).put("days", 30))).json().getString("token");
    }

    public Place join(String token, String name, String party) {
        Reply reply = post("/api/join", new JsonObject().put("token", token).put("name", name).put("party", party));
        JsonObject json = expect(201, reply).json();
        String board = json.getString("board");
        return new Place(UUID.fromString(json.getString("programme")), board == null ? null : UUID.fromString(board),
                json.getInteger("person"), json.getString("returnToken"));
    }

    /** The revision at which the board is. */
    public long head(UUID board) {
        return expect(200, get("/api/boards/" + board + "/snapshot")).json().getLong("rev");
    }

    /** Opens a live socket. */
    public Live live() {
        return Live.open(base, cookie, UnaryOperator.identity());
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::setHeader);
        return send(request);
    }

    public Reply post(String path, JsonObject body) {
        return post(path, body.encode(), Map.of());
    }

    /** Like {@link #post(String, JsonObject)}, with other headers; a null takes one away. */
    public Reply post(String path, String body, Map<String, String> headers) {
        return change("POST", path, body, headers);
    }

    /** Sends a file, as the page would. */
    public Reply upload(String path, byte[] file, String type) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(file)).setHeader("Content-Type", type)
                .setHeader("X-Tavolo", "1").setHeader("Origin", base.toString()));
    }

    public Reply delete(String path) {
        return change("DELETE", path, "", Map.of());
    }

    /** A request that changes something, as the page would send it but for these headers; empty ones are left out. */
    public Reply change(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new java.util.LinkedHashMap<>(Map.of("Content-Type", "application/json",
                "X-Tavolo", "1", "Origin", base.toString()));
        all.putAll(headers);
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.setHeader(name, value);
            }
        });
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(40));
        if (cookie != null) {
            request.setHeader("Cookie", cookie);
        }
        return request;
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            List<String> given = response.headers().allValues("Set-Cookie");
            if (!given.isEmpty()) {
                String pair = given.get(0).split(";")[0];
                cookie = pair.endsWith("=") ? null : pair;
            }
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Programme programme(Reply reply) {
        JsonObject json = expect(201, reply).json();
        return new Programme(UUID.fromString(json.getString("programme")), UUID.fromString(json.getString("board")),
                json.getInteger("person"), json.getString("facilitatorToken"), json.getString("joinToken"),
                json.getString("returnToken"));
    }

    private static Reply expect(int status, Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError("expected " + status + ", got " + reply.status() + " " + reply.text());
        }
        return reply;
    }
}

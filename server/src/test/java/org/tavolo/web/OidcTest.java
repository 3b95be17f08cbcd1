package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Signing in by an identity provider, and being signed out by it (H27). */
class OidcTest {
    private static final String FAILED = "auth/login_failed";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded",
            "Origin", "", "X-Tavolo", "");
    private static Provider provider;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        provider = new Provider();
        server = RunningServer.with(WebSettings.loopback(0, 10_000, 20_000).with(provider.settings()));
        // The first account is another matter; most tests are about those that come after it.
        Peer.visit(server.base()).setUp(server.setupToken(), "Anna");
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    @Test
    @DisplayName("H27 whom the provider vouches for is signed in, with another cookie, and is the same account next time")
    void signingIn() {
        Peer visitor = Peer.visit(server.base());
        assertEquals("Città di Capaci", visitor.get("/api/me").json().getString("oidc"));
        String before = visitor.cookie();
        Peer maria = signIn(visitor, "maria", Map.of("name", "Maria Rossi", "email", "maria@example.org"));
        assertNotEquals(before, maria.cookie());
        JsonObject account = account(maria);
        assertEquals("Maria Rossi", account.getString("name"));
        assertEquals("maria@example.org", account.getString("email"));
        assertEquals(false, account.getBoolean("administrator"));
        assertNull(account(Peer.visit(server.base()).cookie(before)));
        Peer again = signedIn("maria", Map.of("name", "Another Name"));
        assertEquals(account, account(again));
    }

    @Test
    @DisplayName("H27 the provider is asked with code, PKCE, state and nonce, and nothing in the query leads elsewhere")
    void whatIsAsked() {
        Peer visitor = Peer.visit(server.base());
        Reply sent = visitor.get("/sign-in/oidc?next=//evil.example");
        assertEquals(302, sent.status());
        Map<String, String> query = query(sent.header("Location"));
        assertEquals("code", query.get("response_type"));
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals(43, query.get("code_challenge").length());
        assertEquals(32, query.get("state").length());
        assertEquals(32, query.get("nonce").length());
        assertEquals(server.base() + "/sign-in/oidc/back", query.get("redirect_uri"));
        assertFalse(sent.header("Location").contains("evil"));
        assertNotEquals(query.get("state"), query(visitor.get("/sign-in/oidc").header("Location")).get("state"));
    }

    @Test
    @DisplayName("E77 every identity token that is not the provider's, for us, now and for this very sign-in is 401, and nobody is made")
    void untrueTokens() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID("city").generate();
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("elsewhere").generate();
        Map<String, Token> tokens = new LinkedHashMap<>();
        tokens.put("alg none", claims -> new PlainJWT(claims.build()).serialize());
        tokens.put("alg none with the rest of a signature", claims ->
                new PlainJWT(claims.build()).serialize() + "c2lnbmF0dXJl");
        tokens.put("HS256 with the public key", claims -> Provider.signed(claims, JWSAlgorithm.HS256, "city",
                new MACSigner(provider.publicKey().toRSAPublicKey().getEncoded())));
        tokens.put("another key of the same name", claims -> Provider.signed(claims, JWSAlgorithm.RS256, "city",
                new RSASSASigner(other)));
        tokens.put("a key that nobody knows", claims -> Provider.signed(claims, JWSAlgorithm.RS256, "elsewhere",
                new RSASSASigner(unknown)));
        tokens.put("one bit off", claims -> oneBitOff(provider.signed(claims)));
        tokens.put("no token at all", claims -> "");
        tokens.put("another issuer", claims -> provider.signed(claims.issuer(provider.issuer().replace("/city", "/other"))));
        tokens.put("no issuer", claims -> provider.signed(claims.issuer(null)));
        tokens.put("another audience", claims -> provider.signed(claims.audience("somebody-else")));
        tokens.put("no audience", claims -> provider.signed(claims.audience((String) null)));
        tokens.put("several audiences, authorised nobody", claims ->
                provider.signed(claims.audience(List.of("tavolo", "somebody-else"))));
        tokens.put("authorised somebody else", claims -> provider.signed(claims.claim("azp", "somebody-else")));
        tokens.put("expired", claims -> provider.signed(claims.expirationTime(in(-120))));
        tokens.put("from the future", claims -> provider.signed(claims.issueTime(in(600))));
        tokens.put("another nonce", claims -> provider.signed(claims.claim("nonce", "x".repeat(32))));
        tokens.put("no nonce", claims -> provider.signed(claims.claim("nonce", null)));
        tokens.put("no subject", claims -> provider.signed(claims.subject(null)));
        tokens.put("a subject of 300 characters", claims -> provider.signed(claims.subject("x".repeat(300))));
        int before = accounts();
        Peer visitor = Peer.visit(server.base());
        for (Map.Entry<String, Token> one : tokens.entrySet()) {
            Back back = back(visitor);
            provider.answerToken(one.getValue().of(claims(back.nonce())));
            Reply reply = visitor.get(back.path(), Map.of("Sec-Fetch-Site", "cross-site"));
            assertEquals(401, reply.status(), one.getKey());
            assertEquals(FAILED, reply.problem(), one.getKey());
            assertNull(account(visitor), one.getKey());
        }
        assertEquals(before, accounts());
        // The same way with a true token: what was refused above was refused for what it was.
        Back back = back(visitor);
        provider.answerToken(provider.signed(claims(back.nonce())));
        assertEquals(302, visitor.get(back.path()).status());
        assertEquals("subject", account(visitor).getString("name"));
    }

    @Test
    @DisplayName("E77 a state that is missing, made up, another session's, used or late signs nobody in")
    void states() throws Exception {
        int before = accounts();
        Peer visitor = Peer.visit(server.base());
        String back = back(visitor).path();
        String code = query(back).get("code");
        assertFailed(visitor, "/sign-in/oidc/back");
        assertFailed(visitor, "/sign-in/oidc/back?code=" + code);
        assertFailed(visitor, "/sign-in/oidc/back?code=" + code + "&state=" + "x".repeat(32));
        assertFailed(visitor, back + "&state=" + query(back).get("state"));
        assertFailed(Peer.visit(server.base()), back);
        assertFailed(Peer.stranger(server.base()), back);
        assertFailed(Peer.stranger(server.base()), "/sign-in/oidc");
        String late = back(visitor).path();
        execute("update oidc_login set at = at - interval '11 minutes'");
        assertFailed(visitor, late);
        String refused = back(visitor).path();
        String state = query(refused).get("state");
        assertFailed(visitor, "/sign-in/oidc/back?error=access_denied&state=" + state);
        assertFailed(visitor, refused);
        assertFailed(visitor, back(visitor).path() + "&iss=https://evil.example");
        assertEquals(before, accounts());

        // A code and a state are good for one time, whether replayed together or with a state that is fresh.
        String used = back(visitor).path();
        provider.vouch("nora", Map.of("name", "Nora"));
        assertEquals(302, visitor.get(used).status());
        assertEquals("Nora", account(visitor).getString("name"));
        Peer other = Peer.visit(server.base());
        assertFailed(visitor, used);
        assertFailed(other, "/sign-in/oidc/back?code=" + query(used).get("code") + "&state="
                + query(other.get("/sign-in/oidc").header("Location")).get("state"));
        assertNull(account(other));
    }

    @Test
    @DisplayName("E77 who reads pages is led to one that says what happened, and an ended account is not told apart")
    void pages() throws Exception {
        Map<String, String> reading = Map.of("Accept", "text/html,*/*;q=0.8", "Sec-Fetch-Site", "cross-site");
        Reply reply = Peer.visit(server.base()).get("/sign-in/oidc/back?state=x&code=y", reading);
        assertEquals(302, reply.status());
        assertEquals("/sign-in#failed", reply.header("Location"));
        signedIn("gone", Map.of("name", "Gone"));
        execute("update account set ended_at = now() where subject = 'gone'");
        Peer visitor = Peer.visit(server.base());
        String back = back(visitor).path();
        provider.vouch("gone", Map.of());
        assertEquals("/sign-in#failed", visitor.get(back, reading).header("Location"));
    }

    @Test
    @DisplayName("H27 when the provider says that somebody signed out, their sessions and sockets end within a second, nobody else's")
    void loggedOut() throws Exception {
        Peer vera = signedIn("vera", Map.of("name", "Vera"));
        Peer elsewhere = signedIn("vera", Map.of());
        Peer luca = signedIn("luca", Map.of("name", "Luca"));
        UUID board = UUID.fromString(vera.post("/api/programmes/sample", new JsonObject().put("name", "Vera")
                .put("language", "it")).json().getString("board"));
        try (Live live = vera.live(); Live other = luca.live()) {
            live.enter(board);
            assertUnmoved(vera);
            long began = System.nanoTime();
            Reply reply = logOut(provider.signed(logoutClaims("vera")));
            assertEquals(200, reply.status());
            assertEquals("no-store", reply.header("Cache-Control"));
            assertEquals(BoardSocket.ENDED, live.closeCode());
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            assertTrue(took < 1_000, took + " ms");
            assertTrue(other.open());
        }
        assertNull(account(vera));
        assertNull(account(elsewhere));
        assertEquals("Luca", account(luca).getString("name"));
        assertEquals("Vera", account(signedIn("vera", Map.of())).getString("name"));
    }

    /** What does not prove that the provider signed Vera out leaves her where she is. */
    private static void assertUnmoved(Peer vera) throws Exception {
        Map<String, Token> tokens = new LinkedHashMap<>();
        tokens.put("alg none", claims -> new PlainJWT(claims.build()).serialize());
        tokens.put("one bit off", claims -> oneBitOff(provider.signed(claims)));
        tokens.put("a nonce", claims -> provider.signed(claims.claim("nonce", "x")));
        tokens.put("no event", claims -> provider.signed(claims.claim("events", null)));
        tokens.put("another event", claims -> provider.signed(claims.claim("events", Map.of("x", Map.of()))));
        tokens.put("another audience", claims -> provider.signed(claims.audience("somebody-else")));
        tokens.put("another issuer", claims -> provider.signed(claims.issuer("https://id.example.org")));
        tokens.put("of yesterday", claims -> provider.signed(claims.issueTime(in(-86_400))));
        tokens.put("no subject", claims -> provider.signed(claims.subject(null)));
        tokens.put("no id", claims -> provider.signed(claims.jwtID(null)));
        tokens.put("of somebody else", claims -> provider.signed(claims.subject("another")));
        for (Map.Entry<String, Token> one : tokens.entrySet()) {
            Reply reply = logOut(one.getValue().of(logoutClaims("vera")));
            assertEquals(one.getKey().equals("of somebody else") ? 200 : 400, reply.status(), one.getKey());
            assertEquals("Vera", account(vera).getString("name"), one.getKey());
        }
        assertEquals(400, vera.change("POST", "/sign-in/oidc/logout", "", FORM).status());
        assertEquals(415, vera.change("POST", "/sign-in/oidc/logout", "{}", Map.of()).status());
        assertEquals(405, vera.get("/sign-in/oidc/logout").status());
    }

    @Test
    @DisplayName("H27 a key that the provider has since yesterday is asked for")
    void newKeys() throws Exception {
        RSAKey yesterday = new RSAKeyGenerator(2048).keyID("yesterday").generate();
        provider.say("/jwks", new JWKSet(yesterday).toString());
        try (RunningServer fresh = fresh()) {
            Peer.visit(fresh.base()).setUp(fresh.setupToken(), "Anna");
            Peer visitor = Peer.visit(fresh.base());
            String back = back(visitor).path();
            provider.vouch("rosa", Map.of("name", "Rosa"));
            assertEquals(302, visitor.get(back).status());
            assertEquals("Rosa", account(visitor).getString("name"));
        }
    }

    @Test
    @DisplayName("H27 being vouched for makes no first account: whoever came without the setup link is told to open it")
    void firstWithoutTheLink() {
        Map<String, String> reading = Map.of("Accept", "text/html", "Sec-Fetch-Site", "cross-site");
        try (RunningServer fresh = fresh()) {
            Peer visitor = Peer.visit(fresh.base());
            String token = fresh.setupToken();
            Back asPage = back(visitor);
            provider.vouch("mallory", Map.of("name", "Mallory"));
            assertEquals("/sign-in#first", visitor.get(asPage.path(), reading).header("Location"));
            String asProgram = back(visitor).path();
            provider.vouch("mallory", Map.of("name", "Mallory"));
            Reply refused = visitor.get(asProgram);
            assertEquals(403, refused.status());
            assertEquals("denied/setup", refused.problem());
            assertNull(account(visitor));
            for (String wrong : List.of("A".repeat(32), "", oneBitOff("." + token).substring(1))) {
                assertEquals("invalid/invitation", toProvider(visitor, wrong).problem());
            }
            assertEquals("auth/no_session", toProvider(Peer.stranger(fresh.base()), token).problem());
            // Nor does it keep the link from whom it was printed for.
            assertEquals(true, account(visitor.setUp(token, "Ada")).getBoolean("administrator"));
        }
    }

    @Test
    @DisplayName("H27 whoever is sent to the provider by the setup link has the first account, and the link is used up")
    void firstByTheLink() {
        try (RunningServer fresh = fresh()) {
            String token = fresh.setupToken();
            Peer late = Peer.visit(fresh.base());
            String lateBack = backFrom(toProvider(late, token)).path();
            Peer rosa = Peer.visit(fresh.base());
            Reply sent = toProvider(rosa, token);
            assertFalse(sent.json().getString("address").contains(token));
            String before = rosa.cookie();
            Back back = backFrom(sent);
            provider.vouch("rosa", Map.of("name", "Rosa"));
            assertEquals("/", rosa.get(back.path()).header("Location"));
            assertNotEquals(before, rosa.cookie());
            assertEquals(true, account(rosa).getBoolean("administrator"));
            assertEquals("invalid/invitation", toProvider(rosa, token).problem());
            assertEquals("invalid/invitation", Peer.visit(fresh.base()).post("/api/setup",
                    new JsonObject().put("token", token).put("name", "Mallory")).problem());
            // Who was sent there by the same link and comes back later is one of those who come after.
            provider.vouch("luca", Map.of("name", "Luca"));
            assertEquals("/", late.get(lateBack).header("Location"));
            assertEquals(false, account(late).getBoolean("administrator"));
        }
    }

    @Test
    @DisplayName("H27 a setup link that is void by the time somebody is back makes nothing")
    void firstByALinkThatIsVoidMeanwhile() {
        try (RunningServer fresh = fresh()) {
            Peer visitor = Peer.visit(fresh.base());
            String back = backFrom(toProvider(visitor, fresh.setupToken())).path();
            // As when the server starts again: it prints another one.
            fresh.setupToken();
            provider.vouch("rosa", Map.of("name", "Rosa"));
            assertEquals("denied/setup", visitor.get(back).problem());
            assertNull(account(visitor));
        }
    }

    private static RunningServer fresh() {
        return RunningServer.with(WebSettings.loopback(0, 10_000, 20_000).with(provider.settings()));
    }

    private static Reply toProvider(Peer visitor, String setupToken) {
        return visitor.post("/api/setup/oidc", new JsonObject().put("token", setupToken));
    }

    private interface Token {
        String of(JWTClaimsSet.Builder claims) throws Exception;
    }

    private static Peer signedIn(String subject, Map<String, Object> claims) {
        return signIn(Peer.visit(server.base()), subject, claims);
    }

    private static Peer signIn(Peer visitor, String subject, Map<String, Object> claims) {
        String back = back(visitor).path();
        provider.vouch(subject, claims);
        Reply home = visitor.get(back, Map.of("Sec-Fetch-Site", "cross-site"));
        assertEquals(302, home.status(), home.text());
        assertEquals("/", home.header("Location"));
        return visitor;
    }

    /** How the provider sends somebody back. @param nonce that had gone along */
    private record Back(String path, String nonce) {}

    private static Back back(Peer visitor) {
        return back(visitor.get("/sign-in/oidc").header("Location"));
    }

    private static Back backFrom(Reply setup) {
        assertEquals(200, setup.status(), setup.text());
        return back(setup.json().getString("address"));
    }

    private static Back back(String there) {
        Reply sent = provider.browser().get(pathOf(there));
        assertEquals(302, sent.status(), sent.text());
        return new Back(pathOf(sent.header("Location")), query(there).get("nonce"));
    }

    private static JWTClaimsSet.Builder claims(String nonce) {
        return new JWTClaimsSet.Builder().issuer(provider.issuer()).audience("tavolo")
                .subject("subject").issueTime(in(0)).expirationTime(in(300)).claim("nonce", nonce);
    }

    private static JWTClaimsSet.Builder logoutClaims(String subject) {
        return new JWTClaimsSet.Builder().issuer(provider.issuer()).audience("tavolo")
                .subject(subject).issueTime(in(0)).jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    private static Date in(long seconds) {
        return new Date(System.currentTimeMillis() + seconds * 1_000);
    }

    private static String oneBitOff(String token) {
        int at = token.lastIndexOf('.') + 5;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    private static Reply logOut(String token) {
        return Peer.stranger(server.base()).change("POST", "/sign-in/oidc/logout", "logout_token=" + token, FORM);
    }

    private static void assertFailed(Peer visitor, String path) {
        Reply reply = visitor.get(path);
        assertEquals(401, reply.status(), path);
        assertEquals(FAILED, reply.problem());
    }

    private static JsonObject account(Peer peer) {
        return peer.get("/api/me").json().getJsonObject("account");
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), URLDecoder.decode(
                    pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static int accounts() throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from account")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

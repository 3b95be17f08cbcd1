package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** An identity provider that is slow, away or out of its mind disturbs only those who want to sign in by it. */
class OidcProviderInTroubleTest {
    private static final int FIVE_MEGABYTES = 5 * 1_024 * 1_024;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Answering answering;
    private HttpServer provider;
    private RunningServer server;

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.setExecutor(Executors.newCachedThreadPool());
        provider.createContext("/", exchange -> {
            try (exchange) {
                answering.answer(exchange);
            }
        });
        provider.start();
        server = RunningServer.with(WebSettings.loopback(0, 10_000, 20_000).with(new OidcSettings(issuer(), "tavolo",
                "s3cret", "Città")));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
        provider.stop(0);
    }

    @Test
    @DisplayName("E79 a provider that is slow, endless, broken or away is a clear page within five seconds, and who is in goes on")
    void trouble() throws Exception {
        Peer rosa = Peer.visit(server.base());
        Peer.Programme made = rosa.create("Una città per tutti", "Rosa");
        Map<String, Answering> troubles = new LinkedHashMap<>();
        troubles.put("five megabytes", exchange -> write(exchange, 200, " ".repeat(FIVE_MEGABYTES) + description("")));
        troubles.put("status 500", exchange -> write(exchange, 500, description("")));
        troubles.put("no JSON", exchange -> write(exchange, 200, "<html>"));
        troubles.put("no object", exchange -> write(exchange, 200, "[]"));
        troubles.put("nested a hundred thousand deep", exchange ->
                write(exchange, 200, "{\"issuer\":" + "[".repeat(100_000)));
        troubles.put("another issuer", exchange -> write(exchange, 200, description("/other")));
        troubles.put("no endpoints", exchange -> write(exchange, 200, "{\"issuer\":\"" + issuer() + "\"}"));
        troubles.put("no keys", exchange -> write(exchange, 200, exchange.getRequestURI().getPath().equals("/keys")
                ? "{\"keys\":[]}" : description("")));
        troubles.put("it hangs up", HttpExchange::close);
        troubles.put("it answers never", exchange -> await());
        for (Map.Entry<String, Answering> trouble : troubles.entrySet()) {
            answering = trouble.getValue();
            assertUnavailable(trouble.getKey(), rosa, made);
        }
        over.countDown();
        provider.stop(0);
        assertUnavailable("it is away", rosa, made);
    }

    private void assertUnavailable(String what, Peer rosa, Peer.Programme made) throws Exception {
        Peer visitor = Peer.visit(server.base());
        long began = System.nanoTime();
        CompletableFuture<Reply> asked = CompletableFuture.supplyAsync(() ->
                visitor.get("/sign-in/oidc", Map.of("Accept", "text/html")));
        assertEquals(200, rosa.get("/api/boards/" + made.board() + "/snapshot").status());
        Reply reply = asked.get(30, TimeUnit.SECONDS);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertEquals(302, reply.status(), what);
        assertEquals("/sign-in#unavailable", reply.header("Location"), what);
        assertTrue(took < 5_000, what + ": " + took + " ms");
    }

    private void await() {
        try {
            over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private String description(String issuerEnd) {
        return "{\"issuer\":\"" + issuer() + issuerEnd + "\",\"authorization_endpoint\":\"" + issuer()
                + "/authorize\",\"token_endpoint\":\"" + issuer() + "/token\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

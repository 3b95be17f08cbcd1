package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxies do what they are said to do, or the stories through them would show nothing. */
class ProxyServersTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final CompletableFuture<HttpServerResponse> begun = new CompletableFuture<>();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions())
            .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("heard " + text)))
            .requestHandler(request -> {
                switch (request.path()) {
                    case "/slow" -> {
                        request.response().setChunked(true).write("first ");
                        begun.complete(request.response());
                    }
                    case "/never" -> { }
                    default -> request.body().onSuccess(body -> request.response().end("got " + body));
                }
            });
        port = server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS)
            .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theStrippingOnePassesRequestsAndNoWebSocket() throws Exception {
        try (ProxyServer proxy = new StrippingProxy(port)) {
            assertEquals("got one", post(proxy, "one"));
            assertEquals("got two", post(proxy, "two"));
            assertEquals(0, proxy.mischief());
            assertThrows(CompletionException.class, () -> Ear.open(client, proxy));
            assertEquals(1, proxy.mischief());
        }
    }

    @Test
    void theBufferingOneHoldsWhatIsNotComplete() throws Exception {
        try (ProxyServer proxy = new BufferingProxy(port, 60_000)) {
            assertEquals("got one", post(proxy, "one"));
            CompletableFuture<HttpResponse<java.io.InputStream>> answer = client.sendAsync(
                HttpRequest.newBuilder(proxy.base().resolve("/slow")).build(), HttpResponse.BodyHandlers.ofInputStream());
            HttpServerResponse response = begun.get(5, TimeUnit.SECONDS);
            assertThrows(TimeoutException.class, () -> answer.get(200, TimeUnit.MILLISECONDS));
            vertx.runOnContext(then -> response.end("last"));
            assertEquals("first last", new String(answer.get(5, TimeUnit.SECONDS).body().readAllBytes()));
            assertEquals(1, proxy.mischief());
        }
    }

    @Test
    void theBufferingOneGivesUpWaitingForTheRest() throws Exception {
        try (ProxyServer proxy = new BufferingProxy(port, 100)) {
            HttpResponse<java.io.InputStream> answer = client.sendAsync(
                HttpRequest.newBuilder(proxy.base().resolve("/slow")).build(),
                HttpResponse.BodyHandlers.ofInputStream()).get(5, TimeUnit.SECONDS);
            assertEquals("first ", new String(answer.body().readNBytes(6)));
        }
    }

    @Test
    void theBufferingOneLetsAWebSocketOpenAndThenWaitsForMore() throws Exception {
        try (ProxyServer proxy = new BufferingProxy(port, 300)) {
            Ear ear = Ear.open(client, proxy);
            ear.say("hello");
            assertEquals(List.of(), ear.heardWithin(100));
            assertEquals(List.of("heard hello"), ear.heardWithin(5_000));
        }
    }

    @Test
    void theCuttingOneCutsAConversationAndAWait() throws Exception {
        try (ProxyServer proxy = new CuttingProxy(port, 300)) {
            assertEquals("got one", post(proxy, "one"));
            Ear ear = Ear.open(client, proxy);
            ear.say("hello");
            assertEquals(List.of("heard hello"), ear.heardWithin(5_000));
            assertTrue(ear.ended.get(5, TimeUnit.SECONDS));
            CompletableFuture<HttpResponse<String>> never = client.sendAsync(
                HttpRequest.newBuilder(proxy.base().resolve("/never")).build(), HttpResponse.BodyHandlers.ofString());
            assertThrows(java.util.concurrent.ExecutionException.class, () -> never.get(5, TimeUnit.SECONDS));
            assertTrue(proxy.mischief() >= 2);
        }
    }

    @Test
    void theSilentOneSwallowsBothWaysWithoutClosingAndLetsNewLinesThroughLater() throws Exception {
        try (SilentProxy proxy = new SilentProxy(port)) {
            Ear ear = Ear.open(client, proxy);
            ear.say("before");
            assertEquals(List.of("heard before"), ear.heardWithin(5_000));
            proxy.fallSilent();
            ear.say("meanwhile");
            assertEquals(List.of(), ear.heardWithin(200));
            assertTrue(proxy.mischief() > 0);
            proxy.comeBack();
            ear.say("after");
            assertEquals(List.of(), ear.heardWithin(200));
            assertFalse(ear.ended.isDone());
            Ear another = Ear.open(client, proxy);
            another.say("new");
            assertEquals(List.of("heard new"), another.heardWithin(5_000));
        }
    }

    private String post(ProxyServer proxy, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(proxy.base().resolve("/echo"))
            .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** A WebSocket that remembers what it hears. */
    private static final class Ear implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private WebSocket socket;

        static Ear open(HttpClient client, ProxyServer proxy) {
            Ear ear = new Ear();
            URI at = URI.create(proxy.base().toString().replaceFirst("http", "ws") + "/socket");
            ear.socket = client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5)).buildAsync(at, ear).join();
            return ear;
        }

        void say(String text) {
            socket.sendText(text, true).join();
        }

        /** The next thing it hears, or nothing when none comes in so many milliseconds. */
        List<String> heardWithin(long ms) throws InterruptedException {
            String next = heard.poll(ms, TimeUnit.MILLISECONDS);
            return next == null ? List.of() : List.of(next);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.complete(true);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended.complete(true);
        }
    }
}

package org.tavolo.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One server session over the public API, with its cookie. */
final class Caller {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final URI base;
    private String cookie = "";

    Caller(URI base) throws Exception {
        this.base = base;
        get("/api/me");
    }

    JsonNode get(String path) throws Exception {
        return read(HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode post(String path, String body) throws Exception {
        return read(HTTP.send(posting(path, body), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest posting(String path, String body) {
        return request(path).header("Content-Type", "application/json").header("X-Tavolo", "1")
                .header("Origin", origin()).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        answer.headers().firstValue("set-cookie").ifPresent(renewed -> cookie = renewed.split(";")[0]);
        if (answer.statusCode() >= 300) {
            throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    WebSocket open(URI socket, WebSocket.Listener listener) throws Exception {
        return HTTP.newWebSocketBuilder().header("Cookie", cookie).header("Origin", origin())
                .buildAsync(socket, listener).get(30, TimeUnit.SECONDS);
    }

    private String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }
}

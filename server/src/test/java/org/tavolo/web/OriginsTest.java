package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose pages may talk to the server. */
class OriginsTest {

    @ParameterizedTest(name = "{0}: a page of {2} at host {1}: {3}")
    @CsvSource({
        "public, tavolo.example.org, https://tavolo.example.org, true",
        "public, TAVOLO.example.org, https://tavolo.example.org, true",
        "public, tavolo.example.org, http://tavolo.example.org, false",
        "public, tavolo.example.org, https://sibling.example.org, false",
        "public, tavolo.example.org, https://example.org, false",
        "public, tavolo.example.org, https://tavolo.example.org.evil.com, false",
        "public, tavolo.example.org, https://tavolo.example.org:444, false",
        "public, evil.com, https://evil.com, false",
        "public, evil.com, https://tavolo.example.org, false",
        "public, 10.0.0.1, https://10.0.0.1, false",
        "loopback, localhost:8080, http://localhost:8080, true",
        "loopback, 127.0.0.1:8080, http://127.0.0.1:8080, true",
        "loopback, [::1]:8080, http://[::1]:8080, true",
        "loopback, localhost, http://localhost, false",
        "loopback, 10.0.0.1:8080, http://10.0.0.1:8080, false",
        "insecure, 10.0.0.1:8080, http://10.0.0.1:8080, true",
        "insecure, localhost:8080, http://localhost:8080, true",
        "insecure, 10.0.0.1:8080, http://10.0.0.2:8080, false",
        "insecure, 10.0.0.1:8080, https://10.0.0.1:8080, false",
        "insecure, evil.com:8080, http://evil.com:8080, false",
        "insecure, 10.0.0.1.evil.com:8080, http://10.0.0.1.evil.com:8080, false"})
    void onlyOwnPages(String kind, String host, String origin, boolean own) {
        Origins origins = switch (kind) {
            case "public" -> Origins.of(URI.create("https://tavolo.example.org"));
            case "loopback" -> Origins.loopback(8080);
            default -> Origins.insecure(8080);
        };
        HttpServerRequest request = request(host, origin);
        assertEquals(own, origins.knowsHost(request) && origins.fromOwnPage(request));
    }

    private static HttpServerRequest request(String host, String origin) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Host", host).add("Origin", origin);
        return (HttpServerRequest) Proxy.newProxyInstance(OriginsTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "headers" -> headers;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

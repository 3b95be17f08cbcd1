package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** The server with a certificate of its own, and behind a proxy that has one. */
class SecureServerTest {

    @Test
    @DisplayName("on https the cookie is bound to the host, browsers are told to stay, and HTTP/2 is not chosen")
    void https() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
        int port = freePort();
        WebSettings settings = new WebSettings("127.0.0.1", port, URI.create("https://localhost:" + port), false,
                Path.of(certificate.certificatePath()), Path.of(certificate.privateKeyPath()), Set.of(), 60, 120,
                Patience.usual(), "test", null);
        try (RunningServer server = RunningServer.with(settings)) {
            for (String name : List.of("localhost", "another.example", "x".repeat(60) + ".example")) {
                try (SSLSocket socket = socket(port, name)) {
                    socket.startHandshake();
                    assertEquals("", socket.getApplicationProtocol());
                    String answer = ask(socket, "GET /api/me HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nConnection: close\r\n\r\n");
                    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
                    String cookie = line(answer, "set-cookie");
                    assertTrue(cookie.contains("__Host-tavolo=") && cookie.contains("; Secure")
                            && cookie.contains("; Path=/") && !cookie.contains("Domain"), cookie);
                    assertTrue(line(answer, "strict-transport-security").contains("max-age=31536000"));
                }
            }
            try (Socket plain = new Socket("127.0.0.1", port)) {
                assertTrue(!ask(plain, "GET /api/me HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\n\r\n").startsWith("HTTP/1.1 200"));
            }
        } finally {
            certificate.delete();
        }
    }

    @Test
    @DisplayName("behind a named proxy only that one is served, and cookies are those of https")
    void proxy() throws Exception {
        WebSettings settings = new WebSettings("127.0.0.1", 0, URI.create("https://tavolo.example.org"), false, null,
                null, Set.of("192.0.2.1"), 60, 120, Patience.usual(), "test", null);
        try (RunningServer server = RunningServer.with(settings); Socket socket = new Socket("127.0.0.1", server.port())) {
            String answer = ask(socket, "GET /api/me HTTP/1.1\r\nHost: tavolo.example.org\r\nConnection: close\r\n\r\n");
            assertTrue(line(answer, "set-cookie").contains("__Host-tavolo="));
        }
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String line(String answer, String header) {
        return answer.lines().filter(line -> line.toLowerCase().startsWith(header + ":")).findFirst().orElse("");
    }

    private static SSLSocket socket(int port, String name) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

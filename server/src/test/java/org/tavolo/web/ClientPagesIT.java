package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** The built client as the server serves it. */
class ClientPagesIT {
    private static RunningServer server;
    private static Peer peer;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        peer = Peer.stranger(server.base());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("all addresses of the client answer its one page, whatever follows, and give no session")
    void onePage() {
        String page = peer.get("/").text();
        assertTrue(page.contains("<script type=\"module\""), page);
        for (String path : new String[] {"/join", "/return", "/p/" + UUID.randomUUID(), "/?next=//evil.example",
            "/join?token=x"}) {
            Reply reply = peer.get(path);
            assertEquals(200, reply.status(), path);
            assertEquals(page, reply.text());
            assertEquals("no-cache", reply.header("Cache-Control"));
            assertNull(reply.header("Location"));
            assertNull(reply.header("Set-Cookie"));
        }
        assertEquals(404, peer.get("/p/nobody").status());
        assertEquals(404, peer.get("/index.html").status());
    }

    @Test
    @DisplayName("a browser that follows a wrong link is told so by the page; programs get the problem")
    void wrongLinks() {
        String page = peer.get("/").text();
        for (String path : new String[] {"/nowhere", "/p/nobody"}) {
            Reply shown = peer.get(path, Map.of("Accept", "text/html,*/*;q=0.8"));
            assertEquals(404, shown.status(), path);
            assertEquals(page, shown.text(), path);
            assertTrue(peer.get(path).header("Content-Type").startsWith("application/problem+json"), path);
        }
        Reply api = peer.get("/api/nothing", Map.of("Accept", "text/html"));
        assertTrue(api.header("Content-Type").startsWith("application/problem+json"), api.text());
    }

    @Test
    @DisplayName("assets are kept for good, compressed, and whole whatever range is asked for")
    void assets() {
        Matcher asset = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(peer.get("/").text());
        assertTrue(asset.find());
        Reply plain = peer.get(asset.group(1), Map.of("Range", "bytes=0-1,0-2"));
        assertEquals(200, plain.status());
        assertEquals("public, max-age=31536000, immutable", plain.header("Cache-Control"));
        assertTrue(plain.header("Content-Type").startsWith("text/javascript"));
        Reply packed = peer.get(asset.group(1), Map.of("Accept-Encoding", "gzip"));
        assertEquals("gzip", packed.header("Content-Encoding"));
        int whole = Integer.parseInt(plain.header("Content-Length"));
        assertTrue(Integer.parseInt(packed.header("Content-Length")) < whole);
        assertEquals(304, peer.get(asset.group(1), Map.of("If-None-Match", plain.header("ETag"))).status());
    }

    @Test
    @DisplayName("no page allows inline scripts or styles, or another host")
    void policy() {
        String policy = peer.get("/").header("Content-Security-Policy");
        assertFalse(policy.contains("unsafe") || policy.contains("http") || policy.contains("data:")
                || policy.contains("*"), policy);
        String page = peer.get("/").text();
        assertFalse(Pattern.compile("<script(?![^>]*src=)|<style|\\son\\w+=|style=").matcher(page).find(), page);
        assertFalse(Pattern.compile("(src|href)=\"(https?:)?//").matcher(page).find(), page);
    }
}

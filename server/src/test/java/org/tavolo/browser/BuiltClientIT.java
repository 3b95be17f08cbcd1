package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client as the jar carries it, served by nothing but a file handler: what it weighs and what it asks for. */
class BuiltClientIT {

    private static final int FIRST_LOAD_LIMIT = 120_000;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        + "form-action 'none'";

    private static Vertx vertx;
    private static Chromium chromium;
    private static String origin;

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get().handler(context -> {
            context.response().putHeader("Content-Security-Policy", POLICY);
            context.next();
        });
        router.get().handler(StaticHandler.create("webroot"));
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        origin = "http://127.0.0.1:" + server.actualPort();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void thePageShowsUnderAPolicyWithoutInlineCodeAndAsksNobodyElse() {
        Set<String> elsewhere = new ConcurrentSkipListSet<>();
        try (BrowserContext context = chromium.browser().newContext()) {
            context.addInitScript("window.refused = []; document.addEventListener('securitypolicyviolation', "
                + "event => window.refused.push(event.violatedDirective + ' ' + event.blockedURI))");
            Page page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(origin + "/")) {
                    elsewhere.add(request.url());
                }
            });
            page.navigate(origin + "/");
            page.waitForSelector("#app h1");
            assertEquals(List.of(), page.evaluate("window.refused"));
            assertFalse(page.title().isBlank());
        }
        assertEquals(Set.of(), elsewhere);
    }

    @Test
    void theBuiltPageHasNoInlineScriptNoStyleAndNoHandler() {
        String html = text("index.html");
        assertFalse(Pattern.compile("<script(?![^>]*\\ssrc=)").matcher(html).find(), html);
        assertFalse(Pattern.compile("<style|\\sstyle=|\\son[a-z]+=").matcher(html).find(), html);
    }

    @Test
    void theFirstLoadWithoutEditorAndFontsIsUnder120KilobytesGzipped() {
        Set<String> files = new TreeSet<>();
        collect("index.html", files);
        int total = 0;
        for (String file : files) {
            int size = gzipped(bytes(file));
            total += size;
            System.out.printf("first load: %,9d bytes gzipped  %s%n", size, file);
        }
        System.out.printf("first load: %,9d bytes gzipped in all, %,d allowed%n", total, FIRST_LOAD_LIMIT);
        assertTrue(total <= FIRST_LOAD_LIMIT, "the first load weighs " + total + " bytes gzipped");
    }

    /** The page, its scripts and styles, and whatever those import statically; what is loaded later is not followed. */
    private static void collect(String file, Set<String> into) {
        if (!into.add(file) || !file.matches(".*\\.(html|js)")) {
            return;
        }
        Pattern pattern = file.endsWith(".html")
            ? Pattern.compile("(?:src|href)=\"/([^\"]+\\.(?:js|css))\"")
            : Pattern.compile("(?:\\bfrom|\\bimport)\\s*[\"']\\./([^\"']+\\.js)[\"']");
        Matcher match = pattern.matcher(text(file));
        while (match.find()) {
            collect(file.endsWith(".html") ? match.group(1) : "assets/" + match.group(1), into);
        }
    }

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = BuiltClientIT.class.getResourceAsStream("/webroot/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("The built client has no " + file);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int gzipped(byte[] plain) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            gzip.write(plain);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return target.size();
    }
}

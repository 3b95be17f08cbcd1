package org.tavolo.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tavolo.board.Refusal;
import org.tavolo.protocol.Ids;

/**
 * The one page of the client at its addresses, and the files it is made of. What follows a page's address (a query, a
 * fragment) is the page's own business: nothing is ever redirected.
 */
final class ClientPages {
    private final byte[] page;
    private final byte[] packed;

    ClientPages() {
        try {
            page = read();
            packed = page == null ? null : ClientFiles.gzip(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void on(Router router) {
        for (String path : new String[] {"/", "/join", "/return", "/setup", "/sign-in", "/account", "/privacy",
            "/accessibility", "/opinion", "/network"}) {
            router.get(path).handler(this::page);
            router.head(path).handler(this::page);
        }
        for (String path : new String[] {"/p/:programme", "/p/:programme/members", "/p/:programme/mine",
            "/p/:programme/confidential"}) {
            router.get(path).handler(this::programme);
            router.head(path).handler(this::programme);
        }
        ClientFiles files = new ClientFiles();
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files::answer);
        router.route().handler(request -> {
            if (request.request().method() == HttpMethod.GET || request.request().method() == HttpMethod.HEAD) {
                missing(request);
            } else {
                Problems.answer(request, Refusal.invalid("method"), Map.of("Allow", "GET, HEAD"));
            }
        });
    }

    /** Somebody who followed a wrong link is told so by the page, in their language; programs get the problem. */
    private void missing(RoutingContext request) {
        String accepted = request.request().getHeader("Accept");
        boolean reader = accepted != null && accepted.contains("text/html") && !request.normalizedPath().startsWith("/api/");
        if (reader && page != null) {
            request.response().setStatusCode(404);
            page(request);
        } else {
            Problems.answer(request, Refusals.notFound());
        }
    }

    private void programme(RoutingContext request) {
        if (Ids.orNull(request.pathParam("programme")) == null) {
            missing(request);
        } else {
            page(request);
        }
    }

    private void page(RoutingContext request) {
        if (page == null) {
            Problems.answer(request, Refusals.notFound());
            return;
        }
        boolean gzip = Asked.takesGzip(request.request());
        request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Vary", "Accept-Encoding");
        if (gzip) {
            request.response().putHeader("Content-Encoding", "gzip");
        }
        if (request.request().method() == HttpMethod.HEAD) {
            request.response().end();
        } else {
            request.response().end(Buffer.buffer(gzip ? packed : page));
        }
    }

    /** The page, or null when this build has no client in it. */
    private static byte[] read() throws IOException {
        try (InputStream file = ClientPages.class.getResourceAsStream("/webroot/index.html")) {
            return file == null ? null : file.readAllBytes();
        }
    }
}

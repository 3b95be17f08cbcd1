package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.browser.Catalogue;

/** The client's list of states knows every address at which the server answers with the page. */
class CataloguedPagesTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @DisplayName("every address of the page is in the catalogue")
    void listed() {
        List<String> pages = pages();
        assertTrue(pages.contains("/p/:programme") && pages.contains("/join"), pages.toString());
        assertEquals(List.of(), Catalogue.unlisted(pages));
    }

    @Test
    @DisplayName("an address that is not in the catalogue is found")
    void unlisted() {
        List<String> pages = new ArrayList<>(pages());
        pages.add("/gallery");
        assertEquals(List.of("/gallery"), Catalogue.unlisted(pages));
    }

    /** As the router itself has them; the routes without a path are the client's files and what is nowhere. */
    private List<String> pages() {
        Router router = Router.router(vertx);
        new ClientPages().on(router);
        return router.getRoutes().stream().map(Route::getPath).filter(Objects::nonNull).distinct().toList();
    }
}

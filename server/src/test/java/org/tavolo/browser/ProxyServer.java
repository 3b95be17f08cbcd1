package org.tavolo.browser;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands on loopback between browsers and a server and passes bytes on. Its kinds do what the proxies of offices,
 * hotels and trains do. Each line is handled on one event loop; the public methods block and may be called by any thread.
 */
abstract class ProxyServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server = vertx.createNetServer();
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private final int behind;

    /** @param behind the port of the server on loopback */
    ProxyServer(int behind) {
        this.behind = behind;
        server.connectHandler(this::accept);
        done(server.listen(0, "127.0.0.1"));
    }

    /** Where browsers find it. */
    final URI base() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** How often it did what it is there for; a test in which this stays 0 has tried nothing. */
    final int mischief() {
        return done.get();
    }

    @Override
    public final void close() {
        done(vertx.close());
    }

    /** A browser has connected and so have we; both are paused. */
    abstract void joined(Line line);

    final void didIt() {
        done.incrementAndGet();
    }

    final Vertx vertx() {
        return vertx;
    }

    final Set<Line> lines() {
        return lines;
    }

    private void accept(NetSocket browser) {
        browser.pause();
        client.connect(behind, "127.0.0.1").onSuccess(origin -> {
            origin.pause();
            Line line = new Line(browser, origin);
            lines.add(line);
            browser.closeHandler(gone -> line.close());
            origin.closeHandler(gone -> line.serverLeft());
            browser.exceptionHandler(reset -> line.close());
            origin.exceptionHandler(reset -> line.close());
            joined(line);
            browser.resume();
            origin.resume();
        }).onFailure(refused -> browser.close());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One connection of a browser and the one of ours behind it. Used on its event loop. */
    final class Line {
        final NetSocket browser;
        final NetSocket origin;
        private Runnable beforeEnd = () -> { };

        private Line(NetSocket browser, NetSocket origin) {
            this.browser = browser;
            this.origin = origin;
        }

        /** What is still to be said to the browser when the server has closed. */
        void beforeEnd(Runnable last) {
            beforeEnd = last;
        }

        void toServer(Buffer bytes) {
            pass(browser, origin, bytes);
        }

        void toBrowser(Buffer bytes) {
            pass(origin, browser, bytes);
        }

        void close() {
            lines.remove(this);
            browser.close();
            origin.close();
        }

        private void serverLeft() {
            if (lines.contains(this)) {
                beforeEnd.run();
                close();
            }
        }

        private static void pass(NetSocket from, NetSocket to, Buffer bytes) {
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        }
    }
}

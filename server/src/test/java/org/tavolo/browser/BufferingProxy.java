package org.tavolo.browser;

import io.vertx.core.buffer.Buffer;

/**
 * Holds a response until it is complete or ten seconds have passed, as virus scanners do. What flows on a WebSocket is
 * never complete.
 */
final class BufferingProxy extends ProxyServer {
    private final long patience;

    BufferingProxy(int behind) {
        this(behind, 10_000);
    }

    /** @param patience how long it waits for the rest, in milliseconds */
    BufferingProxy(int behind, long patience) {
        super(behind);
        this.patience = patience;
    }

    @Override
    void joined(Line line) {
        Held held = new Held(line);
        line.browser.handler(line::toServer);
        line.origin.handler(held::take);
        line.beforeEnd(held::release);
    }

    private final class Held {
        private final Line line;
        private Buffer bytes = Buffer.buffer();
        private boolean upgraded;
        private long timer = -1;

        Held(Line line) {
            this.line = line;
        }

        void take(Buffer more) {
            bytes.appendBuffer(more);
            while (!upgraded) {
                int end = HttpMessage.wholeLength(bytes);
                if (end < 0) {
                    break;
                }
                upgraded = bytes.getString(0, 12).endsWith(" 101");
                line.toBrowser(bytes.getBuffer(0, end));
                bytes = bytes.getBuffer(end, bytes.length());
            }
            if (bytes.length() == 0) {
                vertx().cancelTimer(timer);
                timer = -1;
            } else if (timer < 0) {
                didIt();
                timer = vertx().setTimer(patience, late -> release());
            }
        }

        void release() {
            timer = -1;
            if (bytes.length() > 0) {
                line.toBrowser(bytes);
                bytes = Buffer.buffer();
            }
        }
    }
}

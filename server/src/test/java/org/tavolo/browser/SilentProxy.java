package org.tavolo.browser;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says nothing any more when told so, without closing anything: a phone that changes cells, a laptop in a tunnel. */
final class SilentProxy extends ProxyServer {
    private final Set<Line> mute = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    SilentProxy(int behind) {
        super(behind);
    }

    /** From now on bytes are swallowed both ways, on the lines there are and on new ones. */
    void fallSilent() {
        silent = true;
        mute.addAll(new HashSet<>(lines()));
    }

    /** New lines work again; those that were swallowed once stay silent for ever. */
    void comeBack() {
        silent = false;
    }

    @Override
    void joined(Line line) {
        if (silent) {
            mute.add(line);
        }
        line.browser.handler(bytes -> {
            if (heard(line, bytes)) {
                line.toServer(bytes);
            }
        });
        line.origin.handler(bytes -> {
            if (heard(line, bytes)) {
                line.toBrowser(bytes);
            }
        });
    }

    private boolean heard(Line line, Buffer bytes) {
        if (mute.contains(line)) {
            didIt();
            return false;
        }
        return bytes.length() > 0;
    }
}

package org.tavolo.browser;

import io.vertx.core.buffer.Buffer;

/** Takes {@code Upgrade} and {@code Connection} out of every request, as proxies that know HTTP alone do. */
final class StrippingProxy extends ProxyServer {
    StrippingProxy(int behind) {
        super(behind);
    }

    @Override
    void joined(Line line) {
        Buffer[] held = {Buffer.buffer()};
        line.browser.handler(bytes -> {
            held[0].appendBuffer(bytes);
            for (int end = HttpMessage.wholeLength(held[0]); end >= 0; end = HttpMessage.wholeLength(held[0])) {
                line.toServer(stripped(held[0].getBuffer(0, end)));
                held[0] = held[0].getBuffer(end, held[0].length());
            }
        });
        line.origin.handler(line::toBrowser);
    }

    private Buffer stripped(Buffer request) {
        int length = HttpMessage.headLength(request);
        String head = HttpMessage.head(request, length);
        String rest = head.replaceAll("(?i)\r\n(upgrade|connection):[^\r]*", "");
        if (head.toLowerCase(java.util.Locale.ROOT).contains("\r\nupgrade:")) {
            didIt();
        }
        return Buffer.buffer(rest, "ISO-8859-1").appendBuffer(request.getBuffer(length, request.length()));
    }
}

package org.tavolo.browser;

/** Cuts every connection five seconds after it was made, whatever is going on. */
final class CuttingProxy extends ProxyServer {
    private final long life;

    CuttingProxy(int behind) {
        this(behind, 5_000);
    }

    /** @param life of a connection, in milliseconds */
    CuttingProxy(int behind, long life) {
        super(behind);
        this.life = life;
    }

    @Override
    void joined(Line line) {
        line.browser.handler(line::toServer);
        line.origin.handler(line::toBrowser);
        vertx().setTimer(life, over -> {
            if (lines().contains(line)) {
                didIt();
                line.close();
            }
        });
    }
}

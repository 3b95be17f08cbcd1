package org.tavolo.web;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Where tests get accounts from: each running server knows how to make one and answers its personal link's token. */
public final class SignIns {
    private static final Map<Integer, UnaryOperator<String>> BY_PORT = new ConcurrentHashMap<>();

    private SignIns() {
    }

    /** @param making makes an account of this name, and answers the token of its personal link */
    public static void at(int port, UnaryOperator<String> making) {
        BY_PORT.put(port, making);
    }

    /** The token of a new account's personal link. */
    public static String token(URI base, String name) {
        UnaryOperator<String> making = BY_PORT.get(base.getPort());
        if (making == null) {
            throw new IllegalStateException("no server of this test listens at " + base);
        }
        return making.apply(name);
    }
}

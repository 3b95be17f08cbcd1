package org.tavolo.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.tavolo.board.Refusal;

/**
 * The one cookie: a reference token, readable by this server only. On https it is called {@code __Host-tavolo}, which
 * browsers accept only from the host itself; on http {@code tavolo}.
 */
final class SessionCookie {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,100}");
    private static final long HALF_A_YEAR = 180L * 24 * 3600;

    private final boolean secure;
    private final String name;

    SessionCookie(boolean secure) {
        this.secure = secure;
        this.name = secure ? "__Host-tavolo" : "tavolo";
    }

    /**
     * The token of a request; null when it has none that could be one.
     *
     * @throws Refusal {@code invalid_envelope} when there are two: one of them was put there by somebody else
     */
    String token(HttpServerRequest request) throws Refusal {
        String found = null;
        for (String header : request.headers().getAll("Cookie")) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (!cookie.startsWith(name + "=")) {
                    continue;
                }
                if (found != null) {
                    throw Refusal.invalid("invalid_envelope");
                }
                found = cookie.substring(name.length() + 1);
            }
        }
        return found == null || !TOKEN.matcher(found).matches() ? null : found;
    }

    /** The header that gives a browser its token. */
    String give(String token) {
        return name + "=" + token + "; Max-Age=" + HALF_A_YEAR + attributes();
    }

    /** The header that takes it away. */
    String take() {
        return name + "=; Max-Age=0" + attributes();
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}

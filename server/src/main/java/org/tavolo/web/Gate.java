package org.tavolo.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/** What every request to the API must be like before anything is read or looked up for it (docs/protocol.md §6). */
final class Gate {
    private final Origins origins;

    Gate(Origins origins) {
        this.origins = origins;
    }

    /** From where a request may come. */
    enum From {
        /** The pages of this server, and addresses that somebody typed. */
        OWN_PAGES,
        /** Any site or machine: the route finds out by itself whether the asker is who it has to be. */
        ANYWHERE
    }

    /**
     * @param changes whether the route changes something
     * @param types   media types of the body, none when it takes none
     * @param largest bytes of the body
     */
    void check(HttpServerRequest request, From from, boolean changes, Set<String> types, int largest) throws Refusal {
        checkHeaders(request);
        if (!origins.knowsHost(request)) {
            throw new Refusal(Code.DENIED, "origin");
        }
        if (from == From.OWN_PAGES && (changes ? !fromOwnPage(request) : !Origins.sameSite(request))) {
            throw new Refusal(Code.DENIED, "csrf");
        }
        if (changes) {
            checkConditions(request);
            checkType(request, types);
        }
        checkLength(request, largest);
    }

    /** Browsers send plain ASCII; Netty has refused what could end a line. */
    private static void checkHeaders(HttpServerRequest request) throws Refusal {
        for (Map.Entry<String, String> header : request.headers()) {
            String value = header.getValue();
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) < ' ' && value.charAt(i) != '\t' || value.charAt(i) > '~') {
                    throw Refusal.invalid("invalid_envelope");
                }
            }
        }
    }

    private boolean fromOwnPage(HttpServerRequest request) {
        return origins.fromOwnPage(request) && List.of("1").equals(request.headers().getAll("X-Tavolo"));
    }

    /** What a write rests on is said in its body: nobody shall believe that a header was looked at. */
    private static void checkConditions(HttpServerRequest request) throws Refusal {
        if (request.headers().contains("If-Match") || request.headers().contains("If-Unmodified-Since")) {
            throw Refusal.invalid("precondition");
        }
    }

    private static void checkType(HttpServerRequest request, Set<String> types) throws Refusal {
        List<String> encodings = request.headers().getAll("Content-Encoding");
        List<String> given = request.headers().getAll("Content-Type");
        if (!encodings.isEmpty() || given.size() != 1) {
            throw Refusal.invalid("media_type");
        }
        String[] parts = given.get(0).toLowerCase(Locale.ROOT).split(";", 2);
        boolean utf8 = parts.length == 1 || parts[1].strip().matches("charset=\"?utf-8\"?");
        // What the bytes of a file mean is found out by its reader, whatever charset the browser believes in.
        if (!types.contains(parts[0].strip()) || !utf8 && parts[0].strip().equals("application/json")) {
            throw Refusal.invalid("media_type");
        }
    }

    private static void checkLength(HttpServerRequest request, int largest) throws Refusal {
        String length = request.getHeader("Content-Length");
        // Netty has refused lengths that are no numbers; one of 19 digits would overflow here.
        if (length != null && (length.length() > 18 || Long.parseLong(length) > largest)) {
            throw Refusal.tooLarge("too_large");
        }
    }
}

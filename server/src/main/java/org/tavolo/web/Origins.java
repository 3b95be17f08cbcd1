package org.tavolo.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may talk to this server: its own, and no others. A server with a public address knows one origin. One
 * on loopback knows its three names there. One that was told to do without https goes by the address it was called
 * by, which must be a number then, since any name could be somebody else's.
 */
public final class Origins {
    private final Set<String> own = new HashSet<>();
    private final boolean secure;
    private final boolean anyAddress;

    private Origins(boolean secure, boolean anyAddress) {
        this.secure = secure;
        this.anyAddress = anyAddress;
    }

    /** The one origin of a server with a public address, {@code https://name} or with a port. */
    public static Origins of(URI publicUrl) {
        Origins origins = new Origins("https".equals(publicUrl.getScheme()), false);
        String port = publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort();
        origins.own.add((publicUrl.getScheme() + "://" + publicUrl.getHost() + port).toLowerCase(Locale.ROOT));
        return origins;
    }

    /** A server on loopback without https. */
    public static Origins loopback(int port) {
        Origins origins = new Origins(false, false);
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            origins.own.add("http://" + host + (port == 80 ? "" : ":" + port));
        }
        return origins;
    }

    /** A server that was told to do without https: besides loopback any address that is a number. */
    public static Origins insecure(int port) {
        Origins origins = new Origins(false, true);
        origins.own.addAll(loopback(port).own);
        return origins;
    }

    /** Whether browsers reach this server by https. */
    public boolean secure() {
        return secure;
    }

    /** Whether the request was sent to a name of this server, so that no page of another name can stand behind it. */
    boolean knowsHost(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null || request.headers().getAll("Host").size() != 1) {
            return false;
        }
        String origin = ((secure ? "https://" : "http://") + host).toLowerCase(Locale.ROOT);
        return own.contains(origin) || anyAddress && isNumber(host);
    }

    /** Whether this {@code Origin} is the server's own, as the request reached it. */
    boolean own(String origin, HttpServerRequest request) {
        if (origin == null) {
            return false;
        }
        return own.contains(origin)
                || anyAddress && knowsHost(request) && origin.equals("http://" + request.getHeader("Host"));
    }

    private static boolean isNumber(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}(:\\d{1,5})?") || host.matches("\\[[0-9a-fA-F:.]+](:\\d{1,5})?");
    }

    /** Whether the browser says that the request comes from a page of this very origin, or says nothing. */
    static boolean sameSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /**
     * Whether a request that changes something comes from the server's own pages: an {@code Origin} must be the own
     * one, and where there is none, {@code Sec-Fetch-Site} must say so.
     */
    boolean fromOwnPage(HttpServerRequest request) {
        if (request.headers().getAll("Origin").size() > 1 || !sameSite(request)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin != null ? own(origin, request) : "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }
}

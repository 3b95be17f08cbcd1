package org.tavolo.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * How the server is reached and how much it takes.
 *
 * @param port        0 chooses a free one
 * @param publicUrl   the address people open, null when there is only the one listened on
 * @param insecure    whether plain http was asked for where others can listen in, so that pages must say so
 * @param certificate PEM file of the certificate chain when the server itself does https, else null
 * @param key         PEM file of its key
 * @param proxies     addresses from which alone connections are served, none when anybody may connect
 * @param version     told to clients
 * @param oidc        the identity provider, null when people sign in by links alone
 * @param operator    who runs it
 */
public record WebSettings(String host, int port, URI publicUrl, boolean insecure, Path certificate, Path key,
                          Set<String> proxies, int submissionsPerSecond, int submissionsBurst, Patience patience,
                          String version, OidcSettings oidc, Operator operator) {
    /** Where nobody has said who runs it. */
    public WebSettings(String host, int port, URI publicUrl, boolean insecure, Path certificate, Path key,
                       Set<String> proxies, int submissionsPerSecond, int submissionsBurst, Patience patience,
                       String version, OidcSettings oidc) {
        this(host, port, publicUrl, insecure, certificate, key, proxies, submissionsPerSecond, submissionsBurst,
                patience, version, oidc, Operator.UNNAMED);
    }

    /** Plain http on this machine alone, with so many submissions a second and at once. */
    public static WebSettings loopback(int port, int submissionsPerSecond, int submissionsBurst) {
        return new WebSettings("127.0.0.1", port, null, false, null, null, Set.of(), submissionsPerSecond,
                submissionsBurst, Patience.usual(), "dev", null);
    }

    /** The same for those who wait longer or shorter. */
    public WebSettings with(Patience other) {
        return new WebSettings(host, port, publicUrl, insecure, certificate, key, proxies, submissionsPerSecond,
                submissionsBurst, other, version, oidc, operator);
    }

    /** The same with an identity provider. */
    public WebSettings with(OidcSettings other) {
        return new WebSettings(host, port, publicUrl, insecure, certificate, key, proxies, submissionsPerSecond,
                submissionsBurst, patience, version, other, operator);
    }

    /** Whose pages may talk to a server that listens on this port. */
    Origins origins(int listening) {
        if (publicUrl != null) {
            return Origins.of(publicUrl);
        }
        return insecure ? Origins.insecure(listening) : Origins.loopback(listening);
    }
}

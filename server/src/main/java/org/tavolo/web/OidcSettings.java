package org.tavolo.web;

/**
 * The identity provider by which people may sign in, and what this server is called there.
 *
 * @param issuer an address, as the provider spells it in its tokens
 * @param secret never told or logged
 * @param name   the word on the button
 */
public record OidcSettings(String issuer, String client, String secret, String name) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + client + "]";
    }
}

package org.tavolo.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/** An identity provider at which everybody signs in at once, and which can be made to say anything. */
final class Provider implements AutoCloseable {
    private static final String REALM = "city";

    private record Said(String pathEnd, String body) {}

    private final RSAKey key;
    private final MockOAuth2Server server;
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();

    Provider() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID(REALM).generate();
        server = new MockOAuth2Server(new OAuth2Config(false, null, null, false,
                new OAuth2TokenProvider(new KeyProvider(List.of(key)))), new Saying());
        server.start();
        // Its first answers take long on a busy machine.
        browser().get("/" + REALM + "/.well-known/openid-configuration");
        browser().get("/" + REALM + "/jwks");
    }

    /** Answers with what was said to be answered next, if it was for this address. */
    private final class Saying implements Route {
        @Override
        public boolean match(OAuth2HttpRequest request) {
            Said next = said.peek();
            return next != null && request.getUrl().encodedPath().endsWith(next.pathEnd);
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            return new OAuth2HttpResponse(Headers.of("Content-Type", "application/json"), 200, said.remove().body,
                    null);
        }
    }

    String issuer() {
        return server.issuerUrl(REALM).toString();
    }

    OidcSettings settings() {
        return new OidcSettings(issuer(), "tavolo", "s3cret", "Città di Capaci");
    }

    RSAKey publicKey() {
        return key.toPublicJWK();
    }

    /** A browser that talks to the provider. */
    Peer browser() {
        return Peer.stranger(URI.create(server.baseUrl().toString()));
    }

    /** The next token that is asked for is of this subject. */
    void vouch(String subject, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(REALM, subject, "JWT", List.of("tavolo"), claims, 3_600));
    }

    /** The next one who asks for a token is given this one for an identity token. */
    void answerToken(String token) {
        say("/token", new JsonObject().put("access_token", "opaque").put("token_type", "Bearer")
                .put("id_token", token).encode());
    }

    /** The next request for an address that ends so is answered so. */
    void say(String pathEnd, String body) {
        said.add(new Said(pathEnd, body));
    }

    /** Signed by the provider's own key. */
    String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.RS256, REALM, new RSASSASigner(key));
    }

    static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
            throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}

package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.NoSuchKeyIdException;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tavolo.board.Refusal;
import org.tavolo.people.OidcLogins;

/**
 * The identity provider as far as this server talks to it. It is asked for its description and its keys when they are
 * first needed, and again after an hour or when a token names a key that is not known. Every future is there within
 * five seconds; it fails with {@code login_failed} when the provider refuses or its word does not hold, and with
 * {@code retry/unavailable} when it is not to be reached or makes no sense. On the web's thread.
 */
final class IdentityProvider {
    /** Signatures of public keys alone: with {@code HS…} whoever knows the public key could sign. */
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
            "ES256", "ES384", "ES512");
    private static final Set<String> KEY_TYPES = Set.of("RSA", "EC");
    private static final long PATIENCE = 4_000;
    private static final long FRESH = TimeUnit.HOURS.toNanos(1);
    /** Tokens with made-up keys come from anybody: the provider is asked because of them no more often than this. */
    private static final long KEYS_AGAIN = TimeUnit.SECONDS.toNanos(10);
    private static final int LONGEST_TOKEN = 16 * 1_024;

    /** What the provider told of itself. @param at in nanoseconds, as {@link System#nanoTime} counts */
    private record Known(OAuth2Auth auth, long at) {}

    private final Vertx vertx;
    private final OidcSettings settings;
    private final JsonFetch fetch;
    private Future<Known> known;
    private long askedAgain = System.nanoTime() - KEYS_AGAIN;

    IdentityProvider(Vertx vertx, OidcSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.fetch = new JsonFetch(vertx);
    }

    /** Where the browser of somebody who wants to sign in is sent to. @param back where it shall come back to */
    Future<String> address(OidcLogins.Sent sent, String back) {
        return patiently(known()).map(found -> found.auth.authorizeURL(new OAuth2AuthorizationURL()
                .setRedirectUri(back).setState(sent.state())
                .setScopes(List.of("openid", "profile", "email"))
                .setCodeChallenge(challenge(sent.verifier())).setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", sent.nonce())));
    }

    /** Exchanges a code. @return the claims of the identity token, of which only the signature was looked at */
    Future<JsonObject> exchange(String code, String verifier, String back) {
        return patiently(known().compose(found -> found.auth.authenticate(new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE).setCode(code).setCodeVerifier(verifier).setRedirectUri(back)))
                .compose(user -> user.principal().getValue("id_token") instanceof String token ? read(token)
                        : Future.failedFuture(OidcClaims.failed())));
    }

    /** @return the claims of a token, of which only the signature was looked at */
    Future<JsonObject> claims(String token) {
        return patiently(read(token));
    }

    private Future<JsonObject> read(String token) {
        if (!isSigned(token)) {
            return Future.failedFuture(OidcClaims.failed());
        }
        TokenCredentials credentials = new TokenCredentials(token);
        return known().compose(found -> found.auth.authenticate(credentials).recover(failure -> {
            return failure instanceof NoSuchKeyIdException
                    ? again(found).compose(then -> then.auth.authenticate(credentials))
                    : Future.failedFuture(failure);
        })).compose(IdentityProvider::verified);
    }

    /** The library keeps the claims only when the signature holds. */
    private static Future<JsonObject> verified(User user) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        return claims == null ? Future.failedFuture(OidcClaims.failed()) : Future.succeededFuture(claims);
    }

    private static boolean isSigned(String token) {
        String[] parts = token.length() > LONGEST_TOKEN ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            JsonObject header = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]),
                    StandardCharsets.UTF_8));
            return header.getValue("alg") instanceof String algorithm && ALGORITHMS.contains(algorithm)
                    && !header.containsKey("crit");
        } catch (RuntimeException noHeader) {
            return false;
        }
    }

    private Future<Known> known() {
        boolean usable = known != null && (!known.isComplete()
                || known.succeeded() && System.nanoTime() - known.result().at < FRESH);
        return usable ? known : ask();
    }

    /** Asks anew, unless somebody did a moment ago. */
    private Future<Known> again(Known before) {
        long now = System.nanoTime();
        if (known.succeeded() && known.result() == before && now - askedAgain >= KEYS_AGAIN) {
            askedAgain = now;
            return ask();
        }
        return known();
    }

    private Future<Known> ask() {
        String wellKnown = settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        known = fetch.get(wellKnown).<Known>compose(told -> {
            if (!settings.issuer().equals(told.getValue("issuer"))) {
                return Future.failedFuture("another issuer");
            }
            return fetch.get(endpoint(told, "jwks_uri")).map(keys -> new Known(auth(told, keys), System.nanoTime()));
        }).recover(failure -> {
            Log.provider(failure);
            return Future.failedFuture(Refusals.unavailable());
        });
        return known;
    }

    private OAuth2Auth auth(JsonObject told, JsonObject keys) {
        List<JsonObject> usable = new ArrayList<>();
        for (Object key : keys.getJsonArray("keys", new JsonArray())) {
            if (key instanceof JsonObject one && KEY_TYPES.contains(one.getString("kty", ""))
                    && one.getString("use", "sig").equals("sig")
                    && ALGORITHMS.contains(one.getString("alg", "RS256"))) {
                usable.add(one);
            }
        }
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("no keys");
        }
        JsonArray ways = told.getJsonArray("token_endpoint_auth_methods_supported", new JsonArray());
        HttpClientOptions patience = new HttpClientOptions().setConnectTimeout((int) PATIENCE)
                .setIdleTimeout((int) PATIENCE).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return OAuth2Auth.create(vertx, new OAuth2Options()
                .setSite(settings.issuer()).setClientId(settings.client()).setClientSecret(settings.secret())
                .setUseBasicAuthorization(ways.isEmpty() || ways.contains("client_secret_basic"))
                .setAuthorizationPath(endpoint(told, "authorization_endpoint"))
                .setTokenPath(endpoint(told, "token_endpoint"))
                .setJWTOptions(new JWTOptions().setIssuer(settings.issuer()).setLeeway(OidcClaims.LEEWAY))
                .setJwks(usable).setHttpClientOptions(patience));
    }

    /** An address that the provider names; without encryption only where the provider itself does without. */
    private String endpoint(JsonObject told, String name) {
        URI uri = URI.create(told.getString(name));
        boolean safe = "https".equals(uri.getScheme())
                || "http".equals(uri.getScheme()) && settings.issuer().startsWith("http://");
        if (!safe || uri.getHost() == null) {
            throw new IllegalArgumentException(name);
        }
        return uri.toString();
    }

    private static <T> Future<T> patiently(Future<T> answer) {
        return answer.timeout(PATIENCE, TimeUnit.MILLISECONDS).recover(failure ->
                Future.failedFuture(failure instanceof Refusal ? failure
                        : isAway(failure) ? Refusals.unavailable() : OidcClaims.failed()));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof IOException || failure instanceof TimeoutException
                || failure instanceof HttpClosedException || failure instanceof StreamResetException;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Names;

/**
 * What an identity provider says in a token whose signature was verified (OpenID Connect Core 1.0 §3.1.3.7, Back-Channel
 * Logout 1.0 §2.6). Everything that is asked of it is asked here; what does not fit is {@code login_failed}.
 *
 * @param now seconds since 1970
 */
record OidcClaims(JsonObject claims, OidcSettings settings, long now) {
    /** Clocks of two machines may differ by so many seconds. */
    static final int LEEWAY = 60;
    private static final long OLDEST_LOGOUT = 300;
    private static final int LONGEST_SUBJECT = 255;
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

    /** Whom the provider vouches for. @param email null when there is none that was verified */
    record Vouched(String subject, String name, String email) {}

    static Refusal failed() {
        return new Refusal(Code.AUTH, "login_failed");
    }

    /** Reads the token of somebody who was sent away with this nonce. */
    Vouched vouched(String nonce) throws Refusal {
        require(isForUs());
        require(text("azp") == null ? !hasOtherAudiences() : text("azp").equals(settings.client()));
        require(number("exp") != null && number("exp") > now - LEEWAY);
        require(number("iat") != null && number("iat") < now + LEEWAY);
        require(text("nonce") != null && MessageDigest.isEqual(text("nonce").getBytes(StandardCharsets.UTF_8),
                nonce.getBytes(StandardCharsets.UTF_8)));
        return new Vouched(subject(), name(), email());
    }

    /** Reads whose sessions end. A token that was written for something else has no such event in it. */
    String loggedOut() throws Refusal {
        require(isForUs());
        require(number("iat") != null && Math.abs(now - number("iat")) < OLDEST_LOGOUT);
        require(!claims.containsKey("exp") || number("exp") != null && number("exp") > now - LEEWAY);
        require(claims.getValue("events") instanceof JsonObject events
                && events.getValue(LOGOUT) instanceof JsonObject);
        require(text("jti") != null && !claims.containsKey("nonce"));
        return subject();
    }

    private boolean isForUs() {
        Object audience = claims.getValue("aud");
        return settings.issuer().equals(text("iss")) && (settings.client().equals(audience)
                || audience instanceof JsonArray several && several.contains(settings.client()));
    }

    private boolean hasOtherAudiences() {
        return claims.getValue("aud") instanceof JsonArray several && several.size() > 1;
    }

    private String subject() throws Refusal {
        String subject = text("sub");
        require(subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT
                && subject.indexOf('\0') < 0);
        return subject;
    }

    /** The first of their names that can be one here. */
    private String name() throws Refusal {
        String email = text("email");
        String[] given = Stream.of(text("name"), text("preferred_username"), text("nickname"),
                email == null ? null : email.replaceFirst("@.*", ""), text("sub")).toArray(String[]::new);
        for (String one : given) {
            try {
                return Names.name(one);
            } catch (Refusal unusable) {
                // The next one, then.
            }
        }
        throw failed();
    }

    private String email() {
        if (String.valueOf(claims.getValue("email_verified")).equals("false")) {
            return null;
        }
        try {
            return Names.email(text("email"));
        } catch (Refusal unusable) {
            return null;
        }
    }

    private String text(String claim) {
        return claims.getValue(claim) instanceof String text ? text : null;
    }

    private Long number(String claim) {
        return claims.getValue(claim) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static void require(boolean fits) throws Refusal {
        if (!fits) {
            throw failed();
        }
    }
}

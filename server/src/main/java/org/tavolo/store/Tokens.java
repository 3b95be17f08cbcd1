package org.tavolo.store;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that stand in links and cookies: 192 random bits as 32 characters, at rest only their SHA-256. A sealed one
 * is known by its seal, so that it need not be kept at all: as many bits again, HMAC-SHA-256 of the first.
 */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private Tokens() {
    }

    static String fresh() {
        return text(random());
    }

    /** What makes tokens known; whoever has it could make some, and tell of none to whom it was given. */
    static Buffer seal() {
        return Buffer.buffer(random());
    }

    static String sealed(Buffer seal) {
        byte[] bits = random();
        byte[] both = Arrays.copyOf(bits, 2 * BYTES);
        System.arraycopy(mac(seal, bits), 0, both, BYTES, BYTES);
        return text(both);
    }

    /** Whether a token, however odd, was made by this seal. */
    static boolean isSealed(Buffer seal, String token) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException none) {
            return false;
        }
        return both.length == 2 * BYTES && text(both).equals(token) && MessageDigest.isEqual(
                Arrays.copyOf(mac(seal, Arrays.copyOf(both, BYTES)), BYTES), Arrays.copyOfRange(both, BYTES, 2 * BYTES));
    }

    private static byte[] random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return bits;
    }

    private static String text(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static byte[] mac(Buffer seal, byte[] bits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seal.getBytes(), "HmacSHA256"));
            return mac.doFinal(bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Buffer hash(String token) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

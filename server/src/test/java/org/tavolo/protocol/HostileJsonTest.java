package org.tavolo.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavolo.board.Refusal;

/** JSON that nobody's browser would send: a reason for each, quickly, and never another exception. */
class HostileJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "{\"a\":", "null", "[]", "42", "\"x\"", "{} {}", "{}x", "{\"a\":1,}",
            "{'a':1}", "{a:1}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}",
            "{\"a\":1,\"a\":2}", "{\"a\":\"\t\"}", "\uFEFF{}", "{\"a\":\"\u0000\"}", "// x\n{}", "{\"a\":\"\\x\"}",
            "{\"\\ud800\":1}"})
    void whatIsNoObjectIsInvalidJson(String text) {
        assertReason("invalid_json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void otherEncodingsAreInvalidJson() {
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE}) {
            assertReason("invalid_json", "{\"a\":1}".getBytes(charset));
        }
        byte[] whole = "{\"a\":\"€\"}".getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length; length++) {
            assertReason("invalid_json", Arrays.copyOf(whole, length));
        }
        assertReason("invalid_json", new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        assertReason("invalid_json", new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"\\ud800\\ud800\"}",
            "{\"a\":\"\\ud800x\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}"})
    void textThatPostgresqlCannotKeepIsInvalidText(String text) {
        assertReason("invalid_text", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfACharacterInAMembersNameIsInvalidJson() {
        assertReason("invalid_json", "{\"\\ud800\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 1_000, 30_000})
    void nestingIsRefusedWithinTenMilliseconds(int levels) {
        for (String text : new String[] {"[".repeat(levels), "{\"a\":".repeat(levels)}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertReason("too_deep", bytes);
                best = Math.min(best, System.nanoTime() - start);
            }
            assertTrue(best < 40_000_000, "at best " + best / 1_000 + " µs");
        }
    }

    @Test
    void thirtyTwoLevelsAreRead() throws Refusal {
        Json.members("{\"a\":".repeat(31) + "{}" + "}".repeat(31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999"})
    void numbersBeyondAllMeasureAreInvalidNumbers(String number) {
        assertReason("invalid_number", ("{\"a\":" + number + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNumberOfTwoThousandDigitsIsAnInvalidNumber() {
        assertReason("invalid_number", ("{\"a\":" + "9".repeat(2_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertReason("invalid_number", ("{\"a\":0." + "9".repeat(2_000) + "}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-0,0", "1.0,1", "1e3,1000", "9007199254740991,9007199254740991"})
    void wholeNumbersAreWhole(String written, long whole) throws Refusal {
        assertEquals(whole, Json.read(written));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "9007199254740992", "1e21", "-1.25"})
    void otherNumbersAreFractions(String written) throws Refusal {
        assertEquals(Double.valueOf(written), Json.read(written));
        assertEquals(Double.valueOf(written), Json.read(Json.write(Double.valueOf(written))));
    }

    @Test
    void whatIsTooManyOrTooLongIsTooLarge() {
        for (String text : new String[] {
                "{" + members(5_000) + "}",
                "{\"" + "k".repeat(10_000) + "\":1}",
                "{\"" + "k".repeat(101) + "\":1}",
                "{\"a\":[" + "0,".repeat(100_000) + "0]}",
                "{\"a\":[" + "0,".repeat(5_000) + "0]}",
                "{\"a\":\"" + "x".repeat(2_000_000) + "\"}"}) {
            assertReason("too_large", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void atTheLimitsItIsRead() throws Refusal {
        Json.members("{\"" + "k".repeat(100) + "\":[" + "0,".repeat(4_999) + "0]," + members(999) + "}");
    }

    @Test
    void everyCodePointComesBackAsItWas() throws Refusal {
        String all = IntStream.concat(IntStream.range(1, 0xD800), IntStream.rangeClosed(0xE000, 0x10FFFF))
                .mapToObj(Character::toString).collect(Collectors.joining());
        for (int i = 0; i < all.length(); i += 50_000) {
            int end = Math.min(all.length(), i + 50_000);
            String part = all.substring(i > 0 && Character.isLowSurrogate(all.charAt(i)) ? i + 1 : i,
                    end < all.length() && Character.isLowSurrogate(all.charAt(end)) ? end + 1 : end);
            assertEquals(part, Json.read(Json.write(part)));
        }
    }

    @Test
    void noiseIsReadOrRefusedButNeverBreaksTheReader() {
        long seed = System.nanoTime();
        System.out.println("HostileJsonTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "{}[]\",:\\u0aD8d1-+.eE tfn/€\uD83D\uDE00\u0000";
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(40); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            readOrRefuse(bytes);
            readOrRefuse(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Json.read(bytes);
        } catch (Refusal refusal) {
            assertTrue(java.util.Set.of("invalid_json", "invalid_text", "invalid_number", "too_deep")
                    .contains(refusal.reason()), refusal.reason());
        }
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(","));
    }

    private static void assertReason(String reason, byte[] utf8) {
        Refusal refusal = assertThrows(Refusal.class, () -> Json.members(utf8));
        assertEquals(reason, refusal.reason());
        assertEquals(Map.of("too_large", "too_large").getOrDefault(reason, "invalid"), refusal.code().wire());
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section A: what is no frame of the protocol is refused with a code, and the socket stays. */
class HostileFramesTest extends HostileTable {

    static Stream<Arguments> frames() {
        String send = "{\"type\":\"send\",\"address\":\"tavolo\",\"body\":";
        return Stream.of(
                row("A1 an empty frame", "", "invalid/invalid_json"),
                row("A1 spaces", "   ", "invalid/invalid_json"),
                row("A2 an open brace", "{", "invalid/invalid_json"),
                row("A2 half a surrogate pair, escaped", "{\"type\":\"\\ud800\"}", "invalid/invalid_text"),
                row("A2 half a surrogate pair in what is submitted", send + "{\"type\":\"\\udc00\"}}",
                        "invalid/invalid_text"),
                row("A3 null", "null", "invalid/invalid_json"),
                row("A3 an array", "[]", "invalid/invalid_json"),
                row("A3 a number", "42", "invalid/invalid_json"),
                row("A3 a string", "\"x\"", "invalid/invalid_json"),
                row("A4 no type", "{}", "invalid/invalid_type"),
                row("A4 type is a number", "{\"type\":1}", "invalid/invalid_type"),
                row("A4 type is an object", "{\"type\":{}}", "invalid/invalid_type"),
                row("A4 no type in the message", send + "{}}", "invalid/invalid_type"),
                row("A5 unknown type", "{\"type\":\"zzz\"}", "invalid/invalid_type"),
                row("A5 publish", "{\"type\":\"publish\",\"address\":\"tavolo\",\"body\":{}}", "denied/forbidden"),
                row("A6 no address", "{\"type\":\"send\",\"body\":{}}", "invalid/invalid_address"),
                row("A6 address is a number", "{\"type\":\"register\",\"address\":7}", "invalid/invalid_address"),
                row("A6 address is an object", "{\"type\":\"register\",\"address\":{}}", "invalid/invalid_address"),
                row("A6 address of 300 characters", "{\"type\":\"register\",\"address\":\"" + "a".repeat(300) + "\"}",
                        "invalid/invalid_address"),
                row("A7 send into the bus", "{\"type\":\"send\",\"address\":\"db.query\",\"body\":{}}",
                        "denied/forbidden"),
                row("A7 register for replies of the bus", "{\"type\":\"register\",\"address\":\"__vertx.reply.1\"}",
                        "denied/forbidden"),
                row("A7 register for everything", "{\"type\":\"register\",\"address\":\"admin.*\"}",
                        "denied/forbidden"),
                row("A7 register for a pattern of boards", "{\"type\":\"register\",\"address\":\"board.*\"}",
                        "denied/forbidden"),
                row("A9 reply address of 40 characters", "{\"type\":\"send\",\"address\":\"tavolo\",\"body\":{},"
                        + "\"replyAddress\":\"" + "r".repeat(40) + "\"}", "invalid/invalid_envelope"),
                row("A9 reply address is a number", "{\"type\":\"send\",\"address\":\"tavolo\",\"body\":{},"
                        + "\"replyAddress\":4}", "invalid/invalid_envelope"),
                row("A9 headers that are no object", "{\"type\":\"send\",\"address\":\"tavolo\",\"body\":{},"
                        + "\"headers\":\"x\"}", "invalid/invalid_envelope"),
                row("A11 33 levels", nested(33), "invalid/too_deep"),
                row("A11 1,000 levels", nested(1_000), "invalid/too_deep"),
                row("A11 30,000 levels", nested(30_000), "invalid/too_deep"),
                row("A12 a number of 2,000 digits", "{\"type\":" + "9".repeat(2_000) + "}", "invalid/invalid_number"),
                row("A12 1e400", "{\"type\":1e400}", "invalid/invalid_number"),
                row("A12 NaN", "{\"type\":NaN}", "invalid/invalid_json"),
                row("A18 a byte-order mark", "\uFEFF{\"type\":\"ping\"}", "invalid/invalid_json"),
                row("A18 U+0000 escaped", "{\"type\":\"a\\u0000\"}", "invalid/invalid_text"),
                row("A18 U+0000 as it is", "{\"type\":\"a\u0000\"}", "invalid/invalid_json"),
                row("A20 5,000 keys", keys(5_000), "too_large/too_large"),
                row("A20 a key of 10 kB", "{\"" + "k".repeat(10_000) + "\":1}", "too_large/too_large"),
                row("A20 an array of 30,000", "{\"type\":[" + "1,".repeat(29_999) + "1]}", "too_large/too_large"),
                row("a member that nobody asked for", "{\"type\":\"ping\",\"also\":1}", "invalid/unknown_member"),
                row("a name twice", "{\"type\":\"ping\",\"type\":\"ping\"}", "invalid/invalid_json"),
                row("something after the end", "{\"type\":\"ping\"}{}", "invalid/invalid_json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void isRefusedAndTheSocketStays(String row, String frame, String refusal) {
        try (Live live = other.live()) {
            long began = System.nanoTime();
            live.text(frame);
            assertRefused(live, refusal);
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10), "refused at once");
            live.enter(programme.board());
        }
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                row("A2 UTF-8 that ends half-way", new byte[] {'{', '"', (byte) 0xE2, (byte) 0x82},
                        "invalid/invalid_json"),
                row("A2 a surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                        "invalid/invalid_json"),
                row("A18 UTF-16", "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_16), "invalid/invalid_json"),
                row("A20 an array as long as a frame can hold", ("[" + "1,".repeat(30_000) + "1]")
                        .getBytes(StandardCharsets.US_ASCII), "too_large/too_large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void isRefusedByItsBytesAndTheSocketStays(String row, byte[] frame, String refusal) {
        try (Live live = other.live()) {
            live.bytes(frame);
            assertRefused(live, refusal);
            live.enter(programme.board());
        }
    }

    @Test
    @DisplayName("A2 broken UTF-8 in a text frame is refused, and a replacement character that was typed is not")
    void brokenTextIsToldFromAReplacementCharacter() throws Exception {
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            raw.frame(true, 1, true, new byte[] {'{', (byte) 0xC3, '}'});
            assertTrue(raw.nextText().contains("invalid_json"));
            raw.frame(true, 1, true, "{\"type\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8));
            assertTrue(raw.nextText().contains("invalid_type"));
        }
    }

    @Test
    @DisplayName("A13 a frame of 64 kB and one byte, and 300 kB in fragments, close the socket with 1009")
    void tooLargeIsClosed() throws Exception {
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            raw.frame(true, 1, true, new byte[64 * 1_024 + 1]);
            assertEquals(1009, raw.closeCode());
        }
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            byte[] part = new byte[30_000];
            Arrays.fill(part, (byte) ' ');
            raw.frame(false, 1, true, part);
            for (int i = 0; i < 9; i++) {
                raw.frameIfOpen(i == 8, 0, part);
            }
            assertEquals(1009, raw.closeCode());
        }
    }

    @Test
    @DisplayName("A15 random bytes are refused, and three such frames in a row close the socket with 1003")
    void randomBytesAreClosed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Live live = other.live()) {
            for (int i = 0; i < 2; i++) {
                live.bytes(noise(random));
                assertRefused(live, "invalid/invalid_json");
            }
            live.enter(programme.board());
            for (int i = 0; i < 3; i++) {
                live.bytes(noise(random));
            }
            assertEquals(1003, live.closeCode());
        }
    }

    @Test
    @DisplayName("A16 an unmasked frame, a reserved opcode and a wrong length close the socket with 1002")
    void brokenFramingIsClosed() throws Exception {
        byte[] ping = "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            raw.frame(true, 1, false, ping);
            assertEquals(1002, raw.closeCode());
        }
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            raw.frame(true, 5, true, ping);
            assertEquals(1002, raw.closeCode());
        }
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            // Seven bits of length must be used up to 125; 126 announces a length that needed no more.
            raw.bytes(new byte[] {(byte) 0x81, (byte) (0x80 | 126), 0, 2, 0, 0, 0, 0, 'a', 'b'});
            assertEquals(1002, raw.closeCode());
        }
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            raw.frame(true, 0, true, ping);
            assertEquals(1002, raw.closeCode());
        }
    }

    @Test
    @DisplayName("A17 ten thousand pings a second close the socket")
    void pingsWithoutEndAreClosed() throws Exception {
        try (RawSocket raw = RawSocket.upgraded(server.base(), other.cookie())) {
            for (int i = 0; i < 10_000 && raw.frameIfOpen(true, 9, new byte[4]); i++) {
                bystander.open();
            }
            assertEquals(1008, raw.closeCode());
        }
    }

    @Test
    @DisplayName("A13 a submission of 50 kB is told to go over HTTP")
    void largeSubmissionsGoOverHttp() {
        try (Live live = other.live()) {
            live.enter(programme.board());
            live.submit(programme.board(), head, note(UUID.randomUUID(), "x".repeat(19_000)),
                    note(UUID.randomUUID(), "x".repeat(19_000)), note(UUID.randomUUID(), "x".repeat(19_000)));
            JsonObject refused = live.await("you", "refused");
            assertEquals("too_large/too_large", refused.getString("code") + "/" + refused.getString("reason"));
        }
    }

    private static void assertRefused(Live live, String refusal) {
        JsonObject err = live.await("you", "err");
        assertEquals(refusal, err.getString("code") + "/" + err.getString("reason"));
        assertEquals(8, err.getString("requestId").length());
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        noise[0] = (byte) 0xFF;
        return noise;
    }

    private static Arguments row(String row, Object frame, String refusal) {
        return Arguments.of(row, frame, refusal);
    }

    private static String nested(int levels) {
        return "{\"type\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static String keys(int count) {
        StringBuilder json = new StringBuilder("{\"type\":\"ping\"");
        for (int i = 0; i < count; i++) {
            json.append(",\"k").append(i).append("\":1");
        }
        return json.append('}').toString();
    }
}

package org.tavolo.browser;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the first HTTP/1.1 message in some bytes ends (RFC 9112 §6), as far as a browser and our server use it. */
final class HttpMessage {
    private static final byte[] EMPTY_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private HttpMessage() {
    }

    /** The length of the first line and the headers, the empty line included, or -1 when they are not all there. */
    static int headLength(Buffer bytes) {
        for (int at = 0; at + EMPTY_LINE.length <= bytes.length(); at++) {
            if (bytes.getByte(at) == '\r' && bytes.getByte(at + 1) == '\n' && bytes.getByte(at + 2) == '\r'
                && bytes.getByte(at + 3) == '\n') {
                return at + EMPTY_LINE.length;
            }
        }
        return -1;
    }

    static String head(Buffer bytes, int length) {
        return bytes.getString(0, length, "ISO-8859-1");
    }

    /**
     * The length of the first message, or -1 when it is not all there. A response without a length ends with its
     * connection and so is never all there; one with status 101 is its head.
     */
    static int wholeLength(Buffer bytes) {
        int head = headLength(bytes);
        if (head < 0) {
            return -1;
        }
        String lines = head(bytes, head).toLowerCase(Locale.ROOT);
        boolean response = lines.startsWith("http/");
        if (response && lines.matches("(?s)http/1\\.\\d (1\\d\\d|204|304).*")) {
            return head;
        }
        if (lines.contains("\r\ntransfer-encoding: chunked")) {
            return chunksEnd(bytes, head);
        }
        int length = lines.indexOf("\r\ncontent-length:");
        if (length < 0) {
            return response ? -1 : head;
        }
        int from = length + "\r\ncontent-length:".length();
        int end = head + Integer.parseInt(lines.substring(from, lines.indexOf('\r', from)).strip());
        return end <= bytes.length() ? end : -1;
    }

    private static int chunksEnd(Buffer bytes, int from) {
        int at = from;
        while (true) {
            int line = at;
            while (line + 1 < bytes.length() && bytes.getByte(line) != '\r') {
                line++;
            }
            if (line + 1 >= bytes.length()) {
                return -1;
            }
            int size = Integer.parseInt(bytes.getString(at, line).split(";")[0].strip(), 16);
            at = line + 2 + size + 2;
            if (at > bytes.length()) {
                return -1;
            }
            if (size == 0) {
                return at;
            }
        }
    }
}

package org.tavolo.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file whose encoding nobody told: UTF-8, UTF-16 or, as old spreadsheets write, Windows-1252. */
record Decoded(String text, String encoding) {

    static Decoded of(byte[] bytes) throws UnreadableFile {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strictly(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16BE);
        }
        Charset wide = wideWithoutMark(bytes);
        if (wide != null) {
            return strictly(bytes, 0, wide);
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new UnreadableFile(0, "not_text");
            }
        }
        try {
            return strictly(bytes, 0, StandardCharsets.UTF_8);
        } catch (UnreadableFile notUtf8) {
            return strictly(bytes, 0, Charset.forName("windows-1252"));
        }
    }

    /** Latin text in UTF-16 has a zero in nearly every second byte. */
    private static Charset wideWithoutMark(byte[] bytes) {
        int[] zeros = new int[2];
        int length = Math.min(bytes.length, 2_000) & ~1;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                zeros[i & 1]++;
            }
        }
        if (length >= 4 && zeros[1] > length / 4 && zeros[0] < length / 20 + 1) {
            return StandardCharsets.UTF_16LE;
        }
        return length >= 4 && zeros[0] > length / 4 && zeros[1] < length / 20 + 1 ? StandardCharsets.UTF_16BE : null;
    }

    private static Decoded strictly(byte[] bytes, int from, Charset charset) throws UnreadableFile {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
            return new Decoded(text, charset.name());
        } catch (CharacterCodingException e) {
            throw new UnreadableFile(0, "not_text");
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

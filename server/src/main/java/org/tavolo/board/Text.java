package org.tavolo.board;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** What is asked of every text on a board (E3), and how texts are counted, compared and fingerprinted. */
public final class Text {
    /** Longest run of combining marks. */
    public static final int MARKS = 8;

    /** By code point, as both languages sort (UTF-16 order differs beyond U+FFFF). */
    public static final Comparator<String> BY_CODE_POINT = Text::compare;

    private Text() {
    }

    /** Length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Refuses lone surrogates, U+0000 and carriage returns ({@code invalid_text}). */
    public static void check(String text) throws Refusal {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r') {
                throw Refusal.invalid("invalid_text");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Refusal.invalid("invalid_text");
                }
                i++;
            }
        }
    }

    /** Refuses more than {@value #MARKS} combining marks (general category M) in a row ({@code too_many_marks}). */
    public static void checkMarks(String text) throws Refusal {
        if (hasTooManyMarks(text)) {
            throw Refusal.invalid("too_many_marks");
        }
    }

    static boolean hasTooManyMarks(String text) {
        int run = 0;
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            run = isMark(codePoint) ? run + 1 : 0;
            if (run > MARKS) {
                return true;
            }
        }
        return false;
    }

    static boolean isMark(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** FNV-1a, 32 bits, over the UTF-8 bytes, as 8 lower-case hexadecimal digits (M6). */
    public static String fingerprint(String text) {
        int hash = 0x811c9dc5;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return String.format("%08x", hash);
    }

    private static int compare(String a, String b) {
        int most = Math.min(a.length(), b.length());
        for (int i = 0; i < most; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                boolean astral = Character.isSurrogate(a.charAt(i)) ^ Character.isSurrogate(b.charAt(i));
                if (astral) {
                    return Character.isSurrogate(a.charAt(i)) ? 1 : -1;
                }
                return a.charAt(i) - b.charAt(i);
            }
        }
        return a.length() - b.length();
    }
}

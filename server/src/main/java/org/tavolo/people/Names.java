package org.tavolo.people;

import java.text.Normalizer;
import org.tavolo.board.Refusal;

/** What may be the name of a person, and how the titles of programmes are kept tidy. */
public final class Names {
    /** The longest name, in code points. */
    public static final int LONGEST_NAME = 80;
    /** The longest title, in code points. */
    public static final int LONGEST_TITLE = 200;

    private Names() {
    }

    /**
     * A person's name as it is kept: Unicode form C, without control and direction characters and invisible ones,
     * runs of spaces made one, at the most 8 combining marks in a row.
     *
     * @throws Refusal {@code invalid_name} when nothing is left, it is longer than 80 code points, or piles up marks
     */
    public static String name(String given) throws Refusal {
        String name = tidy(given, LONGEST_NAME);
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw Refusal.invalid("invalid_name");
        }
        return name;
    }

    /**
     * A programme's title, theme or city, tidied like a name; may be empty.
     *
     * @throws Refusal {@code invalid_name} when it is longer than 200 code points or piles up marks
     */
    public static String title(String given) throws Refusal {
        return tidy(given, LONGEST_TITLE);
    }

    private static String tidy(String given, int longest) throws Refusal {
        // Bounded before it is normalised, which may be slow on what nobody would write.
        if (given == null || given.length() > longest * 10) {
            throw Refusal.invalid("invalid_name");
        }
        StringBuilder kept = new StringBuilder();
        boolean space = false;
        int marks = 0;
        for (int point : Normalizer.normalize(given, Normalizer.Form.NFC).codePoints().toArray()) {
            int type = Character.getType(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                space = kept.length() > 0;
                continue;
            }
            if (type == Character.SURROGATE) {
                throw Refusal.invalid("invalid_name");
            }
            if (type == Character.CONTROL || type == Character.UNASSIGNED || type == Character.PRIVATE_USE
                    || type == Character.FORMAT && !isJoiner(point)) {
                continue;
            }
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                    || type == Character.COMBINING_SPACING_MARK;
            marks = mark ? marks + 1 : 0;
            if (marks > 8) {
                throw Refusal.invalid("invalid_name");
            }
            if (space) {
                kept.append(' ');
                space = false;
            }
            kept.appendCodePoint(point);
        }
        if (kept.codePointCount(0, kept.length()) > longest) {
            throw Refusal.invalid("invalid_name");
        }
        return kept.toString();
    }

    /** Persian and the scripts of India are misspelt without the two joiners; alone they make no name. */
    private static boolean isJoiner(int point) {
        return point == 0x200C || point == 0x200D;
    }
}

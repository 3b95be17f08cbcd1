package org.tavolo.people;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tavolo.board.Refusal;

/** What may be the name of a person, and how the titles of programmes are kept tidy. */
public final class Names {
    /** The longest name, in code points. */
    public static final int LONGEST_NAME = 80;
    /** The longest title, in code points. */
    public static final int LONGEST_TITLE = 200;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;:<>()\\[\\]\"\\\\\\p{Cntrl}]{1,64}@"
            + "[^\\s@,;:<>()\\[\\]\"\\\\\\p{Cntrl}]+\\.[^\\s@,;:<>()\\[\\]\"\\\\\\p{Cntrl}.]{2,63}");
    /** Letters of Greek and Cyrillic, and beside each the Latin one for which it may be taken. */
    private static final String FOREIGN = "αβεικνορτυχγωасеорхуікмтвнгјѕԁһѵ\u0131";
    private static final String LOOKS_LIKE = "abeiknoptuxywaceopxyikmtbhrjsdhvi";

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

    /**
     * An e-mail address as it is kept; nothing is sent to it. Null when none was given.
     *
     * @throws Refusal {@code invalid_email} when it cannot be one
     */
    public static String email(String given) throws Refusal {
        String address = given == null ? "" : given.strip();
        if (address.isEmpty()) {
            return null;
        }
        if (address.length() > 254 || !EMAIL.matcher(address).matches()) {
            throw Refusal.invalid("invalid_email");
        }
        return address;
    }

    /**
     * The name with a mark that tells it from others, {@code "Maria (2)"}, when one of them is the same or looks alike:
     * capitals, accents, spaces and letters of other alphabets that look the same make no difference.
     *
     * @param name as {@link #name} made it
     */
    public static String distinct(String name, Collection<String> others) {
        Set<String> taken = others.stream().map(Names::skeleton).collect(Collectors.toSet());
        String marked = name;
        for (int n = 2; taken.contains(skeleton(marked)); n++) {
            String mark = " (" + n + ")";
            int room = LONGEST_NAME - mark.length();
            int end = name.codePointCount(0, name.length()) > room ? name.offsetByCodePoints(0, room) : name.length();
            marked = name.substring(0, end) + mark;
        }
        return marked;
    }

    /** What of a name meets the eye; equal for names that look alike. */
    private static String skeleton(String name) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).codePoints().forEach(point -> {
            int at = point > 0xFFFF ? -1 : FOREIGN.indexOf(point);
            if (Character.isLetterOrDigit(point)) {
                seen.appendCodePoint(at < 0 ? point : LOOKS_LIKE.charAt(at));
            }
        });
        return seen.toString().replace('1', 'l').replace('i', 'l').replace('0', 'o').replace("rn", "m");
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

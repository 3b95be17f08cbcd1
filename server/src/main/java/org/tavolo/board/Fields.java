package org.tavolo.board;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tavolo.board.Rules.Kind;

/** Judges what is written into fields: kinds, texts (E3), versions in another language (M5). */
final class Fields {
    static final int LANGUAGES = 12;

    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final String ORIGINAL = ":of";

    private final Rules rules;

    Fields(Rules rules) {
        this.rules = rules;
    }

    /** The kind of a field; refuses with {@code unknown_field}, or {@code invalid_language} behind the sign. */
    Kind kind(String type, String field) throws Refusal {
        int sign = field.indexOf('@');
        if (sign >= 0 && rules.kind(type, field.substring(0, sign)) == Kind.TEXT
                && !TAG.matcher(tag(field, sign)).matches()) {
            throw Refusal.invalid("invalid_language");
        }
        Kind kind = rules.kind(type, field);
        if (kind == null) {
            throw Refusal.invalid("unknown_field");
        }
        return kind;
    }

    /** The value of a field in a create, checked; null when it leaves the field absent (M3). */
    Object initial(String type, String field, Object value, long at) throws Refusal {
        Kind kind = kind(type, field);
        if (value == null) {
            return null;
        }
        if (kind == Kind.TEXT) {
            if (!(value instanceof String text)) {
                throw Refusal.invalid("invalid_value");
            }
            Text.check(text);
            Text.checkMarks(text);
            if (Text.length(text) > rules.limit(type, field)) {
                throw Refusal.tooLarge("too_long");
            }
            return text.isEmpty() ? null : text;
        }
        if (kind == Kind.SET) {
            if (!(value instanceof List<?> list)) {
                throw Refusal.invalid("invalid_value");
            }
            TreeSet<String> members = new TreeSet<>(Text.BY_CODE_POINT);
            for (Object member : list) {
                if (!(member instanceof String text)) {
                    throw Refusal.invalid("invalid_value");
                }
                members.add(text);
            }
            List<String> sorted = List.copyOf(members);
            checkSet(type, field, sorted);
            return sorted.isEmpty() ? null : sorted;
        }
        Object now = kind == Kind.MOMENT ? moment(value, at) : value;
        checkValue(type, field, now);
        return now;
    }

    /** A moment as it is numbered: by the clock of who numbers it, which nothing that has happened is ahead of. */
    static Object moment(Object value, long at) throws Refusal {
        if (value instanceof Long moment && moment > at) {
            throw Refusal.invalid("invalid_value");
        }
        return Long.valueOf(0).equals(value) ? Long.valueOf(at) : value;
    }

    void checkSet(String type, String field, List<String> members) throws Refusal {
        for (String member : members) {
            checkLine(member);
        }
        rules.check(type, field, members);
    }

    void checkValue(String type, String field, Object value) throws Refusal {
        if (value instanceof String text) {
            checkLine(text);
        } else if (!(value instanceof Boolean || value instanceof Number)) {
            throw Refusal.invalid("invalid_value");
        }
        rules.check(type, field, value);
    }

    private static void checkLine(String text) throws Refusal {
        Text.check(text);
        Text.checkMarks(text);
    }

    /** Refuses with {@code too_many_languages} when the field has versions in more than {@value #LANGUAGES}. */
    static void countLanguages(Map<String, Object> fields, String field) throws Refusal {
        int sign = field.indexOf('@');
        if (sign < 0) {
            return;
        }
        String prefix = field.substring(0, sign + 1);
        long tags = fields.keySet().stream().filter(name -> name.startsWith(prefix))
                .map(name -> tag(name, sign)).distinct().count();
        if (tags > LANGUAGES) {
            throw Refusal.tooLarge("too_many_languages");
        }
    }

    private static String tag(String field, int sign) {
        String tag = field.substring(sign + 1);
        return tag.endsWith(ORIGINAL) ? tag.substring(0, tag.length() - ORIGINAL.length()) : tag;
    }
}

package org.tavolo.board;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small method for tests: areas hold actions, notes stand anywhere and speak about things. */
final class ToyRules implements Rules {
    private static final Map<String, Map<String, Kind>> TYPES = Map.of(
            "area", Map.of("title", Kind.TEXT),
            "action", Map.of("actions", Kind.TEXT, "lead", Kind.TEXT, "state", Kind.CHOICE, "topics", Kind.SET,
                    "start", Kind.DATE, "done", Kind.FLAG, "since", Kind.MOMENT),
            "note", Map.of("text", Kind.TEXT, "weight", Kind.NUMBER, "label", Kind.LINE));
    private static final Set<String> STATES = Set.of("idea", "deepen", "agreed");

    @Override
    public boolean knows(String type) {
        return TYPES.containsKey(type);
    }

    @Override
    public Kind kind(String type, String field) {
        int sign = field.indexOf('@');
        Kind kind = TYPES.get(type).get(sign < 0 ? field : field.substring(0, sign));
        if (sign < 0 || kind != Kind.TEXT) {
            return sign < 0 ? kind : null;
        }
        return field.endsWith(":of") ? Kind.LINE : Kind.TEXT;
    }

    @Override
    public void check(String type, String field, Object value) throws Refusal {
        boolean fits = switch (kind(type, field)) {
            case CHOICE -> STATES.contains(value);
            case FLAG -> value instanceof Boolean;
            case NUMBER, MOMENT -> value instanceof Number;
            case DATE -> value instanceof String text && isDate(text);
            case SET -> ((List<?>) value).size() <= 5;
            default -> value instanceof String text && !text.isEmpty();
        };
        if (!fits) {
            throw Refusal.invalid("invalid_value");
        }
    }

    @Override
    public int limit(String type, String field) {
        return field.startsWith("lead") ? 20 : 20_000;
    }

    @Override
    public boolean mayContain(String parentType, String type) {
        return switch (type) {
            case "area" -> parentType == null;
            case "action" -> parentType == null || parentType.equals("area");
            default -> true;
        };
    }

    @Override
    public boolean mayLink(String fromType, String relation, String toType) {
        return relation.equals("about") && fromType.equals("note")
                || relation.equals("answers") && fromType.equals("action") && toType.equals("area");
    }

    @Override
    public boolean knowsRelation(String relation) {
        return relation.equals("about") || relation.equals("answers");
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }
}

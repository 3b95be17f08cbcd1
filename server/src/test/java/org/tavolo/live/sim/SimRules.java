package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;

/** A small method for tests, read from {@code vectors/sim-rules.json}, which the browser's side reads too. */
public final class SimRules implements Rules {
    public static final SimRules RULES = new SimRules();

    private final JsonNode rules;

    private SimRules() {
        try (InputStream in = SimRules.class.getResourceAsStream("/vectors/sim-rules.json")) {
            rules = new ObjectMapper().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public List<String> types() {
        List<String> types = new ArrayList<>();
        rules.get("types").fieldNames().forEachRemaining(types::add);
        return types;
    }

    public List<String> fields(String type) {
        List<String> fields = new ArrayList<>();
        rules.get("types").get(type).get("fields").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    @Override
    public boolean knows(String type) {
        return rules.get("types").has(type);
    }

    @Override
    public Kind kind(String type, String field) {
        JsonNode kind = rules.get("types").path(type).path("fields").get(field);
        return kind == null ? null : Kind.valueOf(kind.asText().toUpperCase(Locale.ROOT));
    }

    @Override
    public void check(String type, String field, Object value) throws Refusal {
        boolean fits = switch (kind(type, field)) {
            case CHOICE -> value instanceof String text && options(type, field).contains(text);
            case SET -> value instanceof List<?> set && options(type, field).containsAll(set);
            case FLAG -> value instanceof Boolean;
            case NUMBER -> value instanceof Number;
            default -> value instanceof String;
        };
        if (!fits) {
            throw Refusal.invalid("invalid_value");
        }
    }

    private List<String> options(String type, String field) {
        List<String> options = new ArrayList<>();
        rules.get("types").get(type).get("options").get(field).forEach(option -> options.add(option.asText()));
        return options;
    }

    @Override
    public int limit(String type, String field) {
        return 20_000;
    }

    @Override
    public boolean mayContain(String parentType, String type) {
        for (JsonNode in : rules.get("types").get(type).get("in")) {
            if (in.isNull() ? parentType == null : in.asText().equals(parentType)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean mayLink(String fromType, String relation, String toType) {
        for (JsonNode pair : rules.get("relations").get(relation)) {
            if (pair.get(0).asText().equals(fromType) && pair.get(1).asText().equals(toType)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean knowsRelation(String relation) {
        return rules.get("relations").has(relation);
    }
}

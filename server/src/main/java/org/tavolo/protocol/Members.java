package org.tavolo.protocol;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Refusal;

/**
 * The members of one JSON object that have not been read yet. Each is taken once; {@link #end} refuses what nobody
 * took. The reasons given are those said when a member is missing or of another kind. Not thread-safe.
 */
public final class Members {
    private final Map<String, Object> rest;

    private Members(Map<String, Object> rest) {
        this.rest = rest;
    }

    /** The members of a value that {@link Json} read; the value must not be used afterwards. */
    @SuppressWarnings("unchecked")
    public static Members of(Object value, String reason) throws Refusal {
        if (value instanceof Map) {
            return new Members((Map<String, Object>) value);
        }
        throw Refusal.invalid(reason);
    }

    /** Whether the member is there and not taken yet; null counts as there. */
    public boolean has(String name) {
        return rest.containsKey(name);
    }

    /** The names of those not taken yet, in their order. */
    public List<String> names() {
        return List.copyOf(rest.keySet());
    }

    /** Whatever it is; null when missing. */
    public Object take(String name) {
        return rest.remove(name);
    }

    /** Whatever it is, null included, but it must be there. */
    public Object must(String name, String reason) throws Refusal {
        if (!rest.containsKey(name)) {
            throw Refusal.invalid(reason);
        }
        return rest.remove(name);
    }

    /** A string. */
    public String text(String name, String reason) throws Refusal {
        if (rest.remove(name) instanceof String text) {
            return text;
        }
        throw Refusal.invalid(reason);
    }

    /** A string, null when missing or null. */
    public String textOrNull(String name, String reason) throws Refusal {
        return rest.get(name) == null ? (String) rest.remove(name) : text(name, reason);
    }

    /** A UUID in lower case. */
    public UUID id(String name, String reason) throws Refusal {
        return Ids.read(rest.remove(name), reason);
    }

    /** A UUID or null; it must be there. */
    public UUID idOrNull(String name, String reason) throws Refusal {
        Object value = must(name, reason);
        return value == null ? null : Ids.read(value, reason);
    }

    /** A whole number between {@code least} and 2^53 - 1. */
    public long whole(String name, long least, String reason) throws Refusal {
        if (rest.remove(name) instanceof Long number && number >= least) {
            return number;
        }
        throw Refusal.invalid(reason);
    }

    /** A whole number from 0 on, null when missing or null. */
    public Long wholeOrNull(String name, String reason) throws Refusal {
        return rest.get(name) == null ? (Long) rest.remove(name) : Long.valueOf(whole(name, 0, reason));
    }

    /** {@code true} or {@code false}; false when missing. */
    public boolean flag(String name, String reason) throws Refusal {
        if (!rest.containsKey(name)) {
            return false;
        }
        if (rest.remove(name) instanceof Boolean flag) {
            return flag;
        }
        throw Refusal.invalid(reason);
    }

    /** A flag that is said. */
    public boolean mustFlag(String name, String reason) throws Refusal {
        if (must(name, reason) instanceof Boolean flag) {
            return flag;
        }
        throw Refusal.invalid(reason);
    }

    /** An array. */
    public List<Object> list(String name, String reason) throws Refusal {
        return elements(rest.remove(name), reason);
    }

    /** The elements of a value that must be an array. */
    @SuppressWarnings("unchecked")
    static List<Object> elements(Object value, String reason) throws Refusal {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw Refusal.invalid(reason);
    }

    /** An array of strings, empty when missing. */
    public List<String> texts(String name, String reason) throws Refusal {
        if (!rest.containsKey(name)) {
            return List.of();
        }
        List<Object> list = list(name, reason);
        for (Object element : list) {
            if (!(element instanceof String)) {
                throw Refusal.invalid(reason);
            }
        }
        return list.stream().map(String.class::cast).toList();
    }

    /** An object. */
    public Members members(String name, String reason) throws Refusal {
        return of(rest.remove(name), reason);
    }

    /** To be called when all has been read. @throws Refusal {@code unknown_member} when something was not */
    public void end() throws Refusal {
        if (!rest.isEmpty()) {
            throw Refusal.invalid("unknown_member");
        }
    }
}

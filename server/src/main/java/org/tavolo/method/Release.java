package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tavolo.board.Board;
import org.tavolo.board.Item;
import org.tavolo.board.Rules.Kind;

/**
 * Something that a city may let those read who do not sit at its table, with what is of it: of an item of these types
 * these fields, and nothing else. All words are by language.
 *
 * @param name that of its file ({@code method/releases/<name>.json})
 * @param help what it is good for, in one sentence
 * @param by   whose it is to release: roles, by their words
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record Release(String name, Map<String, String> label, Map<String, String> help, List<String> by, List<Source> from) {
    private static final Set<Kind> KINDS = EnumSet.of(Kind.TEXT, Kind.CHOICE, Kind.DATE, Kind.NUMBER, Kind.FLAG);
    private static final Set<String> CITIES = Set.of("mentee", "mentor");

    public Release {
        by = by == null ? List.of() : List.copyOf(by);
        from = from == null ? List.of() : List.copyOf(from);
    }

    /** What is read of the items of a type. */
    public record Source(String type, List<String> fields) {
        public Source {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }

    /** @throws IllegalStateException when it names what no table has, or says its words in one language only */
    void check(Method method) {
        FileCheck file = new FileCheck("the release " + name, method);
        file.label(label);
        file.sentence(help);
        file.require(!by.isEmpty() && CITIES.containsAll(by), "by");
        Set<String> once = new HashSet<>();
        file.require(!from.isEmpty(), "from");
        for (Source source : from) {
            file.require(once.add(source.type()) && method.standsAt("shared", source.type()), "from " + source.type());
            file.require(!source.fields().isEmpty(), "fields of " + source.type());
            source.fields().forEach(field -> file.require(once.add(source.type() + "." + field)
                    && KINDS.contains(method.kind(source.type(), field)), source.type() + "." + field));
        }
    }

    /**
     * These items as they are read, in the order in which they are named: {@code {"item","type","fields"}}, the fields
     * those of the file that say something, and the language they are written in.
     *
     * @return null when one of them is not there, is hidden, or is of another type; an item that says nothing is left out
     */
    public List<Map<String, Object>> of(Board board, Collection<UUID> items) {
        List<Map<String, Object>> read = new ArrayList<>();
        for (UUID id : items) {
            Item item = board.item(id).orElse(null);
            Source source = item == null || board.hidden(id) ? null : from.stream()
                    .filter(one -> one.type().equals(item.type())).findFirst().orElse(null);
            if (source == null) {
                return null;
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            source.fields().stream().filter(field -> !isNothing(item.fields().get(field)))
                    .forEach(field -> fields.put(field, item.fields().get(field)));
            if (!fields.isEmpty()) {
                if (!isNothing(item.fields().get("lang"))) {
                    fields.put("lang", item.fields().get("lang"));
                }
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("item", id);
                one.put("type", item.type());
                one.put("fields", fields);
                read.add(one);
            }
        }
        return read;
    }

    private static boolean isNothing(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }
}

package org.tavolo.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What files of the method say by pointing at others, said in full. Files are known by name, with {@code .json}. */
final class Likeness {
    private static final String LIKE = "like";
    private static final String SHEETS = "@sheets";

    private Likeness() {
    }

    /**
     * Gives a file that is {@code like} another one what it does not say itself: two templates share their fields so.
     *
     * @throws IllegalStateException when one is like a file that is not there, or that is like a third
     */
    static Map<String, JsonNode> filled(Map<String, JsonNode> files) {
        Map<String, JsonNode> filled = new TreeMap<>(files);
        files.forEach((name, file) -> {
            if (file.has(LIKE)) {
                JsonNode other = files.get(file.get(LIKE).asText() + ".json");
                if (other == null || other.has(LIKE)) {
                    throw new IllegalStateException(name + " of the method is like nothing that is there");
                }
                ObjectNode whole = other.deepCopy();
                whole.setAll((ObjectNode) file);
                whole.remove(LIKE);
                filled.put(name, whole);
            }
        });
        return filled;
    }

    /** Names the types of all sheets where a link leads {@code to} {@code @sheets}: what is said beside any of them. */
    static void named(Collection<JsonNode> types, Collection<JsonNode> sheets) {
        for (JsonNode type : types) {
            for (JsonNode link : type.path("links")) {
                ArrayNode to = (ArrayNode) link.get("to");
                for (int i = to.size() - 1; i >= 0; i--) {
                    if (to.get(i).asText().equals(SHEETS)) {
                        to.remove(i);
                        sheets.forEach(sheet -> to.add(sheet.get("name")));
                    }
                }
            }
        }
    }
}

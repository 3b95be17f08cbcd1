package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Rules.Kind;

/**
 * One type of item as its file says it ({@code method/<name>.json}).
 *
 * @param in     types that may hold it; null in the list means the top of the board
 * @param single whether a board has exactly one of it, made by the server
 * @param label  by language
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record ItemType(String name, List<String> in, boolean single, Map<String, String> label, List<Field> fields,
                       List<Relation> links) {
    public ItemType {
        fields = fields == null ? List.of() : List.copyOf(fields);
        links = links == null ? List.of() : List.copyOf(links);
    }

    /**
     * @param limit  longest text in code points
     * @param column place among the numbered columns of a table; 0 when it is none
     */
    public record Field(String name, Kind kind, Integer limit, boolean translatable, int column,
                        Map<String, String> label, Map<String, String> help, List<Option> options) {
        public Field {
            options = options == null ? List.of() : List.copyOf(options);
        }
    }

    /** One answer of a choice. */
    public record Option(String value, Map<String, String> label) {}

    /** A link that may start from this type; {@code back} is how it reads from its other end. */
    public record Relation(@JsonProperty("relation") String name, List<String> to, Map<String, String> label,
                           Map<String, String> back) {}
}

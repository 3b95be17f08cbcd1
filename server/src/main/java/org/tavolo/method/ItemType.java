package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Rules.Kind;

/**
 * One type of item as its file says it ({@code method/<name>.json}).
 *
 * @param part     which part of a table it is, by a word of {@code people.Part}: what may be done with it hangs on it
 * @param table    at which of a programme's two tables it may stand, by a word of {@code people.Table}; {@code shared}
 *                 when it says none
 * @param in       types that may hold it; null in the list means the top of the board
 * @param single   whether a board has exactly one of it, made by the server
 * @param label    by language, as all words here
 * @param one      how one of them is called in a sentence; null: by its label
 * @param numbered how the n-th is called, with {@code {n}}; null when they are not counted
 * @param named    how one is called by what its main field says, with {@code {name}}; null when it is not
 * @param main     the text field that says what it is; null when it has none
 * @param asks     what one looks for over a table of this type
 * @param prompts  words at hand where one writes in it; nothing follows from them
 * @param template which template of the method it is; null when it is none. Nobody is shown it
 * @param view     how the page shows it as a part of a table of its own, {@code sheet} for a document of chapters; null
 *                 when it is none. Only such types are put on a table by people
 * @param many     whether a table may have several of such parts
 * @param purpose  what it is for, in one sentence
 * @param written  which part of a table its fields are, when another one than the type
 * @param sections the chapters of a sheet, in their order
 * @param fresh    by when it should have been looked at again; null: it does not age
 * @param most     how many there may be in a state side by side; null: any number
 * @param after    what must be written at the table before somebody makes one
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record ItemType(String name, String part, String table, List<String> in, boolean single, Map<String, String> label,
                       Map<String, String> one, Map<String, String> numbered, Map<String, String> named, String main,
                       List<Ask> asks, List<Prompt> prompts, List<Field> fields, List<Relation> links,
                       String template, String view, boolean many, Map<String, String> purpose, String written,
                       List<Section> sections, Fresh fresh, Most most, List<After> after) {
    public ItemType {
        table = table == null ? "shared" : table;
        asks = asks == null ? List.of() : List.copyOf(asks);
        prompts = prompts == null ? List.of() : List.copyOf(prompts);
        fields = fields == null ? List.of() : List.copyOf(fields);
        links = links == null ? List.of() : List.copyOf(links);
        sections = sections == null ? List.of() : List.copyOf(sections);
        after = after == null ? List.of() : List.copyOf(after);
    }

    /**
     * @param part   which part of a table, when it is another one than its type
     * @param limit  longest text in code points
     * @param least  of a number, which is a whole one then; null: any
     * @param most   of a number; null: any
     * @param column place among the numbered columns of a table; 0 when it is none
     * @param required whether a new one must come with it, and keeps it: of a value only, and the page asks for choices
     * @param first  the value that the page gives a new one; null when none
     * @param by     who is expected to fill it, when another than its section says: a word of {@link Section#by}
     * @param number that of the question in the official template; null when it has none
     * @param beside what stands on the table already and is shown beside it, so that nobody types it twice
     */
    public record Field(String name, String part, Kind kind, Integer limit, Long least, Long most, boolean translatable, int column,
                        boolean required, Object first,
                        Map<String, String> label, Map<String, String> help, List<Option> options,
                        String by, Integer number, Beside beside) {
        public Field {
            options = options == null ? List.of() : List.copyOf(options);
            first = first instanceof Integer whole ? Long.valueOf(whole) : first;
        }
    }

    /**
     * One answer of a choice.
     *
     * @param part    as for fields: who may give this answer, or take it back
     * @param without what there must be before it can be given; null: nothing
     */
    public record Option(String value, String part, Map<String, String> label, Without without) {}

    /** A field of all items of a type. */
    public record Beside(String of, String field) {}

    /** A field that has a value. */
    public record State(String field, Object is) {}

    /**
     * An answer cannot be given while there is no child of this type in this state.
     *
     * @param also   a second state it has to be in; null: none
     * @param reason why it is refused
     */
    public record Without(String rows, String field, Object is, State also, String reason) {}

    /** At most so many siblings of a type in a state. @param reason why one more is refused */
    public record Most(int count, String field, Object is, String reason) {}

    /** Nobody makes one before one of these is written. @param reason why it is refused */
    public record After(String reason, List<Written> any) {
        public After {
            any = any == null ? List.of() : List.copyOf(any);
        }
    }

    /** An item of a type that is there. @param field a text of it that says something; null: that it is there is enough */
    public record Written(String type, String field) {}

    /** A date that should not be older than so many days. */
    public record Fresh(String field, int days) {}

    /**
     * A chapter of a sheet: some of its fields, its children of one type, or one child with chapters of its own.
     *
     * @param help   what belongs there; null when the fields say it
     * @param by     who is expected to fill it: {@code mentee}, {@code mentor}, {@code association}, {@code group},
     *               {@code facilitator} or {@code everyone}
     * @param rows   the type of the children that are its rows; null when it has none
     * @param sums   number fields of the rows that are added up under them
     * @param within the type of the one child whose chapters stand here; null when there is none
     */
    public record Section(String name, Map<String, String> label, Map<String, String> help, String by, List<String> fields,
                          String rows, List<String> sums, String within) {
        public Section {
            fields = fields == null ? List.of() : List.copyOf(fields);
            sums = sums == null ? List.of() : List.copyOf(sums);
        }
    }

    /**
     * A link that may start from this type.
     *
     * @param back     how it reads from its other end
     * @param becoming the words of the button that makes one of these of what is at the other end; null: none does
     */
    public record Relation(@JsonProperty("relation") String name, List<String> to, Map<String, String> label,
                           Map<String, String> back, Map<String, String> becoming) {}

    /**
     * A gap worth looking at: items of a type without a text, without a link from them, or without one to them; that
     * there are fewer of them than so many; or that several say the same. Exactly one of the five is said.
     *
     * @param of    the type that is looked at
     * @param where the state an item has to be in to count; null: any
     * @param field a text field that is empty
     * @param link  a relation that does not start from it
     * @param back  a relation that does not lead to it
     * @param least how many there have to be
     * @param alike fields that say the same in more than one of them, whatever their case and spaces
     * @param one   the words when it is one; {@code many} for any other number, with {@code {n}}
     */
    public record Ask(String of, State where, String field, String link, String back, Long least, List<String> alike,
                      Map<String, String> one, Map<String, String> many) {
        public Ask {
            alike = alike == null ? List.of() : List.copyOf(alike);
        }
    }

    /** A group of prompts. @param lines each by language */
    public record Prompt(String name, Map<String, String> label, List<Map<String, String>> lines) {}
}

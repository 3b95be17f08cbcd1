package org.tavolo.board;

import java.util.List;

/** What the board has to know of the method's types; implemented by the method room. Pure and thread-safe. */
public interface Rules {
    /** The kinds of field (M4). */
    enum Kind {
        TEXT, SET, CHOICE, DATE, NUMBER, FLAG, PARTY, LANGUAGE, LINE,
        /** Milliseconds since 1970; submitted as 0 it is the moment at which it is numbered. */
        MOMENT,
        /** The number of a person. */
        PERSON,
        /** The id of an item, which need not be there any more. */
        ITEM
    }

    /** Whether the type exists; otherwise {@code unknown_type}. */
    boolean knows(String type);

    /** The kind of a field, versions in another language (M5) resolved; null when the type has no such field. */
    Kind kind(String type, String field);

    /** Checks a non-null value of a value or set field; refuses with {@code invalid_value}, {@code too_long} …. */
    void check(String type, String field, Object value) throws Refusal;

    /** Longest text of a text field in code points, at most 20,000. */
    int limit(String type, String field);

    /** Whether an item of this type may stand in a parent of that type (null: at the top). */
    boolean mayContain(String parentType, String type);

    /** Whether such a link exists; {@code toType} is the type of the item it points to. */
    boolean mayLink(String fromType, String relation, String toType);

    /** Whether the relation exists at all; otherwise {@code unknown_relation}. */
    boolean knowsRelation(String relation);

    /**
     * Checks what the edits of a submission have made of a board together, all of them done and numbered.
     *
     * @throws Refusal with the index of the edit; the submission is rolled back then
     */
    default void checkTogether(Board board, List<Edit> done) throws Refusal {
    }
}

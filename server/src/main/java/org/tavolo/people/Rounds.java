package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What people write for themselves until it is revealed (docs/protocol.md H50-H54). In an anonymous round a writer is
 * whoever holds a token; which token was given to whom is kept nowhere. May be called from any thread; futures fail with
 * a {@link org.tavolo.board.Refusal}: {@code retry/unavailable} when the database cannot be reached.
 */
public interface Rounds {
    /** Tokens of one person in a round: one is lost with the device that holds it. */
    int PSEUDONYMS = 3;
    /** Notes of one writer, and of all of a round, which stand on the board together. */
    int NOTES_OF_ONE = 30;
    int NOTES = 2_000;

    /** A round. @param anonymous as its board says; what counts is what it said when the first came to it */
    record Round(UUID board, UUID round, boolean anonymous) {}

    /** Who writes: by their number in a named round, by a token in an anonymous one; the other is null. */
    record Writer(Integer person, String token) {}

    /** Something written. @param kind as of a note; @param lang in which language; both may be null */
    record Draft(UUID draft, String text, String kind, String lang) {}

    /** @param writers no more than there are; in an anonymous round those with several tokens may count several times */
    record Count(int writers, int notes) {}

    /**
     * How a round is revealed: fixed once, the same whenever it is asked for again.
     *
     * @param group   the item that the notes stand in
     * @param command the client id of what belongs to no author
     * @param notes   in the order in which they are shown
     */
    record Reveal(UUID group, UUID command, List<Note> notes) {}

    /**
     * @param item   its id on the board, which says nothing of the draft's
     * @param client of which submission it is a part; those of one stand together
     * @param by     {@link Person#NOBODY} in an anonymous round
     */
    record Note(UUID item, UUID client, int by, Draft draft) {}

    /** Gives somebody a token. Fails with {@code invalid_value} in a named round, {@code too_many_pseudonyms}, {@code revealed}. */
    Future<String> pseudonym(Round round, int person);

    /** What a writer has written, in no order that says anything. */
    Future<List<Draft>> mine(Round round, Writer writer);

    /**
     * Writes, changes, or with an empty text takes away. Fails with {@code invalid_value} when the writer is not of the
     * kind that the round asks for or the token is none of it, {@code not_found} when the draft is somebody else's,
     * {@code too_many_notes}, {@code revealed}.
     */
    Future<Void> write(Round round, Writer writer, Draft draft);

    /** What somebody has written under their name at a board and is not revealed yet, by round. */
    Future<Map<UUID, List<Draft>>> unrevealed(UUID board, int person);

    /** How much was written; when it is revealed, how much it was. */
    Future<Count> count(UUID board, UUID round);

    /** Ends the writing and fixes how the notes are shown. Fails with {@code too_many_items} before that. @param most notes */
    Future<Reveal> reveal(Round round, int most);

    /** Everything of the reveal stands on the board: nothing of it is kept here any more. */
    Future<Void> revealed(UUID board, UUID round);
}

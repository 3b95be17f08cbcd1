package org.tavolo.protocol;

import java.util.List;
import java.util.UUID;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Submission;

/** What a client says (docs/protocol.md L2, L3, L8, H3, H4). */
public sealed interface Message {
    /** The board it is about. */
    UUID board();

    /** The tab or command that says it. */
    UUID client();

    /** @param rev null when the client has nothing; @param generation null likewise */
    record Hello(UUID board, UUID client, Long rev, Long generation) implements Message {}

    /**
     * Its head is sound; whether the rest is says {@link #submission}, so that a refusal can name client and n.
     *
     * @param fault null when base and edits could be read
     */
    record Submit(UUID board, UUID client, long n, long base, List<Edit> edits, Refusal fault) implements Message {
        /** What is submitted, by this person. @throws Refusal when base or edits could not be read */
        public Submission submission(int by) throws Refusal {
            if (fault != null) {
                throw fault;
            }
            return new Submission(board, client, n, base, by, edits);
        }
    }

    /** Where somebody is; every part but the client may be null. @param rev the revision the caret speaks of */
    record Presence(UUID board, UUID client, UUID item, String field, Caret caret, Long rev) implements Message {}

    /** A selection, both ends in code points from the start of the text; equal when nothing is selected. */
    record Caret(long from, long to) {
        List<Long> ends() {
            return List.of(from, to);
        }
    }
}

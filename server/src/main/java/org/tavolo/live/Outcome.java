package org.tavolo.live;

import org.tavolo.board.Refusal;

/** What became of a submission. */
public sealed interface Outcome {
    /** On disk as revision {@code rev}, and told to the audience. */
    record Numbered(long rev) implements Outcome {}

    /** The same submission had been numbered before as revision {@code rev}; nothing changed now (S3). */
    record Duplicate(long rev) implements Outcome {}

    /** Not numbered. With code {@code retry}: not now, or not known yet; the client sends the same again (S6, L6). */
    record Refused(Refusal why) implements Outcome {}
}

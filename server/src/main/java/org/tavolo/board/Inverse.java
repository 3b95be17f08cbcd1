package org.tavolo.board;

import java.util.List;
import java.util.Optional;

/** What takes a numbered edit back (E12). */
public final class Inverse {
    private Inverse() {
    }

    /** The inverse of an edit against the board as it stands; empty when the edit changed nothing. */
    public static Optional<Edit> of(Edit numbered, Board now) {
        throw new UnsupportedOperationException();
    }

    /** The inverse of a whole revision, last edit first. */
    public static List<Edit> of(List<Edit> numbered, Board now) {
        throw new UnsupportedOperationException();
    }
}

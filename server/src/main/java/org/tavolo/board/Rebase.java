package org.tavolo.board;

import java.util.List;

/** Rebasing over what was sequenced meanwhile (E11). */
public final class Rebase {
    private Rebase() {
    }

    /** @param mine what still speaks of the base, @param theirs what was numbered since, each as after the other */
    public record Crossed(List<Edit> mine, List<Edit> theirs) {}

    /** The edits of a submission as they read after the numbered edits sequenced since its base, in that order. */
    public static List<Edit> over(List<Edit> submitted, List<Edit> earlier) {
        return cross(submitted, earlier).mine();
    }

    /** Both sides of the rebase. */
    public static Crossed cross(List<Edit> mine, List<Edit> theirs) {
        throw new UnsupportedOperationException();
    }
}

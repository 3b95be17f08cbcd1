package org.tavolo.board;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One board as it stands (M1): items in a tree, changed by edits. Mutable and for one thread at a time; the items it
 * gives out are immutable. Every change is logged until {@link #settle}, so that a submission, or a whole flush of
 * them, can be rolled back.
 */
public final class Board {
    /** Most items, deleted ones included. */
    public static final int ITEMS = 5_000;

    /** An empty board. */
    public Board(Rules rules) {
    }

    /** A board as it was kept. */
    public Board(Rules rules, Snapshot snapshot) {
        this(rules);
    }

    /** Judges an edit at its turn and does it. @return the numbered edit. @throws Refusal nothing is changed then */
    public Edit apply(Edit submitted, int by, long at) throws Refusal {
        throw new UnsupportedOperationException();
    }

    /** Edits that apply whole or not at all (E8). @throws Refusal with the index of the edit; nothing is changed then */
    public List<Edit> applyAll(List<Edit> submitted, int by, long at) throws Refusal {
        throw new UnsupportedOperationException();
    }

    /** Does a numbered edit again, without judging it. @throws IllegalStateException when it does not fit */
    public void replay(Edit numbered, int by, long at) {
        throw new UnsupportedOperationException();
    }

    /** Replays a whole revision. */
    public void replay(Revision revision) {
        revision.edits().forEach(edit -> replay(edit, revision.by(), revision.at()));
    }

    /** Where the log stands now, for {@link #rollback}. */
    public int mark() {
        throw new UnsupportedOperationException();
    }

    /** Takes back everything since the mark. */
    public void rollback(int mark) {
        throw new UnsupportedOperationException();
    }

    /** Forgets the log: what was done so far cannot be rolled back any more; marks made before are void. */
    public void settle() {
        throw new UnsupportedOperationException();
    }

    public Optional<Item> item(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** All items in no particular order, deleted ones included; a live view. */
    public Collection<Item> items() {
        throw new UnsupportedOperationException();
    }

    /** The children of an item (null: the top) in order (M7), deleted ones included; a live view. */
    public List<Item> children(UUID parent) {
        throw new UnsupportedOperationException();
    }

    /** Whether the item or an ancestor is deleted (M8); an item that does not exist is hidden. */
    public boolean hidden(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** A copy of all items. */
    public Snapshot snapshot(UUID board, long rev, int generation) {
        throw new UnsupportedOperationException();
    }

    public Rules rules() {
        throw new UnsupportedOperationException();
    }
}

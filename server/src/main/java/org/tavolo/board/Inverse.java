package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What takes a numbered edit back (E12). Whether a value still is mine is for the caller to ask. */
public final class Inverse {
    private Inverse() {
    }

    /** The inverse of an edit against the board as it stands; empty when the edit changed nothing. */
    public static Optional<Edit> of(Edit numbered, Board now) {
        if (numbered instanceof Edit.Create create) {
            return Optional.of(new Edit.Delete(create.item(), false));
        } else if (numbered instanceof Edit.Set set) {
            return Optional.of(new Edit.Set(set.item(), set.field(), set.was(), null));
        } else if (numbered instanceof Edit.Change change) {
            return change.add().isEmpty() && change.remove().isEmpty() ? Optional.empty()
                    : Optional.of(new Edit.Change(change.item(), change.field(), change.remove(), change.add()));
        } else if (numbered instanceof Edit.Type type) {
            return type.op().isNothing() ? Optional.empty()
                    : Optional.of(new Edit.Type(type.item(), type.field(), type.op().invert()));
        } else if (numbered instanceof Edit.AddLink link) {
            return link.noop() ? Optional.empty()
                    : Optional.of(new Edit.Unlink(link.item(), link.relation(), link.to(), false));
        } else if (numbered instanceof Edit.Unlink unlink) {
            return unlink.noop() ? Optional.empty()
                    : Optional.of(new Edit.AddLink(unlink.item(), unlink.relation(), unlink.to(), false));
        } else if (numbered instanceof Edit.Move move) {
            return Optional.of(back(move, now));
        } else if (numbered instanceof Edit.Delete delete) {
            return delete.noop() ? Optional.empty() : Optional.of(new Edit.Restore(delete.item(), false));
        }
        return ((Edit.Restore) numbered).noop() ? Optional.empty()
                : Optional.of(new Edit.Delete(numbered.item(), false));
    }

    /**
     * The inverse of a whole revision, last edit first. Moves are taken back on the board while this runs, so that
     * neighbours moved together find each other again; the board is as before when it returns.
     */
    public static List<Edit> of(List<Edit> numbered, Board now) {
        int mark = now.mark();
        List<Edit> inverse = new ArrayList<>();
        for (int i = numbered.size() - 1; i >= 0; i--) {
            Edit edit = numbered.get(i);
            of(edit, now).ifPresent(inverse::add);
            if (edit instanceof Edit.Move move && now.item(move.item()).isPresent()) {
                now.replay(new Edit.Move(move.item(), move.wasParent(), Place.LAST, move.wasPos(), null, null,
                        List.of()), 0, 0);
            }
        }
        now.rollback(mark);
        return List.copyOf(inverse);
    }

    private static Edit.Move back(Edit.Move move, Board now) {
        UUID before = null;
        for (Item sibling : now.children(move.wasParent())) {
            if (sibling.id().equals(move.item())) {
                continue;
            }
            if (Siblings.compare(sibling.pos(), sibling.id(), move.wasPos(), move.item()) > 0) {
                break;
            }
            before = sibling.id();
        }
        Place place = before == null ? Place.FIRST : new Place.After(before);
        return new Edit.Move(move.item(), move.wasParent(), place, null, null, null, List.of());
    }
}

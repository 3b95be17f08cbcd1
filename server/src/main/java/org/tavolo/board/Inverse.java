package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What takes a numbered edit back (E12). Whether a value still is mine is for the caller to ask. */
public final class Inverse {
    private Inverse() {
    }

    /** The inverse of an edit; empty when the edit changed nothing. */
    public static Optional<Edit> of(Edit numbered) {
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
            // Beside the neighbour and not at the old key: the siblings may have been respaced since.
            Place place = move.wasAfter() == null ? Place.FIRST : new Place.After(move.wasAfter());
            return Optional.of(new Edit.Move(move.item(), move.wasParent(), place, null, null, null, List.of()));
        } else if (numbered instanceof Edit.Delete delete) {
            return delete.noop() ? Optional.empty() : Optional.of(new Edit.Restore(delete.item(), false));
        }
        return ((Edit.Restore) numbered).noop() ? Optional.empty()
                : Optional.of(new Edit.Delete(numbered.item(), false));
    }

    /** The inverse of a whole revision, last edit first; it is to be applied in this order, on any later board. */
    public static List<Edit> of(List<Edit> numbered) {
        List<Edit> inverse = new ArrayList<>();
        for (int i = numbered.size() - 1; i >= 0; i--) {
            of(numbered.get(i)).ifPresent(inverse::add);
        }
        return List.copyOf(inverse);
    }
}

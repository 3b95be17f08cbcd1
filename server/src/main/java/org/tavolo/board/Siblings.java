package org.tavolo.board;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Keeps the children of every parent sorted (M7), so that placing among thousands costs a binary search. */
final class Siblings {
    static final Comparator<Item> ORDER = (a, b) -> compare(a.pos(), a.id(), b.pos(), b.id());

    private final Map<UUID, List<Item>> children = new HashMap<>();

    /** The children of a parent (null: the top) in order; a live view. */
    List<Item> of(UUID parent) {
        return Collections.unmodifiableList(children.getOrDefault(parent, List.of()));
    }

    /** Takes one item out, if any, and puts another one in, if any. */
    void replace(Item before, Item after) {
        if (before != null && after != null && before.pos().equals(after.pos())
                && Objects.equals(before.parent(), after.parent())) {
            List<Item> list = children.get(after.parent());
            list.set(Collections.binarySearch(list, after, ORDER), after);
            return;
        }
        if (before != null) {
            List<Item> list = children.get(before.parent());
            list.remove(Collections.binarySearch(list, before, ORDER));
            if (list.isEmpty()) {
                children.remove(before.parent());
            }
        }
        if (after != null) {
            List<Item> list = children.computeIfAbsent(after.parent(), parent -> new ArrayList<>());
            list.add(-1 - Collections.binarySearch(list, after, ORDER), after);
        }
    }

    /** By position key, then by the text of the id, for which UUID.compareTo will not do: it is signed. */
    static int compare(String posA, UUID a, String posB, UUID b) {
        int byPosition = posA.compareTo(posB);
        if (byPosition != 0) {
            return byPosition;
        }
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}

package org.tavolo.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.tavolo.board.Rules.Kind;

/**
 * The way forward to an earlier state (H7): nothing is rewritten. Fields that the method has dropped since, and links
 * that it no longer allows, are left as they are.
 */
public final class Difference {
    private final Board now;
    private final Map<UUID, Item> goal = new HashMap<>();
    private final Map<UUID, List<Item>> goalChildren = new HashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    private Difference(Board now, Collection<Item> goal) {
        this.now = now;
        goal.forEach(item -> this.goal.put(item.id(), item));
        goal.forEach(item -> goalChildren.computeIfAbsent(item.parent(), parent -> new ArrayList<>()).add(item));
        goalChildren.values().forEach(list -> list.sort(Siblings.ORDER));
    }

    /**
     * The edits that make the board as the goal is: same parents, same order among siblings (the position keys may
     * differ), same fields, links and marks. Items that the goal does not have are deleted where they stand.
     */
    public static List<Edit> between(Board now, Collection<Item> goal) {
        Difference difference = new Difference(now, goal);
        difference.places();
        difference.contents();
        return List.copyOf(difference.edits);
    }

    /** The edits that give one field of an item a value that it had before; empty when it has it. */
    public static List<Edit> ofField(Board now, UUID item, String field, Object value) {
        Difference difference = new Difference(now, List.of());
        now.item(item).ifPresent(found -> difference.field(found, field, value));
        return List.copyOf(difference.edits);
    }

    /** From the top down: a parent already stands where it shall, so no move can close a circle on the way. */
    private void places() {
        Deque<UUID> parents = new ArrayDeque<>();
        place(null, parents);
        while (!parents.isEmpty()) {
            place(parents.remove(), parents);
        }
    }

    private void place(UUID parent, Deque<UUID> next) {
        List<Item> wanted = goalChildren.getOrDefault(parent, List.of());
        Set<UUID> stay = staying(parent, wanted);
        Place place = Place.FIRST;
        for (Item item : wanted) {
            if (now.item(item.id()).isEmpty()) {
                edits.add(new Edit.Create(item.id(), item.type(), parent, place, item.fields(), null, List.of()));
            } else if (!stay.contains(item.id())) {
                edits.add(new Edit.Move(item.id(), parent, place, null, null, null, List.of()));
            }
            place = new Place.After(item.id());
            if (goalChildren.containsKey(item.id())) {
                next.add(item.id());
            }
        }
    }

    /** The most children that are in order already (longest increasing subsequence); the others move. */
    private Set<UUID> staying(UUID parent, List<Item> wanted) {
        Map<UUID, Integer> index = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            index.put(wanted.get(i).id(), i);
        }
        List<UUID> present = now.children(parent).stream().map(Item::id).filter(index::containsKey).toList();
        int[] tails = new int[present.size()];
        int[] ranks = new int[present.size()];
        int[] previous = new int[present.size()];
        int longest = 0;
        for (int i = 0; i < present.size(); i++) {
            int rank = index.get(present.get(i));
            int at = -1 - Arrays.binarySearch(ranks, 0, longest, rank);
            previous[i] = at == 0 ? -1 : tails[at - 1];
            tails[at] = i;
            ranks[at] = rank;
            longest = Math.max(longest, at + 1);
        }
        Set<UUID> stay = new HashSet<>();
        for (int i = longest == 0 ? -1 : tails[longest - 1]; i >= 0; i = previous[i]) {
            stay.add(present.get(i));
        }
        return stay;
    }

    private void contents() {
        for (Item item : goal.values()) {
            Item found = now.item(item.id()).orElse(null);
            if (found != null) {
                // What empties comes first: a language that goes makes room for one that comes.
                found.fields().keySet().stream().filter(field -> !item.fields().containsKey(field))
                        .forEach(field -> field(found, field, null));
                item.fields().forEach((field, value) -> field(found, field, value));
            }
            links(item, found == null ? List.of() : found.links());
            mark(item.id(), found != null && found.deleted(), item.deleted());
        }
        for (Item item : now.items()) {
            if (!goal.containsKey(item.id())) {
                mark(item.id(), item.deleted(), true);
            }
        }
    }

    private void field(Item found, String field, Object value) {
        Object present = found.fields().get(field);
        Kind kind = now.rules().kind(found.type(), field);
        if (kind == null || Objects.equals(present, value)) {
            return;
        }
        if (kind == Kind.TEXT) {
            TextOp op = TextOp.between(Board.text(found, field), value == null ? "" : (String) value);
            edits.add(new Edit.Type(found.id(), field, op));
        } else if (kind == Kind.SET) {
            List<String> before = Board.set(found, field);
            List<String> after = members(value);
            edits.add(new Edit.Change(found.id(), field, without(after, before), without(before, after)));
        } else {
            edits.add(new Edit.Set(found.id(), field, value, null));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> members(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    private static List<String> without(List<String> members, List<String> others) {
        TreeSet<String> rest = new TreeSet<>(Text.BY_CODE_POINT);
        rest.addAll(members);
        others.forEach(rest::remove);
        return List.copyOf(rest);
    }

    private void links(Item item, List<Link> present) {
        for (Link link : present) {
            if (!item.links().contains(link)) {
                edits.add(new Edit.Unlink(item.id(), link.relation(), link.to(), false));
            }
        }
        for (Link link : item.links()) {
            Item to = goal.get(link.to());
            if (!present.contains(link) && to != null
                    && now.rules().mayLink(item.type(), link.relation(), to.type())) {
                edits.add(new Edit.AddLink(item.id(), link.relation(), link.to(), false));
            }
        }
    }

    private void mark(UUID id, boolean deleted, boolean shall) {
        if (shall && !deleted) {
            edits.add(new Edit.Delete(id, false));
        } else if (deleted && !shall) {
            edits.add(new Edit.Restore(id, false));
        }
    }
}

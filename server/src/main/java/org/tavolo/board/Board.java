package org.tavolo.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One board as it stands (M1): items in a tree, changed by edits. Mutable and for one thread at a time; the items it
 * gives out are immutable. Every change is logged until {@link #settle}, so that a submission, or a whole flush of
 * them, can be rolled back.
 */
public final class Board {
    /** Most items, deleted ones included. */
    public static final int ITEMS = 5_000;

    private record Before(UUID id, Item item) {}

    private final Rules rules;
    private final Judge judge;
    private final Map<UUID, Item> items = new HashMap<>();
    private final Siblings siblings = new Siblings();
    private final List<Before> log = new ArrayList<>();

    /** An empty board. */
    public Board(Rules rules) {
        this.rules = rules;
        this.judge = new Judge(this);
    }

    /** A board as it was kept. */
    public Board(Rules rules, Snapshot snapshot) {
        this(rules);
        for (Item item : snapshot.items()) {
            items.put(item.id(), item);
            siblings.replace(null, item);
        }
    }

    /**
     * Judges an edit at its turn and does it, as one of a submission whose edits are not judged together yet.
     *
     * @return the numbered edit
     * @throws Refusal nothing is changed then
     */
    public Edit apply(Edit submitted, int by, long at) throws Refusal {
        Edit numbered = judge.number(submitted, at);
        replay(numbered, by, at);
        return numbered;
    }

    /** Edits that apply whole or not at all (E8). @throws Refusal with the index of the edit; nothing is changed then */
    public List<Edit> applyAll(List<Edit> submitted, int by, long at) throws Refusal {
        return applyAll(submitted, by, at, Permit.ALL);
    }

    /** The same of an author who may not do everything. */
    public List<Edit> applyAll(List<Edit> submitted, int by, long at, Permit permit) throws Refusal {
        int mark = mark();
        List<Edit> numbered = new ArrayList<>(submitted.size());
        try {
            for (Edit edit : submitted) {
                try {
                    permit.check(this, edit);
                    numbered.add(apply(edit, by, at));
                } catch (Refusal refusal) {
                    throw refusal.at(numbered.size());
                }
            }
            rules.checkTogether(this, numbered);
        } catch (Refusal | RuntimeException fault) {
            rollback(mark);
            throw fault;
        }
        return List.copyOf(numbered);
    }

    /** Does a numbered edit again, without judging it. @throws IllegalStateException when it does not fit */
    public void replay(Edit numbered, int by, long at) {
        if (numbered instanceof Edit.Create create) {
            put(new Item(create.item(), create.type(), create.parent(), create.pos(),
                    Collections.unmodifiableMap(new TreeMap<>(create.fields())), List.of(), by, at, false));
            respace(create.respaced());
        } else if (numbered instanceof Edit.Set set) {
            put(with(present(set.item()), set.field(), set.value()));
        } else if (numbered instanceof Edit.Change change) {
            Item item = present(change.item());
            put(with(item, change.field(), changed(item, change)));
        } else if (numbered instanceof Edit.Type type) {
            Item item = present(type.item());
            try {
                put(with(item, type.field(), type.op().apply(text(item, type.field()))));
            } catch (Refusal refusal) {
                throw new IllegalStateException("a numbered text operation runs past the end", refusal);
            }
        } else if (numbered instanceof Edit.AddLink link && !link.noop()) {
            TreeSet<Link> links = new TreeSet<>(present(link.item()).links());
            links.add(new Link(link.relation(), link.to()));
            put(linked(present(link.item()), links));
        } else if (numbered instanceof Edit.Unlink link && !link.noop()) {
            TreeSet<Link> links = new TreeSet<>(present(link.item()).links());
            links.remove(new Link(link.relation(), link.to()));
            put(linked(present(link.item()), links));
        } else if (numbered instanceof Edit.Move move) {
            put(moved(present(move.item()), move.parent(), move.pos()));
            respace(move.respaced());
        } else if (numbered instanceof Edit.Delete delete && !delete.noop()) {
            put(marked(present(delete.item()), true));
        } else if (numbered instanceof Edit.Restore restore && !restore.noop()) {
            put(marked(present(restore.item()), false));
        }
    }

    /** Replays a whole revision. */
    public void replay(Revision revision) {
        revision.edits().forEach(edit -> replay(edit, revision.by(), revision.at()));
    }

    /** Where the log stands now, for {@link #rollback}. */
    public int mark() {
        return log.size();
    }

    /** Takes back everything since the mark. */
    public void rollback(int mark) {
        while (log.size() > mark) {
            Before before = log.remove(log.size() - 1);
            Item now = before.item() == null ? items.remove(before.id()) : items.put(before.id(), before.item());
            siblings.replace(now, before.item());
        }
    }

    /** Forgets the log: what was done so far cannot be rolled back any more; marks made before are void. */
    public void settle() {
        log.clear();
    }

    public Optional<Item> item(UUID id) {
        return Optional.ofNullable(items.get(id));
    }

    /** All items in no particular order, deleted ones included; a live view. */
    public Collection<Item> items() {
        return Collections.unmodifiableCollection(items.values());
    }

    /** The children of an item (null: the top) in order (M7), deleted ones included; a live view. */
    public List<Item> children(UUID parent) {
        return siblings.of(parent);
    }

    /** Whether the item or an ancestor is deleted (M8); an item that does not exist is hidden. */
    public boolean hidden(UUID id) {
        for (UUID at = id; at != null; at = items.get(at).parent()) {
            if (!items.containsKey(at) || items.get(at).deleted()) {
                return true;
            }
        }
        return false;
    }

    /** A copy of all items. */
    public Snapshot snapshot(UUID board, long rev, int generation) {
        return new Snapshot(board, rev, generation, List.copyOf(items.values()));
    }

    public Rules rules() {
        return rules;
    }

    /** A text field as it reads: absent is empty (M3). */
    static String text(Item item, String field) {
        return (String) item.fields().getOrDefault(field, "");
    }

    /** A set field as it reads: absent is empty (M3). */
    @SuppressWarnings("unchecked")
    static List<String> set(Item item, String field) {
        return (List<String>) item.fields().getOrDefault(field, List.of());
    }

    /** A set field as it reads after a change, sorted by code point. */
    static List<String> changed(Item item, Edit.Change change) {
        TreeSet<String> members = new TreeSet<>(Text.BY_CODE_POINT);
        members.addAll(set(item, change.field()));
        change.remove().forEach(members::remove);
        members.addAll(change.add());
        return List.copyOf(members);
    }

    private Item present(UUID id) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalStateException("a numbered edit speaks of an item that is not there");
        }
        return item;
    }

    private void put(Item item) {
        Item before = items.put(item.id(), item);
        siblings.replace(before, item);
        log.add(new Before(item.id(), before));
    }

    private void respace(List<Respaced> respaced) {
        for (Respaced one : respaced) {
            Item item = present(one.item());
            put(moved(item, item.parent(), one.pos()));
        }
    }

    private static Item with(Item item, String field, Object value) {
        Map<String, Object> fields = new TreeMap<>(item.fields());
        if (value == null || value.equals("") || value.equals(List.of())) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return new Item(item.id(), item.type(), item.parent(), item.pos(), Collections.unmodifiableMap(fields),
                item.links(), item.by(), item.at(), item.deleted());
    }

    private static Item linked(Item item, Collection<Link> links) {
        return new Item(item.id(), item.type(), item.parent(), item.pos(), item.fields(), List.copyOf(links),
                item.by(), item.at(), item.deleted());
    }

    private static Item moved(Item item, UUID parent, String pos) {
        return new Item(item.id(), item.type(), parent, pos, item.fields(), item.links(), item.by(), item.at(),
                item.deleted());
    }

    private static Item marked(Item item, boolean deleted) {
        return new Item(item.id(), item.type(), item.parent(), item.pos(), item.fields(), item.links(), item.by(),
                item.at(), deleted);
    }
}

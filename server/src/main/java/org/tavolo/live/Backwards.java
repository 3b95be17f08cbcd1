package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/**
 * Reads revisions from the newest to older ones and says of each change what was before and after it. Texts and sets
 * are known at the start and taken back edit by edit; values carry what they were.
 */
final class Backwards {
    /** Typing of one person in one field is one entry while it pauses no longer, in milliseconds. */
    private static final long PAUSE = 300_000;

    private record Field(UUID item, String name) {}

    private final Map<UUID, Item> newest = new HashMap<>();
    private final Map<Field, Object> values = new HashMap<>();
    private final UUID item;
    private final String field;
    private final int limit;
    private final List<History.Entry> entries = new ArrayList<>();
    private long weight;
    private long groupAt;
    private boolean more;

    /** @param now the board after the first revision gone over. @param item null: all. @param field null: all; else typing is gathered */
    Backwards(Snapshot now, UUID item, String field, int limit) {
        now.items().forEach(one -> newest.put(one.id(), one));
        this.item = item;
        this.field = field;
        this.limit = limit;
    }

    /** Goes over the next older revision. @return false when there are enough entries */
    boolean over(Revision revision) {
        boolean full = entries.size() >= limit || weight > Limits.PAGE_WEIGHT;
        List<Edit> edits = revision.edits();
        for (int i = edits.size() - 1; i >= 0; i--) {
            Edit edit = edits.get(i);
            if (item == null || item.equals(edit.item())) {
                history(revision, edit, full);
                if (more) {
                    return false;
                }
            }
        }
        return true;
    }

    /** @param reached the revision that was gone over last, or before which nothing was */
    History.Entries entries(long reached) {
        boolean older = more || reached > 0;
        return new History.Entries(List.copyOf(entries), older, older ? (Long) (reached + 1) : null);
    }

    private void history(Revision revision, Edit edit, boolean full) {
        if (edit instanceof Edit.Type type && !type.op().isNothing()) {
            Object after = value(type.item(), type.field(), "");
            changed(revision, edit, type.field(), "type", undone(type, (String) after), after, full);
        } else if (edit instanceof Edit.Set set) {
            changed(revision, edit, set.field(), "set", set.was(), set.value(), full);
        } else if (edit instanceof Edit.Change change && !(change.add().isEmpty() && change.remove().isEmpty())) {
            Object after = value(change.item(), change.field(), List.of());
            changed(revision, edit, change.field(), "set", undone(change, (List<?>) after), after, full);
        } else if (edit instanceof Edit.Create create) {
            if (field == null) {
                entry(revision, edit, null, "create", null, null, full);
            } else if (create.fields().containsKey(field)) {
                entry(revision, edit, field, "create", null, create.fields().get(field), full);
            }
        } else if (field == null) {
            whole(revision, edit, full);
        }
    }

    private void whole(Revision revision, Edit edit, boolean full) {
        if (edit instanceof Edit.Move move) {
            entry(revision, edit, null, "move", text(move.wasParent()), text(move.parent()), full);
        } else if (edit instanceof Edit.AddLink link && !link.noop()) {
            entry(revision, edit, link.relation(), "link", null, text(link.to()), full);
        } else if (edit instanceof Edit.Unlink link && !link.noop()) {
            entry(revision, edit, link.relation(), "unlink", text(link.to()), null, full);
        } else if (edit instanceof Edit.Delete delete && !delete.noop()) {
            entry(revision, edit, null, "delete", null, null, full);
        } else if (edit instanceof Edit.Restore restore && !restore.noop()) {
            entry(revision, edit, null, "restore", null, null, full);
        }
    }

    private void changed(Revision revision, Edit edit, String name, String kind, Object was, Object is, boolean full) {
        if (kind.equals("type") || is instanceof List) {
            values.put(new Field(edit.item(), name), was);
        }
        if (field == null || field.equals(name)) {
            entry(revision, edit, name, kind, was, is, full);
        }
    }

    private void entry(Revision revision, Edit edit, String name, String kind, Object was, Object is, boolean full) {
        History.Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        if (field != null && kind.equals("type") && last != null && last.kind().equals("type")
                && last.item().equals(edit.item()) && last.by() == revision.by()
                && groupAt - revision.at() <= PAUSE) {
            entries.set(entries.size() - 1, new History.Entry(revision.rev(), last.at(), last.by(), last.item(), name,
                    kind, was, last.after()));
            groupAt = revision.at();
        } else if (full) {
            more = true;
        } else {
            entries.add(new History.Entry(revision.rev(), revision.at(), revision.by(), edit.item(), name, kind, was,
                    is));
            weight += Weight.of(revision) + (is instanceof String text ? 4L * text.length() : 0);
            groupAt = revision.at();
        }
    }

    private Object value(UUID id, String name, Object absent) {
        Object known = values.get(new Field(id, name));
        if (known != null) {
            return known;
        }
        Item now = newest.get(id);
        return now == null ? absent : now.fields().getOrDefault(name, absent);
    }

    private static String undone(Edit.Type type, String after) {
        try {
            return type.op().invert().apply(after);
        } catch (Refusal beyond) {
            throw new IllegalStateException("the journal does not fit the board", beyond);
        }
    }

    private static List<String> undone(Edit.Change change, List<?> after) {
        TreeSet<String> was = new TreeSet<>();
        after.forEach(member -> was.add((String) member));
        change.add().forEach(was::remove);
        was.addAll(change.remove());
        return List.copyOf(was);
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }
}

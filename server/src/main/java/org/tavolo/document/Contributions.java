package org.tavolo.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.TextOp;
import org.tavolo.people.Table;

/** What one person did at one table, in the order in which they did it: their own words, and nobody else's. */
public final class Contributions {
    /**
     * One thing that they did.
     *
     * @param at    milliseconds since 1970
     * @param type  of the item
     * @param field null when it is about the whole item; the relation for a link
     * @param verb  of docs/protocol.md §2
     * @param words what they wrote or chose; null when they only took away, moved or restored
     */
    public record Contribution(long rev, long at, UUID item, String type, String field, String verb, Object words) {}

    private final Table table;
    private final int person;
    private final Snapshot now;
    private final boolean reads;
    private final Map<UUID, String> types = new HashMap<>();
    private final List<Contribution> all = new ArrayList<>();

    /** @param now the table as it is; @param reads whether they see it, and with it what became of their items */
    public Contributions(Table table, int person, Snapshot now, boolean reads) {
        this.table = table;
        this.person = person;
        this.now = now;
        this.reads = reads;
        now.items().forEach(item -> types.put(item.id(), item.type()));
    }

    /** The next revision, whoever's it is. */
    public void add(Revision revision) {
        if (revision.by() == person) {
            revision.edits().forEach(edit -> add(revision, edit));
        }
    }

    private void add(Revision revision, Edit edit) {
        if (edit instanceof Edit.Create create) {
            add(revision, edit, null, "create", null);
            create.fields().forEach((name, value) -> add(revision, edit, name, "set", value));
        } else if (edit instanceof Edit.Set set) {
            add(revision, edit, set.field(), "set", set.value());
        } else if (edit instanceof Edit.Change change) {
            add(revision, edit, change.field(), "set", change.add());
        } else if (edit instanceof Edit.Type type) {
            add(revision, edit, type.field(), "type", type.op().parts().stream()
                    .filter(TextOp.Insert.class::isInstance).map(part -> ((TextOp.Insert) part).text())
                    .collect(Collectors.joining(" … ")));
        } else if (edit instanceof Edit.AddLink link) {
            add(revision, edit, link.relation(), "link", link.to().toString());
        } else if (edit instanceof Edit.Unlink link) {
            add(revision, edit, link.relation(), "unlink", link.to().toString());
        } else {
            add(revision, edit, null, edit instanceof Edit.Move ? "move" : edit instanceof Edit.Delete ? "delete"
                    : "restore", null);
        }
    }

    private void add(Revision revision, Edit edit, String field, String verb, Object words) {
        all.add(new Contribution(revision.rev(), revision.at(), edit.item(), types.get(edit.item()), field, verb, words));
    }

    Table table() {
        return table;
    }

    List<Contribution> all() {
        return all;
    }

    /** Their items as they are now, with what others wrote in them; none when they do not see the table. */
    Snapshot items() {
        List<Item> own = reads ? now.items().stream().filter(item -> item.by() == person).toList() : List.of();
        return new Snapshot(now.board(), now.rev(), now.generation(), own);
    }
}

package org.tavolo.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.tavolo.board.Rules.Kind;

/**
 * Takes what one person wrote out of a board and out of its past. It is shown all revisions from the first on, and then
 * says which edits take what is theirs off the board, and how each revision reads without it: every code point of theirs
 * is a █ there, so that texts keep their lengths and the journal replays as before. What others wrote, links, moves and
 * ids stay; so do answers that one chose and did not write, such as a date, but for the board as it stands, where those
 * that they set last are cleared.
 *
 * <p>Whoever puts back what somebody else had written did not write it ({@link Written}; a line and a member of a set
 * belong to whoever first had it in that field). What others copied elsewhere is theirs. For one thread at a time.
 */
public final class Erasure {
    /** Stands for a code point that was erased: FULL BLOCK. */
    public static final int BLOCK = 0x2588;

    private record Field(UUID item, String name) {}

    private final Rules rules;
    private final int person;
    private final BiPredicate<String, String> common;
    private final Board now;
    private final Board after;
    private final Map<Field, Written> texts = new HashMap<>();
    private final Map<Field, Map<String, Integer>> firsts = new HashMap<>();
    private final Map<Field, Integer> setters = new HashMap<>();

    /**
     * @param common whether an item of a type (with null), or a field of it, is everybody's whoever wrote it, such as the
     *               programme's title: it stays as it is
     */
    public Erasure(Rules rules, int person, BiPredicate<String, String> common) {
        this.rules = rules;
        this.person = person;
        this.common = common;
        this.now = new Board(rules);
        this.after = new Board(rules);
    }

    /** Follows the next revision. @return it as it reads without them; the same object when nothing of theirs is in it */
    public Revision next(Revision revision) {
        List<Edit> edits = new ArrayList<>(revision.edits().size());
        boolean changed = false;
        for (Edit edit : revision.edits()) {
            Edit without = without(edit, revision.by());
            changed |= !without.equals(edit);
            edits.add(without);
            now.replay(edit, revision.by(), revision.at());
        }
        now.settle();
        Revision without = changed ? new Revision(revision.rev(), revision.client(), revision.n(), revision.by(),
                revision.at(), List.copyOf(edits)) : revision;
        after.replay(without);
        after.settle();
        return without;
    }

    /** The board as it stands once the revisions read as {@link #next} said. */
    public Snapshot after(UUID board, long rev, int generation) {
        return after.snapshot(board, rev, generation);
    }

    /**
     * What takes theirs off the board as it stands; nothing when nothing is left. Their items in which nobody else wrote
     * are emptied and deleted, unless something of others hangs below them.
     */
    public List<Edit> forward() {
        List<Edit> edits = new ArrayList<>();
        List<Item> items = new ArrayList<>(now.items());
        items.sort(Comparator.comparing(Item::id));
        for (Item item : items) {
            for (Map.Entry<String, Object> field : item.fields().entrySet()) {
                Edit edit = cleared(item, field.getKey(), field.getValue());
                if (edit != null) {
                    edits.add(edit);
                }
            }
        }
        items.stream().filter(item -> !item.deleted() && !now.hidden(item.id()) && goes(item))
                .forEach(item -> edits.add(new Edit.Delete(item.id(), false)));
        return edits;
    }

    private boolean goes(Item item) {
        return item.by() == person && !common.test(item.type(), null)
                && item.fields().entrySet().stream().allMatch(field -> isAllTheirs(item, field))
                && now.children(item.id()).stream().allMatch(child -> child.deleted() || goes(child));
    }

    private boolean isAllTheirs(Item item, Map.Entry<String, Object> entry) {
        Field field = new Field(item.id(), entry.getKey());
        Kind kind = rules.kind(item.type(), entry.getKey());
        if (kind == Kind.TEXT) {
            return Arrays.stream(texts.get(field).authors()).allMatch(author -> author == person);
        }
        return kind == Kind.SET
                ? Board.set(item, entry.getKey()).stream().allMatch(member -> first(field, member) == person)
                : isTheirs(field, kind, entry.getValue());
    }

    private boolean isTheirs(Field field, Kind kind, Object value) {
        return kind == Kind.LINE ? first(field, value) == person : setters.getOrDefault(field, 0) == person;
    }

    private Edit cleared(Item item, String name, Object value) {
        Field field = new Field(item.id(), name);
        Kind kind = rules.kind(item.type(), name);
        if (kind == null || common.test(item.type(), name)) {
            return null;
        }
        if (kind == Kind.TEXT) {
            TextOp op = cut((String) value, texts.get(field).authors());
            return op.isNothing() ? null : new Edit.Type(item.id(), name, op);
        }
        if (kind == Kind.SET) {
            List<String> members = Board.set(item, name).stream()
                    .filter(member -> first(field, member) == person).toList();
            return members.isEmpty() ? null : new Edit.Change(item.id(), name, List.of(), members);
        }
        return isTheirs(field, kind, value) ? new Edit.Set(item.id(), name, null, null) : null;
    }

    /** Others' combining marks that would pile up where theirs stood between them go too: no text may hold them. */
    private TextOp cut(String text, int[] authors) {
        boolean piled = Text.hasTooManyMarks(text);
        int[] points = text.codePoints().toArray();
        List<TextOp.Part> parts = new ArrayList<>();
        int marks = 0;
        boolean theirs = false;
        for (int i = 0; i < points.length; i++) {
            boolean goes = authors[i] == person;
            theirs |= goes;
            if (!goes) {
                marks = Text.isMark(points[i]) ? marks + 1 : 0;
                goes = marks > Text.MARKS && !piled;
            }
            parts.add(goes ? new TextOp.Delete(1) : new TextOp.Skip(1));
        }
        try {
            return theirs ? TextOp.of(parts) : TextOp.NOTHING;
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal);
        }
    }

    // How an edit reads without them

    private Edit without(Edit edit, int by) {
        if (edit instanceof Edit.Create create) {
            return create(create, by);
        }
        Item item = now.item(edit.item()).orElseThrow(() ->
                new IllegalStateException("a numbered edit speaks of an item that is not there"));
        if (edit instanceof Edit.Type type) {
            return type(item, type, by);
        } else if (edit instanceof Edit.Set set) {
            return set(item, set, by);
        } else if (edit instanceof Edit.Change change) {
            return change(item, change, by);
        }
        return edit;
    }

    private Edit create(Edit.Create create, int by) {
        Map<String, Object> fields = new TreeMap<>();
        create.fields().forEach((name, value) -> {
            Field field = new Field(create.item(), name);
            Kind kind = rules.kind(create.type(), name);
            if (kind == Kind.TEXT || kind == null && value instanceof String) {
                text(field).apply(TextOp.between("", (String) value), by);
            }
            if (kind != Kind.TEXT) {
                words(value).forEach(word -> had(field, word, by));
                setters.put(field, by);
            }
            fields.put(name, by == person && isWritten(create.type(), name) ? blocks(value) : value);
        });
        return new Edit.Create(create.item(), create.type(), create.parent(),
                create.place(), fields, create.pos(), create.respaced());
    }

    private Edit type(Item item, Edit.Type type, int by) {
        List<int[]> authors = text(new Field(item.id(), type.field())).apply(type.op(), by);
        if (!isWritten(item.type(), type.field())
                || authors.stream().noneMatch(each -> each != null && Arrays.stream(each).anyMatch(one -> one == person))) {
            return type;
        }
        List<TextOp.Part> parts = new ArrayList<>();
        for (int i = 0; i < authors.size(); i++) {
            TextOp.Part part = type.op().parts().get(i);
            int[] each = authors.get(i);
            if (part instanceof TextOp.Insert insert) {
                parts.add(new TextOp.Insert(blocks(insert.text(), at -> each[at] == person)));
            } else if (part instanceof TextOp.Delete delete && delete.text() != null) {
                parts.add(new TextOp.Delete(blocks(delete.text(), at -> each[at] == person)));
            } else {
                parts.add(part);
            }
        }
        try {
            return new Edit.Type(item.id(), type.field(), TextOp.of(parts));
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal);
        }
    }

    private Edit set(Item item, Edit.Set set, int by) {
        Field field = new Field(item.id(), set.field());
        boolean written = isWritten(item.type(), set.field());
        boolean wasTheirs = written && set.was() instanceof String && first(field, set.was()) == person;
        words(set.value()).forEach(word -> had(field, word, by));
        setters.put(field, by);
        boolean isTheirs = written && set.value() instanceof String && first(field, set.value()) == person;
        return !isTheirs && !wasTheirs ? set : new Edit.Set(set.item(), set.field(),
                isTheirs ? blocks(set.value()) : set.value(), wasTheirs ? blocks(set.was()) : set.was());
    }

    private Edit change(Item item, Edit.Change change, int by) {
        Field field = new Field(item.id(), change.field());
        change.add().forEach(member -> had(field, member, by));
        return !isWritten(item.type(), change.field()) ? change : new Edit.Change(change.item(), change.field(),
                members(field, change.add()), members(field, change.remove()));
    }

    private List<String> members(Field field, List<String> members) {
        TreeSet<String> without = new TreeSet<>(Text.BY_CODE_POINT);
        members.forEach(member -> without.add(first(field, member) == person ? (String) blocks(member) : member));
        return List.copyOf(without);
    }

    /** Whether somebody writes in such a field in their own words, and it is not everybody's. */
    private boolean isWritten(String type, String name) {
        Kind kind = rules.kind(type, name);
        boolean own = kind == null || kind == Kind.TEXT || kind == Kind.SET || kind == Kind.LINE;
        return own && !common.test(type, name);
    }

    private Written text(Field field) {
        return texts.computeIfAbsent(field, ignored -> new Written());
    }

    private void had(Field field, String word, int by) {
        firsts.computeIfAbsent(field, ignored -> new HashMap<>()).putIfAbsent(word, by);
    }

    private int first(Field field, Object word) {
        return firsts.getOrDefault(field, Map.of()).getOrDefault(word, 0);
    }

    @SuppressWarnings("unchecked")
    private static List<String> words(Object value) {
        return value instanceof String word ? List.of(word) : value instanceof List ? (List<String>) value : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Object blocks(Object value) {
        return value instanceof String text ? blocks(text, at -> true)
                : value instanceof List ? ((List<String>) value).stream().map(Erasure::blocks).map(Objects::toString)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Text.BY_CODE_POINT))).stream().toList()
                : value;
    }

    private static String blocks(String text, IntPredicate erased) {
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            points[i] = erased.test(i) ? BLOCK : points[i];
        }
        return new String(points, 0, points.length);
    }
}

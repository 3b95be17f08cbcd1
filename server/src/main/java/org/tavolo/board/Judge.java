package org.tavolo.board;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.tavolo.board.Rules.Kind;

/** Judges submitted edits at their turn and numbers them (E1-E9); changes nothing itself. */
final class Judge {
    static final int LINKS = 64;

    private final Board board;
    private final Fields fields;

    Judge(Board board) {
        this.board = board;
        this.fields = new Fields(board.rules());
    }

    /** @param at the moment at which it is numbered, in milliseconds since 1970 */
    Edit number(Edit edit, long at) throws Refusal {
        if (edit instanceof Edit.Create create) {
            return create(create, at);
        }
        Item item = present(edit.item());
        if (edit instanceof Edit.Set set) {
            return set(item, set, at);
        } else if (edit instanceof Edit.Change change) {
            return change(item, change);
        } else if (edit instanceof Edit.Type type) {
            return type(item, type);
        } else if (edit instanceof Edit.AddLink link) {
            return link(item, link);
        } else if (edit instanceof Edit.Unlink unlink) {
            return unlink(item, unlink);
        } else if (edit instanceof Edit.Move move) {
            return move(item, move);
        } else if (edit instanceof Edit.Delete) {
            return new Edit.Delete(item.id(), item.deleted());
        }
        return new Edit.Restore(item.id(), !item.deleted());
    }

    private Edit create(Edit.Create create, long at) throws Refusal {
        if (!board.rules().knows(create.type())) {
            throw Refusal.invalid("unknown_type");
        }
        if (board.item(create.item()).isPresent()) {
            throw Refusal.invalid("exists");
        }
        if (board.items().size() >= Board.ITEMS) {
            throw Refusal.tooLarge("too_many_items");
        }
        mayStandIn(create.parent(), create.type());
        Map<String, Object> given = new TreeMap<>();
        for (Map.Entry<String, Object> entry : create.fields().entrySet()) {
            Object value = fields.initial(create.type(), entry.getKey(), entry.getValue(), at);
            if (value != null) {
                given.put(entry.getKey(), value);
            }
        }
        for (String field : given.keySet()) {
            Fields.countLanguages(given, field);
        }
        Position position = position(create.item(), create.parent(), create.place());
        return new Edit.Create(create.item(), create.type(), create.parent(), create.place(),
                Collections.unmodifiableMap(given), position.key(), position.respaced());
    }

    private Edit set(Item item, Edit.Set set, long at) throws Refusal {
        Kind kind = fields.kind(item.type(), set.field());
        if (kind == Kind.TEXT || kind == Kind.SET) {
            throw Refusal.invalid("wrong_kind");
        }
        Object value = kind == Kind.MOMENT ? Fields.moment(set.value(), at) : set.value();
        if (value != null) {
            fields.checkValue(item.type(), set.field(), value);
            mayAdd(item, set.field());
        }
        return new Edit.Set(item.id(), set.field(), value, item.fields().get(set.field()));
    }

    private Edit change(Item item, Edit.Change change) throws Refusal {
        if (fields.kind(item.type(), change.field()) != Kind.SET) {
            throw Refusal.invalid("wrong_kind");
        }
        TreeSet<String> add = new TreeSet<>(Text.BY_CODE_POINT);
        TreeSet<String> remove = new TreeSet<>(Text.BY_CODE_POINT);
        add.addAll(change.add());
        remove.addAll(change.remove());
        if (add.stream().anyMatch(remove::contains)) {
            throw Refusal.invalid("invalid_value");
        }
        List<String> now = Board.set(item, change.field());
        add.removeAll(now);
        remove.retainAll(now);
        Edit.Change narrowed =
                new Edit.Change(item.id(), change.field(), List.copyOf(add), List.copyOf(remove));
        if (!add.isEmpty()) {
            fields.checkSet(item.type(), change.field(), Board.changed(item, narrowed));
        }
        return narrowed;
    }

    private Edit type(Item item, Edit.Type type) throws Refusal {
        if (fields.kind(item.type(), type.field()) != Kind.TEXT) {
            throw Refusal.invalid("wrong_kind");
        }
        String before = Board.text(item, type.field());
        if (type.of() != null && !type.of().equals(Text.fingerprint(before))) {
            throw Refusal.invalid("changed");
        }
        String after = type.op().apply(before);
        // A text that breaks a rule already (the method was tightened) may still be worked on, but not made worse.
        if (Text.length(after) > board.rules().limit(item.type(), type.field())
                && Text.length(after) > Text.length(before)) {
            throw Refusal.tooLarge("too_long");
        }
        if (!Text.hasTooManyMarks(before)) {
            Text.checkMarks(after);
        }
        if (!after.isEmpty()) {
            mayAdd(item, type.field());
        }
        return new Edit.Type(item.id(), type.field(), type.op().invertible(before));
    }

    private Edit link(Item item, Edit.AddLink link) throws Refusal {
        if (!board.rules().knowsRelation(link.relation())) {
            throw Refusal.invalid("unknown_relation");
        }
        Item to = present(link.to());
        if (!board.rules().mayLink(item.type(), link.relation(), to.type())) {
            throw Refusal.invalid("wrong_kind");
        }
        boolean there = item.links().contains(new Link(link.relation(), link.to()));
        if (!there && item.links().size() >= LINKS) {
            throw Refusal.tooLarge("too_many_links");
        }
        return new Edit.AddLink(item.id(), link.relation(), link.to(), there);
    }

    private Edit unlink(Item item, Edit.Unlink unlink) throws Refusal {
        boolean there = item.links().contains(new Link(unlink.relation(), unlink.to()));
        if (!there && !board.rules().knowsRelation(unlink.relation())) {
            throw Refusal.invalid("unknown_relation");
        }
        return new Edit.Unlink(item.id(), unlink.relation(), unlink.to(), !there);
    }

    private Edit move(Item item, Edit.Move move) throws Refusal {
        for (UUID at = move.parent(); at != null; at = present(at).parent()) {
            if (at.equals(item.id())) {
                throw Refusal.invalid("cycle");
            }
        }
        mayStandIn(move.parent(), item.type());
        if (move.place() instanceof Place.After after && after.sibling().equals(item.id())
                || move.place() instanceof Place.Before before && before.sibling().equals(item.id())) {
            throw Refusal.invalid("invalid_position");
        }
        Position position = position(item.id(), move.parent(), move.place());
        return new Edit.Move(item.id(), move.parent(), move.place(), position.key(), item.parent(), item.pos(),
                position.respaced());
    }

    private Item present(UUID id) throws Refusal {
        return board.item(id).orElseThrow(() -> Refusal.invalid("not_found"));
    }

    private void mayStandIn(UUID parent, String type) throws Refusal {
        String parentType = parent == null ? null : present(parent).type();
        if (!board.rules().mayContain(parentType, type)) {
            throw Refusal.invalid("wrong_parent");
        }
    }

    private static void mayAdd(Item item, String field) throws Refusal {
        if (!item.fields().containsKey(field)) {
            Map<String, Object> then = new TreeMap<>(item.fields());
            then.put(field, "");
            Fields.countLanguages(then, field);
        }
    }

    private record Position(String key, List<Respaced> respaced) {}

    /** The key for a place among the children of a parent, the item itself left out (E1, E9). */
    private Position position(UUID id, UUID parent, Place place) {
        List<Item> others = new ArrayList<>(board.children(parent));
        others.removeIf(other -> other.id().equals(id));
        int index = index(others, place);
        String after = index == 0 ? null : others.get(index - 1).pos();
        String before = index == others.size() ? null : others.get(index).pos();
        if (after == null || before == null || after.compareTo(before) < 0) {
            String key = PositionKeys.between(after, before);
            if (key.length() <= PositionKeys.LONGEST) {
                return new Position(key, List.of());
            }
        }
        List<String> keys = new ArrayList<>(PositionKeys.spread(others.size() + 1));
        String key = keys.remove(index);
        List<Respaced> respaced = new ArrayList<>(others.size());
        for (int i = 0; i < others.size(); i++) {
            respaced.add(new Respaced(others.get(i).id(), keys.get(i)));
        }
        return new Position(key, List.copyOf(respaced));
    }

    private static int index(List<Item> others, Place place) {
        if (place instanceof Place.First) {
            return 0;
        }
        for (int i = 0; i < others.size(); i++) {
            if (place instanceof Place.After after && after.sibling().equals(others.get(i).id())) {
                return i + 1;
            }
            if (place instanceof Place.Before before && before.sibling().equals(others.get(i).id())) {
                return i;
            }
        }
        return others.size();
    }
}

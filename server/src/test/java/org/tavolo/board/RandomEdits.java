package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random submitted edits for the toy method, most of which fit the board they are made for. */
final class RandomEdits {
    private static final List<String> MEMBERS = List.of("a", "b", "c", "d", "ﬀ", "𠮷");

    private final Random random;
    private final RandomText texts;

    RandomEdits(Random random) {
        this.random = random;
        this.texts = new RandomText(random);
    }

    List<Edit> submission(Board board, int most) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            edits.add(edit(board));
        }
        return edits;
    }

    Edit edit(Board board) {
        List<Item> items = new ArrayList<>(board.items());
        items.sort((a, b) -> a.id().compareTo(b.id()));
        if (items.isEmpty() || random.nextInt(5) == 0) {
            return create(items);
        }
        Item item = pick(items);
        return switch (random.nextInt(9)) {
            case 0 -> new Edit.Set(item.id(), value(item), valueOf(item), null);
            case 1 -> new Edit.Change(item.id(), "topics", some(), some());
            case 2 -> new Edit.AddLink(item.id(), random.nextBoolean() ? "about" : "answers", pick(items).id(), false);
            case 3 -> new Edit.Unlink(item.id(), "about",
                    item.links().isEmpty() ? pick(items).id() : item.links().get(0).to(), false);
            case 4 -> new Edit.Move(item.id(), parent(items), place(items), null, null, null, null);
            case 5 -> new Edit.Delete(item.id(), false);
            case 6 -> new Edit.Restore(item.id(), false);
            default -> type(item);
        };
    }

    Edit.Type type(Item item) {
        String field = switch (item.type()) {
            case "area" -> "title";
            case "note" -> random.nextInt(3) == 0 ? "text@nl" : "text";
            default -> random.nextBoolean() ? "actions" : "lead";
        };
        return new Edit.Type(item.id(), field, texts.op(Board.text(item, field)));
    }

    private Edit create(List<Item> items) {
        String type = List.of("area", "action", "action", "note", "note").get(random.nextInt(5));
        Map<String, Object> fields = type.equals("note") ? Map.of("text", texts.text(5))
                : type.equals("action") ? Map.of("topics", some(), "actions", texts.text(5)) : Map.of();
        return new Edit.Create(new UUID(random.nextLong(), random.nextLong()), type, parent(items), place(items),
                fields, null, null);
    }

    private String value(Item item) {
        return switch (item.type()) {
            case "area" -> "title@nl:of";
            case "note" -> random.nextBoolean() ? "weight" : "label";
            default -> "state";
        };
    }

    private Object valueOf(Item item) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        return item.type().equals("note") && random.nextBoolean() ? (Object) random.nextLong(5)
                : List.of("idea", "deepen", "agreed", "done").get(random.nextInt(4));
    }

    private List<String> some() {
        return MEMBERS.stream().filter(member -> random.nextInt(4) == 0).toList();
    }

    private UUID parent(List<Item> items) {
        return items.isEmpty() || random.nextInt(3) == 0 ? null : pick(items).id();
    }

    private Place place(List<Item> items) {
        return switch (items.isEmpty() ? random.nextInt(2) : random.nextInt(4)) {
            case 0 -> Place.FIRST;
            case 1 -> Place.LAST;
            case 2 -> new Place.After(pick(items).id());
            default -> new Place.Before(pick(items).id());
        };
    }

    private Item pick(List<Item> items) {
        return items.get(random.nextInt(items.size()));
    }
}

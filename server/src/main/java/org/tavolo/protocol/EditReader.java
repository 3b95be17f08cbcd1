package org.tavolo.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Respaced;

/** Reads the eight verbs (docs/protocol.md §2), as submitted or as numbered. */
final class EditReader {
    /** The most edits in a submission (S1). */
    private static final int MOST_EDITS = 2_000;

    private final boolean numbered;

    private EditReader(boolean numbered) {
        this.numbered = numbered;
    }

    /** The edits of a submission. @throws Refusal with the index of the edit it is about */
    static List<Edit> submitted(List<Object> list) throws Refusal {
        if (list.isEmpty()) {
            throw Refusal.invalid("invalid_envelope");
        }
        if (list.size() > MOST_EDITS) {
            throw Refusal.tooLarge("too_many_edits");
        }
        return new EditReader(false).edits(list);
    }

    /** The edits of a revision. */
    static List<Edit> numbered(List<Object> list) throws Refusal {
        return new EditReader(true).edits(list);
    }

    private List<Edit> edits(List<Object> list) throws Refusal {
        List<Edit> edits = new ArrayList<>(list.size());
        for (Object element : list) {
            try {
                Members members = Members.of(element, "invalid_op");
                Edit edit = edit(members);
                members.end();
                edits.add(edit);
            } catch (Refusal refusal) {
                throw refusal.at(edits.size());
            }
        }
        return List.copyOf(edits);
    }

    private Edit edit(Members edit) throws Refusal {
        String verb = edit.text("e", "invalid_op");
        UUID item = edit.id("item", verb.equals("create") ? "invalid_value" : "not_found");
        switch (verb) {
            case "create":
                return new Edit.Create(item, edit.text("type", "unknown_type"), parent(edit), place(edit),
                        fields(edit), pos(edit), respaced(edit));
            case "set":
                return set(edit, item);
            case "type":
                return new Edit.Type(item, field(edit), Values.op(edit.list("op", "invalid_op")), of(edit));
            case "link":
                return new Edit.AddLink(item, relation(edit), edit.id("to", "not_found"), noop(edit));
            case "unlink":
                return new Edit.Unlink(item, relation(edit), edit.id("to", "not_found"), noop(edit));
            case "move":
                return move(edit, item);
            case "delete":
                return new Edit.Delete(item, noop(edit));
            case "restore":
                return new Edit.Restore(item, noop(edit));
            default:
                throw Refusal.invalid("invalid_op");
        }
    }

    private Edit set(Members edit, UUID item) throws Refusal {
        String field = field(edit);
        if (edit.has("value")) {
            return new Edit.Set(item, field, value(edit.take("value")), numbered ? value(edit.take("was")) : null);
        }
        if (!edit.has("add") && !edit.has("remove")) {
            throw Refusal.invalid("invalid_value");
        }
        return new Edit.Change(item, field, edit.texts("add", "invalid_value"), edit.texts("remove", "invalid_value"));
    }

    private Edit move(Members edit, UUID item) throws Refusal {
        UUID parent = parent(edit);
        Place place = place(edit);
        String pos = pos(edit);
        UUID wasParent = null;
        String wasPos = null;
        if (numbered) {
            Members was = edit.members("was", "invalid_position");
            wasParent = parent(was);
            wasPos = was.text("pos", "invalid_position");
            was.end();
        }
        return new Edit.Move(item, parent, place, pos, wasParent, wasPos, respaced(edit));
    }

    private static UUID parent(Members edit) throws Refusal {
        return edit.idOrNull("parent", "wrong_parent");
    }

    private static String field(Members edit) throws Refusal {
        return edit.text("field", "unknown_field");
    }

    private String of(Members edit) throws Refusal {
        return !numbered && edit.has("of") ? edit.text("of", "invalid_value") : null;
    }

    private static String relation(Members edit) throws Refusal {
        return edit.text("rel", "unknown_relation");
    }

    private static Place place(Members edit) throws Refusal {
        if (!edit.has("at")) {
            return Place.LAST;
        }
        Object at = edit.take("at");
        if ("first".equals(at)) {
            return Place.FIRST;
        }
        if ("last".equals(at)) {
            return Place.LAST;
        }
        Members place = Members.of(at, "invalid_position");
        boolean after = place.has("after");
        UUID sibling = place.id(after ? "after" : "before", "invalid_position");
        place.end();
        return after ? new Place.After(sibling) : new Place.Before(sibling);
    }

    private static Map<String, Object> fields(Members edit) throws Refusal {
        return edit.has("fields") ? Values.fields(edit.members("fields", "invalid_value")) : Map.of();
    }

    private static Object value(Object value) throws Refusal {
        return value == null ? null : Values.single(value);
    }

    private String pos(Members edit) throws Refusal {
        return numbered ? edit.text("pos", "invalid_position") : null;
    }

    private boolean noop(Members edit) throws Refusal {
        return numbered && edit.flag("noop", "invalid_op");
    }

    private List<Respaced> respaced(Members edit) throws Refusal {
        if (!numbered || !edit.has("respaced")) {
            return List.of();
        }
        List<Respaced> keys = new ArrayList<>();
        for (Object element : edit.list("respaced", "invalid_position")) {
            if (!(element instanceof List<?> pair) || pair.size() != 2 || !(pair.get(1) instanceof String pos)) {
                throw Refusal.invalid("invalid_position");
            }
            keys.add(new Respaced(Ids.read(pair.get(0), "invalid_position"), pos));
        }
        return List.copyOf(keys);
    }
}

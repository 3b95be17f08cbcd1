package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Respaced;

/** Writes the eight verbs (docs/protocol.md §2), as submitted or as numbered. */
final class EditWriter {
    private final JsonGenerator out;
    private final boolean numbered;

    private EditWriter(JsonGenerator out, boolean numbered) {
        this.out = out;
        this.numbered = numbered;
    }

    static void submitted(JsonGenerator out, List<Edit> edits) throws IOException {
        new EditWriter(out, false).edits(edits);
    }

    static void numbered(JsonGenerator out, List<Edit> edits) throws IOException {
        new EditWriter(out, true).edits(edits);
    }

    private void edits(List<Edit> edits) throws IOException {
        out.writeStartArray();
        for (Edit edit : edits) {
            out.writeStartObject();
            edit(edit);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void edit(Edit edit) throws IOException {
        if (edit instanceof Edit.Create create) {
            create(create);
        } else if (edit instanceof Edit.Set set) {
            start("set", set.item());
            out.writeStringField("field", set.field());
            value("value", set.value());
            if (numbered) {
                value("was", set.was());
            }
        } else if (edit instanceof Edit.Change change) {
            start("set", change.item());
            out.writeStringField("field", change.field());
            value("add", change.add());
            value("remove", change.remove());
        } else if (edit instanceof Edit.Type type) {
            start("type", type.item());
            out.writeStringField("field", type.field());
            out.writeFieldName("op");
            Values.write(out, type.op());
            if (!numbered && type.of() != null) {
                out.writeStringField("of", type.of());
            }
        } else if (edit instanceof Edit.AddLink link) {
            link("link", link.item(), link.relation(), link.to(), link.noop());
        } else if (edit instanceof Edit.Unlink link) {
            link("unlink", link.item(), link.relation(), link.to(), link.noop());
        } else if (edit instanceof Edit.Move move) {
            move(move);
        } else if (edit instanceof Edit.Delete delete) {
            start("delete", delete.item());
            noop(delete.noop());
        } else if (edit instanceof Edit.Restore restore) {
            start("restore", restore.item());
            noop(restore.noop());
        }
    }

    private void create(Edit.Create create) throws IOException {
        start("create", create.item());
        out.writeStringField("type", create.type());
        id("parent", create.parent());
        place(create.place());
        if (!create.fields().isEmpty()) {
            value("fields", create.fields());
        }
        if (numbered) {
            out.writeStringField("pos", create.pos());
            respaced(create.respaced());
        }
    }

    private void move(Edit.Move move) throws IOException {
        start("move", move.item());
        id("parent", move.parent());
        place(move.place());
        if (numbered) {
            out.writeStringField("pos", move.pos());
            out.writeObjectFieldStart("was");
            id("parent", move.wasParent());
            out.writeStringField("pos", move.wasPos());
            out.writeEndObject();
            respaced(move.respaced());
        }
    }

    private void link(String verb, UUID item, String relation, UUID to, boolean noop) throws IOException {
        start(verb, item);
        out.writeStringField("rel", relation);
        id("to", to);
        noop(noop);
    }

    private void start(String verb, UUID item) throws IOException {
        out.writeStringField("e", verb);
        id("item", item);
    }

    private void place(Place place) throws IOException {
        if (place instanceof Place.First) {
            out.writeStringField("at", "first");
        } else if (place instanceof Place.After after) {
            out.writeObjectFieldStart("at");
            id("after", after.sibling());
            out.writeEndObject();
        } else if (place instanceof Place.Before before) {
            out.writeObjectFieldStart("at");
            id("before", before.sibling());
            out.writeEndObject();
        }
    }

    private void respaced(List<Respaced> keys) throws IOException {
        if (keys == null || keys.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("respaced");
        for (Respaced key : keys) {
            out.writeStartArray();
            out.writeString(key.item().toString());
            out.writeString(key.pos());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private void noop(boolean noop) throws IOException {
        if (numbered && noop) {
            out.writeBooleanField("noop", true);
        }
    }

    private void value(String name, Object value) throws IOException {
        out.writeFieldName(name);
        Json.write(out, value);
    }

    private void id(String name, UUID id) throws IOException {
        out.writeStringField(name, id == null ? null : id.toString());
    }
}

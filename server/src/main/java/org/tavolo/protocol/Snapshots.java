package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tavolo.board.Item;
import org.tavolo.board.Link;
import org.tavolo.board.Refusal;
import org.tavolo.board.Snapshot;
import org.tavolo.people.Person;

/** Whole boards as JSON: what is kept in the database, and what a client is given (docs/protocol.md H1). Thread-safe. */
public final class Snapshots {
    private Snapshots() {
    }

    /** The board with its people, for a client. */
    public static byte[] write(Snapshot snapshot, Collection<Person> people) {
        return Json.text(out -> {
            out.writeStartObject();
            body(out, snapshot);
            out.writeFieldName("people");
            Frames.people(out, people);
            out.writeEndObject();
        }).getBytes(StandardCharsets.UTF_8);
    }

    /** The board alone, compressed, as it is kept. */
    public static byte[] pack(Snapshot snapshot) {
        String json = Json.text(out -> {
            out.writeStartObject();
            body(out, snapshot);
            out.writeEndObject();
        });
        ByteArrayOutputStream packed = new ByteArrayOutputStream(json.length() / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 8_192)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Reads what {@link #pack} made. @throws IllegalStateException when it cannot be read */
    public static Snapshot unpack(UUID board, byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8_192)) {
            return read(board, in.readAllBytes());
        } catch (IOException | Refusal e) {
            throw new IllegalStateException("a snapshot of board " + board + " cannot be read", e);
        }
    }

    /** Reads the board out of what {@link #write} wrote. */
    public static Snapshot read(UUID board, byte[] utf8) throws Refusal {
        Members members = Members.of(Json.stored(new String(utf8, StandardCharsets.UTF_8)), "invalid_json");
        long rev = members.whole("rev", 0, "invalid_seq");
        int generation = (int) members.whole("generation", 1, "invalid_seq");
        List<Item> items = new ArrayList<>();
        for (Object element : members.list("items", "invalid_envelope")) {
            items.add(item(Members.of(element, "invalid_envelope")));
        }
        members.take("people");
        members.end();
        return new Snapshot(board, rev, generation, items);
    }

    static Item item(Members members) throws Refusal {
        Item item = new Item(members.id("id", "invalid_value"), members.text("type", "unknown_type"),
                members.idOrNull("parent", "wrong_parent"), members.text("pos", "invalid_position"),
                Values.fields(members.members("fields", "invalid_value")), links(members.list("links", "invalid_value")),
                (int) members.whole("by", 0, "invalid_value"), members.whole("at", 0, "invalid_value"),
                members.flag("deleted", "invalid_value"));
        members.end();
        return item;
    }

    static void write(JsonGenerator out, Item item) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", item.id().toString());
        out.writeStringField("type", item.type());
        out.writeStringField("parent", item.parent() == null ? null : item.parent().toString());
        out.writeStringField("pos", item.pos());
        out.writeFieldName("fields");
        Json.write(out, item.fields());
        out.writeArrayFieldStart("links");
        for (Link link : item.links()) {
            out.writeStartArray();
            out.writeString(link.relation());
            out.writeString(link.to().toString());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeNumberField("by", item.by());
        out.writeNumberField("at", item.at());
        if (item.deleted()) {
            out.writeBooleanField("deleted", true);
        }
        out.writeEndObject();
    }

    private static void body(JsonGenerator out, Snapshot snapshot) throws IOException {
        out.writeNumberField("rev", snapshot.rev());
        out.writeNumberField("generation", snapshot.generation());
        out.writeArrayFieldStart("items");
        for (Item item : snapshot.items()) {
            write(out, item);
        }
        out.writeEndArray();
    }

    private static List<Link> links(List<Object> list) throws Refusal {
        List<Link> links = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof List<?> pair) || pair.size() != 2 || !(pair.get(0) instanceof String relation)) {
                throw Refusal.invalid("invalid_value");
            }
            links.add(new Link(relation, Ids.read(pair.get(1), "invalid_value")));
        }
        return links;
    }
}

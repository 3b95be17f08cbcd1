package org.tavolo.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads and writes the vectors: the board's words in JSON as docs/protocol.md has them. */
final class BoardJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private BoardJson() {
    }

    static JsonNode vectors(String name) throws IOException {
        try (InputStream in = BoardJson.class.getResourceAsStream("/vectors/" + name + ".json")) {
            return MAPPER.readTree(in);
        }
    }

    static TextOp op(JsonNode json) throws Refusal {
        List<TextOp.Part> parts = new ArrayList<>();
        for (JsonNode part : json) {
            if (part.isTextual()) {
                parts.add(new TextOp.Insert(part.asText()));
            } else if (part.isNumber()) {
                parts.add(new TextOp.Skip(part.asInt()));
            } else {
                JsonNode deleted = part.get("d");
                parts.add(deleted.isTextual()
                        ? new TextOp.Delete(deleted.asText()) : new TextOp.Delete(deleted.asInt()));
            }
        }
        return TextOp.of(parts);
    }

    static ArrayNode json(TextOp op) {
        return json(op.parts());
    }

    static ArrayNode json(List<TextOp.Part> parts) {
        ArrayNode array = MAPPER.createArrayNode();
        for (TextOp.Part part : parts) {
            if (part instanceof TextOp.Insert insert) {
                array.add(insert.text());
            } else if (part instanceof TextOp.Skip skip) {
                array.add(skip.length());
            } else if (part instanceof TextOp.Delete delete && delete.text() != null) {
                array.addObject().put("d", delete.text());
            } else {
                array.addObject().put("d", part.length());
            }
        }
        return array;
    }

    static List<Edit> edits(JsonNode json) throws Refusal {
        List<Edit> edits = new ArrayList<>();
        for (JsonNode edit : json) {
            edits.add(edit(edit));
        }
        return edits;
    }

    static Edit edit(JsonNode json) throws Refusal {
        UUID item = id(json.get("item"));
        boolean noop = json.path("noop").asBoolean();
        return switch (json.get("e").asText()) {
            case "create" -> new Edit.Create(item, json.get("type").asText(), id(json.get("parent")), place(json),
                    fields(json.get("fields")), text(json.get("pos")), respaced(json));
            case "set" -> json.has("value")
                    ? new Edit.Set(item, field(json), value(json.get("value")), value(json.get("was")))
                    : new Edit.Change(item, field(json), texts(json.get("add")), texts(json.get("remove")));
            case "type" -> new Edit.Type(item, field(json), op(json.get("op")), text(json.get("of")));
            case "link" -> new Edit.AddLink(item, json.get("rel").asText(), id(json.get("to")), noop);
            case "unlink" -> new Edit.Unlink(item, json.get("rel").asText(), id(json.get("to")), noop);
            case "move" -> new Edit.Move(item, id(json.get("parent")), place(json), text(json.get("pos")),
                    id(json.path("was").get("parent")), text(json.path("was").get("pos")), respaced(json));
            case "delete" -> new Edit.Delete(item, noop);
            case "restore" -> new Edit.Restore(item, noop);
            default -> throw new IllegalArgumentException("no such verb");
        };
    }

    static ArrayNode json(List<Edit> edits, boolean numbered) {
        ArrayNode array = MAPPER.createArrayNode();
        edits.forEach(edit -> array.add(json(edit, numbered)));
        return array;
    }

    static ObjectNode json(Edit edit, boolean numbered) {
        ObjectNode json = MAPPER.createObjectNode();
        if (edit instanceof Edit.Create create) {
            start(json, "create", edit).put("type", create.type());
            json.put("parent", create.parent() == null ? null : create.parent().toString());
            place(json, create.place());
            if (!create.fields().isEmpty()) {
                json.set("fields", MAPPER.valueToTree(create.fields()));
            }
            if (numbered) {
                json.put("pos", create.pos());
            }
            respaced(json, create.respaced());
        } else if (edit instanceof Edit.Set set) {
            start(json, "set", edit).put("field", set.field()).set("value", MAPPER.valueToTree(set.value()));
            if (numbered) {
                json.set("was", MAPPER.valueToTree(set.was()));
            }
        } else if (edit instanceof Edit.Change change) {
            start(json, "set", edit).put("field", change.field());
            json.set("add", MAPPER.valueToTree(change.add()));
            json.set("remove", MAPPER.valueToTree(change.remove()));
        } else if (edit instanceof Edit.Type type) {
            start(json, "type", edit).put("field", type.field()).set("op", json(type.op()));
            if (type.of() != null) {
                json.put("of", type.of());
            }
        } else if (edit instanceof Edit.AddLink link) {
            noop(start(json, "link", edit).put("rel", link.relation()).put("to", link.to().toString()), link.noop());
        } else if (edit instanceof Edit.Unlink link) {
            noop(start(json, "unlink", edit).put("rel", link.relation()).put("to", link.to().toString()), link.noop());
        } else if (edit instanceof Edit.Move move) {
            start(json, "move", edit).put("parent", move.parent() == null ? null : move.parent().toString());
            place(json, move.place());
            if (numbered) {
                json.put("pos", move.pos());
                json.putObject("was").put("parent", move.wasParent() == null ? null : move.wasParent().toString())
                        .put("pos", move.wasPos());
            }
            respaced(json, move.respaced());
        } else if (edit instanceof Edit.Delete delete) {
            noop(start(json, "delete", edit), delete.noop());
        } else if (edit instanceof Edit.Restore restore) {
            noop(start(json, "restore", edit), restore.noop());
        }
        return json;
    }

    /** The items sorted by id, as H1 has them. */
    static ArrayNode json(Collection<Item> items) {
        ArrayNode array = MAPPER.createArrayNode();
        items.stream().sorted((a, b) -> a.id().toString().compareTo(b.id().toString())).forEach(item -> {
            ObjectNode json = array.addObject().put("id", item.id().toString()).put("type", item.type())
                    .put("parent", item.parent() == null ? null : item.parent().toString()).put("pos", item.pos());
            json.set("fields", MAPPER.valueToTree(item.fields()));
            ArrayNode links = json.putArray("links");
            item.links().forEach(link -> links.addArray().add(link.relation()).add(link.to().toString()));
            json.put("by", item.by()).put("at", item.at());
            if (item.deleted()) {
                json.put("deleted", true);
            }
        });
        return array;
    }

    /** The same JSON with numbers and texts as they are read from a file. */
    static JsonNode read(JsonNode json) throws IOException {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(json));
    }

    static UUID id(JsonNode json) {
        return json == null || json.isNull() ? null : UUID.fromString(json.asText());
    }

    private static ObjectNode start(ObjectNode json, String verb, Edit edit) {
        return json.put("e", verb).put("item", edit.item().toString());
    }

    private static void noop(ObjectNode json, boolean noop) {
        if (noop) {
            json.put("noop", true);
        }
    }

    private static void place(ObjectNode json, Place place) {
        if (place instanceof Place.First) {
            json.put("at", "first");
        } else if (place instanceof Place.After after) {
            json.putObject("at").put("after", after.sibling().toString());
        } else if (place instanceof Place.Before before) {
            json.putObject("at").put("before", before.sibling().toString());
        }
    }

    private static void respaced(ObjectNode json, List<Respaced> respaced) {
        if (!respaced.isEmpty()) {
            ArrayNode array = json.putArray("respaced");
            respaced.forEach(one -> array.addArray().add(one.item().toString()).add(one.pos()));
        }
    }

    private static List<Respaced> respaced(JsonNode json) {
        List<Respaced> respaced = new ArrayList<>();
        json.path("respaced").forEach(one -> respaced.add(new Respaced(id(one.get(0)), one.get(1).asText())));
        return respaced;
    }

    private static Place place(JsonNode json) {
        JsonNode at = json.path("at");
        if (at.has("after")) {
            return new Place.After(id(at.get("after")));
        }
        if (at.has("before")) {
            return new Place.Before(id(at.get("before")));
        }
        return at.asText().equals("first") ? Place.FIRST : Place.LAST;
    }

    private static String field(JsonNode json) {
        return json.get("field").asText();
    }

    private static String text(JsonNode json) {
        return json == null || json.isNull() ? null : json.asText();
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        if (json != null) {
            json.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(JsonNode json) {
        return json == null ? Map.of() : (Map<String, Object>) value(json);
    }

    private static Object value(JsonNode json) {
        Object value = json == null ? null : MAPPER.convertValue(json, Object.class);
        return value instanceof Integer whole ? Long.valueOf(whole) : value;
    }
}

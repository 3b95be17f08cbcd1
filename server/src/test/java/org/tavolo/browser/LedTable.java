package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.tavolo.web.Peer;

/**
 * A table at which a session is on: two agenda points, the first of them now with a writing round that is prepared, and a
 * hand for which Rosa put Bo in line.
 */
final class LedTable {
    private final Table table;
    private final Peer participant;
    private final UUID session = UUID.randomUUID();

    /** @param other whoever set this table leads the session; @param participant has joined the led one as Amina */
    LedTable(Table other, Peer participant) {
        table = Table.smallBeside(other);
        this.participant = participant;
        participant.join(table.joinToken(), "Amina", "support");
        table.join("Bo", "mentor");
        UUID first = UUID.randomUUID();
        submit(new JsonArray()
            .add(create(session, "session", table.only("programme"), new JsonObject().put("title", "Prima visita")
                .put("opened", 0).put("leads", table.person("Rosa")).put("point", first.toString())))
            .add(create(first, "point", session, new JsonObject().put("title", "I bisogni di chi arriva").put("minutes", 20)
                .put("area", "needs").put("began", 0)))
            .add(create(UUID.randomUUID(), "point", session, new JsonObject().put("title", "Il piano, riga per riga")))
            .add(create(UUID.randomUUID(), "round", session, new JsonObject().put("question", "Chi aspetta di più?")
                .put("point", first.toString())))
            .add(create(UUID.randomUUID(), "hand", session, new JsonObject().put("who", table.person("Bo")))));
    }

    UUID programme() {
        return table.programme();
    }

    /** What whoever leads does, by the words of the catalogue. @return how it is taken back */
    Runnable does(String what) {
        switch (what) {
            case "bring" -> submit(new JsonArray().add(set(session, "here", table.actions().get(1).toString()))
                .add(set(session, "hereSince", 0)));
            case "minute" -> {
                submit(new JsonArray().add(set(session, "started", 0)).add(set(session, "seconds", 59)));
                return () -> submit(new JsonArray().add(set(session, "started", null)));
            }
            case "close" -> {
                submit(new JsonArray().add(set(session, "closed", 0)));
                return () -> submit(new JsonArray().add(set(session, "closed", null)));
            }
            case "reorder" -> {
                String last = table.actions().get(1).toString();
                submit(new JsonArray().add(move(last, "first")));
                return () -> submit(new JsonArray().add(move(last, "last")));
            }
            case "teams" -> {
                UUID mine = UUID.randomUUID();
                UUID other = UUID.randomUUID();
                submit(new JsonArray().add(team(mine, "Gruppo 1", "Amina")).add(team(other, "Gruppo 2", "Bo"))
                    .add(create(UUID.randomUUID(), "note", mine, new JsonObject().put("text", "Gli orari della scuola"))));
                return () -> submit(new JsonArray().add(delete(mine)).add(delete(other)));
            }
            case "floor" -> {
                UUID hand = UUID.randomUUID();
                submit(new JsonArray().add(create(hand, "hand", session, new JsonObject().put("who", table.person("Amina"))
                    .put("speaks", 0))));
                return () -> submit(new JsonArray().add(delete(hand)));
            }
            default -> throw new IllegalArgumentException("nobody does that: " + what);
        }
        return () -> { };
    }

    /** Takes the hand of the participant down, if it is up. */
    void lowered() {
        participant.get("/api/boards/" + table.board() + "/snapshot").array("items").stream().map(JsonObject.class::cast)
            .filter(item -> "hand".equals(item.getString("type")) && !item.getBoolean("deleted", false)
                && item.getInteger("by") == table.person("Amina"))
            .forEach(item -> submit(new JsonArray().add(new JsonObject().put("e", "delete").put("item", item.getString("id")))));
    }

    private JsonObject team(UUID id, String name, String member) {
        return create(id, "team", session, new JsonObject().put("name", name).put("started", 0).put("seconds", 600)
            .put("members", new JsonArray().add(String.valueOf(table.person(member)))));
    }

    private static JsonObject delete(UUID item) {
        return new JsonObject().put("e", "delete").put("item", item.toString());
    }

    private JsonObject move(String item, String at) {
        return new JsonObject().put("e", "move").put("item", item).put("parent", table.only("plan").toString()).put("at", at);
    }

    private static JsonObject set(UUID item, String field, Object value) {
        return new JsonObject().put("e", "set").put("item", item.toString()).put("field", field).put("value", value);
    }

    private static JsonObject create(UUID item, String type, UUID parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", item.toString()).put("type", type)
            .put("parent", parent.toString()).put("at", "last").put("fields", fields);
    }

    private void submit(JsonArray edits) {
        table.submit(UUID.randomUUID(), 1, edits);
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.tavolo.store.DatabaseAddress;

/** A programme with a session that is on, for tests of what is led in it. */
final class LedTable {
    final URI base;
    final Peer leads;
    final Peer.Programme made;
    final UUID session;
    final String notes;

    LedTable(URI base) {
        this(Peer.visit(base));
    }

    private LedTable(Peer leads) {
        this(leads, leads.create("Una città per tutti", "Ada"));
    }

    /** A session in a programme that is there. */
    LedTable(Peer leads, Peer.Programme made) {
        this.base = leads.base();
        this.leads = leads;
        this.made = made;
        notes = TalkTest.area(leads, made.board(), "notes");
        session = create(leads, "session", TalkTest.area(leads, made.board(), "programme"),
                new JsonObject().put("title", "Prima visita").put("opened", 0));
    }

    /** Somebody who comes in by the link for everybody. */
    Peer joins(String name) {
        return joins(name, "support");
    }

    Peer joins(String name, String party) {
        Peer peer = Peer.visit(base);
        peer.join(made.joinToken(), name, party);
        return peer;
    }

    UUID round(String question, boolean anonymous) {
        JsonObject fields = new JsonObject().put("question", question).put("opened", 0);
        return create(leads, "round", session.toString(), anonymous ? fields.put("anonymous", true) : fields);
    }

    /** A vote on these items. */
    UUID poll(JsonObject fields, UUID... on) {
        UUID poll = create(leads, "poll", session.toString(), fields.copy().put("question", "Che cosa?").put("opened", 0));
        for (UUID one : on) {
            assertEquals(200, submit(leads, new JsonObject().put("e", "link").put("item", poll.toString())
                    .put("rel", "on").put("to", one.toString())).status());
        }
        return poll;
    }

    UUID note(Peer peer, String text) {
        return create(peer, "note", notes, new JsonObject().put("text", text));
    }

    UUID create(Peer peer, String type, String parent, JsonObject fields) {
        UUID id = UUID.randomUUID();
        Reply reply = submit(peer, new JsonObject().put("e", "create").put("item", id.toString()).put("type", type)
                .put("parent", parent).put("fields", fields));
        assertEquals(200, reply.status(), reply.text());
        return id;
    }

    Reply submit(Peer peer, JsonObject... edits) {
        return peer.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", peer.head(made.board()))
                .put("edits", new JsonArray(List.of((Object[]) edits))));
    }

    Reply set(Peer peer, UUID item, String field, Object value) {
        return submit(peer, new JsonObject().put("e", "set").put("item", item.toString()).put("field", field)
                .put("value", value));
    }

    Reply delete(Peer peer, UUID item) {
        return submit(peer, new JsonObject().put("e", "delete").put("item", item.toString()));
    }

    String at(String what, UUID id) {
        return "/api/boards/" + made.board() + "/" + what + "/" + id;
    }

    String pseudonym(Peer peer, UUID round) {
        return peer.post(at("rounds", round) + "/pseudonym", new JsonObject()).json().getString("token");
    }

    Reply writes(Peer peer, UUID round, UUID draft, String token, String text) {
        return peer.post(at("rounds", round) + "/drafts/" + draft, new JsonObject().put("text", text)
                .put("kind", "idea").put("lang", "it").put("token", token));
    }

    Reply reveals(Peer peer, UUID round) {
        return peer.post(at("rounds", round) + "/reveal", new JsonObject());
    }

    Reply dots(Peer peer, UUID poll, UUID of, Object change) {
        return peer.post(at("polls", poll) + "/dots", new JsonObject().put("of", of.toString()).put("change", change));
    }

    Reply votes(Peer peer, UUID poll, String member, JsonObject choices) {
        return peer.post(at("polls", poll) + "/ballot", new JsonObject().put(member, choices));
    }

    JsonObject poll(Peer peer, UUID poll) {
        return peer.get(at("polls", poll)).json();
    }

    Reply closes(UUID poll) {
        return leads.post(at("polls", poll) + "/close", new JsonObject());
    }

    Reply shows(UUID poll) {
        return leads.post(at("polls", poll) + "/show", new JsonObject());
    }

    /** The fields of the result of what was voted on. */
    JsonObject result(UUID poll, UUID of) {
        return items(leads).stream().filter(item -> item.getString("type").equals("result")
                        && poll.toString().equals(item.getString("parent"))).map(item -> item.getJsonObject("fields"))
                .filter(fields -> fields.getString("of").equals(of.toString())).findFirst().orElseThrow();
    }

    /** So many people with a seat, put there without asking the server, which is not what is measured. */
    List<Peer> crowd(DatabaseAddress database, int size) throws Exception {
        List<Peer> crowd = new ArrayList<>();
        try (Connection connection = database.connect(); PreparedStatement one = connection.prepareStatement("""
                with person as (insert into person (programme, name, party, role) values (?, ?, 'other', 'invited')
                  returning id), session as (insert into server_session (id, token_hash)
                  values (gen_random_uuid(), sha256(convert_to(?, 'UTF8'))) returning id)
                insert into seat (session, programme, person) select session.id, ?, person.id from person, session""")) {
            for (int i = 0; i < size; i++) {
                String token = UUID.randomUUID().toString().replace("-", "");
                one.setObject(1, made.programme());
                one.setString(2, "One of many " + i);
                one.setString(3, token);
                one.setObject(4, made.programme());
                one.executeUpdate();
                crowd.add(Peer.stranger(base).cookie("tavolo=" + token));
            }
        }
        return crowd;
    }

    List<JsonObject> items(Peer peer) {
        return peer.get("/api/boards/" + made.board() + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                .toList();
    }

    JsonObject item(UUID id) {
        return items(leads).stream().filter(item -> item.getString("id").equals(id.toString())).findFirst().orElseThrow();
    }

    /** What came of a round, in the order in which it stands on the board. */
    List<JsonObject> notesFrom(UUID round) {
        return items(leads).stream().filter(item -> item.getJsonArray("links").contains(
                        new JsonArray().add("from").add(round.toString())))
                .sorted(Comparator.comparing((JsonObject item) -> item.getString("pos"))).toList();
    }

    static String text(JsonObject item) {
        return item.getJsonObject("fields").getString("text");
    }
}

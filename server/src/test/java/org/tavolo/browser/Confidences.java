package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;
import org.tavolo.web.Reply;

/**
 * The two teams, and confidential tables in every state in which the catalogue shows one: that of the given programme
 * has something of every kind on it and somebody at its door; further programmes have one that nobody has opened, one
 * that others have, one at which the mentor city waits, and an empty one.
 */
final class Confidences {
    private final Peer mentee;
    private final Peer mentor;
    private final Map<String, String> names = new HashMap<>();

    Confidences(Table table) {
        URI base = table.base();
        mentee = table.join("Marta", Role.MENTEE);
        mentor = table.join("Jan", Role.MENTOR);
        UUID board = open(mentee, table.programme());
        letIn(mentor, table.programme(), board);
        fill(board);
        Peer late = table.join("Lieve", Role.MENTOR);
        knock(late, table.programme());
        Peer rosa = Peer.visit(base);
        names.put(":closed", programme(rosa, "Ancora chiuso", mentee, "Marta", Role.MENTEE).toString());
        UUID bare = programme(rosa, "Appena aperto", mentee, "Marta", Role.MENTEE);
        open(mentee, bare);
        names.put(":bare", bare.toString());
        for (String name : new String[] {":open", ":knocked"}) {
            UUID other = programme(rosa, "Aperto da altri", mentor, "Jan", Role.MENTOR);
            Peer there = Peer.visit(base);
            join(rosa, other, there, "Carla", Role.MENTEE);
            open(there, other);
            names.put(name, other.toString());
        }
        knock(mentor, UUID.fromString(names.get(":knocked")));
    }

    Peer mentee() {
        return mentee;
    }

    Peer mentor() {
        return mentor;
    }

    /** The programmes by the words of the catalogue. */
    Map<String, String> names() {
        return names;
    }

    private static UUID programme(Peer rosa, String title, Peer peer, String name, Role role) {
        UUID programme = rosa.create(title, "Rosa").programme();
        join(rosa, programme, peer, name, role);
        return programme;
    }

    private static void join(Peer rosa, UUID programme, Peer peer, String name, Role role) {
        String party = role.parties().get(0).wire();
        peer.join(rosa.invite(programme, role.wire(), party, false), name, party);
    }

    private static Reply knock(Peer peer, UUID programme) {
        return peer.post("/api/programmes/" + programme + "/confidential", new JsonObject());
    }

    private static UUID open(Peer peer, UUID programme) {
        return UUID.fromString(knock(peer, programme).json().getString("board"));
    }

    private void letIn(Peer peer, UUID programme, UUID board) {
        knock(peer, programme);
        String lobby = "/api/boards/" + board + "/lobby";
        String knock = mentee.get(lobby).array("waiting").getJsonObject(0).getString("knock");
        mentee.post(lobby + "/" + knock, new JsonObject().put("admit", true));
    }

    private void fill(UUID board) {
        Map<String, String> homes = new HashMap<>();
        mentee.get("/api/boards/" + board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
            .forEach(item -> homes.put(item.getString("type"), item.getString("id")));
        JsonArray edits = new JsonArray()
            .add(create("aside", homes.get("asides"), new JsonObject().put("lang", "it")
                .put("text", "Con l'ufficio scuola non ci parliamo più: da dove ricominciamo?")))
            .add(create("question", homes.get("questions"), new JsonObject().put("lang", "it")
                .put("text", "Come avete convinto la giunta?").put("answer", "Con i numeri di un anno, e due famiglie.")))
            .add(create("entry", homes.get("journal"), new JsonObject().put("lang", "it").put("date", "2026-11-20")
                .put("said", "Della stanchezza di chi lavora allo sportello.").put("next", "Una visita a marzo.")));
        mentee.post("/api/boards/" + board + "/submissions", new JsonObject().put("client", UUID.randomUUID().toString())
            .put("n", 1).put("base", 1).put("edits", edits));
        mentor.post("/api/boards/" + board + "/off-record", new JsonObject().put("text", "Da noi è andata male due volte."));
    }

    private static JsonObject create(String type, String parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString()).put("type", type)
            .put("parent", parent).put("fields", fields);
    }
}

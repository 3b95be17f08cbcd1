package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.tavolo.people.Role;

/** A programme with one member of each role, for tests of its confidential table. */
final class ConfidentialHall {
    final URI base;
    final Peer owner;
    final Peer.Programme made;
    private final Map<Role, Peer> peers = new EnumMap<>(Role.class);
    private final Map<Role, Integer> numbers = new EnumMap<>(Role.class);

    ConfidentialHall(URI base) {
        this.base = base;
        owner = Peer.visit(base);
        made = owner.create("Una città per tutti", "Ada", "coordinator", "mentee");
    }

    private void sit(Role role) {
        Peer peer = Peer.visit(base);
        numbers.put(role, peer.join(owner.invite(made.programme(), role.wire(), null, false),
                "The " + role.wire().replace('_', ' '), role.parties().get(0).wire()).person());
        peers.put(role, peer);
    }

    /** One more member of this role. */
    Peer another(Role role, String name) {
        Peer peer = Peer.visit(base);
        peer.join(owner.invite(made.programme(), role.wire(), null, false), name, role.parties().get(0).wire());
        return peer;
    }

    /** Somebody of this role, who joins when first asked for. */
    Peer peer(Role role) {
        if (!peers.containsKey(role)) {
            sit(role);
        }
        return peers.get(role);
    }

    int number(Role role) {
        peer(role);
        return numbers.get(role);
    }

    String door() {
        return "/api/programmes/" + made.programme() + "/confidential";
    }

    Reply knock(Peer peer) {
        return peer.post(door(), new JsonObject());
    }

    /** Opens the table by the mentee city. @return its board */
    UUID opened() {
        return UUID.fromString(knock(peer(Role.MENTEE)).json().getString("board"));
    }

    /** The mentor comes in too. */
    void mentorIn(UUID board) {
        knock(peer(Role.MENTOR));
        admit(peer(Role.MENTEE), board);
    }

    /** Both teams ask the facilitator in, who comes. */
    Reply facilitatorIn(UUID board) {
        invite(peer(Role.MENTEE), board, number(Role.FACILITATOR));
        invite(peer(Role.MENTOR), board, number(Role.FACILITATOR));
        return knock(peer(Role.FACILITATOR));
    }

    /** Lets in whoever waits first. */
    Reply admit(Peer by, UUID board) {
        return decide(by, board, true);
    }

    Reply decide(Peer by, UUID board, boolean admit) {
        String knock = by.get("/api/boards/" + board + "/lobby").array("waiting").getJsonObject(0).getString("knock");
        return by.post("/api/boards/" + board + "/lobby/" + knock, new JsonObject().put("admit", admit));
    }

    Reply invite(Peer by, UUID board, int person) {
        return by.post("/api/boards/" + board + "/invited", new JsonObject().put("person", person));
    }

    Reply change(Role role, Role into) {
        return owner.post("/api/programmes/" + made.programme() + "/members/" + number(role),
                new JsonObject().put("role", into.wire()));
    }

    static JsonObject create(UUID id, String type, String parent, String field, String text) {
        return new JsonObject().put("e", "create").put("item", id.toString()).put("type", type).put("parent", parent)
                .put("fields", new JsonObject().put(field, text));
    }

    Reply submit(Peer peer, UUID board, JsonObject... edits) {
        JsonArray list = new JsonArray();
        for (JsonObject edit : edits) {
            list.add(edit);
        }
        return peer.post("/api/boards/" + board + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", 0).put("edits", list));
    }
}

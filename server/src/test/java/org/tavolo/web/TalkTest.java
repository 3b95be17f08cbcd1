package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

class TalkTest {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatOneSubmitsEverybodyOnTheBoardIsToldOnce() {
        Peer ada = Peer.visit(server.base());
        Peer.Programme made = ada.create("Una città per tutti", "Ada");
        Peer bo = Peer.visit(server.base());
        Peer.Place place = bo.join(made.joinToken(), "Bo", "mentor");
        try (Live one = ada.live(); Live two = bo.live()) {
            JsonObject welcome = one.enter(made.board());
            assertEquals(made.person(), welcome.getInteger("me"));
            assertEquals("facilitator", welcome.getString("role"));
            assertEquals("participant", two.enter(place.board()).getString("role"));
            long head = welcome.getLong("head");
            String notes = area(ada, made.board(), "notes");
            String id = UUID.randomUUID().toString();
            long n = one.submit(made.board(), head, new JsonObject().put("e", "create").put("item", id)
                    .put("type", "note").put("parent", notes).put("fields", new JsonObject().put("text", "Ciao")));
            JsonObject mine = one.numbered(made.board(), one.client(), n);
            JsonObject theirs = two.numbered(made.board(), one.client(), n);
            assertEquals(head + 1, mine.getLong("rev"));
            assertEquals(mine, theirs);
            assertEquals(made.person(), theirs.getInteger("by"));
        }
        assertTrue(bo.get("/api/boards/" + made.board() + "/snapshot").text().contains("Ciao"));
    }

    static String area(Peer peer, UUID board, String type) {
        return peer.get("/api/boards/" + board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                .filter(item -> type.equals(item.getString("type"))).findFirst().orElseThrow().getString("id");
    }

    /** A text field of a need that may be as long as any text. */
    static String roomyField(Peer peer) {
        return peer.get("/api/method").array("types").stream().map(JsonObject.class::cast)
                .filter(type -> type.getString("name").equals("need"))
                .flatMap(type -> type.getJsonArray("fields").stream()).map(JsonObject.class::cast)
                .filter(field -> "text".equals(field.getString("kind")) && !field.containsKey("limit"))
                .findFirst().orElseThrow().getString("name");
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** With what a programme begins (H12), and what the method says of it (H10). */
class BeginningsTest {
    private static RunningServer server;
    private static Peer ada;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ada = Peer.visit(server.base()).signedIn("Ada");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("H12 a programme begins with any preset that H10 names, all in its first revision")
    void everyPreset() {
        JsonArray presets = ada.get("/api/method/presets").array("presets");
        assertFalse(presets.isEmpty());
        for (int i = 0; i < presets.size(); i++) {
            JsonObject preset = presets.getJsonObject(i);
            JsonObject table = table(create(new JsonObject().put("preset", preset.getString("name"))));
            assertEquals(1, table.getLong("rev"));
            Set<String> there = types(table);
            preset.getJsonArray("areas").forEach(area -> assertTrue(there.contains(area), area.toString()));
            assertEquals(preset.getString("name"), programme(table).getString("preset"));
        }
        assertEquals(16, ada.get("/api/method/phases").array("phases").size());
    }

    @Test
    @DisplayName("H12 who says no preset begins as in IncluCities: plan, needs, notes, visits and people")
    void usual() {
        Set<String> there = types(table(create(new JsonObject())));
        assertTrue(there.containsAll(List.of("plan", "needs", "notes", "visits", "visit", "agendaEntry", "supportGroup")));
    }

    @Test
    @DisplayName("H12 there are as many visits as meetings that were asked for, where the preset asks")
    void meetings() {
        for (int count : new int[] {2, 7, 10}) {
            JsonObject table = table(create(new JsonObject().put("preset", "meetings").put("meetings", count)));
            assertEquals(count, table.getJsonArray("items").stream().map(JsonObject.class::cast)
                    .filter(item -> item.getString("type").equals("visit")).count());
        }
    }

    @Test
    @DisplayName("H12 a preset that is none, and a number of meetings that it does not have, are refused")
    void refused() {
        for (JsonObject wrong : List.of(new JsonObject().put("preset", "nothing"), new JsonObject().put("preset", 3),
                new JsonObject().put("preset", "meetings").put("meetings", 1), new JsonObject().put("preset", "meetings").put("meetings", 11),
                new JsonObject().put("preset", "meetings").put("meetings", 2.5), new JsonObject().put("meetings", 3))) {
            assertEquals("invalid/invalid_value", create(wrong).problem(), wrong.encode());
        }
    }

    @Test
    @DisplayName("the mentee city and who leads say which phases are left out and which is at hand, others do not")
    void phases() {
        Peer.Programme made = ada.create("Una città per tutti", "Ada");
        JsonObject table = ada.get("/api/boards/" + made.board() + "/snapshot").json();
        String programme = item(table).getString("id");
        assertEquals(200, submit(ada, made, programme, new JsonObject().put("field", "phase").put("value", "p02")).status());
        Peer mentor = Peer.visit(server.base());
        mentor.join(ada.invite(made.programme(), "mentor", null, false), "Marc", null);
        assertEquals("denied/role", submit(mentor, made, programme, new JsonObject().put("field", "phase").put("value", "p03")).problem());
        Peer mentee = Peer.visit(server.base());
        mentee.join(ada.invite(made.programme(), "mentee", null, false), "Bea", null);
        assertEquals(200, submit(mentee, made, programme, new JsonObject().put("field", "leftOut").put("add", new JsonArray().add("p01"))
                .put("remove", new JsonArray())).status());
        assertEquals("invalid/invalid_value", submit(mentee, made, programme, new JsonObject().put("field", "phase").put("value", "p17")).problem());
    }

    private static Reply submit(Peer peer, Peer.Programme made, String item, JsonObject set) {
        return peer.post("/api/boards/" + made.board() + "/submissions", new JsonObject().put("client", UUID.randomUUID().toString())
                .put("n", 1).put("base", peer.head(made.board())).put("edits", new JsonArray().add(set.copy().put("e", "set").put("item", item))));
    }

    private static Reply create(JsonObject way) {
        return ada.post("/api/programmes", new JsonObject().put("title", "Prova").put("theme", "").put("mentee", "").put("mentor", "")
                .put("associations", "").put("name", "Ada").put("role", "facilitator").put("language", "it").mergeIn(way));
    }

    private static JsonObject table(Reply made) {
        assertEquals(201, made.status(), made.text());
        return ada.get("/api/boards/" + made.json().getString("board") + "/snapshot").json();
    }

    private static Set<String> types(JsonObject table) {
        Set<String> types = new HashSet<>();
        table.getJsonArray("items").forEach(item -> types.add(((JsonObject) item).getString("type")));
        return types;
    }

    private static JsonObject programme(JsonObject table) {
        return item(table).getJsonObject("fields");
    }

    private static JsonObject item(JsonObject table) {
        return table.getJsonArray("items").stream().map(JsonObject.class::cast)
                .filter(item -> item.getString("type").equals("programme")).findFirst().orElseThrow();
    }
}

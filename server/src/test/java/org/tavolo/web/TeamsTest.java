package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Breakout groups: items of the session that who leads makes, in which everybody writes notes. */
class TeamsTest {
    private static RunningServer server;
    private LedTable table;
    private Peer bo;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void sit() {
        table = new LedTable(server.base());
        bo = table.joins("Bo");
    }

    private UUID team(String name, String... members) {
        JsonObject fields = new JsonObject().put("name", name);
        return table.create(table.leads, "team", table.session.toString(),
                members.length == 0 ? fields : fields.put("members", new JsonArray(List.of((Object[]) members))));
    }

    private static JsonObject move(UUID item, Object parent) {
        return new JsonObject().put("e", "move").put("item", item.toString()).put("parent", parent.toString())
                .put("at", "last");
    }

    private static JsonObject set(UUID item, String field, Object value) {
        return new JsonObject().put("e", "set").put("item", item.toString()).put("field", field).put("value", value);
    }

    private static JsonObject members(UUID team, JsonArray add, JsonArray remove) {
        return new JsonObject().put("e", "set").put("item", team.toString()).put("field", "members").put("add", add)
                .put("remove", remove);
    }

    private static JsonObject create(UUID id, String type, Object parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", id.toString()).put("type", type)
                .put("parent", parent.toString()).put("fields", fields);
    }

    @Test
    @DisplayName("E13 who leads makes groups, names them and says who is in them; nobody else does")
    void leading() {
        UUID team = team("Casa", "2");
        assertEquals("denied/role", table.submit(bo, create(UUID.randomUUID(), "team", table.session, new JsonObject()))
                .problem());
        for (JsonObject edit : new JsonObject[] {set(team, "seconds", 60), set(team, "back", 0),
            members(team, new JsonArray().add("9"), new JsonArray()),
            new JsonObject().put("e", "delete").put("item", team.toString())}) {
            assertEquals("denied/role", table.submit(bo, edit).problem());
        }
        UUID other = team("Scuola");
        JsonArray two = new JsonArray().add("2");
        assertEquals(200, table.submit(table.leads, members(team, new JsonArray(), two), members(other, two, new JsonArray()))
                .status());
        assertFalse(table.item(team).getJsonObject("fields").containsKey("members"));
        assertEquals(two, table.item(other).getJsonObject("fields").getJsonArray("members"));
    }

    @Test
    @DisplayName("E6 a group stands in a session and nowhere else, and that of another table is not found")
    void places() {
        assertEquals("invalid/wrong_parent", table.submit(table.leads,
                create(UUID.randomUUID(), "team", table.notes, new JsonObject())).problem());
        LedTable elsewhere = new LedTable(server.base());
        UUID foreign = elsewhere.create(elsewhere.leads, "team", elsewhere.session.toString(), new JsonObject());
        UUID note = table.note(bo, "Qui");
        assertEquals("invalid/not_found", table.submit(bo, create(UUID.randomUUID(), "note", foreign, new JsonObject()))
                .problem());
        assertEquals("invalid/not_found", table.submit(table.leads, move(note, foreign)).problem());
        assertEquals("invalid/not_found", table.submit(table.leads, set(foreign, "seconds", 60)).problem());
    }

    @Test
    @DisplayName("E13 everybody writes in a group, and who leads takes it to the wall in one submission with authors and order kept")
    void backTogether() {
        UUID team = team("Casa");
        UUID first = table.create(bo, "note", team.toString(), new JsonObject().put("text", "Uno"));
        UUID second = table.create(table.joins("Cy"), "note", team.toString(), new JsonObject().put("text", "Due"));
        UUID programme = UUID.fromString(TalkTest.area(table.leads, table.made.board(), "programme"));
        assertEquals(200, table.set(table.leads, programme, "pen", "mentee").status());
        assertEquals("denied/pen", table.submit(bo, move(second, table.notes)).problem(), "somebody else's");
        UUID group = UUID.randomUUID();
        Reply back = table.submit(table.leads, create(group, "group", table.notes, new JsonObject().put("name", "Casa")),
                move(first, group), move(second, group), set(team, "back", 0), set(team, "started", null));
        assertEquals(200, back.status(), back.text());
        assertEquals(group.toString(), table.item(first).getString("parent"));
        assertEquals(bo.get("/api/programmes/" + table.made.programme()).json().getJsonObject("me").getInteger("person"),
                table.item(first).getInteger("by"));
        assertEquals(-1, Integer.signum(table.item(first).getString("pos").compareTo(table.item(second).getString("pos"))));
        // What was made by it says when, by the same clock: so the page finds the group again.
        assertEquals(table.item(group).getLong("at"), table.item(team).getJsonObject("fields").getLong("back"));
    }

    @Test
    @DisplayName("E8 while the notes are locked nothing is brought back, and nothing of the session is closed by the way")
    void lockedWall() {
        UUID team = team("Casa");
        UUID note = table.create(bo, "note", team.toString(), new JsonObject().put("text", "Uno"));
        assertEquals(200, table.set(table.leads, UUID.fromString(table.notes), "lock", true).status());
        assertEquals("locked/locked", table.submit(table.leads, move(note, table.notes), set(table.session, "closed", 0))
                .problem());
        assertFalse(table.item(table.session).getJsonObject("fields").containsKey("closed"));
        assertEquals(200, table.set(table.leads, table.session, "closed", 0).status());
        assertEquals(team.toString(), table.item(note).getString("parent"));
    }

    @Test
    @DisplayName("M4 a group holds two hundred people, and five hundred fit in three by one submission")
    void limits() {
        JsonObject[] three = IntStream.range(0, 3).mapToObj(at -> create(UUID.randomUUID(), "team", table.session,
                new JsonObject().put("name", "Gruppo " + at).put("members", people(at * 167, 167)))).toArray(JsonObject[]::new);
        assertEquals(200, table.submit(table.leads, three).status());
        assertEquals("invalid/invalid_value", table.submit(table.leads, create(UUID.randomUUID(), "team", table.session,
                new JsonObject().put("members", people(1, 201)))).problem());
        assertEquals("invalid/invalid_value", table.submit(table.leads, create(UUID.randomUUID(), "team", table.session,
                new JsonObject().put("seconds", 5))).problem());
    }

    private static JsonArray people(int from, int n) {
        return new JsonArray(IntStream.range(from, from + n).mapToObj(String::valueOf).collect(Collectors.toList()));
    }
}

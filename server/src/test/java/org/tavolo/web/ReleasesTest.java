package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** What a city lets those read who do not sit at its table (H65, H66), and what nobody is shown by it. */
class ReleasesTest {
    private static RunningServer server;
    private LedTable table;
    private Peer mia;
    private String need;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aNeedIsOnTheTable() {
        table = new LedTable(server.base());
        mia = sits("mentee", "Mia");
        need = does(mia, "need", area("needs"), new JsonObject().put("statement", "Mancano interpreti")
                .put("kind", "supportGap").put("hindrance", "funding").put("evidence", "MARKER").put("lang", "it"));
    }

    @Test
    @DisplayName("H65 what is released is what the chosen items said when they were looked at, in the fields that the kind names")
    void picture() {
        does(mia, "need", area("needs"), new JsonObject().put("statement", "MARKER").put("kind", "policyGap"));
        does(mia, "note", area("notes"), new JsonObject().put("text", "MARKER"));
        long looked = head();
        type(mia, need, "statement", "MARKER ");
        Reply made = release(mia, "needs", looked, need);
        assertEquals(201, made.status(), made.text());
        JsonObject expected = new JsonObject().put("item", need).put("type", "need").put("fields", new JsonObject()
                .put("statement", "Mancano interpreti").put("kind", "supportGap").put("hindrance", "funding").put("lang", "it"));
        assertEquals(new JsonArray().add(expected), made.json().getJsonArray("items"));
        Peer gino = sits("observer", "Gino");
        assertEquals(new JsonArray().add(made.json()), gino.get(path("")).array("releases"));
        assertFalse(gino.get(path("")).text().contains("MARKER"));
        assertEquals(Set.of("kind", "at", "by", "rev", "items"), made.json().fieldNames());
    }

    @Test
    @DisplayName("H65 released anew it takes the place of what stood there, and withdrawn nobody reads it")
    void anewAndWithdrawn() {
        release(mia, "needs", head(), need);
        type(mia, need, "statement", "Qui ");
        JsonObject anew = release(mia, "needs", head(), need).json();
        assertEquals(new JsonArray().add(anew), mia.get(path("")).array("releases"));
        assertEquals("Qui Mancano interpreti", anew.getJsonArray("items").getJsonObject(0).getJsonObject("fields").getString("statement"));
        assertEquals(204, mia.delete(path("/needs")).status());
        assertEquals("invalid/not_found", mia.delete(path("/needs")).problem());
        assertEquals(new JsonArray(), mia.get(path("")).array("releases"));
        Eventually.holds(() -> List.of("released needs", "released needs", "withdrew needs").equals(table.leads
                .get("/api/programmes/" + table.made.programme() + "/acts").array("acts").stream().map(JsonObject.class::cast)
                .map(act -> act.getString("what") + " " + act.getString("detail"))
                .filter(act -> act.endsWith(" needs")).sorted().toList()));
    }

    @Test
    @DisplayName("H65 each kind is its own city's to release, and nobody's who is muted")
    void whose() {
        Peer max = sits("mentor", "Max");
        String strengths = does(max, "strengths", null, new JsonObject().put("city", "Mechelen"));
        assertEquals("denied/role", release(max, "needs", head(), need).problem());
        assertEquals("denied/role", release(mia, "strengths", head(), strengths).problem());
        assertEquals("denied/role", max.delete(path("/needs")).problem());
        assertEquals("denied/role", release(table.leads, "needs", head(), need).problem());
        assertEquals("denied/role", release(sits("association", "Ada"), "needs", head(), need).problem());
        assertEquals(201, release(max, "strengths", head(), strengths).status());
        int person = mia.get("/api/programmes/" + table.made.programme()).json().getJsonObject("me").getInteger("person");
        table.leads.post("/api/programmes/" + table.made.programme() + "/members/" + person + "/mute", new JsonObject().put("muted", true));
        assertEquals("denied/muted", release(mia, "needs", head(), need).problem());
    }

    @Test
    @DisplayName("H65 what is not there, or is no part of the kind, is not found; nothing, too much and no moment are refused")
    void whatIsNoRelease() {
        String note = does(mia, "note", area("notes"), new JsonObject().put("text", "una nota"));
        String silent = does(mia, "openNeed", does(mia, "openNeeds", null, new JsonObject()), new JsonObject());
        assertEquals("invalid/not_found", release(mia, "needs", head(), note).problem());
        assertEquals("invalid/not_found", release(mia, "needs", head(), UUID.randomUUID().toString()).problem());
        assertEquals("invalid/not_found", release(mia, "needs", head(), "x").problem());
        assertEquals("invalid/nothing_to_release", release(mia, "needs", head()).problem());
        assertEquals("invalid/nothing_to_release", release(mia, "openNeeds", head(), silent).problem());
        assertEquals("invalid/invalid_value", release(mia, "everything", head(), need).problem());
        assertEquals("invalid/invalid_value", release(mia, "needs", head(), need, need).problem());
        assertEquals("invalid/invalid_seq", release(mia, "needs", head() + 1, need).problem());
        assertEquals("invalid/invalid_seq", release(mia, "needs", 0, need).problem());
        assertEquals("too_large/too_many_items", release(mia, "needs", head(), IntStream.range(0, 301)
                .mapToObj(i -> UUID.randomUUID().toString()).toArray(String[]::new)).problem());
        table.submit(mia, new JsonObject().put("e", "delete").put("item", need));
        assertEquals("invalid/not_found", release(mia, "needs", head(), need).problem());
        assertEquals(new JsonArray(), mia.get(path("")).array("releases"));
    }

    @Test
    @DisplayName("H66 a candidate that is not chosen never sees the mentee's table, while the association sees what both released")
    void candidate() {
        release(mia, "needs", head(), need);
        Peer ada = sits("association", "Ada");
        Peer zoe = Peer.visit(server.base());
        Peer.Programme offer = zoe.create("Offerta", "Zoe", "mentor", "mentee");
        assertEquals(200, zoe.post("/api/boards/" + offer.board() + "/submissions", submission(zoe, offer.board(), new JsonObject()
                .put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "strengths")
                .putNull("parent").put("fields", new JsonObject().put("city", "Gand")))).status());
        String sheet = TalkTest.area(zoe, offer.board(), "strengths");
        assertEquals(201, zoe.post("/api/programmes/" + offer.programme() + "/releases", new JsonObject().put("kind", "strengths")
                .put("items", new JsonArray().add(sheet)).put("rev", zoe.head(offer.board()))).status());
        ada.join(zoe.invite(offer.programme(), "association", null, false), "Ada", null);
        JsonArray seen = ada.get("/api/network").array("programmes");
        assertEquals(Set.of("strengths", "needs"), Set.of(kind(seen, 0), kind(seen, 1)));
        assertEquals(Set.of("programme", "title", "theme", "mentee", "mentor", "language", "role", "board", "releases"),
                seen.getJsonObject(0).fieldNames());
        assertEquals(new JsonArray(), zoe.get("/api/network").array("programmes"));
        for (String path : List.of("/api/programmes/" + table.made.programme(), path(""), "/api/boards/" + table.made.board() + "/snapshot")) {
            assertEquals("invalid/not_found", zoe.get(path).problem(), path);
        }
        assertEquals(new JsonArray(), mia.get("/api/network").array("programmes"));
        assertEquals(401, Peer.stranger(server.base()).get("/api/network").status());
    }

    @Test
    @DisplayName("H66 a coordinator reads what was released and nothing else of the table")
    void coordinator() {
        release(mia, "needs", head(), need);
        Peer carla = sits("coordinator", "Carla");
        JsonObject seen = carla.get("/api/network").array("programmes").getJsonObject(0);
        assertTrue(seen.containsKey("board") && seen.getValue("board") == null);
        assertEquals("needs", seen.getJsonArray("releases").getJsonObject(0).getString("kind"));
        assertEquals("invalid/not_found", carla.get("/api/boards/" + table.made.board() + "/snapshot").problem());
    }

    @Test
    @DisplayName("H46 what somebody has erased is erased of what was released too, which is gone once nothing is left of it")
    void erased() {
        Peer mara = sits("mentee", "Mara");
        String hers = does(mara, "openNeed", does(mia, "openNeeds", null, new JsonObject()), new JsonObject().put("statement", "SECRET"));
        type(mara, need, "statement", "SECRET ");
        release(mia, "needs", head(), need);
        release(mia, "openNeeds", head(), hers);
        assertTrue(mia.get(path("")).text().contains("SECRET"));
        assertEquals(204, mara.post("/api/programmes/" + table.made.programme() + "/forget", new JsonObject()
                .put("what", "contributions")).status());
        String left = mia.get(path("")).text();
        assertFalse(left.contains("SECRET"), left);
        assertTrue(left.contains("Mancano interpreti"), left);
    }

    @Test
    @DisplayName("L7 a candidate comes after criteria and a draft of the needs, or after it was said why one cannot wait")
    void draft() {
        String matching = does(mia, "matching", null, new JsonObject());
        assertEquals("invalid/no_criteria", table.submit(mia, candidate(matching)).problem());
        type(mia, matching, "criteria", "Esperienza con gli interpreti");
        assertEquals(200, table.submit(mia, candidate(matching)).status());
        table.submit(mia, new JsonObject().put("e", "delete").put("item", need));
        assertEquals("invalid/no_draft", table.submit(mia, candidate(matching)).problem());
        type(mia, matching, "early", "Il bando scade venerdì");
        assertEquals(200, table.submit(mia, candidate(matching)).status());
    }

    private static JsonObject candidate(String matching) {
        return new JsonObject().put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "candidate")
                .put("parent", matching).put("fields", new JsonObject().put("city", "Gand"));
    }

    private static String kind(JsonArray programmes, int at) {
        return programmes.getJsonObject(at).getJsonArray("releases").getJsonObject(0).getString("kind");
    }

    private Peer sits(String role, String name) {
        Peer peer = Peer.visit(server.base());
        peer.join(table.leads.invite(table.made.programme(), role, null, false), name, null);
        return peer;
    }

    private String area(String type) {
        return TalkTest.area(mia, table.made.board(), type);
    }

    private long head() {
        return mia.head(table.made.board());
    }

    private String does(Peer peer, String type, String parent, JsonObject fields) {
        String id = UUID.randomUUID().toString();
        Reply reply = table.submit(peer, new JsonObject().put("e", "create").put("item", id).put("type", type)
                .put("parent", parent).put("fields", fields));
        assertEquals(200, reply.status(), reply.text());
        return id;
    }

    private void type(Peer peer, String item, String field, String text) {
        assertEquals(200, table.submit(peer, new JsonObject().put("e", "type").put("item", item).put("field", field)
                .put("op", new JsonArray().add(text))).status());
    }

    private Reply release(Peer peer, String kind, long rev, String... items) {
        return peer.post(path(""), new JsonObject().put("kind", kind).put("items", new JsonArray(List.of(items))).put("rev", rev));
    }

    private static JsonObject submission(Peer peer, UUID board, JsonObject edit) {
        return new JsonObject().put("client", UUID.randomUUID().toString()).put("n", 1).put("base", peer.head(board))
                .put("edits", new JsonArray().add(edit));
    }

    private String path(String rest) {
        return "/api/programmes/" + table.made.programme() + "/releases" + rest;
    }
}

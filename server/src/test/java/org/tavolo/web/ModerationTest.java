package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Muting, letting write again and taking back, as whoever leads does it, and what is left to whom it is done to. */
class ModerationTest {
    private static RunningServer server;
    private LedTable table;
    private Peer bo;
    private int person;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void boSits() {
        table = new LedTable(server.base());
        bo = Peer.visit(server.base());
        person = bo.join(table.leads.invite(table.made.programme(), "mentor", null, false), "Bo", null).person();
    }

    @Test
    @DisplayName("H61 to a muted person every verb is refused by both carriers, and reading, a hand and a vote are left")
    void everyVerb() {
        UUID note = table.note(bo, "mine");
        UUID other = table.note(bo, "mine too");
        UUID gone = table.note(bo, "gone");
        assertEquals(200, table.delete(bo, gone).status());
        UUID action = table.create(bo, "action", TalkTest.area(table.leads, table.made.board(), "plan"), new JsonObject());
        UUID comment = table.create(bo, "comment", null, new JsonObject().put("text", "mine"));
        UUID poll = table.poll(new JsonObject().put("budget", 3), action);
        mute(true);
        try (Live live = bo.live()) {
            live.enter(table.made.board());
            for (Map.Entry<String, JsonObject> verb : verbs(note, other, gone, action, comment).entrySet()) {
                assertEquals("denied/muted", table.submit(bo, verb.getValue()).problem(), verb.getKey());
                assertEquals("denied/muted", refused(live, verb.getValue()), verb.getKey() + " over the socket");
            }
        }
        assertEquals("denied/muted", bo.post("/api/boards/" + table.made.board() + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", bo.head(table.made.board()))
                .put("edits", new JsonArray().add(hand()).add(verbs(note, other, gone, action, comment).get("create"))))
                .problem(), "with a hand before it");
        UUID hand = table.create(bo, "hand", table.session.toString(), new JsonObject());
        assertEquals(200, table.delete(bo, hand).status());
        assertEquals(200, table.dots(bo, poll, action, 1).status());
        assertEquals(200, bo.get("/api/boards/" + table.made.board() + "/history").status());
        mute(false);
        for (Map.Entry<String, JsonObject> verb : verbs(note, other, gone, action, comment).entrySet()) {
            assertEquals(200, table.submit(bo, verb.getValue()).status(), verb.getKey() + " when they may again");
        }
    }

    @Test
    @DisplayName("H61 drafts of either round, tokens for one and restoring the board are refused, what was written stays readable")
    void drafts() {
        UUID named = table.round("What now?", false);
        UUID anonymous = table.round("What else?", true);
        UUID draft = UUID.randomUUID();
        assertEquals(204, table.writes(bo, named, draft, null, "mine").status());
        String token = table.pseudonym(bo, anonymous);
        mute(true);
        assertEquals("denied/muted", table.writes(bo, named, draft, null, "changed").problem());
        assertEquals("denied/muted", table.writes(bo, named, UUID.randomUUID(), null, "new").problem());
        assertEquals("denied/muted", table.writes(bo, anonymous, UUID.randomUUID(), token, "new").problem());
        assertEquals("denied/muted", bo.post(table.at("rounds", anonymous) + "/pseudonym", new JsonObject()).problem());
        UUID regretted = UUID.randomUUID();
        mute(false);
        assertEquals(204, table.writes(bo, anonymous, regretted, token, "regretted").status());
        mute(true);
        assertEquals(204, table.writes(bo, anonymous, regretted, token, "").status(), "what they wrote before they take away");
        assertEquals(0, bo.post(table.at("rounds", anonymous) + "/mine", new JsonObject().put("token", token))
                .array("drafts").size());
        assertEquals("mine", bo.post(table.at("rounds", named) + "/mine", new JsonObject()).array("drafts")
                .getJsonObject(0).getString("text"));
        Peer mia = Peer.visit(server.base());
        int number = mia.join(table.leads.invite(table.made.programme(), "mentee", null, false), "Mia", null).person();
        assertEquals(204, mute(table.leads, number, true).status());
        assertEquals("denied/muted", mia.post("/api/boards/" + table.made.board() + "/restore",
                new JsonObject().put("rev", 1).put("command", UUID.randomUUID().toString())).problem());
    }

    @Test
    @DisplayName("H61 who leaves while muted is so still when they come in again, but for whom is given the lead")
    void comesAgain() {
        mute(true);
        assertEquals(204, bo.delete("/api/programmes/" + table.made.programme() + "/members/" + person).status());
        Peer.Place again = bo.join(table.made.joinToken(), "Somebody else", "support");
        assertEquals("denied/muted", table.submit(bo, new JsonObject().put("e", "create")
                .put("item", UUID.randomUUID().toString()).put("type", "note").put("parent", table.notes)
                .put("fields", new JsonObject().put("text", "again"))).problem());
        assertEquals(204, mute(table.leads, again.person(), false).status());
        table.note(bo, "again");
        assertEquals(204, mute(table.leads, again.person(), true).status());
        assertEquals(204, bo.delete("/api/programmes/" + table.made.programme() + "/members/" + again.person()).status());
        int leading = bo.join(table.leads.invite(table.made.programme(), "facilitator", null, false), "Bo", null).person();
        table.note(bo, "as who leads");
        assertEquals(200, table.leads.post("/api/programmes/" + table.made.programme() + "/members/" + leading,
                new JsonObject().put("role", "support")).status());
        table.note(bo, "and afterwards");
    }

    @Test
    @DisplayName("H61 counts at the next edit of an open socket, which is told within a second, and nobody else is")
    void toldAtOnce() {
        try (Live live = bo.live(); Live others = table.joins("Ines").live()) {
            live.enter(table.made.board());
            others.enter(table.made.board());
            long slowest = 0;
            for (int run = 0; run < 20; run++) {
                boolean muted = run % 2 == 0;
                long asked = System.nanoTime();
                mute(muted);
                JsonObject told = live.await("you", "people").getJsonArray("people").getJsonObject(0);
                slowest = Math.max(slowest, System.nanoTime() - asked);
                assertEquals(muted ? true : null, told.getValue("muted"));
                assertEquals(person, told.getInteger("person"));
                UUID id = UUID.randomUUID();
                if (muted) {
                    assertEquals("denied/muted", refused(live, note(id)));
                } else {
                    long n = live.submit(table.made.board(), table.leads.head(table.made.board()), note(id));
                    live.numbered(table.made.board(), live.client(), n);
                }
            }
            System.out.printf("muted: 20 runs, the slowest socket told after %.0f ms%n", slowest / 1e6);
            assertTrue(slowest < TimeUnit.SECONDS.toNanos(1), "told too late");
            assertEquals(0, others.count(frame -> frame.encode().contains("muted")));
            assertEquals(0, others.count(frame -> "people".equals(frame.getJsonObject("body").getString("type"))));
        }
    }

    @Test
    @DisplayName("H61 the list of people tells those who lead and oneself, and nobody else, and it outlives a new visit")
    void listed() {
        mute(true);
        Peer ines = table.joins("Ines");
        String list = "/api/programmes/" + table.made.programme();
        assertTrue(table.leads.get(list).text().contains("\"muted\":true"));
        assertFalse(ines.get(list).text().contains("muted"));
        assertFalse(ines.get("/api/boards/" + table.made.board() + "/snapshot").text().contains("muted"));
        JsonObject own = bo.get(list).json();
        assertEquals(true, own.getJsonObject("me").getBoolean("muted"));
        assertFalse(own.getJsonArray("people").encode().contains("muted"));
        Peer again = Peer.visit(server.base());
        again.post("/api/return", new JsonObject().put("token", bo.post("/api/programmes/" + table.made.programme()
                + "/return-link", new JsonObject()).json().getString("returnToken")));
        assertEquals("denied/muted", table.submit(again, note(UUID.randomUUID())).problem());
    }

    @Test
    @DisplayName("H61 who leads, the owner and oneself are not muted, a participant mutes nobody, and strangers are not found")
    void whoMay() {
        assertEquals("denied/leads", mute(table.leads, table.made.person(), true).problem(), "the owner, and oneself");
        Peer ada = Peer.visit(server.base());
        int leads = ada.join(table.leads.invite(table.made.programme(), "facilitator", null, false), "Ada", null).person();
        assertEquals("denied/leads", mute(table.leads, leads, true).problem());
        assertEquals("denied/leads", mute(ada, leads, true).problem());
        assertEquals("denied/leads", mute(ada, table.made.person(), true).problem());
        assertEquals("denied/role", mute(bo, leads, true).problem());
        assertEquals("denied/role", mute(bo, person, false).problem());
        Peer mia = Peer.visit(server.base());
        mia.join(table.leads.invite(table.made.programme(), "mentee", null, false), "Mia", null);
        assertEquals("denied/role", mute(mia, person, true).problem());
        LedTable elsewhere = new LedTable(server.base());
        assertEquals("invalid/not_found", mute(elsewhere.leads, person, true).problem(), "of another programme");
        assertEquals("invalid/not_found", elsewhere.leads.post(at(person), muting(true)).problem());
        assertEquals("invalid/not_found", mute(table.leads, 999_999, true).problem());
        assertEquals("invalid/not_found", table.leads.post("/api/programmes/" + table.made.programme()
                + "/members/x/mute", muting(true)).problem());
        assertEquals("auth/no_session", Peer.stranger(server.base()).post(at(person), muting(true)).problem());
        assertEquals("invalid/unknown_member", table.leads.post(at(person), muting(true).put("why", "x")).problem());
        assertEquals("invalid/invalid_value", table.leads.post(at(person), muting("yes")).problem());
        assertEquals("invalid/invalid_value", table.leads.post(at(person), new JsonObject()).problem());
        assertEquals(200, table.submit(bo, note(UUID.randomUUID())).status(), "nothing of this muted anybody");
        assertEquals(204, bo.delete("/api/programmes/" + table.made.programme() + "/members/" + person).status());
        assertEquals("invalid/not_found", mute(table.leads, person, true).problem(), "who left");
    }

    @Test
    @DisplayName("H61 who is given the lead, or the programme, is muted no more, and not again when it is taken from them")
    void lead() {
        String member = "/api/programmes/" + table.made.programme() + "/members/" + person;
        mute(true);
        assertEquals(200, table.leads.post(member, new JsonObject().put("role", "facilitator")).status());
        assertEquals(200, table.submit(bo, note(UUID.randomUUID())).status());
        assertEquals(200, table.leads.post(member, new JsonObject().put("role", "support")).status());
        assertEquals(200, table.submit(bo, note(UUID.randomUUID())).status());
        mute(true);
        assertEquals(200, table.leads.post(member, new JsonObject().put("role", "mentor")).status());
        assertEquals("denied/muted", table.submit(bo, note(UUID.randomUUID())).problem(), "another role is no voice");
        assertEquals(204, table.leads.post("/api/programmes/" + table.made.programme() + "/owner",
                new JsonObject().put("person", person)).status());
        assertEquals(200, table.submit(bo, note(UUID.randomUUID())).status());
        assertEquals("denied/leads", mute(table.leads, person, true).problem(), "the owner, whatever their role");
        assertEquals(204, bo.post("/api/programmes/" + table.made.programme() + "/owner",
                new JsonObject().put("person", table.made.person())).status());
        assertEquals(200, table.submit(bo, note(UUID.randomUUID())).status());
        Peer eve = table.joins("Eve");
        int number = eve.get("/api/programmes/" + table.made.programme()).json().getJsonObject("me").getInteger("person");
        assertEquals(204, mute(table.leads, number, true).status());
        assertEquals(201, eve.post("/api/join", new JsonObject().put("token", table.made.facilitatorToken())
                .put("name", "Eve")).status());
        assertEquals(200, table.submit(eve, note(UUID.randomUUID())).status());
        assertEquals(200, table.leads.post("/api/programmes/" + table.made.programme() + "/members/" + number,
                new JsonObject().put("role", "support")).status());
        assertEquals(200, table.submit(eve, note(UUID.randomUUID())).status());
    }

    @Test
    @DisplayName("H33 the owner's log has each once: muted, unmuted, locked, unlocked")
    void logged() {
        mute(true);
        mute(true);
        mute(false);
        lock(true);
        lock(true);
        lock(false);
        List<String> acts = new ArrayList<>();
        Eventually.holds(() -> {
            acts.clear();
            table.leads.get("/api/programmes/" + table.made.programme() + "/acts").array("acts").stream()
                    .map(JsonObject.class::cast).map(act -> act.getString("what") + " " + act.getValue("about"))
                    .filter(act -> act.matches("(un)?(muted|locked) .*")).forEach(acts::add);
            return acts.size() == 4;
        });
        assertEquals(List.of("unlocked null", "locked null", "unmuted " + person, "muted " + person), acts);
    }

    @Test
    @DisplayName("H60 what was taken back comes again by restoring the board as it was")
    void takenBackAndRestored() {
        UUID note = table.note(bo, "on purpose");
        long before = table.leads.head(table.made.board());
        Reply done = table.leads.post("/api/boards/" + table.made.board() + "/take-back", new JsonObject()
                .put("person", person).put("since", 0).put("command", UUID.randomUUID().toString()));
        assertEquals(1, done.json().getInteger("edits"));
        assertEquals(true, table.item(note).getBoolean("deleted"));
        assertEquals(200, table.leads.post("/api/boards/" + table.made.board() + "/restore", new JsonObject()
                .put("rev", before).put("command", UUID.randomUUID().toString())).status());
        assertFalse(table.item(note).containsKey("deleted"));
    }

    @Test
    @DisplayName("L8 a need in which others wrote keeps its kind when who added it is taken back, or erases what they wrote")
    void keepsItsKind() {
        for (boolean erased : List.of(false, true)) {
            UUID need = table.create(bo, "need", TalkTest.area(bo, table.made.board(), "needs"),
                    new JsonObject().put("kind", "supportGap"));
            assertEquals(200, table.submit(table.leads, on("type", need).put("field", "statement")
                    .put("op", new JsonArray().add("Mancano interpreti"))).status());
            Reply done = erased ? bo.post("/api/programmes/" + table.made.programme() + "/forget", new JsonObject().put("what", "contributions"))
                    : table.leads.post("/api/boards/" + table.made.board() + "/take-back", new JsonObject()
                            .put("person", person).put("since", 0).put("command", UUID.randomUUID().toString()));
            assertTrue(done.status() < 300, done.text());
            assertEquals("supportGap", table.item(need).getJsonObject("fields").getString("kind"), "erased: " + erased);
        }
    }

    private Map<String, JsonObject> verbs(UUID note, UUID other, UUID gone, UUID action, UUID comment) {
        Map<String, JsonObject> verbs = new LinkedHashMap<>();
        verbs.put("create", create("note", table.notes, new JsonObject().put("text", "x")));
        verbs.put("set", on("set", note).put("field", "kind").put("value", "idea"));
        verbs.put("change", on("set", comment).put("field", "mentions").put("add", new JsonArray().add("1"))
                .put("remove", new JsonArray()));
        verbs.put("type", on("type", note).put("field", "text").put("op", new JsonArray().add("x")));
        verbs.put("translate", on("type", note).put("field", "text@nl").put("op", new JsonArray().add("x")));
        verbs.put("link", on("link", note).put("rel", "about").put("to", action.toString()));
        verbs.put("unlink", on("unlink", note).put("rel", "about").put("to", action.toString()));
        verbs.put("move", on("move", note).put("parent", table.notes)
                .put("at", new JsonObject().put("after", other.toString())));
        verbs.put("delete", on("delete", other));
        verbs.put("restore", on("restore", gone));
        verbs.put("write in the plan", on("type", action).put("field", "actions").put("op", new JsonArray().add("x")));
        verbs.put("proposal", create("proposal", null, new JsonObject()));
        verbs.put("comment", create("comment", null, new JsonObject().put("text", "x")));
        return verbs;
    }

    private JsonObject note(UUID id) {
        return create("note", table.notes, new JsonObject().put("text", "x")).put("item", id.toString());
    }

    private JsonObject hand() {
        return create("hand", table.session.toString(), new JsonObject());
    }

    private static JsonObject create(String type, String parent, JsonObject fields) {
        return on("create", UUID.randomUUID()).put("type", type).put("parent", parent).put("fields", fields);
    }

    private static JsonObject on(String verb, UUID item) {
        return new JsonObject().put("e", verb).put("item", item.toString());
    }

    private String refused(Live live, JsonObject edit) {
        long n = live.submit(table.made.board(), bo.head(table.made.board()), edit);
        JsonObject why = live.await(frame -> "refused".equals(frame.getJsonObject("body").getString("type"))
                && frame.getJsonObject("body").getLong("n") == n).getJsonObject("body");
        return why.getString("code") + "/" + why.getString("reason");
    }

    private void mute(boolean muted) {
        assertEquals(204, mute(table.leads, person, muted).status());
    }

    private Reply mute(Peer by, int number, boolean muted) {
        return by.post("/api/programmes/" + table.made.programme() + "/members/" + number + "/mute", muting(muted));
    }

    private static JsonObject muting(Object muted) {
        return new JsonObject().put("muted", muted);
    }

    private String at(int number) {
        return "/api/programmes/" + table.made.programme() + "/members/" + number + "/mute";
    }

    private void lock(boolean locked) {
        assertEquals(204, table.leads.post("/api/programmes/" + table.made.programme() + "/door/lock",
                new JsonObject().put("locked", locked)).status());
    }
}

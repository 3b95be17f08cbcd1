package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

class OpinionsTest {
    private static final String ACTION = "019a0000-0000-7000-8000-00000000ac01";
    private static RunningServer server;
    private Peer anna;
    private Peer.Programme made;
    private Peer outside;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anActionIsOnTheTable() {
        anna = Peer.visit(server.base());
        made = anna.create("Una città per tutti", "Anna");
        assertEquals(200, submit(1, create(ACTION, "action", parent("plan"), new JsonObject().put("actions", "Sportello unico")
                .put("leader", "Ufficio anagrafe").put("lang", "it"))).status());
        outside = Peer.stranger(server.base());
    }

    @Test
    @DisplayName("H64 a link shows that action to somebody without an account, and nothing else of the table")
    void oneAction() {
        submit(2, create(UUID.randomUUID().toString(), "note", parent("notes"), new JsonObject().put("text", "MARKER")));
        Reply shown = outside.post("/api/opinion", token(ask("Anagrafe")));
        assertEquals("Sportello unico", shown.json().getJsonObject("action").getString("actions"));
        assertEquals("Anagrafe", shown.json().getString("service"));
        assertNull(shown.json().getValue("opinion"));
        assertEquals(List.of("action", "lang", "mentee", "opinion", "service", "title"),
                shown.json().fieldNames().stream().sorted().toList());
        assertEquals(List.of("actions", "evaluation", "leader", "resources", "results", "timetable"),
                shown.json().getJsonObject("action").fieldNames().stream().sorted().toList());
        assertFalse(shown.json().encode().contains("MARKER"));
        assertFalse(shown.json().encode().contains("Anna"));
    }

    @Test
    @DisplayName("H64 what is answered stands below the action, by nobody, and a later answer by the same link takes its place")
    void answers() {
        String token = ask("Anagrafe");
        assertEquals(204, answer(token, "feasibleIf", "con un'operatrice in più").status());
        assertEquals(204, answer(token, "feasible", null).status());
        JsonObject opinion = opinions().stream().filter(one -> !one.getBoolean("deleted", false)).findFirst().orElseThrow();
        assertEquals("feasible", opinion.getJsonObject("fields").getString("answer"));
        assertEquals("Anagrafe", opinion.getJsonObject("fields").getString("service"));
        assertEquals(0, opinion.getInteger("by"));
        assertEquals(1, opinions().size());
        assertNull(opinion.getJsonObject("fields").getString("text"));
        assertEquals("feasible", outside.post("/api/opinion", token(token)).json().getJsonObject("opinion").getString("answer"));
        assertEquals(true, anna.get(path("")).array("askings").getJsonObject(0).getBoolean("answered"));
    }

    @Test
    @DisplayName("H64 answers given at the same moment are one, and nobody fills a table by a link")
    void atOnce() {
        String token = ask("Anagrafe");
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                Peer.stranger(server.base()).post("/api/opinion/answer", token(token).put("answer", "notNow").put("text", "n. " + i))))
                .toList();
        replies.forEach(reply -> assertEquals(204, reply.join().status()));
        assertEquals(1, opinions().size());
        List<Integer> then = IntStream.range(0, 8).mapToObj(i -> answer(token, "feasible", null).status()).toList();
        assertTrue(then.contains(429), then.toString());
        assertEquals(1, opinions().size());
    }

    @Test
    @DisplayName("H64 the mentee city takes an answer away, and the link may answer anew")
    void takenAway() {
        Peer mia = Peer.visit(server.base());
        mia.join(anna.invite(made.programme(), "mentee", null, false), "Mia", null);
        String token = ask("Anagrafe");
        answer(token, "feasible", null);
        JsonObject delete = new JsonObject().put("e", "delete").put("item", opinions().get(0).getString("id"));
        assertEquals("denied/role", submit(2, delete).problem());
        assertEquals(200, mia.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                .put("client", UUID.randomUUID().toString()).put("n", 1).put("base", mia.head(made.board()))
                .put("edits", new JsonArray().add(delete))).status());
        assertNull(outside.post("/api/opinion", token(token)).json().getValue("opinion"));
        assertEquals(204, answer(token, "notNow", "manca il personale").status());
        assertFalse(opinions().get(0).getBoolean("deleted", false));
        assertEquals("manca il personale", opinions().get(0).getJsonObject("fields").getString("text"));
    }

    @Test
    @DisplayName("H64 on which terms, or why not now, is asked for; anything else that is no answer is refused")
    void whatIsNoAnswer() {
        String token = ask("Anagrafe");
        assertEquals("invalid/opinion_why", answer(token, "notNow", "  ").problem());
        assertEquals("invalid/opinion_why", answer(token, "feasibleIf", null).problem());
        assertEquals("invalid/invalid_value", answer(token, "never", "x").problem());
        assertEquals("too_large/too_long", answer(token, "notNow", "x".repeat(4_001)).problem());
        assertEquals("invalid/invalid_text", answer(token, "notNow", "a\u0000b").problem());
        assertEquals(0, opinions().size());
    }

    @Test
    @DisplayName("H64 a link that is wrong, withdrawn, or whose action is in the trash, is the same to who has it")
    void voidLinks() {
        String withdrawn = ask("Anagrafe");
        String asking = anna.get(path("")).array("askings").getJsonObject(0).getString("asking");
        assertEquals(204, anna.delete(path("/" + asking)).status());
        assertEquals("invalid/not_found", anna.delete(path("/" + asking)).problem());
        String trashed = ask("Scuola");
        submit(2, new JsonObject().put("e", "delete").put("item", ACTION));
        for (String token : List.of(withdrawn, trashed, "x".repeat(32), "")) {
            assertEquals("invalid/invitation", outside.post("/api/opinion", token(token)).problem(), token);
            assertEquals("invalid/invitation", answer(token, "feasible", null).problem(), token);
        }
    }

    @Test
    @DisplayName("H63 the log tells who asked and who withdrew, and nobody asks or withdraws who is muted")
    void logged() {
        Peer mia = Peer.visit(server.base());
        int person = mia.join(anna.invite(made.programme(), "mentee", null, false), "Mia", null).person();
        ask("Anagrafe");
        String asking = anna.get(path("")).array("askings").getJsonObject(0).getString("asking");
        String members = "/api/programmes/" + made.programme() + "/members/" + person + "/mute";
        anna.post(members, new JsonObject().put("muted", true));
        assertEquals("denied/muted", mia.delete(path("/" + asking)).problem());
        assertEquals("denied/muted", mia.post(path(""), new JsonObject().put("item", ACTION).put("service", "Scuola")
                .put("days", 30)).problem());
        anna.post(members, new JsonObject().put("muted", false));
        assertEquals(204, mia.delete(path("/" + asking)).status());
        Eventually.holds(() -> List.of("asked", "unasked").equals(anna.get("/api/programmes/" + made.programme() + "/acts")
                .array("acts").stream().map(JsonObject.class::cast).map(act -> act.getString("what"))
                .filter(what -> what.endsWith("asked")).sorted().toList()));
    }

    @Test
    @DisplayName("H63 only an action of this table that is not hidden can be asked about, for so many days, by a name")
    void whatCanBeAsked() {
        assertEquals("invalid/not_found", asking(UUID.randomUUID().toString(), "Anagrafe", 30).problem());
        assertEquals("invalid/not_found", asking(parent("plan"), "Anagrafe", 30).problem());
        assertEquals("invalid/invalid_value", asking(ACTION, " ", 30).problem());
        assertEquals("too_large/too_long", asking(ACTION, "x".repeat(121), 30).problem());
        assertEquals("invalid/invalid_value", asking(ACTION, "Anagrafe", 366).problem());
        Peer other = Peer.visit(server.base());
        other.create("Altrove", "Zoe");
        assertEquals(404, other.get(path("")).status());
        assertEquals("invalid/not_found", other.delete(path("/" + UUID.randomUUID())).problem());
    }

    private String ask(String service) {
        return asking(ACTION, service, 30).json().getString("token");
    }

    private Reply asking(String item, String service, int days) {
        return anna.post(path(""), new JsonObject().put("item", item).put("service", service).put("days", days));
    }

    private Reply answer(String token, String answer, String text) {
        JsonObject body = token(token).put("answer", answer);
        return outside.post("/api/opinion/answer", text == null ? body : body.put("text", text));
    }

    private static JsonObject token(String token) {
        return new JsonObject().put("token", token);
    }

    private String path(String rest) {
        return "/api/programmes/" + made.programme() + "/askings" + rest;
    }

    private List<JsonObject> items() {
        return anna.get("/api/boards/" + made.board() + "/snapshot").array("items").stream().map(JsonObject.class::cast).toList();
    }

    private List<JsonObject> opinions() {
        return items().stream().filter(item -> item.getString("type").equals("opinion")).toList();
    }

    private String parent(String type) {
        return items().stream().filter(item -> item.getString("type").equals(type)).findFirst().orElseThrow().getString("id");
    }

    private Reply submit(int n, JsonObject edit) {
        return anna.post("/api/boards/" + made.board() + "/submissions", new JsonObject()
                .put("client", UUID.nameUUIDFromBytes(made.board().toString().getBytes()).toString()).put("n", n)
                .put("base", anna.head(made.board())).put("edits", new JsonArray().add(edit)));
    }

    private static JsonObject create(String item, String type, String parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", item).put("type", type).put("parent", parent).put("at", "last")
                .put("fields", fields);
    }
}

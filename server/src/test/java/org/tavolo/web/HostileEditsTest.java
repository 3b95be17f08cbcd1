package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section C, as far as what it speaks of exists: submissions that are not done, and those that are done once. */
class HostileEditsTest extends HostileTable {

    static Stream<Arguments> submissions() {
        String client = "\"client\":\"" + UUID.randomUUID() + "\"";
        return Stream.of(
                Arguments.of("C31 no client", "{\"n\":1,\"base\":0,\"edits\":[]}", "invalid/invalid_op_id"),
                Arguments.of("C31 a client that is no UUID", "{\"client\":\"x\",\"n\":1,\"base\":0,\"edits\":[]}",
                        "invalid/invalid_op_id"),
                Arguments.of("C31 no n", "{" + client + ",\"base\":0,\"edits\":[]}", "invalid/invalid_op_id"),
                Arguments.of("C31 n is 0", "{" + client + ",\"n\":0,\"base\":0,\"edits\":[]}", "invalid/invalid_op_id"),
                Arguments.of("C31 n is 1.5", "{" + client + ",\"n\":1.5,\"base\":0,\"edits\":[]}",
                        "invalid/invalid_op_id"),
                Arguments.of("a base from the future", "{" + client + ",\"n\":1,\"base\":99999,\"edits\":[" + delete()
                        + "]}", "invalid/invalid_seq"),
                Arguments.of("a negative base", "{" + client + ",\"n\":1,\"base\":-1,\"edits\":[" + delete() + "]}",
                        "invalid/invalid_seq"),
                Arguments.of("no edits", "{" + client + ",\"n\":1,\"base\":0,\"edits\":[]}",
                        "invalid/invalid_envelope"),
                Arguments.of("2,001 edits", "{" + client + ",\"n\":1,\"base\":0,\"edits\":["
                        + String.join(",", java.util.Collections.nCopies(2_001, delete())) + "]}",
                        "too_large/too_many_edits"),
                Arguments.of("an unknown verb", "{" + client + ",\"n\":1,\"base\":0,\"edits\":[{\"e\":\"drop\","
                        + "\"item\":\"" + UUID.randomUUID() + "\"}]}", "invalid/invalid_op"),
                Arguments.of("C38 an item that does not exist", "{" + client + ",\"n\":1,\"base\":0,\"edits\":["
                        + delete() + "]}", "invalid/not_found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("submissions")
    void isRefusedOnBothCarriers(String row, String body, String refusal) {
        assertEquals(refusal, other.post("/api/boards/" + programme.board() + "/submissions", body, Map.of())
                .problem());
        if (body.length() > 40_000) {
            return;
        }
        try (Live live = other.live()) {
            live.enter(programme.board());
            live.tell(new JsonObject(body).put("type", "submit").put("board", programme.board().toString()));
            JsonObject refused = live.await(frame -> "you".equals(frame.getString("address"))).getJsonObject("body");
            assertEquals(refusal, refused.getString("code") + "/" + refused.getString("reason"));
        }
    }

    @Test
    @DisplayName("C31 the same client and n with another content is refused")
    void contentOfASubmissionIsFrozen() {
        UUID client = UUID.randomUUID();
        assertEquals(200, submit(other, client, 1, head, note(UUID.randomUUID(), "one")).status());
        Reply again = submit(other, client, 1, head, note(UUID.randomUUID(), "other"));
        assertEquals(409, again.status());
        assertEquals("invalid/op_id_conflict", again.problem());
        stored(1);
    }

    @Test
    @DisplayName("C32 the same submission five times has one effect and the same answer")
    void onceIsOnce() {
        UUID client = UUID.randomUUID();
        JsonObject edit = note(UUID.randomUUID(), "five times");
        List<String> answers = IntStream.range(0, 5)
                .mapToObj(i -> submit(other, client, 1, head, edit).text()).distinct().toList();
        assertEquals(List.of("{\"rev\":" + (head + 1) + "}"), answers);
        stored(1);
        try (Live live = other.live()) {
            live.enter(programme.board());
            JsonObject same = submission(client, 1, head - 1, edit).put("type", "submit")
                    .put("board", programme.board().toString());
            for (int i = 0; i < 5; i++) {
                live.tell(same);
                assertEquals(head, live.await("board." + programme.board(), "head").getLong("head"));
            }
        }
    }

    @Test
    @DisplayName("C33 a text one code point too long is refused, one of emoji exactly as long is accepted")
    void textsAreMeasuredInCodePoints() {
        int limit = 20_000;
        String family = "👩‍👧";
        String exact = family.repeat(limit / 3) + "ab".substring(0, limit % 3);
        assertEquals(limit, exact.codePointCount(0, exact.length()));
        UUID id = UUID.randomUUID();
        String field = TalkTest.roomyField(facilitator);
        assertEquals("too_large/too_long", outcome(other, needWith(id, field, exact + "c")));
        assertEquals("200", outcome(other, needWith(id, field, exact)));
        stored(1);
        assertEquals("too_large/too_long", outcome(other, new JsonObject().put("e", "type").put("item", id.toString())
                .put("field", field).put("op", new JsonArray().add("!"))));
    }

    @Test
    @DisplayName("C34 a thousand combining marks on one letter are refused")
    void zalgoIsRefused() {
        assertEquals("invalid/too_many_marks", outcome(other, note(UUID.randomUUID(), "a" + "\u0301".repeat(1_000))));
        assertEquals("200", outcome(other, note(UUID.randomUUID(), "a" + "\u0301".repeat(8))));
        stored(1);
    }

    @Test
    @DisplayName("C35 direction marks, zero-width and control characters do not get into a name")
    void namesAreTidied() {
        Peer guest = Peer.visit(server.base());
        guest.join(programme.joinToken(), "A\u202Eda\u200B \u0007Rossi", "other");
        assertEquals("Ada Rossi", guest.get("/api/me").array("programmes").getJsonObject(0).getString("name"));
        JsonObject join = new JsonObject().put("token", programme.joinToken()).put("party", "other");
        for (String name : new String[] {"", "   ", "\u202E\u200B", "x".repeat(81), "a" + "\u0301".repeat(30)}) {
            assertEquals("invalid/invalid_name",
                    Peer.visit(server.base()).post("/api/join", join.copy().put("name", name)).problem());
        }
    }

    @ParameterizedTest(name = "C37 {0} is text and stays text")
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
            "javascript:alert(1)", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">"})
    void markupIsText(String text) {
        UUID id = UUID.randomUUID();
        assertEquals("200", outcome(other, note(id, text)));
        stored(1);
        Reply board = facilitator.get("/api/boards/" + programme.board() + "/snapshot");
        assertEquals("application/json", board.header("Content-Type"));
        assertEquals("nosniff", board.header("X-Content-Type-Options"));
        assertTrue(board.array("items").stream().map(JsonObject.class::cast)
                .anyMatch(item -> text.equals(item.getJsonObject("fields").getString("text"))));
    }

    @Test
    @DisplayName("C38 items of another board are unknown, for edits as for links")
    void otherBoardsItemsAreUnknown() {
        Peer.Programme elsewhere = facilitator.create("Elsewhere", "Ada");
        String foreign = TalkTest.area(facilitator, elsewhere.board(), "notes");
        for (JsonObject edit : List.of(
                new JsonObject().put("e", "delete").put("item", foreign),
                new JsonObject().put("e", "restore").put("item", foreign),
                new JsonObject().put("e", "set").put("item", foreign).put("field", "text").put("value", "x"),
                new JsonObject().put("e", "move").put("item", foreign).put("parent", notes),
                note(UUID.randomUUID(), "x").put("parent", foreign))) {
            assertEquals("invalid/not_found", outcome(other, edit), edit.encode());
        }
        String path = "/api/boards/" + elsewhere.board();
        String unknown = "/api/boards/" + UUID.randomUUID();
        for (String rest : List.of("/snapshot", "/revisions", "/history", "/at/1", "/plan.csv")) {
            Reply theirs = other.get(path + rest);
            Reply nobodys = other.get(unknown + rest);
            assertEquals(404, theirs.status());
            assertEquals(withoutId(nobodys), withoutId(theirs));
        }
        assertEquals(404, other.get("/api/programmes/" + elsewhere.programme()).status());
        assertEquals(404, other.get("/api/programmes/" + elsewhere.programme() + "/links").status());
        assertEquals(404, other.post(path + "/submissions", submission(UUID.randomUUID(), 1, 0,
                note(UUID.randomUUID(), "x"))).status());
    }

    @Test
    @DisplayName("C41 a place that is none is refused, and fifty people who insert at one place converge")
    void placesAreIntents() throws Exception {
        for (Object at : new Object[] {1.5, -0.0, 1e308, "middle", "V", "x".repeat(10_000), new JsonObject(),
            new JsonObject().put("after", "NaN"), new JsonObject().put("after", 3), true}) {
            assertEquals("invalid/invalid_position", outcome(other, note(UUID.randomUUID(), "x").put("at", at)),
                    String.valueOf(at));
        }
        assertEquals("invalid/unknown_member", outcome(other, note(UUID.randomUUID(), "x").put("pos", "V")));
        long base = head;
        List<CompletableFuture<Reply>> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            JsonObject edit = note(UUID.randomUUID(), "note " + i).put("at", "first");
            sent.add(CompletableFuture.supplyAsync(() -> submit(other, UUID.randomUUID(), 1, base, edit)));
        }
        for (CompletableFuture<Reply> reply : sent) {
            assertEquals(200, reply.get().status());
        }
        stored(50);
        List<String> places = facilitator.get("/api/boards/" + programme.board() + "/snapshot").array("items").stream()
                .map(JsonObject.class::cast).filter(item -> notes.equals(item.getString("parent")))
                .map(item -> item.getString("pos")).toList();
        assertEquals(places.size(), new HashSet<>(places).size());
    }

    @ParameterizedTest(name = "C46 {0} is not the client''s to say")
    @ValueSource(strings = {"role", "actor", "by", "at_", "createdAt", "seq", "rev", "audience", "respaced", "noop", "was"})
    void whatTheServerSaysNobodyElseSays(String member) {
        assertEquals("invalid/unknown_member", outcome(other, note(UUID.randomUUID(), "x").put(member, "facilitator")));
        JsonObject body = submission(UUID.randomUUID(), 1, head, note(UUID.randomUUID(), "x")).put(member, 1);
        assertEquals("invalid/unknown_member",
                other.post("/api/boards/" + programme.board() + "/submissions", body).problem());
    }

    @Test
    @DisplayName("C47 a choice, a party, a type, a field and a relation that do not exist are refused")
    void unknownWordsAreRefused() {
        UUID id = UUID.randomUUID();
        assertEquals("200", outcome(other, note(id, "x")));
        stored(1);
        assertEquals("invalid/invalid_value", outcome(other, set(id, "kind", "xyz")));
        assertEquals("invalid/unknown_field", outcome(other, set(id, "__proto__", "x")));
        assertEquals("invalid/unknown_type", outcome(other, note(UUID.randomUUID(), "x").put("type", "constructor")));
        assertEquals("invalid/unknown_relation", outcome(other, new JsonObject().put("e", "link")
                .put("item", id.toString()).put("rel", "owns").put("to", notes)));
        assertEquals("invalid/invalid_party", Peer.visit(server.base()).post("/api/join", new JsonObject()
                .put("token", programme.joinToken()).put("name", "Eve").put("party", "host")).problem());
    }

    @Test
    @DisplayName("C48 a board takes 5,000 items and no more")
    void itemsAreCounted() {
        Peer.Programme full = facilitator.create("Full", "Ada");
        String area = TalkTest.area(facilitator, full.board(), "notes");
        long items = facilitator.get("/api/boards/" + full.board() + "/snapshot").array("items").size();
        String path = "/api/boards/" + full.board() + "/submissions";
        long base = facilitator.head(full.board());
        while (items < 5_000) {
            int count = (int) Math.min(1_000, 5_000 - items);
            JsonObject[] edits = Stream.generate(() -> note(UUID.randomUUID(), "n").put("parent", area)).limit(count)
                    .toArray(JsonObject[]::new);
            Reply reply = facilitator.post(path, submission(UUID.randomUUID(), 1, base, edits));
            assertEquals(200, reply.status(), reply.text());
            items += count;
        }
        assertEquals("too_large/too_many_items", facilitator.post(path, submission(UUID.randomUUID(), 1, base,
                note(UUID.randomUUID(), "one more").put("parent", area))).problem());
    }

    @Test
    @DisplayName("C48 the 500th person comes in, the 501st is refused and leaves no trace, and who is in comes back")
    void peopleAreCounted() throws Exception {
        Peer host = Peer.visit(server.base());
        Peer.Programme crowded = host.create("Crowded", "Ada");
        sql("insert into person (programme, name, party, role) select '" + crowded.programme()
                + "', 'Person ' || i, 'other', 'invited' from generate_series(1, 498) i");
        Peer last = Peer.visit(server.base());
        Peer.Place place = last.join(crowded.joinToken(), "The 500th", "other");
        JsonObject join = new JsonObject().put("token", crowded.joinToken()).put("name", SECRET).put("party", "other");
        Peer late = Peer.visit(server.base());
        Reply refused = late.post("/api/join", join);
        assertEquals(413, refused.status());
        assertEquals("too_large/too_many_people", refused.problem());
        assertEquals("invalid/not_found", late.get("/api/boards/" + crowded.board() + "/snapshot").problem());
        assertFalse(host.get("/api/programmes/" + crowded.programme()).text().contains(SECRET));
        assertEquals(place.person(), last.join(crowded.joinToken(), "Again", "other").person());
        try (Live live = last.live()) {
            assertEquals(place.person(), live.enter(crowded.board()).getInteger("me"));
        }
    }

    @Test
    @DisplayName("C48 presence by the thousand slows only its sender")
    void presenceWithoutEnd() {
        try (Live live = other.live()) {
            live.enter(programme.board());
            JsonObject here = new JsonObject().put("type", "presence").put("board", programme.board().toString())
                    .put("client", live.client().toString()).putNull("item").put("field", "text")
                    .put("caret", new JsonArray().add(0).add(0)).put("rev", head);
            AtomicInteger told = new AtomicInteger();
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 10_000 && live.open(); i++) {
                    live.tell(here.copy().put("caret", new JsonArray().add(i).add(i)));
                    told.set(i + 1);
                }
            });
            bystander.register("presence." + programme.board());
            long began = System.nanoTime();
            assertEquals("200", outcome(facilitator, note(UUID.randomUUID(), "meanwhile")));
            stored(1);
            bystander.await(frame -> frame.encode().contains("meanwhile"));
            for (int frames = 0; frames < 12; frames++) {
                bystander.await("presence." + programme.board(), "present");
            }
            // Eight a second and the one that says who is here at first, however many come in.
            assertTrue(System.nanoTime() - began > 1_000_000_000L, "more than eight frames a second");
            assertTrue(told.get() > 300, "no flood: " + told.get());
            live.close();
            flood.exceptionally(closed -> null).join();
        }
    }

    @Test
    @DisplayName("C50 what is deleted can be typed into and restored, and deleting twice changes nothing more")
    void deletedIsNotGone() {
        UUID id = UUID.randomUUID();
        assertEquals("200", outcome(other, note(id, "here")));
        JsonObject delete = new JsonObject().put("e", "delete").put("item", id.toString());
        assertEquals("200", outcome(other, delete));
        assertEquals("200", outcome(other, delete));
        assertEquals("200", outcome(other, new JsonObject().put("e", "type").put("item", id.toString())
                .put("field", "text").put("op", new JsonArray().add("still "))));
        assertEquals("200", outcome(other, new JsonObject().put("e", "restore").put("item", id.toString())));
        stored(5);
        assertTrue(facilitator.get("/api/boards/" + programme.board() + "/snapshot").text().contains("still here"));
    }

    @Test
    @DisplayName("C51 a language tag with markup or of a kilobyte is refused")
    void languagesAreTags() {
        UUID id = UUID.randomUUID();
        assertEquals("200", outcome(other, note(id, "x")));
        stored(1);
        for (String tag : new String[] {"xx-<script>", "x".repeat(1_000), "it_IT", ""}) {
            assertEquals("invalid/invalid_language", outcome(other, set(id, "lang", tag)), tag);
            assertEquals("invalid/invalid_language", facilitator.post("/api/programmes/sample", new JsonObject()
                    .put("name", "Ada").put("language", tag)).problem(), tag);
        }
        assertEquals("invalid/invalid_language", outcome(other, set(id, "text@<script>", "x")));
    }

    @Test
    @DisplayName("C52 the metacharacters of SQL and of patterns mean themselves, and 10 kB are not looked at")
    void queriesAreLiteral() {
        UUID id = UUID.randomUUID();
        assertEquals("200", outcome(other, note(id, "x")));
        stored(1);
        String history = "/api/boards/" + programme.board() + "/history?item=" + id + "&field=";
        for (String field : new String[] {"'; drop table revision; --", "%", "_", "(a+)+$", "\\", "te*t"}) {
            Reply reply = other.get(history + URLEncoder.encode(field, StandardCharsets.UTF_8));
            assertEquals(200, reply.status(), reply.text());
            assertEquals(0, reply.array("entries").size(), field);
        }
        assertEquals(413, other.get(history + "x".repeat(10_000)).status());
        assertEquals("too_large/too_long", other.get(history + "x".repeat(300)).problem());
        assertFalse(other.get(history + "text").array("entries").isEmpty());
    }

    private static String delete() {
        return "{\"e\":\"delete\",\"item\":\"" + UUID.randomUUID() + "\"}";
    }

    private static JsonObject set(UUID item, String field, Object value) {
        return new JsonObject().put("e", "set").put("item", item.toString()).put("field", field).put("value", value);
    }

    private JsonObject needWith(UUID id, String field, String text) {
        return new JsonObject().put("e", "create").put("item", id.toString()).put("type", "need")
                .put("parent", TalkTest.area(facilitator, programme.board(), "needs"))
                .put("fields", new JsonObject().put("kind", "supportGap").put(field, text));
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = server.database().connect(); Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        }
    }

    private static Set<String> withoutId(Reply reply) {
        return reply.json().stream().filter(member -> !member.getKey().equals("requestId"))
                .map(Object::toString).collect(Collectors.toSet());
    }
}

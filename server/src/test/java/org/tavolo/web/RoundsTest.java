package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Private writing and its reveal (H50-H54). */
class RoundsTest {
    private static RunningServer server;
    private LedTable table;
    private Peer bo;
    private Peer cy;

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
        cy = table.joins("Cy");
    }

    private static JsonObject counts(int writers, int notes) {
        return new JsonObject().put("writers", writers).put("notes", notes);
    }

    private JsonObject count(UUID round) {
        return cy.get(table.at("rounds", round)).json();
    }

    private List<String> mine(Peer peer, UUID round, String token) {
        Reply reply = peer.post(table.at("rounds", round) + "/mine", new JsonObject().put("token", token));
        return reply.array("drafts").stream().map(draft -> ((JsonObject) draft).getString("text")).toList();
    }

    @Test
    @DisplayName("H50 H52 in a named round each sees their own, changes it and takes it away, and the others a number")
    void named() {
        UUID round = table.round("Che cosa manca?", false);
        UUID draft = UUID.randomUUID();
        assertEquals(204, table.writes(bo, round, draft, null, "una casa").status());
        assertEquals(204, table.writes(bo, round, draft, null, "una casa per tutti").status());
        assertEquals(204, table.writes(bo, round, draft, null, "una casa per tutti").status());
        assertEquals(counts(1, 1), count(round));
        assertEquals(List.of("una casa per tutti"), mine(bo, round, null));
        assertEquals(List.of(), mine(cy, round, null));
        assertEquals("invalid/not_found", table.writes(cy, round, draft, null, "mine now").problem());
        assertEquals(204, table.writes(cy, round, draft, null, "").status());
        assertEquals(List.of("una casa per tutti"), mine(bo, round, null));
        assertEquals(204, table.writes(bo, round, draft, null, "").status());
        assertEquals(counts(0, 0), count(round));
    }

    @Test
    @DisplayName("H54 a named round is revealed with its authors, kinds and languages, in one group called by the question")
    void namedRevealed() {
        UUID round = table.round("Che cosa manca?", false);
        for (int i = 0; i < 3; i++) {
            table.writes(bo, round, UUID.randomUUID(), null, "bo " + i);
            table.writes(cy, round, UUID.randomUUID(), null, "cy " + i);
        }
        Reply revealed = table.reveals(table.leads, round);
        assertEquals(table.leads.head(table.made.board()), revealed.json().getLong("rev"), revealed.text());
        List<JsonObject> notes = table.notesFrom(round);
        assertEquals(Set.of("bo 0", "bo 1", "bo 2", "cy 0", "cy 1", "cy 2"), notes.stream().map(LedTable::text)
                .collect(Collectors.toSet()));
        for (JsonObject note : notes) {
            assertEquals("idea", note.getJsonObject("fields").getString("kind"));
            assertEquals("it", note.getJsonObject("fields").getString("lang"));
            assertEquals(LedTable.text(note).startsWith("bo"), note.getInteger("by").equals(notes.stream()
                    .filter(one -> LedTable.text(one).equals("bo 0")).findFirst().orElseThrow().getInteger("by")));
        }
        JsonObject group = table.item(UUID.fromString(notes.get(0).getString("parent")));
        assertEquals(1, notes.stream().map(note -> note.getString("parent")).distinct().count());
        assertEquals("Che cosa manca?", group.getJsonObject("fields").getString("name"));
        assertEquals(table.notes, group.getString("parent"));
        assertTrue(table.item(round).getJsonObject("fields").getLong("revealed") > 0);
        assertEquals("gone/revealed", table.writes(bo, round, UUID.randomUUID(), null, "late").problem());
        assertEquals(counts(2, 6), count(round));
    }

    @Test
    @DisplayName("H51 H54 an anonymous round is revealed at once, by nobody, without language, and who wrote keeps a token")
    void anonymous() {
        UUID round = table.round("Di che cosa abbiamo paura?", true);
        String token = table.pseudonym(bo, round);
        String other = table.pseudonym(cy, round);
        assertNotEquals(token, other);
        UUID draft = UUID.randomUUID();
        assertEquals(204, table.writes(bo, round, draft, token, "del rumore").status());
        assertEquals(204, table.writes(cy, round, UUID.randomUUID(), other, "del freddo").status());
        assertEquals(List.of("del rumore"), mine(bo, round, token));
        assertEquals(List.of("del rumore"), mine(table.leads, round, token), "whoever holds it");
        assertEquals(List.of(), mine(bo, round, null));
        assertEquals(counts(2, 2), count(round));
        long head = table.leads.head(table.made.board());
        assertEquals(head + 1, table.reveals(table.leads, round).json().getLong("rev"));
        List<JsonObject> notes = table.notesFrom(round);
        assertEquals(Set.of("del rumore", "del freddo"), notes.stream().map(LedTable::text).collect(Collectors.toSet()));
        for (JsonObject note : notes) {
            assertEquals(0, note.getInteger("by"));
            assertFalse(note.getJsonObject("fields").containsKey("lang"));
            assertNotEquals(draft.toString(), note.getString("id"));
        }
    }

    @Test
    @DisplayName("H50 what was not opened, is hidden, is no round or is not there at all is no round to anybody")
    void noRound() {
        UUID closed = table.create(table.leads, "round", table.session.toString(), new JsonObject());
        UUID deleted = table.round("Che cosa?", false);
        table.delete(table.leads, deleted);
        UUID other = table.poll(new JsonObject());
        LedTable elsewhere = new LedTable(server.base());
        UUID foreign = elsewhere.round("Che cosa?", false);
        for (UUID one : List.of(closed, deleted, other, foreign, UUID.randomUUID())) {
            assertEquals("invalid/not_found", bo.get(table.at("rounds", one)).problem());
            for (String what : List.of("/pseudonym", "/mine")) {
                assertEquals("invalid/not_found", bo.post(table.at("rounds", one) + what, new JsonObject()).problem());
            }
            assertEquals("invalid/not_found", table.writes(bo, one, UUID.randomUUID(), null, "x").problem());
            assertEquals("invalid/not_found", table.reveals(table.leads, one).problem());
        }
        UUID hidden = table.round("Che cosa?", false);
        table.delete(table.leads, table.session);
        assertEquals("invalid/not_found", table.writes(bo, hidden, UUID.randomUUID(), null, "x").problem());
    }

    @Test
    @DisplayName("H50 a round that is prepared at a point, or opened in a session that is not, is shut until both are opened")
    void prepared() {
        String point = table.create(table.leads, "point", table.session.toString(), new JsonObject()).toString();
        UUID later = table.create(table.leads, "session", table.item(table.session).getString("parent"), new JsonObject());
        UUID early = table.create(table.leads, "round", later.toString(), new JsonObject().put("opened", 0));
        UUID waits = table.create(table.leads, "round", table.session.toString(), new JsonObject().put("point", point));
        for (UUID one : List.of(early, waits)) {
            assertEquals("invalid/not_found", bo.get(table.at("rounds", one)).problem());
            assertEquals("invalid/not_found", bo.post(table.at("rounds", one) + "/pseudonym", new JsonObject()).problem());
            assertEquals("invalid/not_found", table.writes(bo, one, UUID.randomUUID(), null, "x").problem());
            assertEquals("invalid/not_found", table.reveals(table.leads, one).problem());
        }
        assertEquals(200, table.set(table.leads, waits, "opened", 0).status());
        assertEquals(200, table.set(table.leads, later, "opened", 0).status());
        for (UUID one : List.of(early, waits)) {
            assertEquals(204, table.writes(bo, one, UUID.randomUUID(), null, "x").status());
            assertEquals(200, table.reveals(table.leads, one).status());
        }
        assertEquals("denied/role", table.set(bo, waits, "point", null).problem());
    }

    @Test
    @DisplayName("H51 H52 without a name writes who holds a token of this round, three a person, and with one nobody else")
    void writers() {
        UUID round = table.round("Che cosa?", true);
        UUID another = table.round("Che altro?", true);
        UUID named = table.round("Chi?", false);
        String token = table.pseudonym(bo, round);
        UUID draft = UUID.randomUUID();
        assertEquals(204, table.writes(bo, round, draft, token, "mine").status());
        String elsewhere = table.pseudonym(bo, another);
        for (String none : new String[] {null, "", "x", elsewhere, token.substring(1) + "A", token + "=",
                "A".repeat(64), "è".repeat(64)}) {
            assertEquals("invalid/invalid_value", table.writes(bo, round, UUID.randomUUID(), none, "x").problem(), none);
        }
        assertEquals("invalid/invalid_value", table.writes(bo, named, UUID.randomUUID(), token, "x").problem());
        assertEquals("invalid/invalid_value", bo.post(table.at("rounds", named) + "/pseudonym", new JsonObject()).problem());
        String other = table.pseudonym(cy, round);
        assertEquals("invalid/not_found", table.writes(cy, round, draft, other, "theirs").problem());
        assertEquals(204, table.writes(cy, round, draft, other, "").status());
        assertEquals(List.of("mine"), mine(bo, round, token));
        assertEquals(List.of(), mine(cy, round, other));
        for (int i = 1; i < 3; i++) {
            assertNotEquals(token, table.pseudonym(bo, round));
        }
        assertEquals("too_large/too_many_pseudonyms", bo.post(table.at("rounds", round) + "/pseudonym",
                new JsonObject()).problem());
        assertTrue(table.pseudonym(cy, round).length() > 32);
    }

    @Test
    @DisplayName("H50 H51 fewer than five writers are told as such, also when one of them writes under three tokens")
    void fewWriters() {
        UUID round = table.round("Che cosa?", true);
        assertEquals(counts(0, 0), count(round));
        for (int i = 0; i < 3; i++) {
            table.writes(bo, round, UUID.randomUUID(), table.pseudonym(bo, round), "note " + i);
        }
        assertEquals(counts(1, 3), count(round));
        table.pseudonym(cy, round);
        assertEquals(counts(2, 3), count(round), "at most two, whoever they are");
        for (int i = 0; i < 4; i++) {
            Peer peer = table.joins("More " + i);
            table.writes(peer, round, UUID.randomUUID(), table.pseudonym(peer, round), "more");
        }
        assertEquals(counts(6, 7), count(round));
    }

    @Test
    @DisplayName("H54 what a leader calls revealed by hand is revealed all the same, and what is being revealed takes nothing more")
    void revealing() throws Exception {
        UUID round = table.round("Che cosa?", false);
        table.writes(bo, round, UUID.randomUUID(), null, "before");
        // As a server leaves it that ends between fixing the order and telling it.
        try (var connection = server.database().connect(); var statement = connection.createStatement()) {
            statement.executeUpdate("update round set revealing = true where round = '" + round + "'");
        }
        assertEquals("gone/revealed", table.writes(bo, round, UUID.randomUUID(), null, "late").problem());
        UUID other = table.round("Che altro?", false);
        table.writes(bo, other, UUID.randomUUID(), null, "hand");
        assertEquals(200, table.set(table.leads, other, "revealed", 0).status());
        assertEquals("gone/revealed", table.writes(bo, other, UUID.randomUUID(), null, "late").problem());
        assertEquals(200, table.reveals(table.leads, other).status());
        assertEquals(List.of("hand"), table.notesFrom(other).stream().map(LedTable::text).toList());
    }

    @Test
    @DisplayName("H46 who has what they wrote erased has it erased here too, and their open ballots, and nobody else's")
    void forgotten() {
        UUID round = table.round("Che cosa?", false);
        UUID hidden = table.round("Che cosa davvero?", true);
        String token = table.pseudonym(bo, hidden);
        UUID note = table.note(cy, "a note");
        UUID poll = table.poll(new JsonObject(), note);
        UUID secret = table.poll(new JsonObject().put("secret", true), note);
        for (Peer peer : List.of(bo, cy)) {
            table.writes(peer, round, UUID.randomUUID(), null, "by name");
            table.dots(peer, poll, note, 1);
            table.votes(peer, secret, "dots", new JsonObject().put(note.toString(), 1));
        }
        table.writes(bo, hidden, UUID.randomUUID(), token, "by nobody");
        String programme = "/api/programmes/" + table.made.programme();
        JsonObject before = bo.get(programme + "/mine.json").json();
        assertEquals("by name", before.getJsonArray("drafts").getJsonObject(0).getString("text"));
        assertEquals(1, before.getJsonArray("drafts").size());
        assertEquals(List.of(poll.toString()), before.getJsonArray("ballots").stream()
                .map(ballot -> ((JsonObject) ballot).getString("poll")).toList());
        assertEquals(204, bo.post(programme + "/forget", new JsonObject().put("what", "contributions")).status());
        JsonObject after = bo.get(programme + "/mine.json").json();
        assertEquals(0, after.getJsonArray("drafts").size() + after.getJsonArray("ballots").size());
        assertEquals(counts(1, 1), count(round));
        assertEquals(List.of("by name"), mine(cy, round, null));
        assertEquals(List.of("by nobody"), mine(bo, hidden, token));
        assertEquals(1, table.poll(cy, poll).getInteger("voters"));
        assertEquals(2, table.poll(cy, secret).getInteger("voters"));
    }

    @Test
    @DisplayName("H52 thirty notes a writer, of the length and the kinds of a note, and ids that tell nothing")
    void limits() {
        UUID round = table.round("Che cosa?", false);
        UUID last = null;
        for (int i = 0; i < 30; i++) {
            last = UUID.randomUUID();
            assertEquals(204, table.writes(bo, round, last, null, "note " + i).status());
        }
        assertEquals("too_large/too_many_notes", table.writes(bo, round, UUID.randomUUID(), null, "one more").problem());
        assertEquals(204, table.writes(bo, round, last, null, "changed").status());
        assertEquals(204, table.writes(cy, round, UUID.randomUUID(), null, "another's first").status());
        assertEquals(204, table.writes(bo, round, last, null, "").status());
        assertEquals(204, table.writes(bo, round, UUID.randomUUID(), null, "\uD83C\uDFE0".repeat(4_000)).status());
        String path = table.at("rounds", round) + "/drafts/";
        UUID id = UUID.randomUUID();
        assertEquals("too_large/too_long", table.writes(cy, round, id, null, "x".repeat(4_001)).problem());
        assertEquals("invalid/too_many_marks", table.writes(cy, round, id, null, "a" + "\u0301".repeat(9)).problem());
        assertEquals("invalid/invalid_text", table.writes(cy, round, id, null, "a\rb").problem());
        for (String wrong : List.of("kind", "lang", "text", "token")) {
            assertEquals(wrong.equals("lang") ? "invalid/invalid_language" : "invalid/invalid_value", cy.post(path + id,
                    new JsonObject().put("text", "x").put(wrong, wrong.equals("text") ? 5 : "nonsense <b>")).problem(), wrong);
        }
        assertEquals("invalid/unknown_member", cy.post(path + id, new JsonObject().put("text", "x").put("by", 1)).problem());
        for (String tells : List.of("019a0000-0000-7000-8000-000000000010", "019a0000-0000-1000-8000-000000000010")) {
            assertEquals("invalid/invalid_op_id", cy.post(path + tells, new JsonObject().put("text", "x")).problem());
        }
        assertEquals(counts(2, 31), count(round));
    }
}

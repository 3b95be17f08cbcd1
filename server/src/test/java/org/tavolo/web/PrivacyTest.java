package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/** What is written down of people beside what they write themselves: acts for the owner, a log without names. */
class PrivacyTest {
    private static final String ADDRESS = "203.0.113.77";

    private static String path(Peer.Programme programme, String rest) {
        return "/api/programmes/" + programme.programme() + rest;
    }

    @Test
    @DisplayName("nobody's address is anywhere in the database, whatever they asked and whatever they were refused")
    void addresses() {
        WebSettings usual = WebSettings.loopback(0, 10_000, 20_000);
        try (RunningServer server = RunningServer.with(new WebSettings(usual.host(), 0, null, false, null, null,
                Set.of("127.0.0.1"), usual.submissionsPerSecond(), usual.submissionsBurst(), usual.patience(),
                usual.version(), null))) {
            Peer ada = Peer.visit(server.base());
            Peer.Programme made = ada.create("Una città per tutti", "Ada");
            Map<String, String> from = Map.of("X-Forwarded-For", ADDRESS, "User-Agent", "Mozilla/5.0 (X11) Firefox/120");
            Peer bo = Peer.stranger(server.base());
            assertEquals(200, bo.get("/api/me", from).status());
            assertEquals(201, bo.post("/api/join", new JsonObject().put("token", made.joinToken()).put("name", "Bo")
                    .put("party", "mentor").encode(), from).status());
            assertEquals(400, bo.post("/api/join", new JsonObject().put("token", "x".repeat(32)).put("name", "Bo")
                    .encode(), from).status());
            assertEquals(400, bo.post("/api/code", new JsonObject().put("code", "12345678").encode(), from).status());
            assertEquals(200, bo.get(path(made, "/mine.csv"), from).status());
            try (Live live = Live.open(server.base(), bo.cookie(), headers -> {
                headers.putAll(from);
                return headers;
            })) {
                live.enter(made.board());
                live.numbered(made.board(), live.client(), live.submit(made.board(), 1, new JsonObject()
                        .put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "group")
                        .put("parent", TalkTest.area(ada, made.board(), "notes"))));
            }
            assertEquals(204, bo.post("/api/leave", "{}", from).status());
            List<String> rows = ForgetTest.everything(server.database());
            assertTrue(rows.stream().anyMatch(row -> row.contains("Firefox")), "the run left its traces");
            assertEquals(List.of(), rows.stream().filter(row -> row.contains(ADDRESS) || row.contains("127.0.0.1"))
                    .toList());
        }
    }

    @Test
    @DisplayName("the log of the server holds no name, no address and nothing that somebody wrote")
    void log() {
        List<String> secrets = List.of("Zyxarog", "Quuxberg", "Wibbleton", ADDRESS);
        try (RunningServer server = RunningServer.start(); QuietLog log = new QuietLog()) {
            Peer ada = Peer.visit(server.base());
            Peer.Programme made = ada.create("Quuxberg", "Ada Zyxarog");
            Peer bo = Peer.visit(server.base());
            Peer.Place place = bo.join(made.joinToken(), "Bo Zyxarog", "mentor");
            try (Live live = bo.live()) {
                long head = live.enter(made.board()).getLong("head");
                live.numbered(made.board(), live.client(), live.submit(made.board(), head, new JsonObject()
                        .put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "group")
                        .put("parent", TalkTest.area(ada, made.board(), "notes"))
                        .put("fields", new JsonObject().put("name", "Wibbleton"))));
                live.submit(made.board(), head, new JsonObject().put("e", "set").put("item", made.board().toString())
                        .put("field", "Wibbleton").put("value", "Wibbleton"));
                live.await("you", "refused");
            }
            ada.post(path(made, "/members/" + place.person()), new JsonObject().put("role", "mentor"));
            ada.post(path(made, "/members/" + place.person()), new JsonObject().put("role", "Wibbleton"));
            bo.get(path(made, "/mine.json"));
            ada.get(path(made, "/whole.json"));
            ada.get("/api/boards/" + made.board() + "/plan.csv?language=Wibbleton");
            bo.post(path(made, "/forget"), new JsonObject().put("what", "contributions"));
            bo.post(path(made, "/forget"), new JsonObject().put("what", "name"));
            assertEquals(204, ada.delete(path(made, "")).status());
            log.assertNoStackTrace();
            assertTrue(log.lines().stream().anyMatch(line -> line.startsWith("refused")));
            assertEquals(List.of(), log.lines().stream()
                    .filter(line -> secrets.stream().anyMatch(line::contains)).toList());
        }
    }

    @Test
    @DisplayName("H33 the owner reads who did what, in all the words of the protocol, never what was written")
    void acts() throws IOException {
        try (RunningServer server = RunningServer.start()) {
            Peer ada = Peer.visit(server.base());
            Peer.Programme made = ada.create("Una città per tutti", "Ada");
            Peer bo = Peer.visit(server.base());
            Peer.Place place = bo.join(made.joinToken(), "Bo", "mentor");
            int person = place.person();
            bo.post("/api/boards/" + made.board() + "/submissions", new JsonObject().put("client",
                    UUID.randomUUID().toString()).put("n", 1).put("base", 1).put("edits", List.of(new JsonObject()
                    .put("e", "create").put("item", UUID.randomUUID().toString()).put("type", "group")
                    .put("parent", TalkTest.area(ada, made.board(), "notes"))
                    .put("fields", new JsonObject().put("name", "Wibbleton")))));
            String link = ada.post(path(made, "/links"), new JsonObject().put("role", "invited").put("days", 7)).json()
                    .getString("link");
            ada.delete(path(made, "/links/" + link));
            ada.post(path(made, "/members/" + person), new JsonObject().put("role", "mentor"));
            for (boolean on : List.of(true, false)) {
                ada.post(path(made, "/members/" + person + "/mute"), new JsonObject().put("muted", on));
                ada.post(path(made, "/door/lock"), new JsonObject().put("locked", on));
            }
            String code = ada.post(path(made, "/door"), new JsonObject().put("role", "invited").put("lobby", true)
                    .put("hours", 1)).json().getString("code");
            for (boolean admit : List.of(true, false)) {
                Peer waiting = Peer.visit(server.base());
                String knock = waiting.post("/api/join", new JsonObject().put("code", code).put("name", "Wibbleton")
                        .put("party", "support")).json().getString("waiting");
                ada.post(path(made, "/lobby/" + knock), new JsonObject().put("admit", admit));
            }
            Peer mia = Peer.visit(server.base());
            mia.join(ada.invite(made.programme(), "mentee", null, false), "Wibbleton", null);
            String action = UUID.randomUUID().toString();
            String need = UUID.randomUUID().toString();
            mia.post("/api/boards/" + made.board() + "/submissions", new JsonObject().put("client", UUID.randomUUID().toString())
                    .put("n", 1).put("base", mia.head(made.board())).put("edits", List.of(new JsonObject().put("e", "create")
                    .put("item", action).put("type", "action").put("parent", TalkTest.area(ada, made.board(), "plan")),
                    new JsonObject().put("e", "create").put("item", need).put("type", "need")
                            .put("parent", TalkTest.area(ada, made.board(), "needs"))
                            .put("fields", new JsonObject().put("kind", "policyGap")))));
            mia.post(path(made, "/releases"), new JsonObject().put("kind", "needs").put("items", List.of(need))
                    .put("rev", mia.head(made.board())));
            mia.delete(path(made, "/releases/needs"));
            String asking = mia.post(path(made, "/askings"), new JsonObject().put("item", action).put("service", "Wibbleton")
                    .put("days", 7)).json().getString("asking");
            mia.delete(path(made, "/askings/" + asking));
            ada.delete(path(made, "/door"));
            ada.post("/api/boards/" + made.board() + "/restore", new JsonObject().put("rev", 1).put("command",
                    UUID.randomUUID().toString()));
            ada.post("/api/boards/" + made.board() + "/take-back", new JsonObject().put("person", person)
                    .put("since", 0).put("command", UUID.randomUUID().toString()));
            ada.get("/api/boards/" + made.board() + "/plan.csv?language=it");
            bo.get(path(made, "/mine.csv"));
            ada.get(path(made, "/whole.json"));
            ada.post(path(made, "/keeping"), new JsonObject().put("until", LocalDate.now().plusDays(90).toString()));
            bo.post(path(made, "/forget"), new JsonObject().put("what", "contributions"));
            bo.post(path(made, "/forget"), new JsonObject().put("what", "name"));
            Peer cy = Peer.visit(server.base());
            int gone = cy.join(made.joinToken(), "Cy", "mentor").person();
            ada.delete(path(made, "/members/" + gone));
            Peer di = Peer.visit(server.base());
            int leaving = di.join(made.joinToken(), "Di", "mentor").person();
            di.delete(path(made, "/members/" + leaving));
            ada.post(path(made, "/owner"), new JsonObject().put("person", person));
            Eventually.holds(() -> words(bo, made).containsAll(protocol()));
            assertEquals(protocol(), words(bo, made));
            String told = bo.get(path(made, "/acts")).text();
            for (String secret : List.of("Wibbleton", "Cy", "Di", code)) {
                assertFalse(told.contains("\"" + secret) || told.contains(secret + "\""), secret);
            }
            assertEquals(3, bo.get(path(made, "/acts")).array("acts").stream().map(JsonObject.class::cast)
                    .filter(act -> act.getString("what").equals("exported")).map(act -> act.getString("detail"))
                    .collect(Collectors.toCollection(TreeSet::new)).size());
        }
    }

    @Test
    @DisplayName("H45 to H47 what is confidential goes along with its members alone, and is erased with them")
    void confidential() {
        try (RunningServer server = RunningServer.start()) {
            ConfidentialHall hall = new ConfidentialHall(server.base());
            UUID board = hall.opened();
            hall.mentorIn(board);
            Peer mentor = hall.peer(Role.MENTOR);
            String area = TalkTest.area(mentor, board, "asides");
            assertEquals(200, hall.submit(mentor, board, ConfidentialHall.create(UUID.randomUUID(), "aside", area, "text",
                    "Wibbleton")).status());
            assertEquals(200, hall.submit(hall.peer(Role.MENTEE), board, ConfidentialHall.create(UUID.randomUUID(), "aside",
                    area, "text", "Quuxberg")).status());
            String whole = hall.owner.get(path(hall.made, "/whole.json")).text();
            assertFalse(whole.contains("Wibbleton") || whole.contains(board.toString()) || whole.contains("confidential"));
            JsonObject mine = mentor.get(path(hall.made, "/mine.json")).json();
            assertEquals("confidential", mine.getJsonArray("tables").getJsonObject(1).getString("table"));
            assertTrue(mine.encode().contains("Wibbleton"));
            assertFalse(mine.encode().contains("Quuxberg"));
            assertEquals(204, mentor.post(path(hall.made, "/forget"), new JsonObject().put("what", "contributions"))
                    .status());
            List<String> rows = ForgetTest.everything(server.database());
            assertEquals(List.of(), rows.stream().filter(row -> row.contains("Wibbleton")).toList());
            assertTrue(rows.stream().anyMatch(row -> row.contains("Quuxberg")));
            assertEquals(2, mentor.get("/api/boards/" + board + "/snapshot").json().getInteger("generation"));
            assertEquals(1, mentor.get("/api/boards/" + hall.made.board() + "/snapshot").json().getInteger("generation"));
            assertFalse(words(hall.owner, hall.made).contains("opened"));
        }
    }

    private static Set<String> words(Peer owner, Peer.Programme programme) {
        return owner.get(path(programme, "/acts")).array("acts").stream()
                .map(act -> ((JsonObject) act).getString("what")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words that the protocol has for acts. */
    private static Set<String> protocol() {
        try {
            String page = Files.readString(Path.of(System.getProperty("tavolo.root", ".."), "docs", "protocol.md"));
            String words = page.substring(page.indexOf("`what` is one of "), page.indexOf("; never what somebody wrote"));
            return Arrays.stream(words.split("`")).filter(word -> word.matches("[a-z_]{4,}") && !word.equals("what"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

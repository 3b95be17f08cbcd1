package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/** Who comes to the confidential table and what is done there (H40-H44). */
class ConfidentialTableTest {
    private static RunningServer server;
    private ConfidentialHall hall;

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
        hall = new ConfidentialHall(server.base());
    }

    @Test
    void theFirstOfEitherTeamOpensItAndIsInIt() {
        Peer mentor = hall.peer(Role.MENTOR);
        assertEquals("closed", mentor.get(hall.door()).json().getString("state"));
        Reply opened = hall.knock(mentor);
        assertEquals(201, opened.status());
        String board = opened.json().getString("board");
        JsonObject now = mentor.get(hall.door()).json();
        assertEquals("in", now.getString("state"));
        assertEquals(board, now.getString("board"));
        assertEquals("The mentor", now.getJsonArray("members").getJsonObject(0).getString("name"));
        assertEquals(Set.of("journal", "questions", "asides"), mentor.get("/api/boards/" + board + "/snapshot")
                .array("items").stream().map(item -> ((JsonObject) item).getString("type"))
                .collect(Collectors.toSet()));
    }

    @Test
    void ofTwoTeamsThatOpenItAtOnceOneDoesAndTheOtherWaits() throws Exception {
        for (int round = 0; round < 5; round++) {
            ConfidentialHall fresh = round == 0 ? hall : new ConfidentialHall(server.base());
            CompletableFuture<Reply> one = CompletableFuture.supplyAsync(() -> fresh.knock(fresh.peer(Role.MENTEE)));
            CompletableFuture<Reply> two = CompletableFuture.supplyAsync(() -> fresh.knock(fresh.peer(Role.MENTOR)));
            assertEquals(Set.of(201, 202), Set.of(one.get(30, TimeUnit.SECONDS).status(),
                    two.get(30, TimeUnit.SECONDS).status()));
        }
    }

    @Test
    void theOthersWaitUntilAMemberLetsThemInAndAreNotAskedAgain() {
        UUID board = hall.opened();
        Peer mentor = hall.peer(Role.MENTOR);
        assertEquals("outside", mentor.get(hall.door()).json().getString("state"));
        assertEquals(202, hall.knock(mentor).status());
        assertEquals("waiting", mentor.get(hall.door()).json().getString("state"));
        assertEquals("waiting", hall.knock(mentor).json().getString("state"));
        assertHidden(mentor, board);
        Peer mentee = hall.peer(Role.MENTEE);
        List<String> waiting = mentee.get("/api/boards/" + board + "/lobby").array("waiting").stream()
                .map(each -> ((JsonObject) each).getString("name")).toList();
        assertEquals(List.of("The mentor"), waiting);
        assertEquals(204, hall.admit(mentee, board).status());
        assertEquals("in", mentor.get(hall.door()).json().getString("state"));
        assertEquals(200, mentor.get("/api/boards/" + board + "/snapshot").status());
        assertEquals(201, hall.knock(mentor).status());
        // Of either team: the mentor lets a second one of the mentee city in.
        Peer second = hall.another(Role.MENTEE, "Second");
        assertEquals(202, hall.knock(second).status());
        assertEquals(204, hall.admit(mentor, board).status());
        assertEquals(200, second.get("/api/boards/" + board + "/snapshot").status());
    }

    @Test
    void whoIsDeclinedStaysOutsideAndMayKnockAgain() {
        UUID board = hall.opened();
        Peer mentor = hall.peer(Role.MENTOR);
        hall.knock(mentor);
        String knock = hall.peer(Role.MENTEE).get("/api/boards/" + board + "/lobby").array("waiting").getJsonObject(0)
                .getString("knock");
        assertEquals(204, hall.decide(hall.peer(Role.MENTEE), board, false).status());
        assertEquals("outside", mentor.get(hall.door()).json().getString("state"));
        assertHidden(mentor, board);
        assertEquals("invalid/not_found", hall.peer(Role.MENTEE).post("/api/boards/" + board + "/lobby/" + knock,
                new JsonObject().put("admit", true)).problem());
        assertEquals(202, hall.knock(mentor).status());
        assertEquals(204, hall.admit(hall.peer(Role.MENTEE), board).status());
    }

    @Test
    void aFacilitatorComesInOnlyWhenBothTeamsHaveAskedThem() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        Peer facilitator = hall.peer(Role.FACILITATOR);
        assertEquals("invalid/not_found", facilitator.get(hall.door()).problem());
        assertEquals("invalid/not_found", hall.knock(facilitator).problem());
        assertEquals(204, hall.invite(hall.peer(Role.MENTEE), board, hall.number(Role.FACILITATOR)).status());
        assertEquals(204, hall.invite(hall.peer(Role.MENTEE), board, hall.number(Role.FACILITATOR)).status());
        assertEquals("invalid/not_found", hall.knock(facilitator).problem());
        assertHidden(facilitator, board);
        assertEquals(204, hall.invite(hall.peer(Role.MENTOR), board, hall.number(Role.FACILITATOR)).status());
        assertEquals("outside", facilitator.get(hall.door()).json().getString("state"));
        assertEquals(201, hall.knock(facilitator).status());
        assertEquals(200, facilitator.get("/api/boards/" + board + "/snapshot").status());
        JsonObject invited = hall.peer(Role.MENTOR).get(hall.door()).json().getJsonArray("invited").getJsonObject(0);
        assertTrue(invited.getBoolean("byMentee") && invited.getBoolean("byMentor"));
        // A guest lets nobody in.
        hall.knock(hall.another(Role.MENTEE, "Second"));
        assertEquals("denied/role", facilitator.get("/api/boards/" + board + "/lobby").problem());
        assertEquals("denied/role", hall.invite(facilitator, board, hall.number(Role.NETWORK)).problem());
    }

    @Test
    void nobodyButWhoLeadsIsAskedIn() {
        UUID board = hall.opened();
        for (Role role : List.of(Role.COORDINATOR, Role.ASSOCIATION, Role.SUPPORT, Role.MENTOR, Role.OBSERVER)) {
            assertEquals("invalid/not_found", hall.invite(hall.peer(Role.MENTEE), board, hall.number(role)).problem(),
                    role.wire());
        }
        assertEquals("invalid/not_found", hall.invite(hall.peer(Role.MENTEE), board, 1_000_000).problem());
    }

    @Test
    void eitherTeamTakesAnInvitationBackAndWithItThePlaceAtTheTable() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        hall.facilitatorIn(board);
        Peer facilitator = hall.peer(Role.FACILITATOR);
        try (Live both = facilitator.live(); Live only = facilitator.live()) {
            both.enter(hall.made.board());
            both.register("presence." + hall.made.board());
            both.enter(board);
            only.enter(board);
            assertEquals(204, hall.peer(Role.MENTOR).delete("/api/boards/" + board + "/invited/"
                    + hall.number(Role.FACILITATOR)).status());
            assertEquals(4401, only.closeCode());
            // At the shared table nobody sees anything of it.
            assertEquals(board.toString(), both.await("you", "ended").getString("board"));
            long head = hall.peer(Role.MENTEE).head(hall.made.board());
            hall.submit(hall.peer(Role.MENTEE), board, aside(board, "not for the facilitator"));
            assertEquals(200, hall.submit(hall.peer(Role.MENTEE), hall.made.board(),
                    note(hall.peer(Role.MENTEE), "for all")).status());
            both.await(frame -> {
                assertFalse(frame.encode().contains("not for the facilitator"));
                return frame.encode().contains("for all");
            });
            assertTrue(both.open());
            assertEquals(head + 1, hall.peer(Role.MENTEE).head(hall.made.board()));
        }
        assertHidden(facilitator, board);
        assertEquals("invalid/not_found", facilitator.get(hall.door()).problem());
    }

    @Test
    void whoBecomesAFacilitatorOrLeavesTheTeamIsNotInItAnyMore() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        Peer mentor = hall.peer(Role.MENTOR);
        for (Role next : List.of(Role.FACILITATOR, Role.SUPPORT)) {
            assertEquals(200, mentor.get("/api/boards/" + board + "/snapshot").status());
            try (Live live = mentor.live()) {
                live.enter(board);
                CompletableFuture<Reply> polling = CompletableFuture.supplyAsync(() -> mentor.through(hall.base)
                        .get("/api/boards/" + board + "/revisions?wait=25&after=" + head(board)));
                assertEquals(200, hall.change(Role.MENTOR, next).status());
                assertEquals(4401, live.closeCode());
                assertHidden(mentor, board);
                assertEquals(200, hall.submit(hall.peer(Role.MENTEE), board, aside(board, "after")).status());
                assertEquals("invalid/not_found", polling.join().problem(), "what was asked before");
            }
            // Back in the team they are asked anew.
            assertEquals(200, hall.change(Role.MENTOR, Role.MENTOR).status());
            assertEquals("outside", mentor.get(hall.door()).json().getString("state"));
            hall.mentorIn(board);
        }
        assertEquals(204, hall.owner.delete("/api/programmes/" + hall.made.programme() + "/members/"
                + hall.number(Role.MENTOR)).status());
        assertHidden(mentor, board);
    }

    @Test
    void whoLeavesTheTeamWhileTheyWaitIsNotLetIn() {
        UUID board = hall.opened();
        hall.knock(hall.peer(Role.MENTOR));
        String knock = hall.peer(Role.MENTEE).get("/api/boards/" + board + "/lobby").array("waiting").getJsonObject(0)
                .getString("knock");
        assertEquals(200, hall.change(Role.MENTOR, Role.ASSOCIATION).status());
        assertTrue(hall.peer(Role.MENTEE).get("/api/boards/" + board + "/lobby").array("waiting").isEmpty());
        assertEquals("invalid/not_found", hall.peer(Role.MENTEE).post("/api/boards/" + board + "/lobby/" + knock,
                new JsonObject().put("admit", true)).problem());
        assertHidden(hall.peer(Role.MENTOR), board);
    }

    @Test
    void nobodyElseIsInItAndEveryRouteAnswersAsForABoardThatIsNotThere() {
        UUID board = hall.opened();
        for (Role role : Role.values()) {
            if (role != Role.MENTEE) {
                assertHidden(hall.peer(role), board);
            }
        }
        assertHidden(hall.owner, board);
        Peer elsewhere = Peer.visit(server.base());
        elsewhere.create("Another", "Bo", "mentee", "mentee");
        assertHidden(elsewhere, board);
    }

    @Test
    void eachTableRefusesWhatStandsAtTheOther() {
        UUID board = hall.opened();
        Peer mentee = hall.peer(Role.MENTEE);
        for (String type : List.of("journal", "entry", "questions", "question", "asides", "aside")) {
            for (String parent : new String[] {null, TalkTest.area(mentee, hall.made.board(), "notes")}) {
                assertEquals("invalid/unknown_type", hall.submit(mentee, hall.made.board(),
                        ConfidentialHall.create(UUID.randomUUID(), type, parent, "text", "x")).problem(), type);
            }
        }
        for (String type : List.of("programme", "plan", "needs", "need", "action", "notes", "note", "group")) {
            assertEquals("invalid/unknown_type", hall.submit(mentee, board,
                    ConfidentialHall.create(UUID.randomUUID(), type, null, "text", "x")).problem(), type);
        }
        assertEquals("denied/role", hall.submit(mentee, board, new JsonObject().put("e", "create")
                .put("item", UUID.randomUUID().toString()).put("type", "asides").put("parent", null)).problem());
        assertEquals(200, hall.submit(mentee, board, aside(board, "here it may")).status());
    }

    @Test
    void anItemOfTheConfidentialTableIsNotKnownAtTheSharedOne() {
        UUID board = hall.opened();
        Peer mentee = hall.peer(Role.MENTEE);
        JsonObject aside = aside(board, "hidden");
        assertEquals(200, hall.submit(mentee, board, aside).status());
        JsonObject move = new JsonObject().put("e", "move").put("item", aside.getString("item"))
                .put("parent", TalkTest.area(mentee, hall.made.board(), "notes"));
        assertEquals("invalid/not_found", hall.submit(mentee, hall.made.board(), move).problem());
        assertEquals("invalid/not_found", hall.submit(hall.peer(Role.SUPPORT), hall.made.board(), new JsonObject()
                .put("e", "delete").put("item", aside.getString("item"))).problem());
    }

    @Test
    void oneAsksAndTheOtherAnswers() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        JsonObject question = ConfidentialHall.create(UUID.randomUUID(), "question",
                TalkTest.area(hall.peer(Role.MENTEE), board, "questions"), "text", "How did you begin?");
        assertEquals(200, hall.submit(hall.peer(Role.MENTEE), board, question).status());
        assertEquals(200, hall.submit(hall.peer(Role.MENTOR), board, typing(question, "answer", "Small")).status());
        assertEquals("denied/not_yours",
                hall.submit(hall.peer(Role.MENTOR), board, typing(question, "text", "Small")).problem());
        assertEquals("denied/role", hall.peer(Role.MENTOR).post("/api/boards/" + board + "/restore", new JsonObject()
                .put("rev", 1).put("command", UUID.randomUUID().toString())).problem());
        assertEquals("denied/role", hall.peer(Role.MENTOR).get("/api/boards/" + board + "/plan.csv").problem());
    }

    @Test
    void whatIsOffTheRecordIsToldToThoseWhoAreThereAndGoneAtTheEnd() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        Peer mentee = hall.peer(Role.MENTEE);
        Peer mentor = hall.peer(Role.MENTOR);
        String notes = "/api/boards/" + board + "/off-record";
        assertTrue(mentee.get(notes).json().getBoolean("on"));
        try (Live live = mentor.live()) {
            live.enter(board);
            Reply added = mentee.post(notes, new JsonObject().put("text", "between us"));
            assertEquals(201, added.status(), added.text());
            JsonObject told = live.await("board." + board, "offRecord").getJsonArray("notes").getJsonObject(0);
            assertEquals("between us", told.getString("text"));
            assertEquals(hall.number(Role.MENTEE), told.getInteger("by"));
            String note = notes + "/" + told.getString("note");
            assertEquals("denied/not_yours", mentor.delete(note).problem());
            assertEquals("invalid/not_found", mentor.delete(notes + "/" + UUID.randomUUID()).problem());
            mentor.post(notes, new JsonObject().put("text", "and mine"));
            assertEquals(204, mentee.delete(note).status());
            assertEquals(1, mentor.get(notes).array("notes").size());
            assertEquals(204, mentee.post(notes + "/end", new JsonObject()).status());
            live.await(frame -> "offRecord".equals(frame.getJsonObject("body").getString("type"))
                    && frame.getJsonObject("body").getJsonArray("notes").isEmpty());
        }
        assertTrue(mentee.get(notes).array("notes").isEmpty());
        for (String bad : List.of("", "  ", "\u0000")) {
            assertEquals(400, mentee.post(notes, new JsonObject().put("text", bad)).status());
        }
        assertEquals("too_large/too_long", mentee.post(notes, new JsonObject().put("text", "x".repeat(2_001)))
                .problem());
        assertEquals("denied/role", mentee.get("/api/boards/" + hall.made.board() + "/off-record").problem());
    }

    @Test
    void whileAnotherServerWorksOnTheDatabaseNothingIsOffTheRecord() {
        UUID board = hall.opened();
        Peer mentee = hall.peer(Role.MENTEE);
        String notes = "/api/boards/" + board + "/off-record";
        assertEquals(201, mentee.post(notes, new JsonObject().put("text", "alone")).status());
        try (RunningServer other = RunningServer.on(server.database())) {
            Peer there = Peer.stranger(other.base()).cookie(mentee.cookie());
            Eventually.holds(() -> !mentee.get(notes).json().getBoolean("on"));
            assertEquals("gone/switched_off", mentee.post(notes, new JsonObject().put("text", "x")).problem());
            assertFalse(there.get(notes).json().getBoolean("on"));
        }
        Eventually.holds(() -> mentee.get(notes).json().getBoolean("on"));
        assertTrue(mentee.get(notes).array("notes").isEmpty());
    }

    private long head(UUID board) {
        return hall.peer(Role.MENTEE).head(board);
    }

    private JsonObject aside(UUID board, String text) {
        return ConfidentialHall.create(UUID.randomUUID(), "aside",
                TalkTest.area(hall.peer(Role.MENTEE), board, "asides"), "text", text);
    }

    private JsonObject note(Peer peer, String text) {
        return ConfidentialHall.create(UUID.randomUUID(), "note", TalkTest.area(peer, hall.made.board(), "notes"),
                "text", text);
    }

    private static JsonObject typing(JsonObject created, String field, String text) {
        return new JsonObject().put("e", "type").put("item", created.getString("item")).put("field", field)
                .put("op", new io.vertx.core.json.JsonArray().add(text));
    }

    /** Each route of a board, asked for this one and for one that does not exist, answers the same. */
    private static void assertHidden(Peer peer, UUID board) {
        assertEquals(answers(peer, UUID.randomUUID()), answers(peer, board));
    }

    private static List<String> answers(Peer peer, UUID board) {
        String at = "/api/boards/" + board;
        UUID some = UUID.randomUUID();
        JsonObject nothing = new JsonObject();
        return Stream.of(peer.get(at + "/snapshot"), peer.get(at + "/revisions?after=0"), peer.get(at + "/at/1"),
                peer.get(at + "/history"), peer.get(at + "/plan.csv"), peer.get(at + "/lobby"),
                peer.get(at + "/off-record"), peer.post(at + "/lobby/" + some, nothing),
                peer.post(at + "/invited", nothing), peer.delete(at + "/invited/1"),
                peer.post(at + "/off-record", nothing), peer.delete(at + "/off-record/" + some),
                peer.post(at + "/off-record/end", nothing), peer.post(at + "/submissions", nothing),
                peer.post(at + "/presence", nothing), peer.post(at + "/restore", nothing))
                .map(reply -> {
                    assertEquals(404, reply.status());
                    return reply.text().replaceAll("\"requestId\":\"\\w{8}\"", "");
                }).toList();
    }
}

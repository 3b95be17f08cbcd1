package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/** What a socket is refused, and what it is told no more of a table that it was sent away from. */
class SocketGatesTest {
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
    @DisplayName("L1 and L2 whoever has a seat in the programme and none at its table is at no board that exists")
    void whoDoesNotSitAtTheTable() {
        Peer observer = hall.peer(Role.OBSERVER);
        UUID board = hall.made.board();
        try (Live live = observer.live()) {
            for (UUID asked : new UUID[] {board, UUID.randomUUID()}) {
                for (String topic : new String[] {"board.", "presence."}) {
                    live.register(topic + asked);
                    assertEquals("not_found", live.await("you", "err").getString("reason"), topic);
                }
                live.tell(new JsonObject().put("type", "hello").put("v", 1).put("board", asked.toString())
                        .put("client", live.client().toString()).put("rev", 0).put("generation", 1));
                assertEquals("not_found", live.await("you", "err").getString("reason"));
            }
            note("for those at the table");
            live.tell(new JsonObject().put("type", "echo"));
            StringBuilder told = new StringBuilder();
            live.await(frame -> {
                told.append(frame.encode());
                return frame.encode().contains("invalid_type");
            });
            assertFalse(told.toString().contains("for those at the table"));
        }
    }

    @Test
    @DisplayName("L8 one tab does not say where another one is")
    void presenceOfAnotherTab() {
        try (Live mine = hall.peer(Role.MENTEE).live(); Live other = hall.peer(Role.MENTEE).live();
                Live watching = hall.peer(Role.MENTOR).live()) {
            watching.enter(hall.made.board());
            watching.register("presence." + hall.made.board());
            other.enter(hall.made.board());
            mine.enter(hall.made.board());
            mine.tell(presence(other.client(), "actions"));
            assertEquals("hello_required", mine.await("you", "err").getString("reason"));
            mine.tell(presence(mine.client(), "results"));
            watching.await(frame -> {
                assertFalse(frame.encode().contains("\"actions\""), frame.encode());
                return frame.encode().contains("\"results\"");
            });
        }
        try (Live live = hall.peer(Role.MENTEE).live()) {
            live.tell(presence(live.client(), "actions"));
            assertEquals("hello_required", live.await("you", "err").getString("reason"));
        }
    }

    private JsonObject presence(UUID client, String field) {
        return new JsonObject().put("type", "presence").put("board", hall.made.board().toString())
                .put("client", client.toString()).put("item", UUID.randomUUID().toString()).put("field", field)
                .put("caret", null).put("rev", 1);
    }

    @Test
    @DisplayName("L9 who was sent away from one table and stays at another is not at it and hears no more of who is")
    void sentAwayFromOneTable() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        hall.facilitatorIn(board);
        try (Live guest = hall.peer(Role.FACILITATOR).live(); Live mentee = hall.peer(Role.MENTEE).live()) {
            guest.enter(hall.made.board());
            guest.enter(board);
            guest.register("presence." + board);
            mentee.enter(board);
            mentee.register("presence." + board);
            mentee.await(frame -> frame.encode().contains(guest.client().toString()));
            assertEquals(204, hall.peer(Role.MENTOR).delete("/api/boards/" + board + "/invited/"
                    + hall.number(Role.FACILITATOR)).status());
            guest.await("you", "ended");
            mentee.await(frame -> frame.getJsonObject("body").getJsonArray("gone", new io.vertx.core.json.JsonArray())
                    .contains(guest.client().toString()));
            mentee.tell(presence(mentee.client(), "said").put("board", board.toString()));
            mentee.await(frame -> frame.encode().contains("\"said\""));
            Peer inside = hall.peer(Role.MENTEE);
            assertEquals(200, hall.submit(inside, board, ConfidentialHall.create(UUID.randomUUID(), "aside",
                    TalkTest.area(inside, board, "asides"), "text", "not for the guest")).status());
            mentee.await(frame -> frame.encode().contains("not for the guest"));
            note("the end");
            StringBuilder told = new StringBuilder();
            guest.await(frame -> {
                told.append(frame.encode());
                return frame.encode().contains("the end");
            });
            assertFalse(told.toString().contains("\"said\"") || told.toString().contains("not for the guest"),
                    told.toString());
        }
    }

    @Test
    @DisplayName("L9 what another server ended or took away counts here within a second (asserted at 4)")
    void endedByAnotherServer() {
        UUID board = hall.opened();
        hall.mentorIn(board);
        try (RunningServer other = RunningServer.on(server.database()); Live mentor = hall.peer(Role.MENTOR).live();
                Live support = hall.peer(Role.SUPPORT).live()) {
            mentor.enter(board);
            support.enter(hall.made.board());
            Peer owner = hall.owner.through(other.base());
            long began = System.nanoTime();
            assertEquals(200, owner.post("/api/programmes/" + hall.made.programme() + "/members/"
                    + hall.number(Role.MENTOR), new JsonObject().put("role", "support")).status());
            assertEquals(204, owner.delete("/api/programmes/" + hall.made.programme() + "/members/"
                    + hall.number(Role.SUPPORT)).status());
            assertEquals(4401, mentor.closeCode());
            assertEquals(4401, support.closeCode());
            assertTrue(System.nanoTime() - began < 4_000_000_000L);
        }
    }

    private void note(String text) {
        Peer mentee = hall.peer(Role.MENTEE);
        assertEquals(200, hall.submit(mentee, hall.made.board(), ConfidentialHall.create(UUID.randomUUID(), "note",
                TalkTest.area(mentee, hall.made.board(), "notes"), "text", text)).status());
    }
}

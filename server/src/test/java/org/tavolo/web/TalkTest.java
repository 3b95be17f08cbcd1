package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.Journal;
import org.tavolo.store.DatabaseAddress;

class TalkTest {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatOneSubmitsEverybodyOnTheBoardIsToldOnce() {
        Peer ada = Peer.visit(server.base());
        Peer.Programme made = ada.create("Una città per tutti", "Ada");
        Peer bo = Peer.visit(server.base());
        Peer.Place place = bo.join(made.joinToken(), "Bo", "mentor");
        try (Live one = ada.live(); Live two = bo.live()) {
            JsonObject welcome = one.enter(made.board());
            assertEquals(made.person(), welcome.getInteger("me"));
            assertEquals("facilitator", welcome.getString("role"));
            assertEquals("invited", two.enter(place.board()).getString("role"));
            long head = welcome.getLong("head");
            String notes = area(ada, made.board(), "notes");
            String id = UUID.randomUUID().toString();
            long n = one.submit(made.board(), head, new JsonObject().put("e", "create").put("item", id)
                    .put("type", "note").put("parent", notes).put("fields", new JsonObject().put("text", "Ciao")));
            JsonObject mine = one.numbered(made.board(), one.client(), n);
            JsonObject theirs = two.numbered(made.board(), one.client(), n);
            assertEquals(head + 1, mine.getLong("rev"));
            assertEquals(mine, theirs);
            assertEquals(made.person(), theirs.getInteger("by"));
        }
        assertTrue(bo.get("/api/boards/" + made.board() + "/snapshot").text().contains("Ciao"));
    }

    @Test
    void whoseHelloFailsBecauseTheJournalIsAwayIsNotHere() {
        RunningServer before = RunningServer.start();
        DatabaseAddress address = before.database();
        Peer ada = Peer.visit(before.base());
        Peer.Programme made = ada.create("Una città per tutti", "Ada");
        assertEquals(200, ada.get("/api/boards/" + made.board() + "/snapshot").status());
        // A server that stops keeps a snapshot, so that the next one has older revisions in the journal only.
        before.close();
        try (RunningServer after = RunningServer.on(address, UnreadableJournal::new)) {
            Peer again = Peer.stranger(after.base()).cookie(ada.cookie());
            try (Live one = again.live(); Live two = again.live()) {
                one.tell(new JsonObject().put("type", "hello").put("v", 1).put("board", made.board().toString())
                        .put("client", one.client().toString()).put("rev", 0).put("generation", 1));
                assertEquals("retry", one.await("you", "err").getString("code"));
                two.enter(made.board());
                two.register("presence." + made.board());
                JsonObject here = two.await("presence." + made.board(), "present");
                assertEquals(List.of(two.client().toString()), here.getJsonArray("people").stream()
                        .map(JsonObject.class::cast).map(person -> person.getString("client")).toList());
            }
        }
    }

    /** A journal whose older revisions cannot be read. */
    private record UnreadableJournal(Journal journal) implements Journal {
        @Override
        public CompletionStage<Opening> open(UUID board) {
            return journal.open(board);
        }

        @Override
        public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
            return journal.append(board, head, revisions);
        }

        @Override
        public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
            return CompletableFuture.failedFuture(new Unavailable(null));
        }

        @Override
        public CompletionStage<Void> keep(Snapshot snapshot) {
            return journal.keep(snapshot);
        }
    }

    static String area(Peer peer, UUID board, String type) {
        return peer.get("/api/boards/" + board + "/snapshot").array("items").stream().map(JsonObject.class::cast)
                .filter(item -> type.equals(item.getString("type"))).findFirst().orElseThrow().getString("id");
    }

    /** A text field of a need that may be as long as any text. */
    static String roomyField(Peer peer) {
        return peer.get("/api/method").array("types").stream().map(JsonObject.class::cast)
                .filter(type -> type.getString("name").equals("need"))
                .flatMap(type -> type.getJsonArray("fields").stream()).map(JsonObject.class::cast)
                .filter(field -> "text".equals(field.getString("kind")) && !field.containsKey("limit"))
                .findFirst().orElseThrow().getString("name");
    }
}

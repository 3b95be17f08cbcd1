package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** A server that is told to stop. */
class StopTest {

    @Test
    @DisplayName("L9 stopping closes sockets with 1001, answers who waits, and loses nothing that was acknowledged")
    void stop() throws Exception {
        RunningServer server = RunningServer.start();
        Peer ada = Peer.visit(server.base());
        Peer.Programme made = ada.create("A board", "Ada");
        String notes = TalkTest.area(ada, made.board(), "notes");
        Live live = ada.live();
        long head = live.enter(made.board()).getLong("head");
        long last = head;
        for (int i = 0; i < 50; i++) {
            long n = live.submit(made.board(), head + i, new JsonObject().put("e", "create")
                    .put("item", UUID.randomUUID().toString()).put("type", "note").put("parent", notes));
            last = live.numbered(made.board(), live.client(), n).getLong("rev");
        }
        String revisions = "/api/boards/" + made.board() + "/revisions?after=" + last + "&wait=25&client=";
        CompletableFuture<Reply> polling = CompletableFuture.supplyAsync(() ->
                ada.get(revisions + UUID.randomUUID()));
        live.register("presence." + made.board());
        live.await(frame -> frame.encode().contains("\"full\":false"));
        long began = System.nanoTime();
        server.close();
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(10));
        assertEquals(1001, live.closeCode());
        int status = polling.get(30, TimeUnit.SECONDS).status();
        assertTrue(status == 200 || status == 503, "the poll got " + status);
        try (RunningServer again = RunningServer.on(server.database())) {
            assertEquals(last, ada.through(again.base()).head(made.board()));
            try (Live back = ada.through(again.base()).live()) {
                back.register("board." + made.board());
                assertEquals(last, back.hello(made.board(), last, 1L).getLong("head"));
            }
        }
    }
}

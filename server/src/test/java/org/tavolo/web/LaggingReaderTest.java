package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** No reader slows another (promise 6). */
class LaggingReaderTest {
    private static final int SUBMISSIONS = 400;

    @Test
    @DisplayName("L5 a reader that stops reading costs bounded memory, slows nobody, and is told the head when it reads on")
    void stalledReader() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Peer ada = Peer.visit(server.base());
            Peer.Programme made = ada.create("A board", "Ada");
            String needs = TalkTest.area(ada, made.board(), "needs");
            String field = TalkTest.roomyField(ada);
            try (RawSocket stalled = RawSocket.upgraded(server.base(), ada.cookie()); Live reader = ada.live()) {
                stalled.frame(true, 1, true, ("{\"type\":\"register\",\"address\":\"board." + made.board() + "\"}")
                        .getBytes());
                stalled.frame(true, 1, true, new JsonObject().put("type", "send").put("address", "tavolo")
                        .put("body", new JsonObject().put("type", "hello").put("v", 1)
                                .put("board", made.board().toString()).put("client", UUID.randomUUID().toString())
                                .putNull("rev").putNull("generation")).encode().getBytes());
                assertTrue(stalled.nextText().contains("welcome"));
                long head = reader.enter(made.board()).getLong("head");
                for (int i = 0; i < SUBMISSIONS; i++) {
                    long n = reader.submit(made.board(), head + i, new JsonObject().put("e", "create")
                            .put("item", UUID.randomUUID().toString()).put("type", "need").put("parent", needs)
                            .put("fields", new JsonObject().put("kind", "supportGap").put(field, "x".repeat(15_000))));
                    assertEquals(head + i + 1, reader.numbered(made.board(), reader.client(), n).getLong("rev"));
                }
                long read = 0;
                String frame = "";
                while (!frame.contains("\"head\":" + (head + SUBMISSIONS))) {
                    frame = stalled.nextText();
                    assertTrue(!frame.isEmpty(), "the socket ended after " + read + " bytes");
                    read += frame.length();
                }
                // What was written is in the buffers of the two systems and in the server's own, which is bounded.
                assertTrue(read < SUBMISSIONS * 15_000L, read + " bytes were kept for a reader that did not read");
            }
        }
    }
}

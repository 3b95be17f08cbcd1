package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** What costs much and is asked for many times at once, while the journal cannot be read. */
class DearWorkTest {
    /** One that is being answered and the four that may wait. */
    private static final int TAKEN = 5;

    @Test
    @DisplayName("H45, H46 and H47 what one wrote, the whole, and forgetting are done one after the other, and too many at once are refused")
    void oneAfterTheOther() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Peer ada = Peer.visit(server.base());
            String programme = "/api/programmes/" + ada.create("Una città per tutti", "Ada").programme();
            List<Supplier<Reply>> asking = List.of(
                    () -> ada.get(programme + "/mine.json"),
                    () -> ada.get(programme + "/mine.csv?language=it"),
                    () -> ada.get(programme + "/whole.json"),
                    () -> ada.post(programme + "/forget", new JsonObject().put("what", "contributions")));
            for (Supplier<Reply> one : asking) {
                List<CompletableFuture<Reply>> answers = new ArrayList<>();
                try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("lock table revision in access exclusive mode");
                    for (int i = 0; i <= TAKEN; i++) {
                        answers.add(CompletableFuture.supplyAsync(one, task -> new Thread(task).start()));
                    }
                    CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
                    connection.rollback();
                }
                List<String> problems = new ArrayList<>();
                for (CompletableFuture<Reply> answer : answers) {
                    Reply reply = answer.get(60, TimeUnit.SECONDS);
                    if (reply.status() >= 300) {
                        problems.add(reply.problem());
                    }
                }
                assertEquals(List.of("rate/too_many_requests"), problems);
            }
        }
    }
}

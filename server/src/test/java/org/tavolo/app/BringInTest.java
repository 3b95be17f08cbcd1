package org.tavolo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavolo.web.Peer;
import org.tavolo.web.Reply;

class BringInTest {
    private static RunningServer server;
    private static Peer facilitator;
    private static Peer participant;
    private static Peer.Programme made;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        facilitator = Peer.visit(server.base());
        made = facilitator.sample("Ada");
        participant = Peer.visit(server.base());
        participant.join(made.joinToken(), "Bo", "support");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("the city officer's file is shown as it would come in, and nothing has changed")
    void preview() throws IOException {
        long before = facilitator.head(made.board());
        Reply reply = bringIn(facilitator, sample(), "text/csv");
        assertEquals(200, reply.status(), reply.text());
        assertEquals(6, reply.array("rows").size());
        assertEquals("it", reply.json().getString("language"));
        JsonObject third = reply.array("rows").getJsonObject(2).getJsonObject("fields");
        assertTrue(third.getString("results").contains("বাংলা"));
        assertEquals(before, facilitator.head(made.board()));
    }

    @Test
    @DisplayName("the sample's plan, taken out, is the plan that was brought in")
    void takeOut() {
        Reply csv = participant.get("/api/boards/" + made.board() + "/plan.csv?language=it");
        assertEquals(200, csv.status());
        assertTrue(csv.header("Content-Disposition").startsWith("attachment"));
        Reply again = bringIn(facilitator, csv.text(), "text/csv");
        assertEquals(6, again.array("rows").size());
        assertEquals("agreed", again.array("rows").getJsonObject(0).getJsonObject("fields").getString("state"));
        assertEquals("Sindaco", again.array("rows").getJsonObject(5).getJsonObject("fields").getString("leader"));
        assertTrue(participant.get("/api/boards/" + made.board() + "/plan.csv?language=en").text()
                .contains("\"WHO LEADS?\""));
        assertEquals("invalid/invalid_language",
                participant.get("/api/boards/" + made.board() + "/plan.csv?language=xx").problem());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("", "empty", null),
                Arguments.of("AZIONI;RISULTATI\nuno;\"due", "unclosed_quote", 2),
                Arguments.of("AZIONI;RISULTATI\nuno;\"due\" tre", "text_after_quote", 2),
                Arguments.of("<html><table><tr><td>uno</td></tr></table></html>", "no_headings", null),
                Arguments.of("PK\u0003\u0004\0\0", "not_text", null),
                Arguments.of("AZIONI;RISULTATI\n", "no_rows", null));
    }

    @ParameterizedTest(name = "row 84: {1}")
    @MethodSource("unreadable")
    @DisplayName("a file that cannot be read says the line and the reason, and nothing of its content")
    void refused(String file, String reason, Integer line) {
        long before = facilitator.head(made.board());
        Reply reply = bringIn(facilitator, file, "text/csv");
        assertEquals(400, reply.status(), reply.text());
        assertEquals("invalid/" + reason, reply.problem());
        assertEquals(line, reply.json().getInteger("at"));
        assertFalse(reply.text().contains("uno"));
        assertEquals(before, facilitator.head(made.board()));
    }

    @Test
    @DisplayName("row 84: a file over two megabytes is refused by its size, a wrong media type by its type")
    void sizeAndType() {
        assertEquals(413, bringIn(facilitator, "x".repeat(2_000_001), "text/csv").status());
        assertEquals(415, bringIn(facilitator, "AZIONI;RISULTATI\na;b", "application/json").status());
    }

    @Test
    @DisplayName("only a facilitator brings in; a stranger finds nothing there")
    void whoMay() {
        assertEquals("denied/role", bringIn(participant, "AZIONI;RISULTATI\na;b", "text/csv").problem());
        assertEquals("invalid/not_found", bringIn(Peer.visit(server.base()), "a", "text/csv").problem());
        assertEquals("invalid/not_found",
                Peer.visit(server.base()).get("/api/boards/" + made.board() + "/plan.csv").problem());
    }

    private static Reply bringIn(Peer peer, String file, String type) {
        return peer.post("/api/boards/" + made.board() + "/bring-in?kind=plan", file, Map.of("Content-Type", type));
    }

    private static String sample() throws IOException {
        try (var file = BringInTest.class.getResourceAsStream("/sample/piano-capaci.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

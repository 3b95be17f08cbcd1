package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/**
 * A word that stands in everything that was written privately is found by nobody but its writer before the reveal: in no
 * frame, no catching up, no snapshot, history or export, no error and no log.
 */
class PrivateWordsTest {
    private static final String WORD = "zqx" + Long.toString(new Random().nextLong() >>> 8, 36);
    private static RunningServer server;
    private static QuietLog log;
    private static ConfidentialHall hall;
    private static LedTable table;
    private static Peer writer;
    private static UUID named;
    private static UUID anonymous;
    private static UUID poll;
    private static UUID note;
    private static UUID draft;
    private static String token;
    private static final Map<Role, Live> SOCKETS = new EnumMap<>(Role.class);

    @BeforeAll
    static void write() {
        log = new QuietLog();
        server = RunningServer.start();
        hall = new ConfidentialHall(server.base());
        table = new LedTable(hall.peer(Role.FACILITATOR), hall.made);
        for (Role role : Role.values()) {
            if (role.atTheTable()) {
                Live live = hall.peer(role).live();
                SOCKETS.put(role, live);
                live.enter(hall.made.board());
                live.register("presence." + hall.made.board());
            }
        }
        writer = hall.another(Role.SUPPORT, "The writer");
        named = table.round("Che cosa?", false);
        anonymous = table.round("Che cosa davvero?", true);
        note = table.note(writer, "a note");
        poll = table.poll(new JsonObject().put("method", "consent").put("secret", true), note);
        draft = UUID.randomUUID();
        token = table.pseudonym(writer, anonymous);
        assertEquals(204, table.writes(writer, named, draft, null, WORD + " named").status());
        assertEquals(204, table.writes(writer, named, draft, null, WORD + " named, changed").status());
        assertEquals(204, table.writes(writer, anonymous, draft, token, WORD + " anonymous").status());
        assertEquals(204, writer.post(table.at("polls", poll) + "/ballot", new JsonObject().put("consent",
                new JsonObject().put(note.toString(), "block")).put("reasons", new JsonObject().put(note.toString(),
                WORD + " secret"))).status());
        // Refusals must not repeat what they refuse.
        assertEquals(413, table.writes(writer, named, UUID.randomUUID(), null, WORD.repeat(400)).status());
        assertEquals(400, table.writes(writer, anonymous, UUID.randomUUID(), WORD, WORD).status());
        assertEquals(404, table.writes(writer, UUID.randomUUID(), UUID.randomUUID(), null, WORD).status());
        assertEquals(400, writer.post(table.at("polls", poll) + "/ballot", new JsonObject().put(WORD, WORD)).status());
        assertEquals(404, writer.post(table.at("rounds", named) + "/drafts/" + WORD, new JsonObject()).status());
    }

    @AfterAll
    static void end() {
        SOCKETS.values().forEach(Live::close);
        log.close();
        server.close();
    }

    @Test
    @DisplayName("nobody finds it before the reveal, on any route, on any socket, in any log; afterwards everybody at the table does")
    void markers() {
        List<String> found = new ArrayList<>();
        int asked = 0;
        for (UUID round : List.of(named, anonymous)) {
            for (Role role : Role.values()) {
                for (Api.Route route : server.routes()) {
                    String path = filled(route.path(), round);
                    if (path.equals("/api/leave") || path.endsWith("/reveal") || path.endsWith("/show")) {
                        continue;
                    }
                    asked++;
                    Peer peer = hall.peer(role);
                    Reply reply = route.method().equals("GET") ? peer.get(path) : route.method().equals("DELETE")
                            ? peer.delete(path) : peer.post(path, new JsonObject());
                    if (reply.text().contains(WORD)) {
                        found.add(role + " " + route);
                    }
                }
            }
            for (String path : List.of("/whole.json", "/mine.json", "/mine.csv", "/acts")) {
                if (hall.owner.get("/api/programmes/" + hall.made.programme() + path).text().contains(WORD)) {
                    found.add("owner " + path);
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(asked > 1_000, "so few prove little: " + asked);
        String mine = writer.get("/api/programmes/" + hall.made.programme() + "/mine.json").text();
        assertTrue(mine.contains(WORD + " named, changed"), "one's own, by name");
        assertTrue(!mine.contains(WORD + " anonymous") && !mine.contains(WORD + " secret"), "of which nobody knows whose it is");

        table.note(writer, "the end");
        SOCKETS.forEach((role, live) -> {
            List<String> frames = new ArrayList<>();
            live.await(frame -> {
                frames.add(frame.encode());
                return frame.encode().contains("the end");
            });
            assertEquals(List.of(), frames.stream().filter(frame -> frame.contains(WORD)).toList(), role.wire());
        });

        for (UUID round : List.of(named, anonymous)) {
            assertEquals(200, table.reveals(table.leads, round).status());
        }
        assertEquals(200, table.shows(poll).status());
        SOCKETS.forEach((role, live) -> live.await(frame -> frame.encode().contains(WORD + " secret")));
        for (Role role : Role.values()) {
            String board = hall.peer(role).get("/api/boards/" + hall.made.board() + "/snapshot").text();
            for (String what : List.of(" named, changed", " anonymous", " secret")) {
                assertEquals(role.atTheTable(), board.contains(WORD + what), role + what);
            }
        }
        assertEquals(List.of(), log.lines().stream().filter(line -> line.contains(WORD) || line.contains(token)
                || line.contains(draft.toString())).toList());
    }

    private static String filled(String path, UUID round) {
        return path.replace(":programme", hall.made.programme().toString())
                .replace(":board", hall.made.board().toString()).replace(":round", round.toString())
                .replace(":draft", draft.toString()).replace(":poll", poll.toString()).replace(":rev", "2")
                .replace(":person", "999999").replaceAll(":[a-z]+", note.toString());
    }
}

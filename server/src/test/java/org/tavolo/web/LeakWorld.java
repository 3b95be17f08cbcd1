package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.tavolo.app.RunningServer;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.method.FirstEdits;
import org.tavolo.method.Method;
import org.tavolo.people.Role;
import org.tavolo.protocol.Revisions;

/**
 * One server with its database on which public histories are told. Two of these that tell the same ones must show an
 * outsider the same bytes, whatever happens at the confidential table of one of them. Programme, people, boards and
 * tokens come from the seed, the rooms' clock is moved by hand.
 *
 * <p>Masked in the transcripts, since no two runs can have it equal: request ids, and times by the database's own clock
 * where lists tell them (log, links, door, lobby, own sessions).
 */
final class LeakWorld implements AutoCloseable {
    /** Those who may come to the confidential table; two of either city. NETWORK is the guest of the two teams. */
    static final List<String> INSIDERS = List.of("mentee", "mentee2", "mentor", "mentor2", "network");
    /** Those who may never learn of it; who makes programmes for others, and somebody of none. */
    static final List<String> OUTSIDERS = List.of("coordinator", "association", "support", "mentor_support",
            "migrants", "facilitator", "approver", "service", "referent", "observer", "invited", "stranger");
    private static final List<String> WITH_SOCKET =
            List.of("association", "support", "mentor_support", "migrants", "facilitator", "invited");
    private static final Pattern REQUEST_ID = Pattern.compile("\"requestId\":\"\\w{8}\"");
    private static final Pattern DATABASE_TIME =
            Pattern.compile("\"(at|expires|opened|closes|since|seen)\":\\d{13}");
    private static final Method METHOD = Method.read();

    private final HandClock[] clock = new HandClock[1];
    private final RunningServer server;
    private final Wire outside;
    private final Wire inside;
    private final Connection database;
    private final List<String> reads;

    LeakWorld() {
        server = RunningServer.by(thread -> clock[0] = new HandClock(thread));
        outside = new Wire(server.base());
        inside = new Wire(server.base());
        try {
            database = server.database().connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        reads = server.routes().stream().filter(route -> route.method().equals("GET")).map(Api.Route::path)
                .filter(path -> path.startsWith("/api/") && !path.startsWith("/api/method"))
                // What is taken along is noted in the log beside the answer; HiddenWordsTest looks into it.
                .filter(path -> !path.endsWith(".json") && !path.endsWith(".csv")).sorted().toList();
    }

    /** One history told: what an outsider was shown, and the same for an outsider without a socket. */
    final class History {
        private final Random common;
        private final Random hidden;
        private final int activity;
        private final Map<String, String> tokens = new LinkedHashMap<>();
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final UUID programme;
        private final UUID shared;
        private final Map<String, UUID> areas = new LinkedHashMap<>();
        private final List<String> transcript = new ArrayList<>();
        private final List<RawSocket> sockets = new ArrayList<>();
        private final Map<RawSocket, UUID> tabs = new LinkedHashMap<>();
        private UUID confidential;
        private UUID someKnock;
        private int noted;

        /** @param activity how many things at most happen at the confidential table between two public ones */
        History(long seed, int activity, long variant) {
            this.common = new Random(seed);
            this.hidden = new Random(seed * 31 + variant);
            this.activity = activity;
            programme = id();
            shared = id();
            someKnock = new UUID(hidden.nextLong(), hidden.nextLong());
            seat();
        }

        private UUID id() {
            return new UUID(common.nextLong() & ~0xF000L | 0x7000, common.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL
                    | 0x8000_0000_0000_0000L);
        }

        private void seat() {
            StringBuilder sql = new StringBuilder("insert into programme (id, title) values ('" + programme
                    + "', 'Una città per tutti'); insert into board (id, programme, kind, head) values ('" + shared
                    + "', '" + programme + "', 'shared', 1);");
            List<String> all = new ArrayList<>(INSIDERS);
            all.addAll(OUTSIDERS);
            for (String who : all) {
                UUID session = id();
                String token = "%016x%016x".formatted(common.nextLong(), common.nextLong());
                tokens.put(who, token);
                sql.append("insert into server_session (id, token_hash) values ('").append(session)
                        .append("', sha256(convert_to('").append(token).append("', 'UTF8')));");
                if (!who.equals("stranger")) {
                    Role role = role(who);
                    sql.append("with p as (insert into person (programme, name, party, role) values ('")
                            .append(programme).append("', 'The ").append(who).append("', '")
                            .append(role.parties().get(0).wire()).append("', '").append(role.wire())
                            .append("') returning id) insert into seat (session, programme, person) select '")
                            .append(session).append("', '").append(programme).append("', id from p;");
                }
            }
            try (Statement statement = database.createStatement()) {
                statement.execute(sql.toString());
                try (ResultSet rows = statement.executeQuery("select name, id from person where programme = '"
                        + programme + "'")) {
                    while (rows.next()) {
                        numbers.put(rows.getString(1).substring(4), rows.getInt(2));
                    }
                }
                FirstEdits first = new FirstEdits(Map.of("title", "Una città per tutti", "pen", "everyone"), this::id);
                List<Edit> edits = new Board(METHOD).applyAll(first.edits(), numbers.get("coordinator"), 1);
                List.of("plan", "needs", "notes").forEach(area -> areas.put(area, first.area(area)));
                Revision revision = new Revision(1, id(), 1, numbers.get("coordinator"), 1, edits);
                statement.execute("update programme set owner = " + numbers.get("coordinator") + " where id = '"
                        + programme + "'; insert into revision (board, rev, client, n, by, at, edits) values ('" + shared
                        + "', 1, '" + revision.client() + "', 1, " + revision.by() + ", 1, '"
                        + Revisions.edits(revision).replace("'", "''") + "')");
            } catch (SQLException | Refusal e) {
                throw new IllegalStateException(e);
            }
        }

        private static Role role(String who) {
            return Role.of(who.replaceAll("\\d", ""));
        }

        /** Tells it, in so many public steps, and answers every byte that the outsiders were shown. */
        List<String> tell(int steps) {
            try {
                String listening = WITH_SOCKET.get(common.nextInt(WITH_SOCKET.size()));
                String polling = WITH_SOCKET.get(common.nextInt(WITH_SOCKET.size()));
                RawSocket watched = open(listening);
                enter(watched, shared);
                transcript.add(mask(until(watched, "welcome"), false));
                quiet(watched);
                // An insider who is at both tables with one socket must not be seen to come and go.
                RawSocket both = open("network");
                enter(both, shared);
                until(both, "welcome");
                quiet(watched);
                clock[0].advance(150);
                quiet(watched);
                for (int step = 0; step < steps; step++) {
                    for (int i = hidden.nextInt(activity + 1); i > 0; i--) {
                        confide(both);
                    }
                    happen();
                    clock[0].advance(common.nextInt(8) == 0 ? 45_000 : 150);
                    quiet(watched);
                    show(polling, List.of("/api/boards/" + shared + "/revisions?after=" + common.nextInt(3) + "&client="
                            + id()));
                }
                read(listening);
                read(OUTSIDERS.get(common.nextInt(OUTSIDERS.size())));
                return transcript;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                sockets.forEach(socket -> {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }

        private RawSocket open(String who) throws IOException {
            RawSocket socket = RawSocket.upgraded(server.base(), "tavolo=" + tokens.get(who));
            sockets.add(socket);
            tabs.put(socket, id());
            return socket;
        }

        private void enter(RawSocket socket, UUID board) throws IOException {
            for (String topic : List.of("board.", "presence.")) {
                say(socket, new JsonObject().put("type", "register").put("address", topic + board));
            }
            tell(socket, new JsonObject().put("type", "hello").put("v", 1).put("board", board.toString())
                    .put("client", tabs.get(socket).toString()).put("rev", null).put("generation", null));
        }

        private static String until(RawSocket socket, String type) throws IOException {
            String frame;
            do {
                frame = socket.nextText();
                if (frame.isEmpty()) {
                    throw new AssertionError("the socket was closed");
                }
            } while (!frame.contains("\"type\":\"" + type + "\""));
            return frame;
        }

        private void tell(RawSocket socket, JsonObject body) throws IOException {
            say(socket, new JsonObject().put("type", "send").put("address", "tavolo").put("body", body));
        }

        private void say(RawSocket socket, JsonObject envelope) throws IOException {
            socket.frame(true, 1, true, envelope.encode().getBytes(StandardCharsets.UTF_8));
        }

        /** Reads what was told until now: there and back, often enough that a frame that waited for another has come. */
        private void quiet(RawSocket socket) throws IOException {
            for (int i = 0; i < 3; i++) {
                clock[0].advance(0);
                tell(socket, new JsonObject().put("type", "echo"));
                for (String frame = socket.nextText(); !frame.contains("\"invalid_type\""); frame = socket.nextText()) {
                    if (frame.isEmpty()) {
                        throw new AssertionError("the outsider's socket was closed");
                    }
                    transcript.add(mask(frame, false));
                }
            }
        }

        /** Asks all of these at once; what was asked is not in the transcript, what came back is whole. */
        private void show(String who, List<String> paths) {
            List<String> answers = outside.get(tokens.get(who), paths);
            for (int i = 0; i < answers.size(); i++) {
                transcript.add(mask(answers.get(i), paths.get(i).matches(".*/(acts|links|door|lobby|sessions)")));
            }
        }

        /** Every route that reads, of the programme, of its table and of the hidden one by its true id. */
        private void read(String who) {
            String hiddenBoard = (confidential == null ? new UUID(hidden.nextLong(), hidden.nextLong()) : confidential)
                    .toString();
            List<String> paths = new ArrayList<>();
            for (String path : reads) {
                String filled = path.replace(":programme", programme.toString()).replace(":rev", "1")
                        .replace(":knock", someKnock.toString());
                paths.add(filled.replace(":board", shared.toString()));
                if (filled.contains(":board")) {
                    paths.add(filled.replace(":board", hiddenBoard));
                }
            }
            show(who, paths);
        }

        private String mask(String text, boolean listed) {
            String masked = REQUEST_ID.matcher(text).replaceAll("\"requestId\":\"\"");
            return listed ? DATABASE_TIME.matcher(masked).replaceAll("\"$1\":0") : masked;
        }

        // What everybody may see

        private void happen() {
            List<String> writers = List.of("mentee", "mentor2", "support", "association", "invited", "network");
            String who = writers.get(common.nextInt(writers.size()));
            switch (common.nextInt(5)) {
                case 0, 1 -> submit(who, shared, create("note", areas.get("notes"), id(), "Public " + common.nextInt()),
                        id());
                case 2 -> inside.change("POST", tokens.get(who), "/api/boards/" + shared + "/presence",
                        new JsonObject().put("client", id().toString()).put("item", areas.get("plan").toString())
                                .put("field", null).put("caret", null).put("rev", 1).encode());
                case 3 -> {
                    inside.change("POST", tokens.get("coordinator"), "/api/programmes/" + programme + "/members/"
                            + numbers.get("mentor2"), new JsonObject()
                                    .put("role", common.nextBoolean() ? "support" : "mentor").encode());
                    noted++;
                    // The log is written beside the answer; two entries at once may stand there in either order.
                    Eventually.holds(() -> acts() == noted);
                }
                default -> {
                    JsonObject need = create("need", areas.get("needs"), id(), null);
                    need.getJsonObject("fields").put("kind", "supportGap");
                    submit("mentee", shared, need, id());
                }
            }
        }

        private int acts() {
            try (Statement statement = database.createStatement(); ResultSet rows = statement
                    .executeQuery("select count(*) from act where programme = '" + programme + "'")) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private JsonObject create(String type, UUID parent, UUID item, String text) {
            return new JsonObject().put("e", "create").put("item", item.toString()).put("type", type)
                    .put("parent", parent.toString())
                    .put("fields", text == null ? new JsonObject() : new JsonObject().put("text", text));
        }

        private String submit(String who, UUID board, JsonObject edit, UUID client) {
            return inside.change("POST", tokens.get(who), "/api/boards/" + board + "/submissions", new JsonObject()
                    .put("client", client.toString()).put("n", 1).put("base", 1).put("edits", new JsonArray().add(edit))
                    .encode());
        }

        // What happens at the confidential table

        private void confide(RawSocket both) throws IOException {
            String who = INSIDERS.get(hidden.nextInt(INSIDERS.size()));
            String token = tokens.get(who);
            String door = "/api/programmes/" + programme + "/confidential";
            if (confidential == null || hidden.nextInt(4) == 0) {
                JsonObject answer = body(inside.change("POST", token, door, "{}"));
                if (answer.getString("board") != null) {
                    confidential = UUID.fromString(answer.getString("board"));
                }
                return;
            }
            String board = "/api/boards/" + confidential;
            UUID fresh = new UUID(hidden.nextLong(), hidden.nextLong() | Long.MIN_VALUE);
            switch (hidden.nextInt(8)) {
                case 0 -> {
                    JsonObject lobby = body(inside.get(token, List.of(board + "/lobby")).get(0));
                    if (lobby.containsKey("waiting") && !lobby.getJsonArray("waiting").isEmpty()) {
                        someKnock = UUID.fromString(lobby.getJsonArray("waiting").getJsonObject(0).getString("knock"));
                        inside.change("POST", token, board + "/lobby/" + someKnock,
                                "{\"admit\":" + (hidden.nextInt(4) > 0) + "}");
                    }
                }
                case 1 -> {
                    for (String team : INSIDERS.subList(0, 4)) {
                        inside.change("POST", tokens.get(team), board + "/invited",
                                "{\"person\":" + numbers.get("network") + "}");
                    }
                    inside.change("POST", tokens.get("network"), door, "{}");
                    enter(both, confidential);
                }
                case 2 -> inside.change("DELETE", token, board + "/invited/" + numbers.get("network"), "");
                case 3 -> inside.change("POST", token, board + "/off-record", "{\"text\":\"between us\"}");
                case 4 -> inside.change("POST", token, board + "/off-record/end", "{}");
                case 5 -> inside.change("POST", token, board + "/presence", new JsonObject()
                        .put("client", fresh.toString()).put("item", null).put("field", null).put("caret", null)
                        .put("rev", 1).encode());
                default -> {
                    JsonObject snapshot = body(inside.get(token, List.of(board + "/snapshot")).get(0));
                    if (snapshot.containsKey("items")) {
                        UUID asides = snapshot.getJsonArray("items").stream().map(JsonObject.class::cast)
                                .filter(item -> item.getString("type").equals("asides"))
                                .map(item -> UUID.fromString(item.getString("id"))).findFirst().orElseThrow();
                        submit(who, confidential, create("aside", asides, fresh, "Hidden"), fresh);
                    }
                }
            }
        }

        private static JsonObject body(String answer) {
            return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        }

        /** Whether the confidential table was opened. */
        boolean opened() {
            return confidential != null;
        }
    }

    @Override
    public void close() {
        outside.close();
        inside.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.close();
    }
}

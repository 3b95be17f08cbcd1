package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.method.Method;
import org.tavolo.people.Deed;
import org.tavolo.people.Part;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Permissions;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;
import org.tavolo.protocol.Messages;

/**
 * The vectors by which the browser's mirror of the permissions is tested as well (web-client/test/board/permits.test.ts):
 * the tables as they are sent, every cell of them, and what each role may do of a list of edits to one board. All but
 * that board and those edits is printed from the code ({@code -Dtavolo.print=true}).
 */
class MirrorTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/permissions.json");
    private static final UUID PROGRAMME = UUID.fromString("019a0000-0000-7000-8000-000000002328");
    private static final int ME = 1;

    @Test
    void theVectorsOfTheBrowserAreWhatTheCodeSays() throws Exception {
        JsonObject vectors = new JsonObject(Files.readString(FILE));
        JsonObject printed = new JsonObject().put("permissions", Mirror.permissions()).put("cells", cells())
                .put("board", vectors.getJsonArray("board")).put("edits", vectors.getJsonArray("edits"))
                .put("answers", answers(vectors));
        if (Boolean.getBoolean("tavolo.print")) {
            Files.writeString(FILE, lines(printed));
        }
        assertEquals(lines(printed), Files.readString(FILE));
    }

    /** By part, deed and role: for each pen, each author (me, the mentee city, the mentor city, unknown), free and locked, without a session and in one. */
    private static JsonObject cells() {
        JsonObject cells = new JsonObject();
        for (Part part : Part.values()) {
            for (Deed deed : Deed.values()) {
                for (Role role : Role.values()) {
                    String key = lower(part) + " " + lower(deed) + " " + role.wire();
                    cells.put(key, row(part, deed, role, false));
                    if (!row(part, deed, role, true).equals(cells.getString(key))) {
                        cells.put(key + " owner", row(part, deed, role, true));
                    }
                }
            }
        }
        return cells;
    }

    private static String row(Part part, Deed deed, Role role, boolean owner) {
        StringBuilder row = new StringBuilder();
        Party own = role.parties().get(0);
        for (Pen pen : Pen.values()) {
            for (Party author : new Party[] {own, Party.MENTEE, Party.MENTOR, null}) {
                for (boolean locked : new boolean[] {false, true}) {
                    for (boolean session : new boolean[] {false, true}) {
                        boolean mine = row.length() % 16 < 4;
                        row.append(letter(() -> Permissions.check(new Permissions.Asker(role, own, owner, false), deed,
                                new Permissions.About(part, author, mine, locked), new Permissions.Now(pen, session))));
                    }
                }
            }
        }
        return row.toString();
    }

    /** By role, pen and whether one owns the programme: a letter for each edit. */
    private static JsonObject answers(JsonObject vectors) throws Exception {
        Method method = Method.read();
        List<Edit> edits = edits(vectors.getJsonArray("edits"));
        JsonObject answers = new JsonObject();
        for (Role role : Role.values()) {
            Rosters rosters = new Rosters(programmes(role));
            rosters.know(PROGRAMME);
            for (Pen pen : Pen.values()) {
                Board board = board(method, vectors, pen);
                for (boolean owner : new boolean[] {false, true}) {
                    Seat seat = new Seat(PROGRAMME, PROGRAMME, Table.SHARED, me(role), owner, false);
                    StringBuilder row = new StringBuilder();
                    for (Edit edit : edits) {
                        row.append(letter(() -> new Permits(method, rosters).of(seat).check(board, edit)));
                    }
                    answers.put(role.wire() + " " + pen.wire() + (owner ? " owner" : ""), row.toString());
                }
            }
        }
        return answers;
    }

    private static Board board(Method method, JsonObject vectors, Pen pen) throws Refusal {
        Board board = new Board(method);
        for (Object one : vectors.getJsonArray("board")) {
            JsonObject step = (JsonObject) one;
            board.applyAll(edits(step.getJsonArray("edits")), step.getInteger("by"), 0);
        }
        if (pen != Pen.MENTEE) {
            UUID programme = board.children(null).get(0).id();
            board.apply(new Edit.Set(programme, "pen", pen.wire(), null), 2, 0);
        }
        return board;
    }

    private static List<Edit> edits(JsonArray edits) throws Refusal {
        return Messages.submission(PROGRAMME, new JsonObject().put("client", PROGRAMME.toString()).put("n", 1)
                .put("base", 0).put("edits", edits).toBuffer().getBytes()).edits();
    }

    private interface Asking {
        void ask() throws Refusal;
    }

    private static char letter(Asking asking) {
        try {
            asking.ask();
            return 'y';
        } catch (Refusal refusal) {
            return refusal.reason().charAt(0);
        }
    }

    private static Person me(Role role) {
        return new Person(ME, "Me", role.parties().get(0), role);
    }

    private static Programmes programmes(Role role) {
        List<Person> people = List.of(me(role), new Person(2, "Anna", Party.MENTEE, Role.MENTEE),
                new Person(3, "Marc", Party.MENTOR, Role.MENTOR));
        return (Programmes) Proxy.newProxyInstance(MirrorTest.class.getClassLoader(), new Class<?>[] {Programmes.class},
                (proxy, called, arguments) -> Future.succeededFuture(people));
    }

    /** A line for each member of each member, so that a change of the permissions reads well. */
    private static String lines(JsonObject vectors) {
        StringBuilder text = new StringBuilder("{");
        String outer = "\n";
        for (String name : vectors.fieldNames()) {
            text.append(outer).append(" \"").append(name).append("\":");
            boolean list = vectors.getValue(name) instanceof JsonArray;
            text.append(list ? '[' : '{');
            String inner = "\n  ";
            if (list) {
                for (Object one : vectors.getJsonArray(name)) {
                    text.append(inner).append(((JsonObject) one).encode());
                    inner = ",\n  ";
                }
            } else {
                for (var one : vectors.getJsonObject(name)) {
                    text.append(inner).append('"').append(one.getKey()).append("\":")
                            .append(io.vertx.core.json.Json.encode(one.getValue()));
                    inner = ",\n  ";
                }
            }
            text.append(list ? "\n ]" : "\n }");
            outer = ",\n";
        }
        return text.append("\n}\n").toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules.Kind;
import org.tavolo.board.TextOp;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/**
 * Every edit that the method knows (each type created, moved, linked, deleted, restored; each of its fields written and
 * translated; each answer given), by every role, under every pen, on what they, the mentee city or another party wrote,
 * locked or not: against the table that people read in {@code docs/permissions.md}.
 */
class EditSweepTest {
    private static final int ME = 1;
    private static final int MENTEE = 2;
    private static final int MENTOR = 3;
    private static final UUID PROGRAMME = id(9_000);

    private final Method method = Method.read();
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> undeclared = new HashSet<>();
    private Map<String, Map<String, String>> rules;
    private int cells;

    @Test
    void everyEditOfEveryRoleIsJudgedAsThePageSays() throws Exception {
        rules = rules();
        for (Role role : Role.values()) {
            for (Pen pen : Pen.values()) {
                for (int author : new int[] {ME, MENTEE, MENTOR}) {
                    for (boolean locked : new boolean[] {false, true}) {
                        sweep(role, pen, author, locked, false, false);
                    }
                    sweep(role, pen, author, false, true, false);
                    sweep(role, pen, author, false, false, true);
                }
            }
        }
        System.out.println("edits: " + cells + " cells, " + wrong.size() + " wrong");
        assertEquals(Set.of(), undeclared, "types and fields whose part stands nowhere on the page");
        assertEquals(List.of(), wrong.stream().limit(30).toList());
        assertTrue(cells > 10_000, "so few cells prove little: " + cells);
    }

    private void sweep(Role role, Pen pen, int author, boolean locked, boolean session, boolean muted)
            throws Exception {
        Rosters rosters = new Rosters(programmes(role));
        rosters.know(PROGRAMME);
        for (ItemType type : types()) {
            Seat seat = new Seat(PROGRAMME, id(9_001), Table.valueOf(type.table().toUpperCase(Locale.ROOT)),
                    new Person(ME, "Somebody", role.parties().get(0), role), false, muted);
            Board board = board(pen, type, author, locked, session);
            Item item = board.items().stream().filter(one -> one.type().equals(type.name()))
                    .filter(one -> one.by() == author).findFirst().orElseThrow();
            for (Map.Entry<Edit, String[]> one : edits(type, item).entrySet()) {
                String found = "yes";
                try {
                    new Permits(method, rosters).of(seat).check(board, one.getKey());
                } catch (Refusal refusal) {
                    found = refusal.reason();
                }
                String cell = cell(one.getValue()[0], one.getValue()[1], role);
                boolean own = author == ME || one.getKey() instanceof Edit.Create;
                boolean atTheTop = one.getKey() instanceof Edit.Create create && create.parent() == null;
                // Muting is of the shared table, leaves hands alone and counts no more for who leads.
                boolean mute = muted && type.table().equals("shared") && !one.getValue()[0].equals("hand") && !role.leads();
                String expected = mute ? cell.equals("·") ? "role" : "muted" : expected(cell, role, pen, own, author,
                        locked && !atTheTop && !one.getValue()[0].equals("steering"), session);
                if (expected.equals("yes") && type.name().equals("hand") && author == ME && !role.leads()
                        && one.getKey() instanceof Edit.Create) {
                    // The item that is looked at is a hand of theirs that is up.
                    expected = "hand_up";
                }
                if (expected.equals("yes") && one.getKey() instanceof Edit.Create && !type.after().isEmpty()) {
                    // What has to be written before is not there.
                    expected = type.after().get(0).reason();
                }
                if (expected.equals("yes") && one.getKey() instanceof Edit.Set set) {
                    // What the answer asks for first is not there.
                    expected = type.fields().stream().filter(field -> field.name().equals(set.field()))
                            .flatMap(field -> field.options().stream())
                            .filter(option -> option.value().equals(set.value()) && option.without() != null)
                            .map(option -> option.without().reason()).findFirst().orElse(expected);
                }
                cells++;
                if (!expected.equals(found)) {
                    wrong.add(role + " " + one.getValue()[1] + " " + type.name() + " (" + one.getValue()[0] + "), pen "
                            + pen + ", author " + author + (locked ? ", locked" : "") + (muted ? ", muted" : "") + ": " + found + " instead of "
                            + expected);
                }
            }
        }
    }

    /** The words of the page, read as a person would read them. */
    private static String expected(String cell, Role role, Pen pen, boolean own, int author, boolean locked,
                                   boolean session) {
        boolean writes = pen == Pen.MENTEE ? role == Role.MENTEE
                : pen == Pen.EVERYONE && role.atTheTable() && role != Role.MENTOR_SUPPORT;
        if (cell.equals("·")) {
            return "role";
        }
        if (locked) {
            return "locked";
        }
        return switch (cell) {
            case "yes" -> "yes";
            case "own" -> own ? "yes" : "not_yours";
            case "pen" -> writes ? "yes" : "pen";
            case "pen, between sessions" -> !writes ? "pen" : session ? "session" : "yes";
            case "own, pen" -> !own ? "not_yours" : writes ? "yes" : "pen";
            case "own or pen" -> own || writes ? "yes" : "pen";
            case "not the mentee's" -> !own && author == MENTEE ? "not_yours" : "yes";
            case "not the mentee's, pen" -> !own && author == MENTEE ? "not_yours" : writes ? "yes" : "pen";
            default -> throw new IllegalStateException("the page says " + cell);
        };
    }

    /** What may be done with one type, and beside it part and deed as the page calls them. */
    private Map<Edit, String[]> edits(ItemType type, Item item) {
        Map<Edit, String[]> edits = new LinkedHashMap<>();
        UUID to = id(8_000);
        edits.put(new Edit.Create(id(7_000), type.name(), item.parent(), Place.LAST, required(type), null, null),
                new String[] {type.part(), "create"});
        edits.put(new Edit.Move(item.id(), item.parent(), Place.FIRST, null, null, null, null),
                new String[] {type.part(), "move"});
        edits.put(new Edit.AddLink(item.id(), "about", to, false), new String[] {type.part(), "link"});
        edits.put(new Edit.Unlink(item.id(), "about", to, false), new String[] {type.part(), "unlink"});
        edits.put(new Edit.Delete(item.id(), false), new String[] {type.part(), "delete"});
        edits.put(new Edit.Restore(item.id(), false), new String[] {type.part(), "restore"});
        for (ItemType.Field field : type.fields()) {
            String ofType = type.written() == null ? type.part() : type.written();
            String part = field.part() == null ? ofType : field.part();
            if (field.kind() == Kind.TEXT) {
                edits.put(new Edit.Type(item.id(), field.name(), op()), new String[] {part, "write"});
            } else if (field.kind() == Kind.SET) {
                edits.put(new Edit.Change(item.id(), field.name(), List.of("x"), List.of()),
                        new String[] {part, "write"});
            } else {
                edits.put(new Edit.Set(item.id(), field.name(), required(type).get(field.name()), null),
                        new String[] {part, "write"});
            }
            if (field.translatable()) {
                edits.put(new Edit.Type(item.id(), field.name() + "@nl", op()), new String[] {part, "translate"});
                edits.put(new Edit.Set(item.id(), field.name() + "@nl:of", "00000000", null),
                        new String[] {part, "translate"});
            }
            for (ItemType.Option option : field.options()) {
                edits.put(new Edit.Set(item.id(), field.name(), option.value(), null),
                        new String[] {option.part() == null ? part : option.part(), "write"});
            }
        }
        return edits;
    }

    /** An answer to each of the choices that something of a type must come with. */
    private static Map<String, Object> required(ItemType type) {
        return type.fields().stream().filter(ItemType.Field::required)
                .collect(Collectors.toMap(ItemType.Field::name, field -> field.options().get(0).value()));
    }

    private static TextOp op() {
        return TextOp.between("", "x");
    }

    private String cell(String part, String deed, Role role) {
        Map<String, String> row = rules.get(part + " " + deed);
        if (row == null) {
            undeclared.add(part + " " + deed);
            return "·";
        }
        return row.getOrDefault(role.number() + " " + role.wire().replace('_', ' '), "·");
    }

    private List<ItemType> types() throws IOException {
        List<ItemType> types = new ArrayList<>();
        for (String folder : List.of("src/main/resources/method", "src/main/resources/method/sheets")) {
            try (var files = Files.list(java.nio.file.Path.of(folder))) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted()
                        .map(name -> method.type(name.replace(".json", ""))).forEach(types::add);
            }
        }
        return types;
    }

    /** A programme item with this pen, and one item of the type by this author, below whatever may hold it. */
    private Board board(Pen pen, ItemType type, int author, boolean locked, boolean session) {
        Board board = new Board(method);
        if (!type.name().equals("programme")) {
            board.replay(new Edit.Create(id(1), "programme", null, Place.LAST, pen == Pen.MENTEE ? Map.of() : Map.of("pen", pen.wire()), "V", null),
                    MENTEE, 0);
        }
        Map<String, Object> fields = new HashMap<>();
        if (type.name().equals("programme") && pen != Pen.MENTEE) {
            fields.put("pen", pen.wire());
        }
        if (session && !type.name().equals("programme")) {
            board.replay(new Edit.Create(id(4), "session", id(1), Place.LAST, Map.of("opened", 1L), "V", null), MENTEE, 0);
        }
        UUID parent = null;
        String holder = type.in() == null ? null : type.in().stream().filter(in -> in != null).findFirst().orElse(null);
        if ("programme".equals(holder)) {
            parent = id(1);
            if (locked) {
                fields.put("lock", true);
            }
        } else if (holder != null && !type.in().contains(null)) {
            parent = id(2);
            board.replay(new Edit.Create(parent, holder, null, Place.LAST, locked ? Map.of("lock", true) : Map.of(), "W",
                    null), MENTEE, 0);
        } else if (locked) {
            fields.put("lock", true);
        }
        board.replay(new Edit.Create(id(3), type.name(), parent, Place.LAST, fields, "X", null), author, 0);
        return board;
    }

    private static Programmes programmes(Role role) {
        List<Person> people = List.of(new Person(ME, "Me", role.parties().get(0), role),
                new Person(MENTEE, "Anna", Party.MENTEE, Role.MENTEE), new Person(MENTOR, "Marc", Party.MENTOR, Role.MENTOR));
        return (Programmes) Proxy.newProxyInstance(EditSweepTest.class.getClassLoader(), new Class<?>[] {Programmes.class},
                (proxy, called, arguments) -> Future.succeededFuture(people));
    }

    private static Map<String, Map<String, String>> rules() throws IOException {
        List<String> lines = Files.readAllLines(PermissionSweepTest.page());
        int head = 0;
        while (!lines.get(head).startsWith("| part | deed |")) {
            head++;
        }
        List<String> roles = cells(lines.get(head));
        Map<String, Map<String, String>> rules = new HashMap<>();
        for (int i = head + 2; lines.get(i).startsWith("|"); i++) {
            List<String> cells = cells(lines.get(i));
            Map<String, String> row = new HashMap<>();
            for (int column = 2; column < cells.size(); column++) {
                row.put(roles.get(column), cells.get(column));
            }
            rules.put(cells.get(0) + " " + cells.get(1), row);
        }
        return rules;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
    }

    private static UUID id(int number) {
        return UUID.fromString(String.format("019a0000-0000-7000-8000-%012x", number));
    }
}

package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules.Kind;

/** The templates of the method that are sheets (T2 to T4, T8 to T23, and two registers): whole, in words, and usable. */
class SheetsTest {
    private static final Path METHOD = Path.of("src/main/resources/method");
    private static final Set<String> LANGUAGES = Set.of("it", "en");
    private static final Set<String> OF_THE_SHEET = Set.of("finished", "lang", "lock");
    private static final String LOCAL = """
            trends inhabitants immigrants nationalities statuses budget integrationBudget \
            developments strategy policies institutions networks relations groups \
            workSensitivities publicAttitude competition funding powers legislation otherFactors""";

    /** Template, type, and all that its sheet or its rows ask for, in the order of the reference. */
    private static final String REFERENCE = """
            T2  needsAnalysis    challenge topics why learn impacts actors collaboration resources obstacles creation approval benefits \
                                 position supportHeld supportSought
            T2  localContext     %1$s
            T2  nationalContext  typical different relations framework objectives \
                                 workSensitivities publicAttitude competition funding powers legislation otherFactors learning
            T3  strengths        city areas practices why actors
            T3  mentorContext    %1$s
            T4  practice         name where bodies context description resources results success risks transfer contact further
            T8  training         first second way workshop mentoring responsibilities phases documents expectations \
                                 goals aspects involve obstacles
            T9  matching         criteria setting early mentee mentor reasons
            T9  candidate        city match profile governance
            P8  commitments      forums
            P8  commitment       who office side words development implementation date
            T10 alliance         name promoter objective agreement signed signatories mandate recognised vision path responsibility
            T10 allianceMember   name kind brings
            T11 contextAnalysis  updated number nationality status ages territory vulnerabilities \
                                 health education workHousing culture prefecture schools healthBodies others offices witnesses studies
            T11 intervention     name lead target area where state about
            T12 networking       stage constitution valorisation
            T12 networkActor     name mandate areas proposals advantages together
            T13 levers           forward monitoring speed incremental complementarity updates unity integrated
            T14 matrix           axis
            T14 matrixCell       alliance column referent state funding
            T15 evaluation       t0 before criteria answered recommend reasons strategies networks
            T15 indicator        objective start sign baseline now date change
            T16 supportLog       -
            T16 supportEntry     activity date about hours meetings networks professionals roles
            T17 firstMeeting     network potential evaluation teamCulture activeRole involvement obstacles
            T17 localReferent    who potential support
            T18 diagnosis        network strengths critical strategies
            T19 partnership      network protocols quality fundraising projects
            T20 continuation     network developed elements needs obstacles resources
            T21 openNeeds        -
            T21 openNeed         statement theme next
            T22 oneStopShop      welcome address languages keeper
            T22 shopService      name about contact languages link
            T23 products         integration cooperation skills
            T23 product          name kind owner state date link
            X10 community        meetings lessons
            X10 material         title kind about link date
            """.formatted(LOCAL);

    private record Row(String template, ItemType type, List<String> fields) {}

    private final Method method = Method.read();
    private final List<Row> rows = REFERENCE.lines().map(line -> line.trim().split(" +"))
            .map(words -> new Row(words[0], method.type(words[1]),
                    Arrays.stream(words).skip(2).filter(word -> !word.equals("-")).toList()))
            .toList();

    @Test
    @DisplayName("every template is there with all that the reference asks for, each in exactly one chapter")
    void whole() {
        for (Row row : rows) {
            ItemType type = row.type();
            assertEquals(row.fields(), names(type).stream().filter(name -> !OF_THE_SHEET.contains(name)).toList(), type.name());
            assertEquals(type.fields().size(), new HashSet<>(names(type)).size(), type.name());
            boolean sheet = "sheet".equals(type.view());
            assertTrue(names(type).contains("lang"), type.name());
            assertEquals(sheet, names(type).contains("lock"), type.name());
            assertEquals(sheet || !type.sections().isEmpty(), names(type).contains("finished"), type.name());
            if (sheet) {
                assertEquals(row.template(), type.template(), type.name());
            }
            if (!type.sections().isEmpty()) {
                assertEquals(row.fields(), type.sections().stream().flatMap(one -> one.fields().stream()).toList(), type.name());
            } else {
                assertEquals(Kind.TEXT, method.kind(type.name(), type.main()), type.name());
                assertNotNull(type.numbered() == null ? type.named() : type.numbered(), type.name());
            }
        }
        Set<String> templates = new TreeSet<>(rows.stream().map(Row::template).toList());
        List<String> all = Stream.concat(IntStream.rangeClosed(2, 4).boxed(), IntStream.rangeClosed(8, 23).boxed())
                .map(number -> "T" + number).toList();
        assertTrue(templates.containsAll(all), templates.toString());
    }

    @Test
    @DisplayName("every word is there in Italian and in English: labels, help, purposes, answers")
    void words() {
        for (Row row : rows) {
            ItemType type = row.type();
            words(type.label(), type.name());
            for (ItemType.Field field : type.fields()) {
                words(field.label(), type.name() + "." + field.name());
                words(field.help(), type.name() + "." + field.name());
                field.options().forEach(option -> words(option.label(), type.name() + "." + option.value()));
            }
            for (ItemType.Section section : type.sections()) {
                words(section.label(), type.name() + " " + section.name());
                if (section.help() != null) {
                    words(section.help(), type.name() + " " + section.name());
                }
            }
            for (Map<String, String> words : Arrays.asList(type.purpose(), type.one(), type.numbered(), type.named())) {
                if (words != null) {
                    words(words, type.name());
                }
            }
        }
    }

    @Test
    @DisplayName("every chapter says who is expected to fill it, and the association fills what is of the country")
    void whoFills() {
        for (Row row : rows) {
            row.type().sections().forEach(one -> assertNotNull(one.by(), row.type().name() + " " + one.name()));
        }
        assertTrue(method.type("nationalContext").sections().stream().allMatch(one -> one.by().equals("association")));
        assertEquals("associations", method.part("nationalContext", "typical"));
        assertEquals("plan", method.part("needsAnalysis", "challenge"));
        assertEquals("plan", method.part("localContext", "trends"));
        assertEquals("mentors", method.part("mentorContext", "trends"));
        assertEquals("steering", method.part("needsAnalysis", "lock"));
    }

    @Test
    @DisplayName("the questions of the questionnaires have their official numbers, none left out")
    void numbers() {
        assertEquals(numbers(1, 11), numbersOf("needsAnalysis"));
        assertEquals(numbers(12, 16), numbersOf("localContext"));
        assertEquals(numbers(12, 16), numbersOf("mentorContext"));
        assertEquals(numbers(17, 22), numbersOf("nationalContext"));
        assertEquals(numbers(1, 3), numbersOf("strengths"));
        assertEquals(numbers(1, 12), numbersOf("practice"));
        assertEquals(12, method.type("practice").fields().stream().filter(field -> field.number() != null).count());
        assertEquals(numbers(1, 5), numbersOf("training"));
        assertEquals(asked("localContext", 16), asked("nationalContext", 21));
        assertEquals(7, asked("nationalContext", 21).size());
    }

    @Test
    @DisplayName("what the needs say already stands beside the question that asks for it")
    void beside() {
        Map<String, String> beside = Map.of("why", "evidence", "actors", "actors", "resources", "resources", "obstacles", "obstacles");
        for (ItemType.Field field : method.type("needsAnalysis").fields()) {
            String of = beside.get(field.name());
            assertEquals(of == null ? null : new ItemType.Beside("need", of), field.beside(), field.name());
        }
    }

    @Test
    @DisplayName("every sheet can be put on a table with its chapters and rows, and they nowhere else")
    void onTheTable() throws Refusal {
        Board board = new Board(method);
        for (Row row : rows) {
            ItemType type = row.type();
            if ("sheet".equals(type.view())) {
                UUID sheet = create(board, type.name(), null);
                for (ItemType.Section section : type.sections()) {
                    for (String child : new String[] {section.rows(), section.within()}) {
                        if (child != null) {
                            create(board, child, sheet);
                            assertFalse(method.mayContain(null, child), child);
                        }
                    }
                }
            } else {
                assertTrue(rows.stream().flatMap(one -> one.type().sections().stream())
                        .anyMatch(one -> type.name().equals(one.rows()) || type.name().equals(one.within())), type.name());
            }
        }
    }

    @Test
    @DisplayName("a table has one of each sheet, save of those that there is one of for each city, practice or network")
    void many() {
        List<String> many = rows.stream().map(Row::type).filter(ItemType::many).map(ItemType::name).toList();
        assertEquals(List.of("strengths", "practice", "alliance", "firstMeeting", "diagnosis", "partnership", "continuation"), many);
        many.forEach(name -> assertNotNull(method.type(name).main(), name));
    }

    @Test
    @DisplayName("L21 L22 the context analysis is old after half a year, and several parties may write it")
    void context() {
        assertEquals(new ItemType.Fresh("updated", 180), method.type("contextAnalysis").fresh());
        assertEquals("common", method.part("contextAnalysis", "number"));
        assertEquals("common", method.part("intervention"));
    }

    @Test
    @DisplayName("L18 a commitment says from which side, and whether it is for writing the plan or for carrying it out")
    void commitments() {
        assertEquals(List.of("majority", "opposition", "neither"),
                field("commitment", "side").options().stream().map(ItemType.Option::value).toList());
        assertEquals(Kind.FLAG, field("commitment", "development").kind());
        assertEquals(Kind.FLAG, field("commitment", "implementation").kind());
    }

    @Test
    @DisplayName("L23 L27 an alliance designs together as a path, and its mandate is recognised by the city executive")
    void alliance() {
        ItemType alliance = method.type("alliance");
        assertTrue(alliance.sections().stream().anyMatch(one -> one.name().equals("codesign")
                && one.help().get("en").contains("not a way to award services")
                && one.help().get("it").contains("Non è un modo di affidare servizi")));
        assertTrue(field("alliance", "recognised").label().get("it").contains("giunta"));
    }

    @Test
    @DisplayName("L24 L25 a project says for whom and in which area; a sign of success says at once where it starts from")
    void comparable() {
        assertEquals(Kind.TEXT, field("intervention", "target").kind());
        assertEquals(Kind.CHOICE, field("intervention", "area").kind());
        assertTrue(field("indicator", "start").required());
    }

    @Test
    @DisplayName("L28 who leads may be a body outside the city, and the help says so")
    void leaders() {
        for (ItemType.Field field : List.of(field("action", "leader"), field("practice", "bodies"), field("intervention", "lead"),
                field("matrixCell", "referent"), field("openNeed", "next"))) {
            assertTrue(field.help().get("en").contains("outside the city"), field.name());
            assertTrue(field.help().get("it").matches(".*(fuori dal|esterno al) Comune.*"), field.name());
        }
    }

    @Test
    @DisplayName("T16 counts seven kinds of activity, five roles, and adds up hours, meetings, networks and people")
    void supportLog() {
        assertEquals(7, field("supportEntry", "activity").options().size());
        assertEquals(5, field("supportEntry", "roles").options().size());
        assertEquals(List.of("hours", "meetings", "networks", "professionals"),
                method.type("supportLog").sections().get(0).sums());
    }

    @Test
    @DisplayName("T14 says that the matrix is this product's own reading, since the drawing is lost")
    void ownReading() {
        assertTrue(method.type("matrix").purpose().get("en").contains("own reading"));
        assertTrue(method.type("matrix").purpose().get("it").contains("lettura di Tavolo"));
    }

    @Test
    @DisplayName("a new template is a new file: it is read, and put on a table with its rows, and nothing else changes")
    void newFile(@TempDir Path folder) throws Exception {
        copy(folder);
        Files.writeString(folder.resolve("sheets/walk.json"), """
                {"name": "walk", "part": "area", "written": "common", "in": [null], "view": "sheet",
                 "label": {"it": "Passeggiata", "en": "Walk"}, "purpose": {"it": "Si guarda il quartiere.", "en": "You look at the district."},
                 "sections": [
                   {"name": "what", "label": {"it": "Che cosa", "en": "What"}, "by": "group", "fields": ["seen"]},
                   {"name": "stops", "label": {"it": "Tappe", "en": "Stops"}, "by": "group", "rows": "stop", "sums": ["minutes"]}],
                 "fields": [
                   {"name": "seen", "kind": "text", "translatable": true,
                    "label": {"it": "Che cosa si è visto", "en": "What was seen"}, "help": {"it": "In breve.", "en": "In short."}}]}""");
        Files.writeString(folder.resolve("sheets/stop.json"), """
                {"name": "stop", "part": "common", "in": ["walk"], "label": {"it": "Tappa", "en": "Stop"}, "main": "where",
                 "fields": [
                   {"name": "where", "kind": "text", "label": {"it": "Dove", "en": "Where"}, "help": {"it": "La via.", "en": "The street."}},
                   {"name": "minutes", "kind": "number", "least": 0, "label": {"it": "Minuti", "en": "Minutes"}}]}""");
        Method more = Method.read(folder);
        Board board = new Board(more);
        UUID walk = create(board, "walk", null);
        UUID stop = create(board, "stop", walk);
        board.apply(new Edit.Set(stop, "minutes", 15L, null), 1, 1);
        assertEquals(List.of(stop), board.children(walk).stream().map(Item::id).toList());
        assertEquals("common", more.part("walk", "seen"));
        assertTrue(new String(more.json(Kit.SHEETS), StandardCharsets.UTF_8).contains("\"What was seen\""));
        for (Row row : rows) {
            assertEquals(row.type(), more.type(row.type().name()));
        }
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(METHOD)) {
            for (Path file : files.filter(one -> !one.equals(METHOD)).toList()) {
                Files.copy(file, folder.resolve(METHOD.relativize(file).toString()));
            }
        }
    }

    private static UUID create(Board board, String type, UUID parent) throws Refusal {
        UUID id = UUID.randomUUID();
        board.apply(FirstEdits.create(id, type, parent, Map.of()), 1, 1);
        return id;
    }

    private static void words(Map<String, String> words, String where) {
        assertNotNull(words, where);
        assertEquals(LANGUAGES, words.keySet(), where);
        words.values().forEach(text -> assertFalse(text.isBlank(), where));
    }

    private static List<String> names(ItemType type) {
        return type.fields().stream().map(ItemType.Field::name).toList();
    }

    private ItemType.Field field(String type, String name) {
        return method.type(type).fields().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private List<Integer> numbersOf(String type) {
        return method.type(type).fields().stream().map(ItemType.Field::number).filter(Objects::nonNull).distinct().toList();
    }

    private List<String> asked(String type, int number) {
        return method.type(type).fields().stream().filter(field -> Integer.valueOf(number).equals(field.number()))
                .map(ItemType.Field::name).toList();
    }
}

package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules.Kind;

class MethodTest {
    private static final List<String> TYPES =
            List.of("programme", "plan", "action", "needs", "need", "notes", "group", "note", "journal", "entry",
                    "questions", "question", "asides", "aside", "session", "point", "hand", "round", "poll", "option", "result",
                    "team", "proposal", "comment", "answer");
    /** What the page itself sets, and never asks anybody for. */
    private static final Set<Kind> UNASKED = EnumSet.of(Kind.MOMENT, Kind.PERSON, Kind.ITEM);

    private final Method method = Method.read();

    @Test
    @DisplayName("the plan has the six official columns, in order, in both languages")
    void columns() {
        List<String> italian = method.type("action").fields().stream().filter(field -> field.column() > 0)
                .map(field -> field.column() + ". " + field.label().get("it")).toList();
        assertEquals(List.of("1. AZIONI", "2. RISULTATI", "3. CALENDARIO", "4. CHI DIRIGE?", "5. RISORSE E PARTNER",
                "6. VALUTAZIONE DEL SUCCESSO"), italian);
        List<String> english = method.type("action").fields().stream().filter(field -> field.column() > 0)
                .map(field -> field.label().get("en")).toList();
        assertEquals(List.of("ACTIONS", "RESULTS", "TIMETABLE", "WHO LEADS?", "RESOURCES AND PARTNERS",
                "EVALUATION OF SUCCESS"), english);
    }

    @Test
    @DisplayName("every label and help is there in Italian and in English, and every link leads to a type that exists")
    void complete() {
        for (String name : TYPES) {
            ItemType type = method.type(name);
            assertEquals(2, type.label().size(), name);
            for (ItemType.Field field : type.fields()) {
                assertEquals(2, field.label().size(), name + "." + field.name());
                boolean asked = !UNASKED.contains(field.kind()) && type.part().equals("plan");
                assertTrue(field.help() == null ? !asked : field.help().size() == 2, name + "." + field.name());
                field.options().forEach(option -> assertEquals(2, option.label().size(), option.value()));
            }
            for (ItemType.Relation link : type.links()) {
                link.to().forEach(to -> assertTrue(method.knows(to), to));
                assertTrue(link.becoming() == null || link.becoming().size() == 2, name);
            }
            for (Map<String, String> words : Arrays.asList(type.one(), type.numbered(), type.named())) {
                assertTrue(words == null || words.size() == 2, name);
            }
        }
    }

    @Test
    @DisplayName("L8 a need must say its kind, and what the page cannot ask for is required nowhere")
    void required(@TempDir Path folder) throws Exception {
        assertTrue(method.requires("need", "kind"));
        assertFalse(method.isComplete("need", Map.of("statement", "x", "kind", "")));
        assertTrue(method.isComplete("need", Map.of("kind", "policyGap")));
        for (String name : TYPES) {
            assertTrue(method.type(name).fields().stream().filter(ItemType.Field::required)
                    .allMatch(field -> field.kind() == Kind.CHOICE || field.first() != null), name);
        }
        for (String kind : List.of("text", "set")) {
            Files.writeString(folder.resolve("broken.json"), "{\"name\": \"broken\", \"part\": \"plan\", \"fields\": "
                    + "[{\"name\": \"what\", \"kind\": \"" + kind + "\", \"required\": true}]}");
            assertThrows(IllegalStateException.class, () -> Method.read(folder), kind);
        }
    }

    @Test
    @DisplayName("what a type says of its own fields and of others is there")
    void consistent() throws Refusal {
        for (String name : TYPES) {
            ItemType type = method.type(name);
            if (type.main() != null) {
                assertEquals(Kind.TEXT, method.kind(name, type.main()), name);
            }
            for (ItemType.Field field : type.fields()) {
                if (field.first() != null) {
                    method.check(name, field.name(), field.first());
                }
            }
            for (ItemType.Ask ask : type.asks()) {
                assertEquals(1, Stream.of(ask.field(), ask.link(), ask.back()).filter(Objects::nonNull).count(), name);
                assertTrue(method.knows(ask.of()), ask.of());
                assertTrue(ask.field() == null || method.kind(ask.of(), ask.field()) == Kind.TEXT, ask.field());
                assertTrue(ask.link() == null || method.type(ask.of()).links().stream()
                        .anyMatch(link -> link.name().equals(ask.link())), ask.link());
                assertTrue(ask.back() == null || TYPES.stream()
                        .anyMatch(from -> method.mayLink(from, ask.back(), ask.of())), ask.back());
                assertEquals(2, ask.one().size());
                assertEquals(2, ask.many().size());
            }
        }
        assertFalse(method.type("plan").asks().isEmpty());
    }

    @Test
    @DisplayName("a moment, a person, an item and a number with bounds are refused when they are none")
    void steering() throws Refusal {
        method.check("session", "opened", 1L);
        method.check("session", "leads", 7L);
        method.check("session", "here", "019a0000-0000-7000-8000-000000000001");
        method.check("session", "seconds", 300L);
        Map<String, List<Object>> wrong = Map.of("opened", List.of(-1L, 1.5, "1", true), "leads", List.of(0L, -7L, 1.5, "7"),
                "here", List.of("", "x", "019A0000-0000-7000-8000-000000000001", 1L),
                "seconds", List.of(0L, -5L, 9L, 1_000_000_000L, 300.5, "300"));
        wrong.forEach((field, values) -> values.forEach(value -> assertEquals("invalid_value",
                assertThrows(Refusal.class, () -> method.check("session", field, value), field + " " + value).reason())));
    }

    @Test
    @DisplayName("a type stands at one table, the shared one unless its file says the confidential one")
    void tables() {
        for (String name : TYPES) {
            boolean confidential = List.of("journal", "entry", "questions", "question", "asides", "aside")
                    .contains(name);
            assertEquals(confidential, method.standsAt("confidential", name), name);
            assertEquals(!confidential, method.standsAt("shared", name), name);
        }
        assertFalse(method.standsAt("shared", "nothing"));
    }

    @Test
    @DisplayName("the mentor's prompts are at hand in both languages: 8 offers, 8 refusals, 5 things to do, 6 against 3")
    void prompts() {
        Map<String, Integer> lines = method.type("journal").prompts().stream()
                .collect(Collectors.toMap(ItemType.Prompt::name, prompt -> prompt.lines().size()));
        assertEquals(Map.of("ask", 5, "does", 5, "offers", 8, "not", 8, "helps", 6, "decides", 3), lines);
        for (ItemType.Prompt prompt : method.type("journal").prompts()) {
            assertEquals(Set.of("it", "en"), prompt.label().keySet());
            prompt.lines().forEach(line -> assertEquals(Set.of("it", "en"), line.keySet()));
        }
    }

    @Test
    @DisplayName("a new template is a new file")
    void newFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("practice.json"), """
                {"name":"practice","part":"plan","in":["plan"],"label":{"it":"Buona pratica"},
                 "fields":[{"name":"where","kind":"text","label":{"it":"Dove"},"help":{"it":"Città"}}]}""");
        Method one = Method.read(folder);
        assertTrue(one.mayContain("plan", "practice"));
        assertFalse(one.mayContain(null, "practice"));
        assertEquals(Kind.TEXT, one.kind("practice", "where"));
    }

    @Test
    @DisplayName("every session that may be prepared is there in both languages, and keeps to the limits of the method")
    void sessions() {
        assertEquals(List.of("needs", "review", "visit-1", "visit-2", "visit-3"),
                method.sessions().stream().map(SessionTemplate::name).toList());
        for (SessionTemplate template : method.sessions()) {
            template.check(method);
            List<String> areas = method.type("point").fields().stream().filter(field -> field.name().equals("area"))
                    .flatMap(field -> field.options().stream()).map(ItemType.Option::value).toList();
            assertTrue(template.points().stream().allMatch(point -> areas.contains(point.area())), template.name());
            assertTrue(template.points().stream().allMatch(point -> point.minutes() > 0), template.name());
            assertTrue(template.points().stream().anyMatch(point -> !point.asks().isEmpty()), template.name());
        }
    }

    @Test
    @DisplayName("a new session to prepare is a new file, and one that could not be prepared is found at once")
    void newSession(@TempDir Path folder) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/method"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        assertEquals(List.of(), Method.read(folder).sessions());
        Path sessions = Files.createDirectory(folder.resolve("sessions"));
        String whole = """
                {"name":"forum","label":{"it":"Forum","en":"Forum"},"purpose":{"it":"Parlarsi.","en":"To talk."},
                 "points":[{"title":{"it":"Chi c'è","en":"Who is here"},"minutes":5,"area":"notes","asks":[
                  {"kind":"poll","method":"consent","about":"options","question":{"it":"Si va?","en":"Do we go?"},
                   "options":[{"it":"sì","en":"yes"},{"it":"poi","en":"later"}]}]}]}""";
        Files.writeString(sessions.resolve("forum.json"), whole);
        Method read = Method.read(folder);
        assertEquals("Do we go?", read.sessions().get(0).points().get(0).asks().get(0).question().get("en"));
        assertTrue(new String(read.json(Kit.SESSIONS), StandardCharsets.UTF_8).startsWith("{\"sessions\":[{\"name\":\"forum\""));
        Map<String, String> wrong = Map.of("\"forum\"", "\"other\"", ",\"en\":\"To talk.\"", "", "\"minutes\":5", "\"minutes\":0",
                "\"notes\"", "\"kitchen\"", "\"consent\"", "\"guess\"", "\"options\",", "\"lastRound\",", ",{\"it\":\"poi\",\"en\":\"later\"}", "",
                "Do we go?", "x".repeat(501), "\"kind\":\"poll\"", "\"kind\":\"hand\"");
        for (Map.Entry<String, String> change : wrong.entrySet()) {
            Files.writeString(sessions.resolve("forum.json"), whole.replace(change.getKey(), change.getValue()));
            assertThrows(IllegalStateException.class, () -> Method.read(folder), change.getKey());
        }
    }

    @Test
    @DisplayName("a translatable text has versions in other languages, with the fingerprint of the original")
    void versions() {
        assertEquals(Kind.TEXT, method.kind("action", "actions@nl"));
        assertEquals(Kind.TEXT, method.kind("action", "actions@zh-Hant-TW"));
        assertEquals(Kind.LINE, method.kind("action", "actions@nl:of"));
        assertNull(method.kind("action", "actions@xx-<script>"));
        assertNull(method.kind("action", "state@nl"));
        assertNull(method.kind("action", "nothing"));
    }

    @Test
    @DisplayName("values are of their kind, or refused")
    void values() throws Refusal {
        method.check("action", "state", "agreed");
        method.check("plan", "date", "2026-11-21");
        method.check("note", "onBehalfParty", "support");
        method.check("action", "lang", "ar");
        assertEquals("invalid_value", refused("action", "state", "red;background:url(//evil)"));
        assertEquals("invalid_value", refused("action", "state", 3L));
        assertEquals("invalid_value", refused("plan", "date", "2026-02-30"));
        assertEquals("invalid_party", refused("note", "onBehalfParty", "host"));
        assertEquals("invalid_language", refused("action", "lang", "xx-<script>"));
        assertEquals("too_long", refused("plan", "version", "v".repeat(81)));
        method.check("visit", "call", "https://meet.example.org/" + "a".repeat(900));
        assertEquals("too_long", refused("visit", "call", "a".repeat(1001)));
        assertEquals("too_long", refused("session", "hereField", "a".repeat(61)));
        assertEquals("invalid_text", refused("plan", "version", "a\nb"));
        assertEquals("wrong_kind", refused("action", "actions", "text goes by typing"));
    }

    private String refused(String type, String field, Object value) {
        return assertThrows(Refusal.class, () -> method.check(type, field, value)).reason();
    }
}

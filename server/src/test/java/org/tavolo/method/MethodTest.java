package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules.Kind;

class MethodTest {
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
        for (String name : List.of("programme", "plan", "action", "needs", "need", "notes", "group", "note")) {
            ItemType type = method.type(name);
            assertEquals(2, type.label().size(), name);
            for (ItemType.Field field : type.fields()) {
                assertEquals(2, field.label().size(), name + "." + field.name());
                assertEquals(2, field.help().size(), name + "." + field.name());
                field.options().forEach(option -> assertEquals(2, option.label().size(), option.value()));
            }
            for (ItemType.Relation link : type.links()) {
                link.to().forEach(to -> assertTrue(method.knows(to), to));
            }
        }
    }

    @Test
    @DisplayName("a new template is a new file")
    void newFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("practice.json"), """
                {"name":"practice","in":["plan"],"label":{"it":"Buona pratica"},
                 "fields":[{"name":"where","kind":"text","label":{"it":"Dove"},"help":{"it":"Città"}}]}""");
        Method one = Method.read(folder);
        assertTrue(one.mayContain("plan", "practice"));
        assertFalse(one.mayContain(null, "practice"));
        assertEquals(Kind.TEXT, one.kind("practice", "where"));
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
        assertEquals("invalid_text", refused("plan", "version", "a\nb"));
        assertEquals("wrong_kind", refused("action", "actions", "text goes by typing"));
    }

    private String refused(String type, String field, Object value) {
        return assertThrows(Refusal.class, () -> method.check(type, field, value)).reason();
    }
}

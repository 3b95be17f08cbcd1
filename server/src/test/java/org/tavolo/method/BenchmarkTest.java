package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules.Kind;

class BenchmarkTest {
    private static final Path FILES = Path.of("src/main/resources/method");

    private final Method method = Method.read();
    private final Map<String, Benchmark> benchmarks = method.benchmarks().stream()
            .collect(Collectors.toMap(Benchmark::name, Function.identity()));

    @Test
    @DisplayName("the city for all comes with its five key factors and ten context factors, each with why and how to ask")
    void cityForAll() {
        Benchmark city = benchmarks.get("cityForAll");
        assertEquals(List.of(1, 2, 3, 4, 5), city.key().stream().map(Benchmark.Key::number).toList());
        assertEquals("Collegamento in rete e accessibilità", city.key().get(3).label().get("it"));
        assertEquals(10, city.context().size());
        for (Benchmark.Key factor : city.key()) {
            assertTrue(factor.questions().size() >= 3, factor.name());
            assertNotNull(factor.examples(), factor.name());
            factor.examples().values().forEach(text -> assertTrue(text.startsWith("Mechelen"), factor.name()));
        }
    }

    @Test
    @DisplayName("of language learning there is key factor 8, and the other themes are frames to be filled")
    void otherThemes() {
        assertEquals(List.of("cityForAll", "gender", "language", "work"),
                method.benchmarks().stream().map(Benchmark::name).toList());
        Benchmark.Key eighth = benchmarks.get("language").key().get(0);
        assertEquals(8, eighth.number());
        assertEquals(4, eighth.questions().size());
        assertNotNull(eighth.tips());
        for (String frame : List.of("gender", "work")) {
            assertTrue(benchmarks.get(frame).key().isEmpty() && benchmarks.get(frame).context().isEmpty(), frame);
            assertFalse(benchmarks.get(frame).rationale().get("it").isBlank());
        }
    }

    @Test
    @DisplayName("a factor is key or context and goes from one to the other; an assessment is a word, and nothing can be added up")
    void assessments() throws Refusal {
        for (String kind : List.of("key", "context")) {
            method.check("factor", "kind", kind);
        }
        for (String type : List.of("factor", "factorQuestion")) {
            for (String side : List.of("mentee", "mentor")) {
                for (String word : List.of("present", "partly", "absent", "notRelevant")) {
                    method.check(type, side, word);
                }
                assertThrows(Refusal.class, () -> method.check(type, side, 3L));
            }
            assertTrue(method.type(type).fields().stream().noneMatch(field -> field.kind() == Kind.NUMBER), type);
        }
        assertTrue(method.mayContain("benchmark", "factor") && method.mayContain("factor", "factorQuestion"));
        assertTrue(method.mayLink("action", "factor", "factor") && method.mayLink("need", "concerns", "factor"));
    }

    @Test
    @DisplayName("a new benchmark is a new file, and one that no table could begin with is found at once")
    void newFile(@TempDir Path folder) throws IOException {
        copy(FILES, folder);
        String whole = """
                {"name":"school","label":{"it":"Scuola","en":"School"},"rationale":{"it":"Perché sì.","en":"Because."},
                 "key":[{"name":"a","number":1,"label":{"it":"Uno","en":"One"},"why":{"it":"Perché","en":"Why"},
                  "questions":[{"it":"C'è?","en":"Is it there?"}]},
                  {"name":"b","number":2,"label":{"it":"Due","en":"Two"},"why":{"it":"Perché","en":"Why"},
                  "questions":[{"it":"C'è?","en":"Is it there?"}]}],
                 "context":[{"name":"c","label":{"it":"Leggi","en":"Laws"},"text":{"it":"Quali","en":"Which"}}]}""";
        Path file = folder.resolve("benchmarks/school.json");
        Files.writeString(file, whole);
        Method read = Method.read(folder);
        assertEquals(5, read.benchmarks().size());
        assertTrue(new String(read.json(Kit.BENCHMARKS), StandardCharsets.UTF_8).startsWith("{\"benchmarks\":[{\"name\":\"cityForAll\""));
        Map<String, String> wrong = Map.of("\"school\"", "\"other\"", ",\"en\":\"Because.\"", "", "\"name\":\"b\"", "\"name\":\"a\"",
                "\"number\":2", "\"number\":1", "{\"it\":\"C'è?\",\"en\":\"Is it there?\"}", "", "\"text\":", "\"score\":",
                "Uno", "x".repeat(301));
        for (Map.Entry<String, String> change : wrong.entrySet()) {
            Files.writeString(file, whole.replace(change.getKey(), change.getValue()));
            assertThrows(Exception.class, () -> Method.read(folder), change.getKey());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }
}

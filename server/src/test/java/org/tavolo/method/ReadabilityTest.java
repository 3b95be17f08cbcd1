package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whoever works in a second language reads the method's help: every one of its texts is easy, by the Gulpease index in
 * Italian (60 or more) and the Flesch-Kincaid grade in English (8 or less), counted as {@link Readability} says. Texts of
 * up to twelve words say little alone: those of a file are read as one. So is each file as a whole, and all of them.
 */
class ReadabilityTest {
    private static final Path METHOD = Path.of("src/main/resources/method");
    private static final int LEAST_GULPEASE = 60;
    private static final int MOST_GRADE = 8;
    private static final int SHORT = 12;
    /** What explains, as against what names. */
    private static final Set<String> HELP = Set.of("help", "purpose", "rationale", "why", "text", "questions", "tips");

    @Test
    @DisplayName("every help and purpose of the method is easy to read, in Italian and in English")
    void easy() throws IOException {
        Map<String, List<JsonNode>> files = texts();
        List<String> wrong = new ArrayList<>();
        for (String language : List.of("it", "en")) {
            List<String> all = new ArrayList<>();
            files.forEach((file, texts) -> {
                List<String> whole = texts.stream().map(words -> closed(words.path(language).asText())).toList();
                Map<Boolean, List<String>> byLength = whole.stream()
                        .collect(Collectors.partitioningBy(text -> Readability.words(language, text) > SHORT));
                byLength.get(true).forEach(text -> look(wrong, file, language, text));
                look(wrong, file, language, String.join(" ", byLength.get(false)));
                look(wrong, file, language, String.join(" ", whole));
                all.addAll(whole);
            });
            assertTrue(all.size() > 400, "so few texts prove little: " + all.size());
            look(wrong, "all files", language, String.join(" ", all));
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    @DisplayName("both formulas give what a count by hand gives")
    void formulas() {
        // 6 words, 2 sentences, 29 letters.
        assertEquals(89 + (300.0 * 2 - 10 * 29) / 6, Readability.gulpease("La città scrive. Il mentore ascolta."));
        // 4 words, 1 sentence, 17 letters: an apostrophe makes no second word.
        assertEquals(89 + (300.0 - 10 * 17) / 4, Readability.gulpease("L'azione nasce da qui?"), 1e-9);
        // 6 words, 2 sentences, 9 syllables.
        assertEquals(0.39 * 3 + 11.8 * 1.5 - 15.59, Readability.grade("The city writes. The mentor listens."), 1e-9);
        assertTrue(Readability.grade("The municipality's administrative capacity necessitates consideration.") > 20);
        assertTrue(Readability.gulpease("L'amministrazione comunale necessita di un'approfondita considerazione "
                + "delle problematiche organizzative precedentemente evidenziate.") < 40);
    }

    @Test
    @DisplayName("syllables are counted as they are spoken, in words of the kind that the help has")
    void syllables() {
        Map<Integer, String> spoken = Map.of(
                1, "need needs write writes asked sheet plan would worked those weighs tried themes",
                2, "city people table added doing saying needed changes churches create social language being",
                3, "services period video area ideas agreement explaining together various",
                4, "society community information variety evaluate",
                5, "evaluation association participation");
        spoken.forEach((count, words) -> {
            for (String word : words.split(" ")) {
                assertEquals(count, Readability.syllables(word), word);
            }
        });
    }

    private static void look(List<String> wrong, String file, String language, String text) {
        if (Readability.words(language, text) > 0) {
            double reading = language.equals("it") ? Readability.gulpease(text) : Readability.grade(text);
            if (language.equals("it") ? reading < LEAST_GULPEASE : reading > MOST_GRADE) {
                wrong.add("%s, %s, %.1f: %.200s".formatted(file, language, reading, text));
            }
        }
    }

    /** A text that ends without a mark ends a sentence all the same. */
    private static String closed(String text) {
        return text.matches("(?s).*[.!?…]") ? text : text + ".";
    }

    private static Map<String, List<JsonNode>> texts() throws IOException {
        Map<String, List<JsonNode>> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(METHOD)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
                List<JsonNode> found = new ArrayList<>();
                gather(new ObjectMapper().readTree(file.toFile()), false, found);
                texts.put(METHOD.relativize(file).toString(), found);
            }
        }
        return texts;
    }

    private static void gather(JsonNode node, boolean help, List<JsonNode> found) {
        if (help && node.path("it").isTextual()) {
            found.add(node);
        } else if (node.isArray()) {
            node.forEach(one -> gather(one, help, found));
        } else {
            node.fields().forEachRemaining(member -> gather(member.getValue(), HELP.contains(member.getKey()), found));
        }
    }
}

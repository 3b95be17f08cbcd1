package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code docs/method.md} leaves out nothing of the method, and names only what is there. */
class MethodPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern ABSENT = Pattern.compile("\\b([Nn]ot yet|with versions)\\b");

    /** A row: its code, what it is, where it is, and what proves it. */
    private static List<List<String>> rows() throws IOException {
        return page().lines().filter(line -> line.matches("\\| [TPRLX]\\d.*"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList()).map(cells -> cells.subList(1, 5))
                .toList();
    }

    @Test
    @DisplayName("every template, phase, role, rule and adaptation has exactly one row, in its order")
    void codes() throws IOException {
        List<String> codes = Stream.of(codes("T", 23), codes("P", 16), codes("R", 13), codes("L", 28), codes("X", 10))
                .flatMap(some -> some).flatMap(code -> code.equals("R5") ? Stream.of(code, "R5b") : Stream.of(code)).toList();
        assertEquals(codes, rows().stream().map(row -> row.get(0)).toList());
    }

    @Test
    @DisplayName("every test and file that is named is there")
    void named() throws IOException {
        Set<String> files = new TreeSet<>();
        for (String folder : List.of("server/src", "web-client/src", "web-client/test", "docs")) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
                below.filter(Files::isRegularFile).map(file -> "/" + ROOT.relativize(file)).forEach(files::add);
            }
        }
        List<String> missing = NAMED.matcher(page()).results().map(match -> match.group(1))
                .filter(name -> files.stream().noneMatch(file -> file.endsWith("/" + name) || file.endsWith("/" + name + ".java")
                        || file.startsWith("/" + name + "/")))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    @DisplayName("every row names what proves it, or says what is not there")
    void proven() throws IOException {
        for (List<String> row : rows()) {
            List<String> proof = NAMED.matcher(row.get(3)).results().map(MatchResult::group).toList();
            assertTrue(!proof.isEmpty() || ABSENT.matcher(row.get(2)).find(), row.get(0));
            assertTrue(proof.stream().allMatch(name -> name.matches("`\\w+(Test|IT|\\.test\\.ts)`")), row.get(0));
        }
    }

    @Test
    @DisplayName("every file of a sheet and of its rows is named")
    void sheets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/method/sheets"))) {
            String page = page();
            Set<String> unnamed = files.map(file -> "sheets/" + file.getFileName()).filter(name -> !page.contains("`" + name + "`"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), unnamed);
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/method.md"));
    }

    private static Stream<String> codes(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }
}

package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final Path FILES = Path.of("src/main/resources/method");

    @Test
    @DisplayName("cities release needs, strengths, gaps between levels and open needs, and nobody whom one could call")
    void kinds() {
        Method method = Method.read();
        assertEquals(List.of("levels", "needs", "openNeeds", "strengths"), method.releases().stream().map(Release::name).toList());
        assertEquals(List.of("mentor"), method.release("strengths").by());
        assertTrue(method.releases().stream().flatMap(kind -> kind.from().stream())
                .noneMatch(source -> source.fields().contains("contact") || source.fields().contains("person")));
    }

    @Test
    @DisplayName("a release of what no table has, or of what nobody's it is, is found when the server starts")
    void unfit(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(FILES.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path file = folder.resolve("releases/needs.json");
        String whole = Files.readString(file);
        Map<String, String> wrong = Map.of("\"type\": \"need\"", "\"type\": \"dream\"", "\"statement\", ", "\"dream\", ",
                "\"statement\", \"kind\"", "\"statement\", \"statement\"", "[\"mentee\"]", "[\"association\"]",
                "\"type\": \"localContext\"", "\"type\": \"entry\"", ", \"en\": \"Summary of the needs\"", "",
                "\"obstacles\"]},", "\"finished\"]},", "\"name\": \"needs\"", "\"name\": \"other\"");
        for (Map.Entry<String, String> change : wrong.entrySet()) {
            Files.writeString(file, whole.replace(change.getKey(), change.getValue()));
            assertThrows(IllegalStateException.class, () -> Method.read(folder), change.getKey());
        }
    }
}

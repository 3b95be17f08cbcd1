package org.tavolo.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.board.Board;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;

class PresetsTest {
    private static final Path FILES = Path.of("src/main/resources/method");
    /** What each way ends in; several ways may end in a plan, and each is called by its own name. */
    private static final Map<String, String> PRODUCTS = Map.ofEntries(
            Map.entry("incluCities", "il piano d'azione finale"),
            Map.entry("needs", "l'analisi dei bisogni, rivista con il mentore"),
            Map.entry("review", "la valutazione, con che cosa tenere e che cosa cambiare"),
            Map.entry("meetings", "il piano d'azione maturato negli incontri"),
            Map.entry("noBenchmark", "il piano d'azione, nato dai bisogni"),
            Map.entry("dialogue", "il piano d'azione e ciò che serve anche ad altre città"),
            Map.entry("problem", "una soluzione concordata, con chi la porta avanti"),
            Map.entry("circle", "le soluzioni trovate insieme"),
            Map.entry("mixed", "il piano d'azione, preparato anche a distanza"),
            Map.entry("alliance", "l'alleanza formalizzata, e come la si gestisce"),
            Map.entry("networks", "la valutazione in tre linee, e come si prosegue"),
            Map.entry("oneStopShop", "il piano d'azione e lo sportello unico"),
            Map.entry("academy", "la comunità, con i suoi materiali"),
            Map.entry("offer", "i punti di forza, da far leggere alle associazioni"));

    private final Method method = Method.read();

    @Test
    @DisplayName("the sixteen phases follow each other, and the programme knows each by its own words")
    void phases() {
        assertEquals(IntStream.rangeClosed(1, 16).mapToObj("p%02d"::formatted).toList(),
                method.phases().stream().map(Phase::name).toList());
        assertEquals(IntStream.rangeClosed(1, 16).mapToObj(n -> "P" + n).toList(),
                method.phases().stream().map(Phase::code).toList());
        List<Map<String, String>> labels = method.phases().stream().map(Phase::label).toList();
        assertEquals(labels, options("phase"));
        assertEquals(labels, options("leftOut"));
    }

    @Test
    @DisplayName("there is a preset for each adaptation of the method, and each ends in a product with a name of its own")
    void presets() {
        Map<String, String> products = new HashMap<>();
        method.presets().forEach(preset -> products.put(preset.name(), preset.product().label().get("it")));
        assertEquals(PRODUCTS, products);
        assertEquals(PRODUCTS.size(), new HashSet<>(PRODUCTS.values()).size());
        List<String> codes = method.presets().stream().map(preset -> preset.code().replaceAll("[a-z]$", "")).distinct().toList();
        assertEquals(11, codes.size());
        IntStream.rangeClosed(0, 10).forEach(n -> assertTrue(codes.contains("X" + n), "X" + n));
        List<Map<String, String>> labels = new ArrayList<>(options("preset"));
        method.presets().forEach(preset -> assertTrue(labels.remove(preset.label()), preset.name()));
        assertEquals(List.of(), labels);
    }

    @Test
    @DisplayName("as in IncluCities one begins with five areas and three visits: mentee, mentor, mentee")
    void incluCities() throws Refusal {
        Board board = begun("incluCities", null);
        assertEquals(List.of("programme", "plan", "needs", "notes", "visits", "supportGroup"),
                board.children(null).stream().map(Item::type).toList());
        List<Item> visits = visits(board);
        assertEquals(List.of("mentee", "mentor", "mentee"), visits.stream().map(visit -> visit.fields().get("host")).toList());
        assertTrue(visits.stream().allMatch(visit -> board.children(visit.id()).size() >= 3));
        assertEquals(List.of("p15", "p16"), board.children(null).get(0).fields().get("leftOut"));
        assertEquals("incluCities", board.children(null).get(0).fields().get("preset"));
    }

    @Test
    @DisplayName("every preset makes its areas with what stands within them, and its visits with goal, product and agenda")
    void begins() throws Refusal {
        for (Preset preset : method.presets()) {
            Board board = begun(preset.name(), null);
            List<String> top = board.children(null).stream().map(Item::type).toList();
            assertEquals(Stream.concat(Stream.of("programme", "plan", "needs", "notes"), preset.areas().stream()).toList(), top,
                    preset.name());
            for (Item area : board.children(null)) {
                for (ItemType.Section section : method.type(area.type()).sections()) {
                    long within = board.children(area.id()).stream().filter(one -> one.type().equals(section.within())).count();
                    assertEquals(section.within() == null ? 0 : 1, within, area.type());
                }
            }
            List<Item> visits = preset.visits().isEmpty() ? List.of() : visits(board);
            assertEquals(preset.visits(null).size(), visits.size(), preset.name());
            for (Item visit : visits) {
                assertNotNull(visit.fields().get("goal"));
                assertNotNull(visit.fields().get("product"));
                assertEquals("it", visit.fields().get("lang"));
                assertTrue(board.children(visit.id()).stream().allMatch(entry -> entry.fields().containsKey("title")));
            }
        }
    }

    @Test
    @DisplayName("with 2 to 10 meetings there are as many visits: the first in the mentee city, one with the mentor")
    void meetings() throws Refusal {
        Preset preset = method.preset("meetings");
        for (long count : LongStream.rangeClosed(2, 10).toArray()) {
            List<String> hosts = visits(begun("meetings", count)).stream().map(visit -> (String) visit.fields().get("host")).toList();
            assertEquals(count, hosts.size());
            assertEquals("mentee", hosts.get(0));
            assertTrue(hosts.contains("mentor"));
            assertTrue(count < 3 || hosts.get(hosts.size() - 1).equals("mentee"), "the last of " + count);
        }
        assertTrue(preset.allows(null) && preset.allows(2L) && preset.allows(10L));
        assertTrue(Stream.of(0L, 1L, 11L).noneMatch(preset::allows));
        assertTrue(method.presets().stream().filter(one -> one != preset).noneMatch(one -> one.allows(3L)));
    }

    @Test
    @DisplayName("visits are written in the programme's language, and in English where the method does not speak it")
    void language() throws Refusal {
        assertEquals("en", visits(begun("incluCities", null, "lv")).get(0).fields().get("lang"));
        assertTrue(((String) visits(begun("incluCities", null, "en")).get(0).fields().get("goal")).startsWith("Let the mentors"));
    }

    @Test
    @DisplayName("a preset with which no programme could begin, or that could not end, is found when the server starts")
    void unfitPreset(@TempDir Path folder) throws IOException {
        copy(folder);
        Path file = folder.resolve("presets/incluCities.json");
        String whole = Files.readString(file);
        Map<String, String> wrong = Map.of("\"name\": \"incluCities\"", "\"name\": \"other\"", "\"supportGroup\"]", "\"kitchen\"]",
                "[\"visits\", ", "[\"visits\", \"visits\", ", "\"p16\"]", "\"p17\"]", "\"phase\": \"p12\"", "\"phase\": \"p15\"",
                "\"host\": \"mentor\"", "\"host\": \"nobody\"", "\"kind\": \"recap\"", "\"kind\": \"nap\"", "\"minutes\": 60", "\"minutes\": 0",
                ", \"en\": \"As in IncluCities\"", "", "\"host\": \"mentee\",", "\"host\": \"mentee\", \"from\": 3,");
        for (Map.Entry<String, String> change : wrong.entrySet()) {
            Files.writeString(file, whole.replace(change.getKey(), change.getValue()));
            assertThrows(IllegalStateException.class, () -> Method.read(folder), change.getKey());
        }
    }

    @Test
    @DisplayName("a phase that wants what no table has is found when the server starts")
    void unfitPhase(@TempDir Path folder) throws IOException {
        copy(folder);
        Path file = folder.resolve("phases/p09.json");
        String whole = Files.readString(file);
        Map<String, String> wrong = Map.of("\"of\": \"visitQuestion\"", "\"of\": \"riddle\"", "\"area\": \"visits\"", "\"area\": \"visit\"",
                "\"least\": 1", "\"least\": 0", "\"link\": \"answers\"", "\"link\": \"denies\"", "\"name\": \"p09\"", "\"name\": \"p17\"",
                ", \"en\": \"First visit: a start\"", "");
        for (Map.Entry<String, String> change : wrong.entrySet()) {
            Files.writeString(file, whole.replace(change.getKey(), change.getValue()));
            assertThrows(IllegalStateException.class, () -> Method.read(folder), change.getKey());
        }
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(FILES.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private List<Map<String, String>> options(String field) {
        return method.type("programme").fields().stream().filter(one -> one.name().equals(field))
                .flatMap(one -> one.options().stream()).map(ItemType.Option::label).toList();
    }

    private Board begun(String preset, Long meetings) throws Refusal {
        return begun(preset, meetings, "it");
    }

    private Board begun(String preset, Long meetings, String language) throws Refusal {
        Board board = new Board(method);
        board.applyAll(new FirstEdits(Map.of("title", "Prova"), UUID::randomUUID)
                .with(method.preset(preset), meetings, language, method).edits(), 1, 1);
        return board;
    }

    private static List<Item> visits(Board board) {
        Item visits = board.children(null).stream().filter(item -> item.type().equals("visits")).findFirst().orElseThrow();
        return board.children(visits.id()).stream().filter(item -> item.type().equals("visit")).toList();
    }
}

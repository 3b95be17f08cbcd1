package org.tavolo.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavolo.board.Item;
import org.tavolo.method.Method;

class PlanInOutTest {
    private static final Method METHOD = Method.read();
    private final PlanIn in = new PlanIn(METHOD);
    private final PlanOut out = new PlanOut(METHOD);

    private static byte[] sample() throws IOException {
        try (var stream = PlanInOutTest.class.getResourceAsStream("/sample/piano-capaci.csv")) {
            return stream.readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("the city officer's plan comes in with its six rows, line breaks, scripts and emoji")
    void sampleComesIn() throws Exception {
        Preview preview = in.file(sample());
        assertEquals(6, preview.rows().size());
        assertEquals("it", preview.language());
        assertEquals(";", preview.delimiter());
        assertEquals("UTF-8", preview.encoding());
        assertTrue(preview.leftOut().isEmpty());
        assertEquals("Preparazione: gennaio-marzo\nPrime coppie: aprile\nVerifica: dicembre",
                preview.rows().get(0).fields().get("timetable"));
        assertTrue(preview.rows().get(2).fields().get("results").contains("العربية"));
        assertTrue(preview.rows().get(2).fields().get("resources").contains("\"linguaggio semplice\""));
        assertTrue(preview.rows().get(4).fields().get("timetable").endsWith("🎉"));
        assertEquals("Sindaco", preview.rows().get(5).fields().get("leader"));
        assertEquals(5, preview.rows().get(1).line());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,';'", "UTF-16LE,';'", "UTF-16BE,','", "windows-1252,','", "UTF-8,'\t'", "windows-1252,';'"})
    @DisplayName("encoding and delimiter are found out")
    void encodings(String charset, String delimiter) throws Exception {
        String text = String.join(delimiter, "AZIONI", "CHI DIRIGE?", "RISULTATI") + "\r\n"
                + String.join(delimiter, "\"Città per tutti: è già qui\"", "Sindaco", "metà") + "\r\n";
        Preview preview = in.file(text.getBytes(Charset.forName(charset)));
        assertEquals("Città per tutti: è già qui", preview.rows().get(0).fields().get("actions"));
        assertEquals("metà", preview.rows().get(0).fields().get("results"));
        assertEquals(charset, preview.encoding());
    }

    @Test
    @DisplayName("a byte-order mark is no part of the first heading")
    void byteOrderMark() throws Exception {
        for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
            Preview preview = in.file(("\uFEFFACTIONS;WHO LEADS?\nA;B").getBytes(Charset.forName(charset)));
            assertEquals("A", preview.rows().get(0).fields().get("actions"));
            assertEquals("en", preview.language());
        }
    }

    @Test
    @DisplayName("title lines stand above the table, headings come in any order with numbers and hints, further columns are named and left out")
    void realFiles() throws Exception {
        Preview preview = in.file(utf8("""
                Programma di mentoring;Una città per tutti;;
                Mentee;Capaci;;

                N.;4. CHI DIRIGE? (per ogni azione);1. Azioni (ciò che farete);Costo stimato
                1;Sindaco;Tavolo stabile;1.000 €
                ;;;
                2;Biblioteca;Racconti in piazza;0
                """));
        assertEquals(List.of("N.", "Costo stimato"), preview.leftOut());
        assertEquals(2, preview.rows().size());
        assertEquals(Map.of("leader", "Biblioteca", "actions", "Racconti in piazza"), preview.rows().get(1).fields());
        assertEquals(7, preview.rows().get(1).line());
    }

    @Test
    @DisplayName("pasted cells need no headings, and their quotes may mean nothing")
    void pasted() throws Exception {
        Preview plain = in.pasted(utf8("Tavolo stabile\tProtocollo\tGiugno\tSindaco\n\"piano\" vero\tb\n"));
        assertEquals("Sindaco", plain.rows().get(0).fields().get("leader"));
        assertEquals("\"piano\" vero", plain.rows().get(1).fields().get("actions"));
        Preview quoted = in.pasted(utf8("\"due\nrighe\"\t\"dice \"\"sì\"\"\"\n"));
        assertEquals("due\nrighe", quoted.rows().get(0).fields().get("actions"));
        assertEquals("dice \"sì\"", quoted.rows().get(0).fields().get("results"));
        Preview headed = in.pasted(utf8("WHO LEADS?\tACTIONS\nMayor\tTalk\n"));
        assertEquals(Map.of("leader", "Mayor", "actions", "Talk"), headed.rows().get(0).fields());
    }

    @Test
    @DisplayName("malformed files say the line and the reason")
    void malformed() {
        assertUnreadable("", 0, "empty");
        assertUnreadable(" \n\t\n", 0, "empty");
        assertUnreadable("a;b\nc;d\n", 0, "no_headings");
        assertUnreadable("AZIONI;RISULTATI\n", 0, "no_rows");
        assertUnreadable("AZIONI;RISULTATI\nuno;due\n\"tre;quattro\n", 3, "unclosed_quote");
        assertUnreadable("AZIONI;RISULTATI\nuno;\"due\" x\n", 2, "text_after_quote");
        assertUnreadable("AZIONI;RISULTATI;AZIONI\na;b;c\n", 1, "double_heading");
        assertUnreadable("AZIONI;RISULTATI\nok;ok\n" + "x".repeat(20_001) + ";b\n", 3, "too_long");
        assertUnreadable("AZIONI;RISULTATI\nz" + "\u0300".repeat(9) + ";b\n", 2, "too_many_marks");
        assertUnreadable("AZIONI;RISULTATI\n" + "a;b\n".repeat(2_001), 2_001, "too_many_rows");
        assertUnreadable("AZIONI;RISULTATI" + ";".repeat(120) + "\na;b\n", 1, "too_many_columns");
        byte[] zeros = utf8("AZIONI;RISULTATI\nun\0o;due\n");
        assertEquals("not_text", assertThrows(UnreadableFile.class, () -> in.file(zeros)).why());
        assertEquals("too_large",
                assertThrows(UnreadableFile.class, () -> in.file(new byte[PlanIn.LARGEST + 1])).why());
    }

    private void assertUnreadable(String text, long line, String why) {
        UnreadableFile e = assertThrows(UnreadableFile.class, () -> in.file(utf8(text)));
        assertEquals(why + "@" + line, e.why() + "@" + e.line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://evil\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", "'=1", "''=1",
        "- elenco", " =1", "|calc", "'s avonds", "a=b", "=\n1"})
    @DisplayName("row 86: a cell that a spreadsheet would run goes out harmless and comes back as it was")
    void formulas(String text) throws Exception {
        String csv = new String(out.csv(List.of(action(Map.of("actions", text, "leader", "x"))), "it"),
                StandardCharsets.UTF_8);
        String cell = csv.split("\r\n", 2)[1].substring(1);
        assertFalse(cell.strip().matches("(?s)^[=+\\-@|%＝].*"), cell);
        assertEquals(text, in.file(utf8(csv)).rows().get(0).fields().get("actions"));
    }

    @Test
    @DisplayName("200 random plans are equal after going out and coming in")
    void roundTrips() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PlanInOutTest seed " + seed);
        Random random = new Random(seed);
        List<String> names = PlanTable.columns(METHOD).stream().map(column -> column.name()).toList();
        for (int plan = 0; plan < 200; plan++) {
            List<Item> actions = new ArrayList<>();
            List<Map<String, Object>> expected = new ArrayList<>();
            for (int row = 0; row <= random.nextInt(8); row++) {
                Map<String, Object> fields = new HashMap<>();
                fields.put("actions", "A" + text(random));
                for (String name : names.subList(1, 6)) {
                    if (random.nextInt(4) > 0) {
                        fields.put(name, text(random));
                    }
                }
                if (random.nextBoolean()) {
                    fields.put("state", List.of("idea", "toDeepen", "agreed").get(random.nextInt(3)));
                }
                actions.add(action(fields));
                expected.add(fields);
            }
            for (String language : List.of("it", "en")) {
                List<Preview.Row> back = in.file(out.csv(actions, language)).rows();
                assertEquals(expected, back.stream().map(Preview.Row::fields).toList(), "seed " + seed);
            }
        }
    }

    @Test
    @DisplayName("the sample goes out and comes in equal, and goes out again byte for byte the same")
    void sampleRoundTrip() throws Exception {
        List<Item> actions = in.file(sample()).rows().stream().map(row -> action(new HashMap<>(row.fields()))).toList();
        byte[] first = out.csv(actions, "it");
        List<Item> again = in.file(first).rows().stream().map(row -> action(new HashMap<>(row.fields()))).toList();
        assertArrayEquals(first, out.csv(again, "it"));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(first, 0, 3);
        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, head.toByteArray());
    }

    private static Item action(Map<String, ?> fields) {
        return new Item(UUID.randomUUID(), "action", UUID.randomUUID(), "V", Map.copyOf(fields), List.of(), 1, 0, false);
    }

    private static String text(Random random) {
        String[] pieces = {"città", " ", "\n", ";", ",", "\t", "\"", "'", "=", "+1", "-", "@", "👩‍👩‍👧", "العربية",
            "বাংলা", "e\u0301", "\u200F", "x", "'=", "  ", "＝", "€"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(12); i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan comes in from files and from cells, seen before it changes anything, and goes out so that it comes in equal. */
class InAndOutIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample/piano-capaci.csv");
    private static final List<List<String>> TWO = List.of(
        List.of("Sportello unico", "Tempi più brevi", "Primavera", "Ufficio", "Mediatori, €", "Sondaggio"),
        List.of("Buddy", "", "Da aprile", "Servizi", "", ""));

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aCitysFileComesInAfterAPreviewAndGoesOutEqual() throws IOException {
        Table table = Table.set(hall.server(), "Dentro e fuori");
        Participant rosa = hall.facilitator(table);
        Participant bea = hall.join(table, "Bea", "mentor");
        look(rosa, Files.readAllBytes(SAMPLE));
        Desk.says(panel(rosa), rosa.words().get("would_bring", "n", 6));
        Desk.counts(panel(rosa).locator(".rows li"), 6);
        assertEquals(List.of(), table.plan(), "a preview changes nothing");
        rosa.button("cancel").click();
        assertThat(panel(rosa).locator(".rows li")).hasCount(0);
        look(rosa, Files.readAllBytes(SAMPLE));
        rosa.button("bring_in_now").click();
        Desk.counts(bea.page().locator("#plan tr[data-row]"), 6);
        rosa.saved();
        List<List<String>> plan = table.plan();
        bea.sees(plan);
        rosa.page().keyboard().press("Control+z");
        bea.sees(List.of());
        rosa.page().keyboard().press("Control+Shift+z");
        bea.sees(plan);

        // A cell that a spreadsheet would take for a formula goes out as text, and comes in as it was.
        Desk.of(bea).rewrite(Desk.of(bea).row(1), "leader", "=1+1");
        bea.saved();
        byte[] out = takeOut(bea);
        assertFalse(new String(out, StandardCharsets.UTF_8).contains("\"=1+1"), "no formula in the file");
        Table other = Table.set(hall.server(), "L'altro tavolo");
        Participant jan = hall.facilitator(other);
        look(jan, out);
        Desk.says(panel(jan), jan.words().get("would_bring", "n", 6));
        jan.button("bring_in_now").click();
        jan.saved().sees(table.plan());
        assertEquals("=1+1", other.plan().get(0).get(3));
    }

    @Test
    void filesOfOtherKindsComeInWithColumnsInAnyOrderAndFurtherColumnsAreNamedAndLeftOut() {
        Table table = Table.set(hall.server(), "Altri file");
        Participant rosa = hall.facilitator(table);
        String english = "Evaluation of success\tInternal\tActions\tResults\tTimetable\tWho leads?\tResources and partners\n"
            + "Sondaggio\tx\tSportello unico\tTempi più brevi\tPrimavera\tUfficio\tMediatori, €\n"
            + "\t\tBuddy\t\tDa aprile\tServizi\t\n";
        look(rosa, ("\uFEFF" + english).getBytes(StandardCharsets.UTF_16LE));
        Desk.says(panel(rosa), rosa.words().get("left_out", "columns", "Internal"));
        Desk.says(panel(rosa), "UTF-16");
        Desk.says(panel(rosa), "inglese");
        rosa.button("bring_in_now").click();
        rosa.saved().sees(TWO);
        String italian = "AZIONI;RISULTATI;CALENDARIO;CHI DIRIGE?;RISORSE E PARTNER;VALUTAZIONE DEL SUCCESSO\r\n"
            + "Sportello unico;Tempi più brevi;Primavera;Ufficio;Mediatori, €;Sondaggio\r\nBuddy;;Da aprile;Servizi;;\r\n";
        look(rosa, italian.getBytes(Charset.forName("windows-1252")));
        Desk.says(panel(rosa), "indows-1252");
        rosa.button("bring_in_now").click();
        rosa.saved().sees(List.of(TWO.get(0), TWO.get(1), TWO.get(0), TWO.get(1)));
    }

    @Test
    void cellsPastedFromASpreadsheetComeInLikewise() {
        Table table = Table.set(hall.server(), "Celle");
        Participant rosa = hall.facilitator(table);
        rosa.more("bring_in");
        Locator box = panel(rosa).getByLabel(rosa.words().get("paste_cells"), new Locator.GetByLabelOptions().setExact(true));
        box.fill("AZIONI\tRISULTATI\tCALENDARIO\tCHI DIRIGE?\tRISORSE E PARTNER\tVALUTAZIONE DEL SUCCESSO\n"
            + "Sportello unico\tTempi più brevi\tPrimavera\tUfficio\t\"Mediatori, €\"\tSondaggio\nBuddy\t\tDa aprile\tServizi\t\t\n");
        rosa.button("look_first").press("Enter");
        Desk.says(panel(rosa), rosa.words().get("would_bring", "n", 2));
        rosa.button("bring_in_now").press("Enter");
        rosa.saved().sees(TWO);
        Desk.of(rosa).focusIsIn(rosa.page().locator("#plan-title"));
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithTheLineAndTheReasonAndNothingComesIn() {
        Table table = Table.set(hall.server(), "Rotti");
        Participant rosa = hall.facilitator(table);
        String[][] broken = {
            {"AZIONI;RISULTATI\nuna;due\n\"tre;quattro\n", "refused_unclosed_quote", "3"},
            {"Cose;Altre\nuna;due\n", "refused_no_headings", null},
            {"AZIONI;AZIONI\nuna;due\n", "refused_double_heading", "1"},
            {"AZIONI;RISULTATI\n", "refused_no_rows", null},
        };
        for (String[] one : broken) {
            look(rosa, one[0].getBytes(StandardCharsets.UTF_8));
            Locator alert = panel(rosa).locator("[role=alert]");
            Desk.says(alert, rosa.words().get(one[1]));
            Desk.says(alert, rosa.words().get("nothing_brought_in"));
            if (one[2] != null) {
                Desk.says(alert, rosa.words().get("line_n", "n", one[2]));
            }
            Desk.of(rosa).closePanel();
        }
        assertEquals(List.of(), table.plan());
        assertTrue(rosa.page().locator("#plan .empty").isVisible());
    }

    /** The file as the page gives it out. */
    private static byte[] takeOut(Participant who) throws IOException {
        Download download = who.page().waitForDownload(() -> who.more("take_out"));
        assertTrue(download.suggestedFilename().endsWith(".csv"), download.suggestedFilename());
        return Files.readAllBytes(download.path());
    }

    private static void look(Participant facilitator, byte[] file) {
        if (!panel(facilitator).isVisible()) {
            facilitator.more("bring_in");
        }
        panel(facilitator).locator("input[type=file]").setInputFiles(new FilePayload("piano.csv", "text/csv", file));
    }

    private static Locator panel(Participant who) {
        return who.page().locator("aside");
    }
}

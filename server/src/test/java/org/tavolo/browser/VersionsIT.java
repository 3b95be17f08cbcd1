package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stood somewhere before, who changed it, and how to have it again; and the same text in another language. */
class VersionsIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void theHistoryOfAFieldSaysWhoWhenBeforeAndAfterAndBringsBackAnyWording() {
        Table table = Table.set(hall.server(), "Storia").fill(List.of(List.of("Sportello", "Risposte in tre giorni")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = Desk.of(ada);
        desk.rewrite(desk.row(1), "results", "Risposte in due giorni");
        ada.saved();
        bea.sees(table.plan());
        Desk.of(bea).rewrite(Desk.of(bea).row(1), "results", "Risposte subito");
        bea.saved();
        desk.menu(desk.row(1), "details");
        // The history of the second field of the panel, the results.
        desk.panel().getByRole(AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(Pattern.compile(desk.words("history") + "\\s+Risultati"))).click();
        Locator entries = desk.panel().locator("ol > li");
        Desk.counts(entries, 3);
        Desk.says(entries.nth(0), "Bea");
        Desk.says(entries.nth(0).locator(".before"), "Risposte in due giorni");
        Desk.says(entries.nth(0).locator(".after"), "Risposte subito");
        assertThat(entries.nth(0).locator(".who")).containsText(Pattern.compile("\\d{1,2}:\\d{2}"));
        Desk.says(entries.nth(1), desk.words("me"));
        Desk.says(entries.nth(2), "Rosa");
        desk.button(entries.nth(1), "take_back_before").press("Enter");
        bea.sees(List.of(List.of("Sportello", "Risposte in tre giorni", "", "", "", "")));
        Desk.says(entries.nth(0).locator(".after"), "Risposte in tre giorni");
        Desk.counts(entries, 4);
        ada.page().keyboard().press("Control+z");
        bea.sees(List.of(List.of("Sportello", "Risposte subito", "", "", "", "")));
        // A value comes back likewise.
        desk.row(1).locator("select.state").selectOption("agreed");
        desk.panel().locator("select").selectOption("state");
        Desk.says(entries.nth(0).locator(".before"), "idea");
        desk.button(entries.nth(0), "take_back_before").click();
        assertThat(Desk.of(bea).row(1).locator("select.state")).hasValue("idea");
    }

    @Test
    void theWholeTableIsLookedAtAsItWasAndMadeSoAgainByAFacilitatorLosingNothing() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant bea = hall.join(table, "Bea", "mentor");
        List<List<String>> before = table.plan();
        long revision = table.facilitator().head(table.board());
        Desk.of(rosa).menu(Desk.of(rosa).row(2), "delete_it");
        Desk.counts(bea.page().locator("#plan tr[data-row]"), 1);
        Desk.of(bea).rewrite(Desk.of(bea).row(1), "actions", "Rovinato");
        bea.saved();
        List<List<String>> spoilt = table.plan();
        long spoiltAt = table.facilitator().head(table.board());
        bea.more("board_history");
        Desk.says(Desk.of(bea).panel().locator("ol > li").first(), Desk.of(bea).words("me"));
        assertThat(Desk.of(bea).panel().locator("details")).hasCount(0);
        Desk.of(bea).closePanel();

        rosa.more("board_history");
        Desk.says(Desk.of(rosa).panel().locator("ol > li").first(), "Bea");
        look(rosa, revision);
        Locator earlier = Desk.of(rosa).panel().locator(".earlier");
        Desk.says(earlier, "Gruppo di supporto");
        Desk.saysNot(earlier, "Rovinato");
        rosa.sees(spoilt);
        rosa.button("board_restore").click();
        bea.sees(before);
        rosa.sees(before);
        Desk.says(Desk.of(rosa).panel(), Desk.of(rosa).words("board_restored"));
        look(rosa, spoiltAt);
        rosa.button("board_restore").click();
        bea.sees(spoilt);
        assertEquals(spoilt, table.plan(), "the way forward stands there too");
    }

    @Test
    void aVersionInAnotherLanguageIsWrittenBesideAndIsCurrentForEverybodyFromItsFirstLetter() {
        Table table = Table.set(hall.server(), "Lingue").fill(List.of(List.of("Sportello unico", "Tempi più brevi")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant jan = hall.join(table, "Jan", "mentor");
        Desk desk = Desk.of(ada);
        first(jan, "nl");
        Locator theirs = jan.cell(1, "actions");
        Desk.reads(theirs.locator(".said"), "Sportello unico");
        desk.menu(desk.row(1), "in_another_language");
        desk.panel().locator(".field select").last().selectOption("nl");
        Locator box = desk.panel().locator("[data-field='actions@nl']");
        box.locator("button.edit").press("Enter");
        box.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("E");
        // Ada is still in it.
        Desk.reads(theirs.locator(".said"), "E");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_in", "language", "olandese"));
        ada.type("én loket");
        Desk.reads(theirs.locator(".said"), "Eén loket");
        assertThat(theirs.locator(".version")).not().hasClass(Pattern.compile("\\bold\\b"));
        ada.leave();
        Desk.reads(jan.cell(1, "results").locator(".said"), "Tempi più brevi");

        // The original moves on; the version says so, to the reader and to the writer, until somebody looks at it.
        desk.rewrite(desk.row(1), "actions", "Sportello unico in centro");
        Desk.reads(theirs.locator(".said"), "Eén loket");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_old", "language", "olandese"));
        Desk.says(desk.panel(), desk.words("version_is_old"));
        desk.button(desk.panel(), "version_still_right").press("Enter");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_in", "language", "olandese"));
        desk.rewrite(desk.row(1), "actions", "Sportello unico in piazza");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_old", "language", "olandese"));
        box.locator("button.edit").press("Enter");
        box.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type(" op het plein");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_in", "language", "olandese"));
        Desk.reads(theirs.locator(".said"), "Eén loket op het plein");
        ada.leave();
        ada.saved();
        desk.tab("history");
        desk.panel().locator("select").selectOption("actions@nl");
        Desk.says(desk.panel().locator("ol > li").first(), "Eén loket op het plein");
        desk.tab("languages");

        // Taken back, a version takes its mark along.
        ada.page().keyboard().press("Control+z");
        Desk.reads(theirs.locator(".version"), jan.words().get("version_old", "language", "olandese"));
        first(jan, "");
        Desk.reads(theirs.locator(".said"), "Sportello unico in piazza");
        assertThat(theirs.locator(".version")).hasCount(0);
    }

    @Test
    void whoSeesAVersionFirstWritesInThatVersion() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant jan = hall.join(table, "Jan", "mentor");
        first(jan, "en");
        Locator need = Desk.of(jan).need(1);
        Desk.reads(Desk.of(jan).said(need, "statement"), "People wait for weeks");
        Desk.of(jan).rewrite(need, "statement", "People wait for months");
        Desk.reads(Desk.of(jan).said(need, "statement"), "People wait for months");
        Desk.reads(Desk.of(ada).said(Desk.of(ada).need(1), "statement"), "Si aspetta settimane");
        first(ada, "en");
        Desk.reads(Desk.of(ada).said(Desk.of(ada).need(1), "statement"), "People wait for months");
    }

    /** Looks at the table as it was at a revision. */
    private static void look(Participant who, long revision) {
        Desk.of(who).panel().locator("details summary").click();
        Desk.of(who).panel().locator("details").getByRole(AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(Pattern.compile("\\D" + revision + "\\)$"))).click();
    }

    /** Chooses the language that somebody sees first; empty is the original's. */
    private static void first(Participant who, String language) {
        who.more("settings");
        Desk.of(who).panel().locator("select").nth(1).selectOption(language);
        Desk.of(who).closePanel();
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;

/** Links between needs, rows and notes, made and followed from both ends; and what the plan does not say yet. */
class LinksIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aNeedAndARowAreLinkedAndFollowedByKeyboardFromBothEnds() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = Desk.of(ada);
        desk.menuByKeys(desk.row(2), "link_to");
        pick(desk, "aspetta");
        desk.chip(Desk.of(bea).row(2), "risponde a: bisogno 1").press("Enter");
        Desk.of(bea).focusIsIn(Desk.of(bea).need(1));
        desk.chip(Desk.of(bea).need(1), "trova risposta in: azione 2").press("Enter");
        Desk.of(bea).focusIsIn(Desk.of(bea).row(2));

        // From the other end, and away again.
        ada.button("add_need").press("Enter");
        desk.press("ArrowDown", desk.dialog().locator("[data-does=coordination]"));
        ada.page().keyboard().press("Enter");
        ada.page().locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Un altro").leave();
        desk.menuByKeys(desk.need(2), "link_to");
        Locator way = desk.dialog().locator("select");
        desk.press("Tab", way);
        ada.type("trova");
        pick(desk, "Gruppo");
        desk.chip(Desk.of(bea).need(2), "trova risposta in: azione 2").waitFor();
        desk.chip(Desk.of(bea).row(2), "risponde a: bisogno 2").waitFor();
        desk.menuByKeys(desk.need(2), "details");
        Locator links = desk.panel().locator("nav.tabs [data-does=links]");
        desk.press("Tab", links);
        ada.page().keyboard().press("Enter");
        Locator go = desk.panel().locator("button.go").first();
        desk.press("Tab", go);
        ada.page().keyboard().press("Enter");
        desk.focusIsIn(desk.row(2));
        Locator away = desk.button(desk.panel(), "unlink", "item", "azione 2");
        away.press("Enter");
        Desk.counts(Desk.of(bea).need(2).locator(".chip"), 0);
        ada.page().keyboard().press("Control+z");
        Desk.counts(Desk.of(bea).need(2).locator(".chip"), 1);

        // From any end the other is two keys away: one where there is one only, otherwise a digit more.
        Desk.of(bea).chip(Desk.of(bea).need(2), "trova risposta in: azione 2").focus();
        bea.page().keyboard().press("g");
        Desk.of(bea).focusIsIn(Desk.of(bea).row(2));
        bea.page().keyboard().press("g");
        String digit = Desk.of(bea).dialog().locator("button[aria-keyshortcuts]", new Locator.LocatorOptions().setHasText("bisogno 2"))
                .getAttribute("aria-keyshortcuts");
        bea.page().keyboard().press(digit);
        Desk.of(bea).focusIsIn(Desk.of(bea).need(2));
    }

    @Test
    void aNoteIsLinkedToAnythingAndReadFromThere() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = Desk.of(ada);
        desk.menu(desk.note("Bene così"), "link_to");
        for (String to : List.of("Bisogno", "Azione", "Nota", "Gruppo di note", "Piano d'azione", "Programma")) {
            desk.dialog().locator("select").selectOption(new SelectOption().setLabel("riguarda: " + to));
            Locator found = desk.dialog().locator("li button[aria-pressed]").first();
            found.click();
            assertThat(found).hasAttribute("aria-pressed", "true");
        }
        desk.button(desk.dialog(), "done").click();
        Desk.counts(Desk.of(bea).note("Bene così").locator(".chip"), 6);
        String one = bea.words().get("notes_n", "n", 1);
        for (Locator end : List.of(Desk.of(bea).need(1), Desk.of(bea).group("Dalla sala"), bea.page().locator("#plan > .chips"),
            bea.page().locator("#plan > .head > .chips"))) {
            Locator chip = end.locator(".chip", new Locator.LocatorOptions().setHasText(one)).first();
            chip.press("Enter");
            Desk.says(Desk.of(bea).panel(), "Bene così");
            Desk.of(bea).closePanel();
        }
        Desk.of(bea).chip(Desk.of(bea).note("Bene così"), "riguarda: il gruppo «Dalla sala»").press("Enter");
        Desk.of(bea).focusIsIn(Desk.of(bea).group("Dalla sala"));
    }

    @Test
    void theLineOverThePlanLeadsToEachThingItDoesNotSayYetUntilAllIsSaid() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = Desk.of(ada);
        ada.addNeed("policyGap").type("Senza risposta").leave();
        Locator line = ada.page().locator("#plan .coverage");
        Locator theirs = bea.page().locator("#plan .coverage");
        List<ItemType.Ask> asks = Method.read().type("plan").asks();
        assertThat(theirs.locator("button")).hasText(asks.stream().map(ask -> ask.one().get("it")).toArray(String[]::new));
        for (int i = 0; i < asks.size(); i++) {
            line.locator("button").nth(i).press("Enter");
            desk.focusIsIn(asks.get(i).of().equals("need") ? desk.need(2) : desk.row(2));
        }
        desk.rewrite(desk.row(2), "leader", "Servizi sociali");
        Desk.counts(theirs.locator("button"), 4);
        desk.rewrite(desk.row(2), "timetable", "Autunno");
        desk.rewrite(desk.row(2), "evaluation", "Un sondaggio");
        Desk.counts(theirs.locator("button"), 2);
        desk.menu(desk.row(2), "link_to");
        desk.dialog().locator("li button").nth(1).click();
        desk.button(desk.dialog(), "done").click();
        Desk.reads(theirs, bea.words().get("coverage_complete"));
        desk.rewrite(desk.row(1), "leader", " ");
        Desk.reads(theirs.locator("button"), asks.get(2).one().get("it"));
        assertEquals(0, theirs.locator("button").filter(new Locator.FilterOptions().setHasText("%")).count(), "no scores");
    }

    /** In the open dialog, by keyboard: searches, takes what is found, and is done. */
    private static void pick(Desk desk, String search) {
        Locator box = desk.dialog().locator("input[type=search]");
        desk.press("Tab", box);
        desk.page().keyboard().type(search);
        Locator found = desk.dialog().locator("li button[aria-pressed]");
        assertThat(found).hasCount(1);
        desk.press("Tab", found);
        desk.page().keyboard().press("Enter");
        assertThat(found).hasAttribute("aria-pressed", "true");
        desk.press("Tab", desk.button(desk.dialog(), "done"));
        desk.page().keyboard().press("Enter");
        assertThat(desk.dialog()).hasCount(0);
    }
}

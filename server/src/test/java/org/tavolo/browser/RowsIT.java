package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rows of the plan as people add, write, move, delete and see them. */
class RowsIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void rowsAreAddedAndWrittenInPlaceWithoutTheMouse() {
        Table table = Table.set(hall.server(), "Righe");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Page page = ada.page();
        ada.button("add_action").press("Enter");
        Locator open = page.locator("#plan .text-field.open");
        assertThat(open).hasAttribute("data-field", "actions");
        page.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Sportello");
        page.keyboard().press("Tab");
        assertThat(open).hasAttribute("data-field", "results");
        ada.type("Risposte");
        page.keyboard().press("Shift+Tab");
        assertThat(open).hasAttribute("data-field", "actions");
        ada.type(" unico");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#plan tr[data-row]")).hasCount(2);
        assertThat(Desk.of(ada).row(2).locator(".open")).hasAttribute("data-field", "actions");
        ada.type("Buddy");
        page.keyboard().press("Escape");
        assertThat(open).hasCount(0);
        Desk.of(ada).focusIsIn(ada.cell(2, "actions").locator("button.edit"));
        page.keyboard().press("Enter");
        page.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type(" pilota").leave();
        Desk.of(ada).focusIsIn(ada.cell(2, "actions").locator("button.edit"));
        page.keyboard().press("ArrowUp");
        Desk.of(ada).focusIsIn(ada.cell(1, "actions"));
        page.keyboard().press("ArrowRight");
        Desk.of(ada).focusIsIn(ada.cell(1, "results"));
        List<List<String>> plan = rows("Sportello unico|Risposte", "Buddy pilota");
        everybodySees(plan, table, ada, bea);
    }

    @Test
    void aCellIsOpenAfterOneClickWithTheCaretWhereItWas() {
        Table table = Table.set(hall.server(), "Clic").fill(List.of(List.of("Una parola alla volta", "b")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Locator said = ada.cell(1, "actions").locator(".said");
        ada.editorHasCome();
        // A short word at the beginning of the text: the click comes before it.
        said.click(new Locator.ClickOptions().setPosition(1, 8));
        ada.page().locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("(qui) ");
        ada.page().locator("#plan-title").click();
        assertThat(ada.page().locator("#plan .text-field.open")).hasCount(0);
        ada.cell(1, "leader").click();
        ada.page().locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Ufficio");
        ada.cell(1, "timetable").click();
        assertThat(ada.page().locator("#plan .text-field.open")).hasAttribute("data-field", "timetable");
        ada.leave();
        everybodySees(rows("(qui) Una parola alla volta|b||Ufficio"), table, ada);
    }

    @Test
    void rowsMoveByDraggingByButtonsAndByMoveTo() {
        Table table = Table.set(hall.server(), "Ordine")
            .fill(List.of(List.of("uno"), List.of("due"), List.of("tre"), List.of("quattro")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = Desk.of(ada);
        ada.page().setViewportSize(1280, 1400);
        desk.drag(desk.row(1).locator(".grip"), desk.row(3), 0.3, 0.9);
        everybodySees(rows("due", "tre", "uno", "quattro"), table, ada, bea);
        button(desk.row(4), ada, "move_up_name", "azione 4").press("Enter");
        everybodySees(rows("due", "tre", "quattro", "uno"), table, ada, bea);
        button(desk.row(1), ada, "move_down_name", "azione 1").click();
        everybodySees(rows("tre", "due", "quattro", "uno"), table, ada, bea);
        desk.menu(desk.row(4), "move_to");
        desk.dialog().locator("select").selectOption(
            desk.dialog().locator("option").filter(new Locator.FilterOptions().setHasText("tre")).getAttribute("value"));
        desk.dialog().getByRole(AriaRole.BUTTON, desk.named("move_here")).click();
        everybodySees(rows("uno", "tre", "due", "quattro"), table, ada, bea);
        desk.menu(desk.row(2), "move_to");
        desk.dialog().locator("select").selectOption("");
        desk.dialog().getByRole(AriaRole.BUTTON, desk.named("move_here")).click();
        everybodySees(rows("uno", "due", "quattro", "tre"), table, ada, bea);
        ada.page().keyboard().press("Control+z");
        everybodySees(rows("uno", "tre", "due", "quattro"), table, ada, bea);
    }

    @Test
    void aRowGoesToTheTrashAndComesBackToItsPlaceFromTheNoticeAndFromTheTrash() {
        Table table = Table.set(hall.server(), "Cestino").fill(List.of(List.of("uno"), List.of("due", "r"), List.of("tre")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentee");
        Desk desk = Desk.of(ada);
        desk.menu(desk.row(2), "delete_it");
        everybodySees(rows("uno", "tre"), table, ada, bea);
        ada.page().locator(".holder").getByRole(AriaRole.BUTTON, desk.named("bring_back")).click();
        everybodySees(rows("uno", "due|r", "tre"), table, ada, bea);
        desk.menu(desk.row(1), "delete_it");
        everybodySees(rows("due|r", "tre"), table, ada, bea);
        bea.more("trash");
        Desk.says(Desk.of(bea).panel(), "uno");
        Desk.of(bea).panel().getByRole(AriaRole.BUTTON, desk.named("bring_back")).click();
        Desk.says(Desk.of(bea).panel(), bea.words().get("trash_empty"));
        everybodySees(rows("uno", "due|r", "tre"), table, ada, bea);
    }

    @Test
    void whoWritesInARowThatSomebodyDeletesIsToldAndBringsItBack() {
        Table table = Table.set(hall.server(), "Cancellata").fill(List.of(List.of("uno"), List.of("due")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentee");
        ada.enter(2, "results").type("Scrivo");
        ada.saved();
        Desk.of(bea).menu(Desk.of(bea).row(2), "delete_it");
        Locator gone = Desk.of(ada).row(2).locator(".gone");
        Desk.says(gone, ada.words().get("deleted_meanwhile"));
        ada.type(" ancora");
        gone.getByRole(AriaRole.BUTTON, Desk.of(ada).named("bring_back")).click();
        ada.leave();
        everybodySees(rows("uno", "due|Scrivo ancora"), table, ada, bea);
    }

    @Test
    void howFarAnActionIsGoesFromIdeaToAgreedAndEverybodySeesIt() {
        Table table = Table.set(hall.server(), "Stato");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        ada.button("add_action").click();
        ada.page().locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Una").leave();
        Locator mine = Desk.of(ada).row(1).locator("select.state");
        Locator theirs = Desk.of(bea).row(1).locator("select.state");
        assertThat(theirs).hasValue("idea");
        assertThat(mine.locator("option")).hasText(
            new String[] {"Non indicato", "idea", "da approfondire", "concordata"});
        theirs.selectOption("toDeepen");
        assertThat(mine).hasValue("toDeepen");
        mine.selectOption("agreed");
        Desk.says(Desk.of(bea).row(1).locator(".state"), "concordata");
        ada.page().keyboard().press("Control+z");
        assertThat(theirs).hasValue("toDeepen");
    }

    @Test
    void everyCellShowsWhoIsInItAndWhoeverIsInItTooSeesTheCaretsWithNames() {
        Table table = Table.set(hall.server(), "Chi è qui").fill(List.of(List.of("uno", "due")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "support");
        Locator here = ada.cell(1, "results").locator(".here");
        ada.editorHasCome();
        bea.editorHasCome();
        bea.enter(1, "results");
        Desk.reads(here, "Bea");
        assertThat(ada.cell(1, "results")).hasClass(java.util.regex.Pattern.compile("\\bof-support\\b"));
        // The party has a shape, not only a colour.
        assertThat(here.locator("svg")).hasCount(1);
        ada.enter(1, "results");
        Locator caret = ada.cell(1, "results").locator(".caret");
        Desk.reads(caret, "Bea");
        assertThat(caret).hasAttribute("aria-hidden", "true");
        bea.page().keyboard().press("Home");
        bea.type("x");
        ada.page().waitForFunction("""
            () => {
              const root = document.querySelector('#plan .open .rich')?.shadowRoot
              const mark = root?.querySelector('.caret')
              if (!mark) return false
              const before = document.createRange()
              before.setStart(root.querySelector('.cm-line'), 0)
              before.setEndBefore(mark)
              return before.toString() === 'x' && root.querySelector('.cm-line').textContent.includes('due')
            }""");
        Desk.reads(bea.cell(1, "results").locator(".caret"), "Ada");
        bea.page().keyboard().press("Tab");
        assertThat(caret).hasCount(0);
        Desk.reads(ada.cell(1, "timetable").locator(".here"), "Bea");
        bea.leave();
        assertThat(ada.page().locator("#plan .here")).hasCount(0);
    }

    @Test
    void thePlainBoxReplacesTheEditorForWhoeverChoseIt() {
        Table table = Table.set(hall.server(), "Casella").fill(List.of(List.of("uno")));
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        ada.more("settings");
        Desk.of(ada).panel().getByLabel(ada.words().get("plain_box"), new Locator.GetByLabelOptions().setExact(true)).check();
        Desk.of(ada).closePanel();
        ada.reload().seated();
        ada.enter(1, "actions");
        assertThat(ada.cell(1, "actions").locator("textarea")).hasValue("uno");
        assertThat(ada.cell(1, "actions").locator(".rich")).hasCount(0);
        bea.editorHasCome().enter(1, "actions");
        assertThat(bea.cell(1, "actions").locator(".rich")).hasCount(1);
        bea.page().keyboard().press("Home");
        bea.type("zero ");
        assertThat(ada.cell(1, "actions").locator("textarea")).hasValue("zero uno");
        ada.type(" due");
        bea.type("e ");
        bea.leave();
        ada.leave();
        everybodySees(rows("zero e uno due"), table, ada, bea);
    }

    @Test
    void thePlanStaysReadableBesideAnOpenPanelAndOnAPhone() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Page page = ada.page();
        // With room enough the six columns stand beside each other.
        page.waitForCondition(() -> tops(page).size() == 1);
        Desk.of(ada).menu(Desk.of(ada).row(1), "details");
        Desk.of(ada).panel().locator("nav.tabs").waitFor();
        // Three columns above three.
        page.waitForCondition(() -> tops(page).size() == 2);
        page.waitForCondition(() -> narrowest(page) >= 200);
        // Each cell says its column.
        assertThat(Desk.of(ada).row(1).locator("td .name").first()).isVisible();
        assertFits(page);
        Desk.of(ada).closePanel();
        page.setViewportSize(360, 740);
        assertThat(page.locator("#plan thead")).not().isInViewport();
        page.waitForFunction("() => document.documentElement.dataset.width === 'phone'");
        // On a phone each row is a card.
        page.waitForCondition(() -> tops(page).size() == 6);
        page.waitForCondition(() -> narrowest(page) >= 280);
        assertFits(page);
    }

    private static Locator button(Locator row, Participant who, String key, String item) {
        return row.getByRole(AriaRole.BUTTON, Desk.of(who).named(key, "item", item));
    }

    /** Nothing sticks out sideways. */
    private static void assertFits(Page page) {
        page.waitForFunction("() => document.documentElement.scrollWidth === document.documentElement.clientWidth");
    }

    /** How many different heights the cells of the first row begin at. */
    private static List<?> tops(Page page) {
        return (List<?>) page.evaluate("() => [...new Set([...document.querySelectorAll('#plan tr[data-row]')][0] "
            + "? [...document.querySelector('#plan tr[data-row]').querySelectorAll('td')]"
            + ".map(cell => Math.round(cell.getBoundingClientRect().top)) : [])]");
    }

    private static int narrowest(Page page) {
        return ((Number) page.evaluate("() => Math.round(Math.min(...[...document.querySelectorAll("
            + "'#plan tr[data-row] [data-place=plan]')].map(cell => cell.getBoundingClientRect().width)))")).intValue();
    }

    private static void everybodySees(List<List<String>> plan, Table table, Participant... all) {
        for (Participant one : all) {
            one.saved().sees(plan);
        }
        assertEquals(plan, table.plan(), "the API's snapshot");
    }

    /** Rows with the cells that are said, from the left, and empty ones after. */
    private static List<List<String>> rows(String... rows) {
        return Arrays.stream(rows).map(row -> {
            List<String> cells = new ArrayList<>(Arrays.asList(row.split("\\|", -1)));
            while (cells.size() < Table.COLUMNS.size()) {
                cells.add("");
            }
            return (List<String>) cells;
        }).toList();
    }
}

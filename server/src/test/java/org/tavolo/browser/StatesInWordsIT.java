package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.web.Live;
import org.tavolo.web.Peer;

/** What the page tells in words: whether everything is safe, what was refused, what others do, what cannot be undone. */
class StatesInWordsIT {
    /** How many characters a text of the plan holds. */
    private static final int LIMIT = 20_000;
    private static final String NO_STORAGE = """
        Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })""";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words words = Words.in("it");

    @Test
    void whatTheServerRefusesStaysWithItsTextAndTheReasonAlsoAfterAReload() {
        Table table = table("Rifiutato");
        Participant omar = hall.guest(table, "Omar", "support");
        // As in a hall without https, where a page has no right to the clipboard.
        omar.context().addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        Page page = omar.open().page();
        refused(omar, table);
        assertThat(omar.cell(1, "results")).not().containsText("di Omar");

        Locator tray = page.locator("aside li");
        for (int look = 0; look < 2; look++) {
            page.locator("header .state[data-state=refused]").click();
            assertThat(tray).hasCount(1);
            assertThat(tray).containsText(words.get("refused_too_long"));
            assertThat(tray.locator("textarea")).hasValue("di Omar");
            if (look == 0) {
                page.navigate(table.base() + "/p/" + table.programme());
                page.waitForSelector("#plan");
            }
        }
        omar.button("copy_text").click();
        assertThat(omar.button("copied")).isVisible();
        omar.labelled("write_note").focus();
        page.keyboard().press("Control+v");
        assertThat(omar.labelled("write_note")).hasValue("di Omar");
        omar.button("refused_done").click();
        assertThat(tray).hasCount(0);
        omar.saved();
        assertEquals("x".repeat(LIMIT), table.plan().get(0).get(1));
    }

    @Test
    void aBrowserThatKeepsNothingSaysSoAndAsksAtEveryWayOut() {
        Table table = table("Niente memoria");
        Participant pia = hall.stranger(table.base(), "Pia");
        pia.context().addInitScript(NO_STORAGE);
        Page page = pia.page();
        page.navigate(table.base() + "/join#" + table.joinToken());
        pia.labelled("my_name").fill("Pia");
        page.locator("form").getByText(words.get("party_mentee"), new Locator.GetByTextOptions().setExact(true)).click();
        pia.button("sit_down").click();
        pia.button("to_the_table").click();
        pia.sitsAt(table).seated();
        assertThat(page.locator("main .notice.warning")).hasText(words.get("keeps_not"));

        // With nothing unsent nobody is asked; and then the browser's own way back, inside the page.
        pia.goOffline().write(1, "results", "appesa");
        assertThat(pia.state()).containsText(words.get("state_offline_not_kept", "n", 1), patience());
        Locator question = page.locator("dialog[open]");
        page.goBack();
        assertThat(question).containsText(words.get("leaving_loses", "n", 1));
        pia.comeBack();
        assertThat(question).containsText(words.get("leaving_saved"), patience());
        pia.button("leaving_stay").click();
        pia.saved();
        assertEquals("appesa", table.plan().get(0).get(1));

        // The menu, left after all.
        pia.goOffline().write(1, "leader", "persa");
        pia.more("my_programmes");
        assertThat(question).containsText(words.get("leaving_loses", "n", 1));
        page.keyboard().press("Escape");
        assertThat(question).hasCount(0);
        assertThat(pia.cell(1, "leader")).containsText("persa");
        pia.more("my_programmes");
        pia.button("leaving_go").click();
        assertThat(page.locator("#plan")).hasCount(0);
        pia.comeBack();
        page.reload();
        page.locator("a.programme").click();
        pia.seated();
        assertEquals("", table.plan().get(0).get(3));

        // A link that loads another page: the browser asks in its own words.
        int before = pia.askedBeforeLeaving();
        page.locator("header a.home").click();
        assertThat(page.locator("a.programme")).hasCount(1);
        assertEquals(before, pia.askedBeforeLeaving(), "nothing is unsent, nobody is asked");
        page.locator("a.programme").click();
        pia.seated().goOffline().write(1, "leader", "x");
        assertThat(pia.state()).containsText(words.get("state_offline_not_kept", "n", 1), patience());
        page.locator("header a.home").click();
        page.waitForCondition(() -> pia.askedBeforeLeaving() == before + 1);
    }

    @Test
    void whatADeadTabHadNotSentIsDeliveredByTheNextPageThatOpensTheTable() {
        Table table = table("Una scheda muore");
        Participant dora = hall.join(table, "Dora", "mentor");
        dora.goOffline().write(1, "results", "Scritto senza rete").keptHere(1);
        Page dead = dora.page();
        dora.continueIn(dora.context().newPage());
        dead.close();
        assertEquals("", table.plan().get(0).get(1));
        dora.comeBack().open();
        assertThat(dora.cell(1, "results")).containsText("Scritto senza rete", patience());
        dora.saved();
        assertEquals("Scritto senza rete", table.plan().get(0).get(1));
        dora.reload();
        dora.seated();
        assertEquals("Scritto senza rete", table.plan().get(0).get(1), "once");
    }

    @Test
    void theStateStandsInWordsOnAPhoneToo() {
        Table table = table("In tasca");
        Participant lia = hall.enter(table, "Lia", table.join("Lia", "support").cookie(), new Browser.NewContextOptions()
            .setLocale("it-IT").setViewportSize(360, 740).setHasTouch(true).setIsMobile(true)).open();
        whole(lia, words.get("state_saved"));
        lia.goOffline();
        whole(lia, words.get("state_offline"));
        lia.write(1, "leader", "dal telefono").keptHere(1);
        whole(lia, words.get("state_offline_kept", "n", 1));
        lia.comeBack().saved();
        refused(lia, table);
        whole(lia, words.get("state_refused", "n", 1));
        assertTrue((boolean) lia.page().evaluate("document.documentElement.scrollWidth <= innerWidth"),
            "the page does not scroll sideways");
    }

    @Test
    void othersChangesWaitAndAreCountedUntilTheyAreShownAgain() {
        Table table = table("In pausa");
        Participant ben = hall.join(table, "Ben", "mentor");
        Participant rosa = hall.facilitator(table);
        ben.more("pause");
        Locator notice = ben.page().locator("main .notice.warning");
        assertThat(notice).containsText(words.get("paused", "n", 0));
        state(rosa, 1).selectOption("toDeepen");
        assertThat(notice).containsText(words.get("paused", "n", 1), patience());
        rosa.addAction();
        assertThat(notice).containsText(words.get("paused", "n", 2), patience());
        assertThat(state(ben, 1)).hasValue("idea");
        assertThat(ben.page().locator("#plan tr[data-row]")).hasCount(2);
        // What is one's own is seen and sent at once.
        ben.write(2, "leader", "Ben").saved();
        assertEquals("Ben", table.plan().get(1).get(3));
        ben.button("resume").click();
        assertThat(state(ben, 1)).hasValue("toDeepen");
        assertThat(ben.page().locator("#plan tr[data-row]")).hasCount(3);
        assertThat(notice).hasCount(0);
    }

    @Test
    void screenReadersAreToldPolitelyWhatOthersDidInOneSentenceEveryTenSeconds() {
        Table table = table("A voce");
        Participant ada = hall.guest(table, "Ada", "mentee");
        ada.context().clock().install();
        ada.open();
        ada.page().clock().pauseAt(System.currentTimeMillis() + 3_600_000);
        ada.saved();
        Participant rosa = hall.facilitator(table);
        Locator said = ada.page().locator("[aria-live=polite] p").first();
        ada.page().clock().fastForward(10_000);
        String before = said.textContent();

        rosa.write(1, "results", "Corsi serali").saved();
        rosa.write(2, "leader", "Comune").saved();
        state(rosa, 2).selectOption("toDeepen");
        assertThat(ada.cell(2, "leader")).containsText("Comune", patience());
        assertThat(state(ada, 2)).hasValue("toDeepen");
        assertThat(said).hasText(before);
        ada.page().clock().fastForward(10_000);
        assertThat(said).containsText("Rosa " + words.get("did_write", "where", "").strip());
        String told = said.textContent();
        assertEquals(1, told.split("Rosa", -1).length - 1, told);
        assertEquals(3, told.split(words.get("did_write", "where", "").strip(), -1).length - 1, told);

        ada.more("settings");
        ada.page().locator("aside").getByLabel(words.get("announce")).uncheck();
        ada.page().keyboard().press("Escape");
        rosa.write(1, "results", ".").saved();
        assertThat(ada.cell(1, "results")).containsText("Corsi serali.", patience());
        ada.page().clock().fastForward(20_000);
        assertThat(said).hasText(told);

        // The connection is told at once, whatever is said of others.
        ada.context().setOffline(true);
        assertThat(ada.page().locator("[aria-live=polite] [data-network]")).hasText(words.get("state_offline"));
    }

    @Test
    void everyoneTakesBackTheirOwnAndIsToldWhenAValueIsNoLongerTheirs() {
        Table table = table("Ognuno il suo");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant ben = hall.join(table, "Ben", "mentor");
        assertThat(ada.button("undo")).hasAttribute("aria-disabled", "true");
        ada.write(1, "results", "Ada").saved();
        assertThat(ben.cell(1, "results")).containsText("Ada", patience());
        ben.write(1, "results", " e Ben").saved();
        assertThat(ada.cell(1, "results")).containsText("Ada e Ben", patience());
        ada.button("undo").click();
        assertThat(ben.cell(1, "results").locator(".said")).hasText(" e Ben", exactly());
        ada.button("redo").click();
        assertThat(ben.cell(1, "results").locator(".said")).hasText("Ada e Ben", exactly());
        ben.button("undo").click();
        assertThat(ada.cell(1, "results").locator(".said")).hasText("Ada", exactly());
        ada.saved();

        state(ada, 1).selectOption("toDeepen");
        assertThat(state(ben, 1)).hasValue("toDeepen");
        state(ben, 1).selectOption("idea");
        assertThat(state(ada, 1)).hasValue("idea");
        ada.button("undo").click();
        assertThat(ada.page().locator("[role=status]").filter(new Locator.FilterOptions()
            .setHasText(words.get("notice_undo_changed")))).isVisible();
        assertThat(state(ada, 1)).hasValue("idea");
        // The step before that one is still mine.
        ada.button("undo").click();
        assertThat(ben.cell(1, "results").locator(".said")).hasCount(0);
        // It ends with the page, and says so.
        ada.reload();
        ada.seated();
        assertThat(ada.button("undo")).hasAttribute("aria-disabled", "true");
        ada.page().keyboard().press("Control+z");
        assertThat(ada.page().locator("[role=status]").filter(new Locator.FilterOptions()
            .setHasText(words.get("nothing_to_undo")))).isVisible();
    }

    @Test
    void aPageTooManySaysWhichOnesToCloseAndConnectsOnceThereIsRoom() {
        Table table = table("Undici");
        Peer eva = table.join("Eva", "association");
        List<Live> others = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                others.add(eva.live());
                others.get(i).enter(table.board());
            }
            Participant one = hall.enter(table, "Eva", eva.cookie(), new Browser.NewContextOptions().setLocale("it-IT"));
            Page page = one.page();
            page.navigate(table.base() + "/p/" + table.programme());
            assertThat(one.state()).containsText(words.get("state_turned_away"), patience());
            assertThat(page.locator("main .notice.warning")).hasText(words.get("refused_too_many_connections"));
            others.remove(9).close();
            page.evaluate("dispatchEvent(new Event('online'))");
            one.seated();
            assertThat(page.locator("main .notice.warning")).hasCount(0);
        } finally {
            others.forEach(Live::close);
        }
    }

    private Table table(String title) {
        return Table.set(hall.server(), title).fill(Collections.nCopies(2, List.of()));
    }

    /** Somebody writes offline into a text that others fill up meanwhile: it is refused when it comes. */
    private void refused(Participant who, Table table) {
        who.goOffline().write(1, "results", "di " + who.name()).keptHere(1);
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "type")
            .put("item", table.actions().get(0).toString()).put("field", "results")
            .put("op", new JsonArray().add("x".repeat(LIMIT)))));
        who.comeBack();
        assertThat(who.state()).containsText(words.get("state_refused", "n", 1), patience());
    }

    /** How far an action is. @param row from 1 */
    private static Locator state(Participant who, int row) {
        return who.page().locator("#plan tr[data-row]").nth(row - 1).locator("select.state");
    }

    /** These words stand on the screen, and no letter of them is cut off. */
    private static void whole(Participant who, String text) {
        Locator state = who.page().locator("header").getByText(text, new Locator.GetByTextOptions().setExact(true)).first();
        assertThat(state).isVisible();
        BoundingBox box = who.state().boundingBox();
        assertTrue(box.x >= 0 && box.x + box.width <= 360 && box.y >= 0, text + " stands at " + box.x + " to "
            + (box.x + box.width));
        assertTrue((boolean) who.state().evaluate("one => one.scrollWidth <= one.clientWidth + 1"
            + " && one.scrollHeight <= one.clientHeight + 1"), text + " is cut off");
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }

    private static LocatorAssertions.HasTextOptions exactly() {
        return new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE);
    }
}

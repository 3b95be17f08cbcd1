package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** Who leads mutes somebody, lets them write again, takes back what they did, and locks the door. */
class ModerationIT {
    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");

    @Test
    void whoLeadsMutesSomebodyTakesBackWhatTheyDidAndLocksTheDoor() {
        Table table = Table.small(hall.server());
        session(table);
        Participant rosa = hall.facilitator(table);
        Participant bo = hall.join(table, "Bo", Role.MENTOR);
        Participant ines = hall.join(table, "Ines", "support");
        note(bo, "Fuori luogo");
        bo.saved();
        assertThat(ines.page().locator("#notes")).containsText("Fuori luogo");

        muted(rosa, bo, ines);
        whatIsLeft(bo);
        speaksAgain(rosa, bo);
        refusedAndKept(rosa, bo);
        takenBack(rosa, ines);
        hall.join(table, "Marta", Role.MENTEE);
        bounds(rosa);
        door(table, rosa);
    }

    private void muted(Participant rosa, Participant bo, Participant ines) {
        rosa.page().locator("[data-does=people]:visible").click();
        menu(rosa, "Bo");
        assertThat(does(rosa, "mute")).containsText(it.get("mute", "name", "Bo"));
        does(rosa, "mute").click();
        assertThat(line(rosa, "Bo")).containsText(it.get("member_muted"));
        assertThat(panel(rosa).locator(".said")).hasText(it.get("mute_done", "name", "Bo"));
        Locator told = bo.page().locator("[data-muted=true]");
        assertThat(told).containsText(it.get("muted_now"));
        assertThat(told).containsText(it.get("muted_still"));
        assertThat(told).containsText(it.get("muted_by", "names", "Rosa"));
        assertThat(bo.page().locator("[data-at-once]")).containsText(it.get("muted_now"));
        assertThat(ines.page().locator("[data-muted]")).hasCount(0);
        ines.page().locator("[data-does=people]:visible").click();
        assertThat(panel(ines).locator("li").first()).isVisible();
        assertThat(panel(ines)).not().containsText(it.get("member_muted"));
        // Who does not lead has no such menu.
        assertThat(panel(ines).locator("[data-menu=person]")).hasCount(0);
        ines.labelled("close").click();
    }

    /** Nothing is taken from under the hands: what was being written stays, and says why it cannot be sent. */
    private void whatIsLeft(Participant bo) {
        note(bo, "Ancora io");
        assertThat(bo.page().locator("#new-note")).hasValue("Ancora io");
        assertThat(bo.page().locator("#notes .composer")).containsText(it.get("why_muted"));
        assertThat(bo.page().locator("[data-notice=cannot]")).containsText(it.get("why_muted"));
        bo.page().locator("[data-session] [data-does=raise]").click();
        assertThat(bo.page().locator("[data-session] [data-does=raise]")).hasText(it.get("session_lower", "n", 1));
        bo.page().locator("[data-session] [data-does=raise]").click();
        assertThat(bo.page().locator("[data-session] [data-does=raise]")).hasText(it.get("session_raise"));
        bo.saved();
        assertEquals(List.of(), Axe.everything(bo.page()));
    }

    private void speaksAgain(Participant rosa, Participant bo) {
        menu(rosa, "Bo");
        assertThat(does(rosa, "mute")).containsText(it.get("mute_end", "name", "Bo"));
        does(rosa, "mute").click();
        assertThat(bo.page().locator("[data-muted=false]")).containsText(it.get("muted_over"));
        assertThat(line(rosa, "Bo")).not().containsText(it.get("member_muted"));
        bo.page().locator("[data-muted] button").click();
        assertThat(bo.page().locator("[data-muted]")).hasCount(0);
        bo.page().locator("#new-note").press("Enter");
        bo.saved();
        assertThat(rosa.page().locator("#notes")).containsText("Ancora io");
    }

    /** Written while nobody could tell them: it is not lost, and they learn why. */
    private void refusedAndKept(Participant rosa, Participant bo) {
        bo.goOffline();
        note(bo, "Scritto senza rete");
        bo.keptHere(1);
        menu(rosa, "Bo");
        does(rosa, "mute").click();
        assertThat(line(rosa, "Bo")).containsText(it.get("member_muted"));
        bo.comeBack();
        bo.page().locator("header .state[data-state=refused]").click();
        assertThat(panel(bo)).containsText(it.get("why_muted"));
        assertThat(panel(bo).locator("textarea")).hasValue(Pattern.compile("^Scritto senza rete"));
        assertThat(bo.page().locator("[data-muted=true]")).isVisible();
        assertThat(rosa.page().locator("#notes")).not().containsText("Scritto senza rete");
        panel(bo).getByText(it.get("refused_done")).click();
        bo.saved();
    }

    private void takenBack(Participant rosa, Participant ines) {
        note(ines, "Di Ines");
        ines.saved();
        menu(rosa, "Bo");
        does(rosa, "takeBack").click();
        Locator dialog = rosa.page().locator("dialog[open]");
        assertThat(dialog).containsText(it.get("take_back_what", "name", "Bo"));
        assertThat(dialog.locator("input[type=radio]")).hasCount(5);
        assertThat(dialog.locator("input[type=radio]").first()).isChecked();
        dialog.getByText(it.get("take_back_minutes", "n", 15)).click();
        assertEquals(List.of(), Axe.everything(rosa.page()));
        dialog.locator("[data-does=take-back-now]").click();
        // Two notes, and a hand that went up and down.
        assertThat(dialog.locator("[data-taken]")).hasText(it.get("take_back_done", "n", 4));
        assertThat(dialog.locator("[data-taken]")).isFocused();
        dialog.getByText(it.get("close"), new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(ines.page().locator("#notes")).not().containsText("Fuori luogo");
        assertThat(ines.page().locator("#notes")).not().containsText("Ancora io");
        assertThat(ines.page().locator("#notes")).containsText("Di Ines");
        menu(rosa, "Bo");
        does(rosa, "takeBack").click();
        dialog.locator("[data-does=take-back-now]").click();
        assertThat(dialog.locator("[data-taken]")).hasText(it.get("take_back_none"));
        rosa.page().keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
    }

    private void bounds(Participant rosa) {
        assertThat(line(rosa, "Rosa").locator("[data-menu=person]")).hasCount(0);
        menu(rosa, "Marta");
        assertThat(does(rosa, "takeBack")).hasAttribute("aria-disabled", "true");
        assertThat(does(rosa, "takeBack")).containsText(it.get("take_back_not_mentee"));
        rosa.page().keyboard().press("Escape");
        rosa.labelled("close").click();
    }

    private void door(Table table, Participant rosa) {
        Participant nadia = hall.stranger(table.base(), "Nadia");
        Page page = nadia.page();
        page.navigate(table.base() + "/join#" + table.facilitator().invite(table.programme(), "support", null, false));
        page.locator("form input").first().fill("Nadia");
        rosa.page().locator("[data-menu=leading]").click();
        does(rosa, "lock").click();
        assertThat(rosa.page().locator("[data-session] [data-locked]")).hasText(it.get("entrance_locked"));
        page.locator("form button.first").click();
        assertThat(page.locator("[data-shut] h1")).hasText(it.get("shut_title"));
        assertThat(page.locator("[data-shut] h1")).isFocused();
        assertEquals(List.of(), Axe.everything(page));
        page.locator("[data-shut] button").click();
        assertThat(page.locator("[data-shut] [role=status]")).hasText(it.get("shut_title"));
        nadia.context().setOffline(true);
        page.locator("[data-shut] button").click();
        assertThat(page.locator("[data-shut] [role=alert]")).isVisible();
        nadia.context().setOffline(false);
        rosa.more("lobby");
        Locator entrance = panel(rosa).locator("[data-entrance]");
        assertThat(entrance).containsText(it.get("entrance_is_locked"));
        entrance.locator("[data-does=lock]").click();
        assertThat(entrance).containsText(it.get("entrance_is_open"));
        assertThat(rosa.page().locator("[data-session] [data-locked]")).hasCount(0);
        page.locator("[data-shut] button").click();
        assertThat(page.locator("form input").first()).hasValue("Nadia");
        assertThat(page.locator("form input").first()).isFocused();
        page.locator("form button.first").click();
        page.getByText(it.get("to_the_table")).first().waitFor();
    }

    @Test
    void whoLeadsDoesAllOfItByKeysAlone() {
        Table table = Table.small(hall.server());
        session(table);
        table.join("Bo", Role.MENTOR);
        Words en = Words.in("en");
        Page page = hall.enter(table, "Rosa", table.facilitator().cookie(), new Browser.NewContextOptions()
            .setLocale("en-GB").setTimezoneId("Europe/Rome").setViewportSize(1280, 900)).page();
        page.navigate(table.base() + "/p/" + table.programme());
        page.locator("header .state[data-state=saved]").waitFor();
        Keyboard keys = new Keyboard();
        keys.activate(page, page.locator("[data-does=people]").first());
        Locator line = page.locator("aside li").filter(new Locator.FilterOptions().setHasText("Bo"));
        Locator bo = line.locator("[data-menu=person]");
        for (String words : new String[] {"mute_done", "mute_ended"}) {
            keys.activate(page, bo);
            keys.activate(page, page.locator("dialog[open] [data-does=mute]"));
            assertThat(page.locator("aside .said")).hasText(en.get(words, "name", "Bo"));
            assertThat(bo).isFocused();
            // What the menu offers next hangs on the list, which is read anew.
            assertThat(line.locator(".muted")).hasCount(words.equals("mute_done") ? 1 : 0);
        }
        keys.activate(page, bo);
        keys.activate(page, page.locator("dialog[open] [data-does=takeBack]"));
        keys.activate(page, page.locator("dialog[open] input[type=radio]").last());
        keys.activate(page, page.locator("dialog[open] [data-does=take-back-now]"));
        assertThat(page.locator("dialog[open] [data-taken]")).hasText(en.get("take_back_none"));
        keys.press(page, "Escape");
        assertThat(bo).isFocused();
        keys.activate(page, page.locator("[data-menu=leading]"));
        keys.activate(page, page.locator("dialog[open] [data-does=lock]"));
        assertThat(page.locator("[data-session] [data-locked]")).hasText(en.get("entrance_locked"));
        keys.activate(page, page.locator("[data-menu=leading]"));
        keys.activate(page, page.locator("dialog[open] [data-does=lock]"));
        assertThat(page.locator("[data-session] [data-locked]")).hasCount(0);
        keys.activate(page, bo);
        keys.activate(page, page.locator("dialog[open] [data-does=remove]"));
        keys.activate(page, page.locator("dialog[open] [data-does=remove-now]"));
        assertThat(page.locator("aside .said")).hasText(en.get("member_removed", "name", "Bo"));
        assertThat(page.locator("aside .said")).isFocused();
        assertThat(bo).hasCount(0);
        assertTrue(Keyboard.holdsFocus(page));
        assertEquals(List.of(), keys.faults());
    }

    private static void session(Table table) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", UUID.randomUUID().toString()).put("type", "session").put("parent", table.only("programme").toString())
            .put("at", "last").put("fields", new JsonObject().put("title", "Prima visita").put("opened", 0)
                .put("leads", table.person("Rosa")))));
    }

    private static void note(Participant who, String text) {
        who.page().locator("#new-note").fill(text);
        who.page().locator("#new-note").press("Enter");
    }

    private static Locator panel(Participant who) {
        return who.page().locator("aside");
    }

    private static Locator line(Participant who, String name) {
        return panel(who).locator("li").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void menu(Participant who, String name) {
        line(who, name).locator("[data-menu=person]").click();
    }

    private static Locator does(Participant who, String what) {
        return who.page().locator("dialog[open] [data-does=" + what + "]");
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** Breakout groups from dividing to coming back, as who leads by keys alone, the mentee city and a guest's phone see them. */
class BreakoutIT {
    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");
    private final Keyboard keys = new Keyboard();

    @Test
    void groupsAreMadeByKeysWriteApartHaveTheirTimeAndComeBackToTheWall() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = phone(table, "Amina").open();
        begin(table);
        divide(rosa, 2);
        assertThat(panel(rosa).locator("[data-teams-top]")).isFocused();
        String hers = name(marta);
        String aminas = name(amina);
        assertEquals(List.of("Gruppo 1", "Gruppo 2"), List.of(hers, aminas).stream().sorted().toList());
        told(marta, it.get("team_told_alone", "name", hers));
        told(amina, it.get("team_told_alone", "name", aminas));
        assertThat(rosa.page().locator("[data-my-team]")).hasCount(0);

        write(marta, "Una mediatrice a scuola");
        write(marta, "Un orario solo");
        write(amina, "Corsi di sera");
        assertThat(mine(marta).locator(".note")).hasCount(2);
        assertThat(amina.page().locator("[data-team] .note")).hasCount(0);
        assertThat(amina.page().locator("[data-team]")).containsText(it.get("session_notes", "n", 2));
        amina.page().locator("[data-team] summary").tap();
        assertThat(amina.page().locator("[data-team] .note")).hasCount(2);
        assertEquals(List.of(), Axe.everything(amina.page()));
        assertThat(marta.page().locator(".wall").getByText("Una mediatrice a scuola")).hasCount(0);

        times(table, rosa, marta, amina, hers, aminas);
        Participant bo = comesLate(table, rosa, marta, hers);
        assertEquals(List.of(), Axe.everything(rosa.page()));

        held(rosa);
        marta.page().locator("#team-note").fill("Non ho ancora fin");
        back(rosa);
        for (Participant each : List.of(marta, amina, bo)) {
            told(each, it.get("teams_back_said"));
            assertThat(Desk.of(each).group(hers).locator(".note")).hasCount(2);
            assertThat(Desk.of(each).group(aminas).locator(".note")).hasCount(1);
        }
        // One step takes all of it back, what Marta is writing included.
        rosa.labelled("close").click();
        rosa.button("undo").click();
        assertThat(mine(marta).locator(".note")).hasCount(2);
        assertThat(Desk.of(marta).group(hers)).hasCount(0);
        openPanel(rosa);
        back(rosa);
        assertThat(marta.page().locator("[data-unfinished]")).isVisible();
        assertThat(marta.page().locator("#team-note")).isFocused();
        // It stays under the hand also while there is nothing in it and others go on.
        marta.page().locator("#team-note").fill("");
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", UUID.randomUUID().toString()).put("type", "note").put("parent", table.only("notes").toString())
            .put("fields", new JsonObject().put("text", "Nel frattempo"))));
        assertThat(Desk.of(marta).note("Nel frattempo")).isVisible();
        assertThat(marta.page().locator("#team-note")).isFocused();
        marta.page().locator("#team-note").fill("Non ho ancora fin");
        marta.type("ito").page().keyboard().press("Enter");
        assertThat(Desk.of(amina).group(hers).locator(".note")).hasCount(3);
        Desk.says(Desk.of(amina).group(hers), "Non ho ancora finito");
        assertThat(marta.page().locator("[data-teams]")).hasCount(0);
        assertThat(marta.page().locator("#new-note")).isFocused();
        Desk.says(Desk.of(rosa).group(hers), "Marta");
        assertEquals(List.of(), keys.faults());
    }

    @Test
    void closingTheSessionBringsTheGroupsBackAndKeepsWhatSomebodyIsWriting() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = phone(table, "Amina").open();
        begin(table);
        divide(rosa, 3);
        write(marta, "Una mediatrice");
        write(amina, "Corsi di sera");
        // One group is given up: its note stands on the wall at once.
        String aminas = name(amina);
        Locator row = panel(rosa).locator("[data-team-row]").filter(new Locator.FilterOptions().setHasText(aminas));
        row.locator("[aria-haspopup=dialog]").click();
        rosa.page().locator("dialog [data-does=give-up]").click();
        assertThat(row).containsText(it.get("team_give_up_what", "name", aminas));
        // The wall is locked while it is asked.
        Locator sure = row.locator("[data-does=give-up-now]");
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(set(table.only("notes"), "lock", true)));
        assertThat(sure).hasAttribute("aria-disabled", "true");
        sure.press("Enter");
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(3);
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(set(table.only("notes"), "lock", false)));
        assertThat(sure).not().hasAttribute("aria-disabled", "true");
        sure.click();
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(2);
        assertThat(amina.page().locator("[data-not-in]")).isVisible();
        told(amina, it.get("team_told_out"));
        assertThat(Desk.of(marta).note("Corsi di sera")).isVisible();

        marta.page().locator("#team-note").fill("A metà");
        bar(rosa).locator("[data-does=session]").click();
        panel(rosa).locator("[data-does=close-session]").click();
        assertThat(panel(rosa).locator("[data-closing]")).containsText("Una mediatrice");
        assertThat(panel(rosa).locator("[data-teams-too]")).isVisible();
        // While they cannot be brought back it says so, and closing is a choice.
        lockWall(table, true);
        Desk.says(panel(rosa).locator("[data-teams-not]"), it.get("teams_close_not", "why", it.get("why_locked")));
        assertThat(panel(rosa).locator("[data-does=close-now]")).hasText(it.get("session_close_anyway"));
        lockWall(table, false);
        assertThat(panel(rosa).locator("[data-teams-too]")).isVisible();
        panel(rosa).locator("[data-does=close-now]").click();
        assertThat(marta.page().locator("[data-session-closed]")).isVisible();
        assertThat(amina.page().locator("#notes .group").filter(new Locator.FilterOptions().setHasText("Una mediatrice")))
            .isVisible();
        assertThat(marta.page().locator("#team-note")).hasValue("A metà");
        assertThat(marta.page().locator("#team-note")).isFocused();
        marta.reload();
        marta.seated();
        assertThat(marta.page().locator("#team-note")).hasValue("A metà");
        marta.page().locator("#team-note").press("Enter");
        assertThat(Desk.of(amina).note("A metà")).isVisible();
        assertThat(marta.page().locator("#team-note")).hasCount(0);
    }

    @Test
    void neitherANoteThatComesTooLateNorUndoingTheGroupsHidesWhatWasWritten() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        begin(table);
        divide(rosa, 2);
        String hers = name(marta);
        write(marta, "Prima");
        marta.goOffline();
        write(marta, "Durante");
        panel(rosa).locator("[data-does=bring-back]").click();
        panel(rosa).locator("[data-does=bring-back-now]").click();
        assertThat(panel(rosa).locator("[data-does=divide]")).isVisible();
        marta.comeBack().saved();
        assertThat(Desk.of(rosa).note("Durante")).isVisible();
        assertThat(Desk.of(marta).note("Durante")).isVisible();
        assertThat(Desk.of(rosa).note("Prima")).isVisible();
        panel(rosa).locator("[data-does=divide]").click();
        write(marta, "Dopo");
        marta.page().locator("#team-note").fill("Ancora");
        rosa.labelled("close").click();
        rosa.button("undo").click();
        assertThat(marta.page().locator("[data-unfinished]")).isVisible();
        assertThat(Desk.of(marta).note("Dopo")).isVisible();
        // The group that was brought back before has nothing to do with it.
        marta.page().locator("#team-note").press("Enter");
        assertThat(marta.page().locator("[data-my-team]")).hasCount(0);
        assertThat(Desk.of(rosa).note("Ancora")).isVisible();
        Desk.saysNot(Desk.of(rosa).group(hers), "Ancora");
    }

    @Test
    void theButtonForOneMoreGroupKeepsTheFocusWhereThereAreEight() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        begin(table);
        divide(rosa, 7);
        Locator more = panel(rosa).locator("[data-does=add-team]");
        keys.activate(rosa.page(), more);
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(8);
        assertThat(more).isFocused();
        assertThat(more).hasAttribute("aria-disabled", "true");
        rosa.page().keyboard().press("Enter");
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(8);
    }

    private void times(Table table, Participant rosa, Participant marta, Participant amina, String hers, String aminas) {
        keys.activate(rosa.page(), panel(rosa).locator("[data-does=start-all]"));
        keys.activate(rosa.page(), rosa.page().locator("dialog [data-does=minutes-10]"));
        for (Participant each : List.of(marta, amina)) {
            assertThat(mine(each).locator("[data-time=runs] b")).hasText(Pattern.compile("9:\\d\\d|10:00"));
            assertThat(bar(each).locator("[data-team-line] [data-time=runs]")).isVisible();
        }
        told(amina, aminas + ": " + it.get("session_told_time", "n", 10));
        keys.activate(rosa.page(), panel(rosa).locator("[data-does=longer-all]"));
        assertThat(mine(marta).locator("[data-time=runs] b")).hasText(Pattern.compile("1[12]:\\d\\d"));
        UUID team = team(table, hers);
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(set(team, "started", 0)).add(set(team, "seconds", 59)));
        assertThat(mine(marta).locator("[data-time=last]")).isVisible();
        told(marta, hers + ": " + it.get("session_last_minute"));
        assertThat(amina.page().locator("[data-at-once]")).not().containsText(it.get("session_last_minute"));
        keys.activate(rosa.page(), panel(rosa).locator("[data-does=stop-all]"));
        assertThat(mine(amina).locator("[data-time]")).hasCount(0);
    }

    private Participant comesLate(Table table, Participant rosa, Participant marta, String name) {
        Participant bo = hall.join(table, "Bo", Role.MENTOR);
        assertThat(bo.page().locator("[data-not-in]")).isVisible();
        assertThat(panel(rosa).locator("[data-who-is-where] [data-late]"))
            .hasText(it.get("teams_late", "names", "Bo"));
        double before = marta.page().locator("#team-note").boundingBox().y;
        Locator select = panel(rosa).locator("select[data-person='" + table.person("Bo") + "']");
        keys.choose(rosa.page(), select, name.equals("Gruppo 1") ? 1 : 2);
        told(bo, it.get("team_told_in", "name", name, "names", "Marta"));
        assertThat(mine(bo).locator(".note")).hasCount(2);
        assertThat(mine(marta)).containsText("Bo");
        assertEquals(before, marta.page().locator("#team-note").boundingBox().y, 30, "nobody is moved by it");
        bo.page().locator("#main").focus();
        bo.page().locator("[data-does=my-team]").click();
        assertThat(mine(bo)).isFocused();
        return bo;
    }

    private void divide(Participant rosa, int groups) {
        openPanel(rosa);
        keys.choose(rosa.page(), panel(rosa).locator("select").first(), groups - 2);
        keys.activate(rosa.page(), panel(rosa).locator("[data-does=divide]"));
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(groups);
    }

    private void openPanel(Participant rosa) {
        keys.activate(rosa.page(), bar(rosa).locator("[data-menu=leading]"));
        keys.activate(rosa.page(), rosa.page().locator("dialog [data-does=teams]"));
        assertThat(panel(rosa).locator("h2")).isFocused();
    }

    /** A key that is held down asks, and does not answer as well. */
    private void held(Participant rosa) {
        Locator asks = panel(rosa).locator("[data-does=bring-back]");
        asks.focus();
        rosa.page().keyboard().down("Enter");
        assertThat(panel(rosa).locator("[data-does=bring-back-now]")).isFocused();
        rosa.page().keyboard().down("Enter");
        rosa.page().keyboard().up("Enter");
        assertThat(panel(rosa).locator("[data-team-row]")).hasCount(2);
        rosa.page().keyboard().press("Tab");
        rosa.page().keyboard().press("Enter");
        assertThat(asks).isFocused();
    }

    private void back(Participant rosa) {
        keys.activate(rosa.page(), panel(rosa).locator("[data-does=bring-back]"));
        assertThat(panel(rosa).locator("[data-does=bring-back-now]")).isFocused();
        rosa.page().keyboard().press("Enter");
        assertThat(panel(rosa).locator("[data-teams-top]")).isFocused();
        assertThat(panel(rosa).locator("[data-teams-top]")).hasText(it.get("teams_back_said"));
    }

    private static void write(Participant who, String words) {
        Page page = who.page();
        page.locator("#team-note").fill(words);
        page.locator("[data-my-team] form .button.first").click();
        assertThat(page.locator("#team-note")).hasValue("");
        Desk.of(who).note(words).waitFor();
    }

    private static String name(Participant who) {
        return mine(who).locator("h4").innerText();
    }

    private static Locator mine(Participant who) {
        return who.page().locator("[data-my-team]");
    }

    private static Locator bar(Participant who) {
        return who.page().locator("[data-session]");
    }

    private static Locator panel(Participant who) {
        return who.page().locator("aside");
    }

    private static void told(Participant who, String words) {
        assertThat(who.page().locator("[data-at-once]")).containsText(words);
    }

    private static UUID team(Table table, String name) {
        return table.items().stream().filter(item -> "team".equals(item.getString("type"))
                && name.equals(item.getJsonObject("fields").getString("name")))
            .map(item -> UUID.fromString(item.getString("id"))).findFirst().orElseThrow();
    }

    private static JsonObject set(UUID item, String field, Object value) {
        return new JsonObject(Map.of("e", "set", "item", item.toString(), "field", field, "value", value));
    }

    private static void lockWall(Table table, boolean locked) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(set(table.only("notes"), "lock", locked)));
    }

    private Participant phone(Table table, String name) {
        return hall.enter(table, name, table.join(name, "support").cookie(), new Browser.NewContextOptions()
            .setLocale("it-IT").setTimezoneId("Europe/Rome").setViewportSize(360, 740).setHasTouch(true).setIsMobile(true));
    }

    private static void begin(Table table) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", UUID.randomUUID().toString()).put("type", "session")
            .put("parent", table.only("programme").toString()).put("fields", new JsonObject()
                .put("title", "Prima visita").put("opened", 0).put("leads", table.person("Rosa")))));
    }
}

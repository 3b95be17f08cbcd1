package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** What the board offers to whom: by role, by who writes now, by whose it is and what is locked, and while that changes. */
class RightsIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void theBoardOffersWhatRoleAndPenGiveAndSaysSo() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        Participant dino = hall.join(table, "Dino", Role.MENTOR_SUPPORT);
        writes(ada, true);
        writes(bea, true);
        writes(dino, false);
        // What is never one's own is not shown.
        assertThat(dino.button("add_action")).hasCount(0);
        can(dino, "plan", "can_read");
        can(bea, "plan", "can_plan_write");
        // Only who leads says who writes.
        assertThat(bea.page().locator(".pen select")).hasCount(0);

        pen(rosa, "mentee");
        told(bea, "notice_pen", "who", "Scrive la città mentee");
        writes(bea, false);
        writes(ada, true);
        can(bea, "plan", "can_read_pen_mentee");
        can(bea, "needs", "can_read_pen_mentee");
        assertThat(bea.page().locator(".pen")).containsText("Scrive la città mentee");
        assertThat(bea.button("add_action")).hasAttribute("aria-disabled", "true");
        assertThat(bea.button("add_action")).hasAccessibleDescription(bea.words().get("why_pen_mentee"));
        assertEquals(List.of(), Axe.everything(bea.page()));
        bea.button("add_action").press("Enter");
        told(bea, "why_pen_mentee");
        ada.write(1, "results", ", in due giorni");
        Desk.says(bea.cell(1, "results"), "Risposte in tre giorni, in due giorni");
        bea.cell(1, "results").click();
        told(bea, "why_pen_mentee");
        bea.page().locator("#notes .composer textarea").fill("Si può lo stesso");
        bea.page().locator("#notes .composer textarea").press("Enter");
        Desk.of(ada).note("Si può lo stesso").waitFor();

        pen(rosa, "nobody");
        writes(ada, false);
        can(ada, "plan", "can_read_pen_nobody");
        pen(rosa, "everyone");
        writes(ada, true);
        writes(bea, true);
    }

    @Test
    void onlyTheMenteeCityAgreesToAnAction() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        Locator hers = Desk.of(bea).row(1).locator("select.state");
        assertThat(hers.locator("option[value=toDeepen]")).hasCount(1);
        assertThat(hers.locator("option[value=agreed]")).hasCount(0);
        Desk.of(ada).row(1).locator("select.state").selectOption("agreed");
        Desk.says(Desk.of(bea).row(1).locator(".state[data-words]"), "concordata");
        assertThat(hers).hasCount(0);
    }

    @Test
    void aNoteIsChangedByItsAuthorAndTakenAwayByWhoLeads() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        bea.page().locator("#notes .composer textarea").fill("È mia");
        bea.page().locator("#notes .composer textarea").press("Enter");
        for (Participant other : List.of(ada, rosa)) {
            Locator note = Desk.of(other).note("È mia");
            note.waitFor();
            assertThat(note.locator("button.edit")).hasCount(0);
        }
        Desk.of(ada).note("È mia").locator("button[aria-haspopup=dialog]").click();
        assertThat(Desk.of(ada).button(Desk.of(ada).dialog(), "delete_it")).hasCount(0);
        Desk.of(bea).rewrite(Desk.of(bea).note("È mia"), "text", "È ancora mia");
        Desk.of(rosa).menu(Desk.of(rosa).note("È ancora mia"), "delete_it");
        Desk.counts(bea.page().locator("#notes article[data-row]"), 2);
    }

    @Test
    void whatIsTypedWhileThePenMovesAwayIsKeptAndTheFocusStays() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        bea.enter(1, "results").type(" e").saved();
        bea.goOffline().type(" poi ancora");
        pen(rosa, "mentee");
        rosa.saved();
        bea.comeBack();
        Locator button = bea.cell(1, "results").locator("button.edit");
        assertThat(button).isFocused();
        assertThat(button).hasAttribute("aria-disabled", "true");
        assertThat(button).hasAccessibleDescription(bea.words().get("why_pen_mentee"));
        Desk.reads(Desk.of(bea).said(Desk.of(bea).row(1), "results"), "Risposte in tre giorni e");
        Desk.of(bea).row(1).locator("[data-does=proposals]").click();
        Desk.says(Desk.of(bea).panel().locator("[data-proposal] ins"), "poi ancora");
    }

    @Test
    void whatIsChosenWhileThePenMovesAwayIsNotTakenAndSaysWhy() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        bea.goOffline();
        Desk.of(bea).row(1).locator("select.state").selectOption("toDeepen");
        pen(rosa, "mentee");
        rosa.saved();
        bea.comeBack();
        Desk.says(Desk.of(bea).row(1).locator(".state[data-words]"), "idea");
        bea.state().click();
        Desk.says(bea.page().locator("aside li"), bea.words().get("refused_pen"));
        assertThat(bea.page().locator("aside li textarea")).hasValue("da approfondire");
    }

    @Test
    void whatIsLockedSaysSoAndWhoLeadsUnlocksIt() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Desk.of(rosa).menuByKeys(Desk.of(rosa).row(1), "details");
        Locator lock = rosa.page().locator("aside [data-value=lock] input");
        lock.press("Space");
        writes(ada, false);
        Desk.says(Desk.of(ada).row(1).locator(".lock"), ada.words().get("is_locked"));
        assertThat(ada.cell(2, "results").locator("button.edit")).hasCount(1);
        Desk.of(ada).menu(Desk.of(ada).row(1), "details");
        Desk.says(Desk.of(ada).panel(), ada.words().get("why_locked"));
        lock.press("Space");
        writes(ada, true);
        rosa.page().locator("#plan button.details").press("Enter");
        Desk.of(rosa).focusIsIn(rosa.page().locator("aside h2"));
        assertThat(lock).not().isChecked();
        lock.press("Space");
        can(ada, "plan", "can_read_locked");
        writes(ada, false);
        assertEquals(List.of(), Axe.everything(ada.page()));
    }

    @Test
    void aRoleThatChangesIsFollowedAtOnce() {
        Table table = Table.small(hall.server());
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        bea.enter(1, "results");
        role(table, "Bea", Role.MENTOR_SUPPORT);
        told(bea, "notice_role", "role", bea.words().get("role_mentor_support"));
        assertThat(bea.cell(1, "results").locator("button.edit")).isFocused();
        assertThat(bea.button("add_action")).hasAttribute("aria-disabled", "true");
        assertThat(bea.button("add_action")).hasAccessibleDescription(bea.words().get("why_lost"));
        can(bea, "plan", "can_read");
        role(table, "Bea", Role.FACILITATOR);
        assertThat(bea.page().locator(".pen select")).hasValue("everyone");
        writes(bea, true);
    }

    @Test
    void whoIsSentAwayIsToldWhatIsKeptAndFindsWhatHadNotArrived() {
        Table table = Table.small(hall.server());
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        Participant carlo = hall.join(table, "Carlo", Role.SUPPORT);
        int number = table.person("Bea");
        bea.enter(1, "results").type(" e").saved();
        bea.goOffline().type(" mai arrivato");
        remove(table, number);
        bea.comeBack();
        Locator page = bea.page().locator("[data-away]");
        Desk.says(page, bea.words().get("away_title"));
        Desk.says(page, bea.words().get("away_unsent"));
        assertThat(page.locator("textarea")).hasValue(" mai arrivato");
        assertEquals(List.of(), Axe.everything(bea.page()));
        Desk.says(carlo.cell(1, "results"), "Risposte in tre giorni e");

        role(table, "Carlo", Role.OBSERVER);
        Desk.says(carlo.page().locator("[data-away]"), carlo.words().get("away_none_unsent"));
        assertThat(carlo.page().locator("h1")).isFocused();
    }

    @Test
    void whoLeadsHandsThePenOnByKeyboard() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        rosa.page().locator("#main").focus();
        Desk.of(rosa).press("Tab", rosa.page().locator(".pen select"));
        rosa.page().keyboard().press("ArrowDown");
        told(ada, "notice_pen", "who", "Non scrive nessuno");
        writes(ada, false);
        rosa.page().keyboard().press("ArrowUp");
        writes(ada, true);
    }

    private static void pen(Participant who, String pen) {
        who.page().locator(".pen select").selectOption(pen);
    }

    private static void writes(Participant who, boolean may) {
        assertThat(who.cell(1, "results").locator("button.edit:not([aria-disabled])")).hasCount(may ? 1 : 0);
    }

    private static void can(Participant who, String area, String key) {
        Desk.says(who.page().locator("#" + area + " .can").first(), who.words().get(key));
    }

    private static void told(Participant who, String key, Object... pairs) {
        Desk.says(who.page().locator(".holder[role=status]"), who.words().get(key, pairs));
    }

    private static void role(Table table, String name, Role role) {
        assertEquals(200, table.facilitator().post("/api/programmes/" + table.programme() + "/members/"
            + table.person(name), new JsonObject().put("role", role.wire())).status());
    }

    private static void remove(Table table, int person) {
        assertEquals(204, table.facilitator().delete("/api/programmes/" + table.programme() + "/members/" + person)
            .status());
    }
}

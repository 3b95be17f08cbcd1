package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** What whoever leads asks the room: everybody writes alone until it is revealed, and the group says what it prefers. */
class AskedIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void inARoundWithoutNamesEverybodyWritesAloneUntilItIsRevealedInAGroupOfNotes() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = phone(table, "Amina").open();
        begin(table);
        Desk lead = Desk.of(rosa);
        rosa.page().locator("[data-does=new-round]").click();
        Locator form = rosa.page().locator(".asked form");
        form.locator("input").first().fill("Che cosa manca?");
        form.locator("input[type=checkbox]").check();
        form.locator("button.first").click();
        write(marta, "Una mediatrice a scuola");
        write(amina, "Orari del pomeriggio");
        write(amina, "Un posto per i bambini");
        Desk.counts(amina.page().locator("[data-round] .mine li"), 2);
        Desk.says(rosa.page().locator("[data-counts]"), lead.words("round_counts", "writers", "2", "notes", "3"));
        Desk.says(rosa.page().locator("[data-round]"), lead.words("round_few"));
        // It stays mine when the page is loaded anew, and nobody else's.
        amina.reload();
        Desk.counts(amina.page().locator("[data-round] .mine li"), 2);
        Desk.counts(marta.page().locator("[data-round] .mine li"), 1);
        assertThat(rosa.page().locator("body")).not().containsText("mediatrice");
        amina.page().locator("[data-round] .mine li button").first().click();
        Desk.counts(amina.page().locator("[data-round] .mine li"), 1);
        rosa.page().locator("[data-does=reveal]").click();
        rosa.page().locator("[data-does=reveal-now]").click();
        Locator group = Desk.of(marta).group("Che cosa manca?");
        Desk.counts(group.locator(".note"), 2);
        Desk.says(group, "Una mediatrice a scuola");
        Desk.saysNot(group, "Marta");
        Desk.saysNot(group, "Amina");
        assertThat(rosa.page().locator("[data-round]")).hasCount(0);
    }

    @Test
    void dotsAreGivenWithinTheBudgetAndTheResultComesOnOrderAsPictureAndTable() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = phone(table, "Amina").open();
        begin(table);
        rosa.page().locator("[data-does=new-vote]").click();
        Locator form = rosa.page().locator(".asked form");
        form.locator("input").first().fill("Da dove cominciamo?");
        form.locator("textarea").fill("La scuola\nLa casa\nIl lavoro");
        form.locator("input[type=number]").fill("2");
        form.locator("button.first").click();
        dot(marta, "La casa");
        dot(marta, "La casa");
        dot(amina, "La scuola");
        Desk.says(marta.page().locator("[data-poll] .left"), marta.words().get("vote_left", "left", "0", "budget", "2"));
        dot(marta, "La scuola");
        Desk.says(marta.page().locator("[data-poll] [role=alert]"), marta.words().get("refused_budget"));
        dot(amina, "La casa");
        Desk.says(rosa.page().locator("[data-voters]"), rosa.words().get("vote_voters", "n", "2"));
        assertThat(marta.page().locator("[data-poll] table")).hasCount(0);
        rosa.page().locator("[data-does=show-vote]").click();
        for (Participant each : List.of(rosa, marta, amina)) {
            Locator rows = each.page().locator("[data-poll] tbody tr");
            Desk.says(rows.nth(0), "La casa");
            assertThat(rows.nth(0).locator("td")).hasText("3");
            Desk.says(rows.nth(1), "La scuola");
            assertThat(rows.nth(1).locator("td")).hasText("1");
        }
    }

    @Test
    void whatCameOfAVoteStandsWithWhatWasVotedOnByPartyAndAfterTheSessionToo() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant teo = hall.join(table, "Teo", Role.MENTOR);
        Participant amina = phone(table, "Amina").open();
        UUID session = begin(table);
        UUID action = table.actions().get(0);
        List<UUID> both = List.of(action, table.actions().get(1));
        poll(table, session, new JsonObject().put("method", "dots").put("budget", 3).put("question", "Che cosa prima?"), both);
        Desk desk = Desk.of(marta);
        String first = table.plan().get(0).get(0);
        assertThat(marta.page().locator("[data-poll]")).containsText(desk.words("vote_openly"));
        for (Participant each : List.of(marta, marta, teo)) {
            dotOn(each, first);
        }
        dotOn(amina, first);
        Desk.says(rosa.page().locator("[data-voters]"), rosa.words().get("vote_voters", "n", "3"));
        rosa.page().locator("[data-does=show-vote]").click();
        Locator parties = marta.page().locator("[data-poll] [data-parties] tbody").first();
        Desk.says(parties.locator("tr").nth(1), desk.words("party_mentee"));
        assertThat(parties.locator("tr").nth(1).locator("td")).hasText("2");
        Desk.says(parties.locator("tr").nth(2), desk.words("party_mentor"));
        assertThat(parties.locator("tr").nth(2).locator("td")).hasText("1");
        assertThat(parties.locator("tr")).hasCount(4);
        assertThat(marta.page().locator("[data-poll] svg rect.of-mentee").first()).isVisible();
        Locator chip = desk.row(1).locator("[data-chip=outcome]");
        assertThat(chip).hasText(desk.words("outcome_chip", "outcome", "4 punti", "question", "Che cosa prima?"));

        poll(table, session, new JsonObject().put("method", "consent").put("secret", true).put("question", "La teniamo?"),
            List.of(action));
        for (Participant each : List.of(marta, teo)) {
            Locator card = each.page().locator("[data-poll]").filter(new Locator.FilterOptions().setHasText("La teniamo?"));
            card.locator("input[type=radio]").nth(each == marta ? 0 : 1).check();
            card.locator("form button.first").click();
        }
        Locator secret = rosa.page().locator("[data-poll]").filter(new Locator.FilterOptions().setHasText("La teniamo?"));
        Desk.says(secret.locator("[data-voters]"), rosa.words().get("vote_voters", "n", "2"));
        secret.locator("[data-does=show-vote]").click();
        assertThat(secret.locator("table")).hasCount(1);
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "set")
            .put("item", session.toString()).put("field", "closed").put("value", 0)));
        assertThat(marta.page().locator("[data-poll]")).hasCount(0);
        assertThat(chip).hasText(desk.words("outcome_chip", "outcome", "1 d'accordo · 1 con una riserva", "question",
            "La teniamo?"));
        chip.click();
        assertThat(desk.panel().locator("[data-poll-shown]")).containsText("La teniamo?");
        assertThat(desk.panel().locator("table")).hasCount(1);
        marta.page().keyboard().press("Escape");
        assertThat(chip).isFocused();
        desk.menu(desk.row(1), "details");
        Locator rows = desk.panel().locator("[data-outcomes] tbody tr");
        Desk.says(rows.nth(0), "La teniamo?");
        Desk.says(rows.nth(1), "4 punti");
        rows.nth(1).locator("button").click();
        assertThat(desk.panel().locator("[data-parties] tbody").first().locator("tr")).hasCount(4);
        // What is in the trash is not said any more.
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "delete")
            .put("item", session.toString())));
        assertThat(chip).hasCount(0);
    }

    private static void poll(Table table, UUID session, JsonObject fields, List<UUID> on) {
        UUID poll = UUID.randomUUID();
        JsonArray edits = new JsonArray().add(new JsonObject().put("e", "create").put("item", poll.toString())
            .put("type", "poll").put("parent", session.toString()).put("fields", fields.put("opened", 0)));
        on.forEach(one -> edits.add(new JsonObject().put("e", "link").put("item", poll.toString()).put("rel", "on")
            .put("to", one.toString())));
        table.submit(UUID.randomUUID(), 1, edits);
    }

    private static void dotOn(Participant who, String name) {
        who.page().locator("[data-poll] .line").filter(new Locator.FilterOptions().setHasText(name)).locator(".step").last()
            .click();
    }

    private Participant phone(Table table, String name) {
        return hall.enter(table, name, table.join(name, "support").cookie(), new Browser.NewContextOptions()
            .setLocale("it-IT").setTimezoneId("Europe/Rome").setViewportSize(360, 740).setHasTouch(true).setIsMobile(true));
    }

    private static void write(Participant who, String words) {
        who.page().locator("[data-round] textarea").fill(words);
        who.page().locator("[data-round] form button").click();
        assertThat(who.page().locator("[data-round] textarea")).hasValue("");
    }

    private static void dot(Participant who, String option) {
        // What cannot be done now stays at hand, and says why.
        who.page().getByLabel(who.words().get("vote_add", "item", option)).click(new Locator.ClickOptions().setForce(true));
    }

    private static UUID begin(Table table) {
        UUID session = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", session.toString()).put("type", "session").put("parent", table.only("programme").toString())
            .put("fields", new JsonObject().put("title", "Prima visita").put("opened", 0))));
        return session;
    }
}

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

    private static void begin(Table table) {
        UUID session = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", session.toString()).put("type", "session").put("parent", table.only("programme").toString())
            .put("fields", new JsonObject().put("title", "Prima visita").put("opened", 0))));
    }
}

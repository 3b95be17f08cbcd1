package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may not write now proposes; the mentee city takes up what it was shown, in its own words, or says why not. */
class ProposalsIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void whatTheMentorProposesIsMarkedWordByWordAndTakenUpAsItWasShown() {
        Table table = Table.set(hall.server(), "Proposte").fill(List.of(List.of("Sportello", "Risposte in tre giorni")));
        pen(table, "mentee");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk mentor = Desk.of(bea);
        mentor.menu(mentor.row(1), "proposals");
        propose(mentor, "results", "Risposte in due giorni");
        assertThat(mentor.panel().locator("[data-proposal]")).hasCount(1);
        Desk desk = Desk.of(ada);
        desk.row(1).locator("[data-does=proposals]").click();
        Locator card = desk.panel().locator("[data-proposal]");
        Desk.says(card, "Bea");
        Desk.says(card.locator("del"), "tre");
        Desk.says(card.locator("ins"), "due");
        // What is written elsewhere in the same text meanwhile stays, and the mark-up follows it.
        desk.rewrite(desk.row(1), "results", "Risposte gentili in tre giorni");
        Desk.says(card.locator(".marked"), "Risposte gentili in");
        card.locator("[data-does=take]").click();
        bea.sees(List.of(List.of("Sportello", "Risposte gentili in due giorni", "", "", "", "")));
        desk.panel().locator("details summary").click();
        Desk.says(card, desk.words("proposal_taken"));
        // One step of undo takes both back, the change and that it was taken up.
        ada.page().keyboard().press("Control+z");
        bea.sees(List.of(List.of("Sportello", "Risposte gentili in tre giorni", "", "", "", "")));
        assertThat(card.locator("[data-does=take]")).isVisible();
    }

    @Test
    void whatNoLongerFitsSaysSoAndIsAnsweredWithAReasonThatTheProposerReads() {
        Table table = Table.set(hall.server(), "Proposte").fill(List.of(List.of("Sportello", "Risposte in tre giorni")));
        pen(table, "mentee");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk mentor = Desk.of(bea);
        mentor.menu(mentor.row(1), "proposals");
        propose(mentor, "results", "Risposte in due giorni");
        Desk desk = Desk.of(ada);
        desk.row(1).locator("[data-does=proposals]").click();
        desk.rewrite(desk.row(1), "results", "Risposte in sette giorni");
        Locator card = desk.panel().locator("[data-proposal]");
        Desk.says(card, desk.words("proposal_fits_not"));
        assertThat(card.locator("[data-does=take]")).hasCount(0);
        card.locator("[data-does=decline]").click();
        assertThat(card.locator("textarea")).isFocused();
        ada.type("Il personale non basta");
        card.locator("form button.first").click();
        mentor.panel().locator("details summary").click();
        Desk.says(mentor.panel().locator("[data-proposal]"), "Il personale non basta");
        assertThat(mentor.panel().locator("[data-proposal] [data-does=take]")).hasCount(0);
    }

    @Test
    void anActionIsProposedAndTakenUpIntoThePlan() {
        Table table = Table.set(hall.server(), "Proposte").fill(List.of(List.of("Sportello")));
        pen(table, "mentee");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Locator plan = bea.page().locator("#plan");
        plan.locator("[data-does=propose-action]").click();
        bea.type("Corso serale");
        plan.locator("form textarea").nth(1).fill("Venti persone parlano meglio");
        plan.locator("form button.first").click();
        Locator card = ada.page().locator("#plan [data-proposal]");
        Desk.says(card, "Venti persone parlano meglio");
        card.locator("[data-does=take]").click();
        bea.sees(List.of(List.of("Sportello", "", "", "", "", ""),
            List.of("Corso serale", "Venti persone parlano meglio", "", "", "", "")));
        assertThat(card).hasCount(0);
    }

    @Test
    void whatSomebodyTypesWhileThePenMovesStaysAsAProposal() {
        Table table = Table.set(hall.server(), "Penna").fill(List.of(List.of("Sportello", "Risposte in tre giorni")));
        pen(table, "everyone");
        Participant bea = hall.join(table, "Bea", "mentor");
        bea.enter(1, "results").goOffline();
        bea.page().keyboard().press("Control+End");
        bea.type(" lavorativi");
        pen(table, "mentee");
        bea.comeBack();
        Desk.says(bea.page().locator("[data-notice=proposed]"), bea.words().get("proposed_instead"));
        assertThat(Desk.of(bea).said(Desk.of(bea).row(1), "results")).hasText("Risposte in tre giorni");
        Desk.of(bea).row(1).locator("[data-does=proposals]").click();
        Desk.says(Desk.of(bea).panel().locator("[data-proposal] ins"), "lavorativi");
        assertThat(bea.state()).hasAttribute("data-state", "saved");
    }

    private static void propose(Desk desk, String field, String words) {
        desk.panel().locator("form select").selectOption(field);
        desk.panel().locator("form textarea").first().fill(words);
        desk.panel().locator("[data-does=propose]").click();
    }

    private static void pen(Table table, String pen) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "set")
            .put("item", table.only("programme").toString()).put("field", "pen").put("value", pen)));
    }
}

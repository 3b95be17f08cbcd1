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
        assertThat(plan.locator("form textarea").first()).isFocused();
        bea.type("Corso serale");
        plan.locator("form textarea").nth(1).fill("Venti persone parlano meglio");
        // The pen comes and goes, and what is being written stays.
        pen(table, "everyone");
        assertThat(plan.locator("[data-pen=everyone]")).isVisible();
        assertThat(plan.locator("form textarea").nth(1)).isFocused();
        pen(table, "mentee");
        assertThat(plan.locator("form textarea").nth(1)).hasValue("Venti persone parlano meglio");
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
        // It leads to the proposals, and to this one.
        bea.page().locator("[data-notice=proposed] .button").click();
        Desk.says(Desk.of(bea).panel().locator("[data-proposal] ins"), "lavorativi");
        assertThat(Desk.of(bea).panel().locator("[data-proposal]")).isFocused();
        assertThat(bea.state()).hasAttribute("data-state", "saved");
    }

    @Test
    void aNeedIsProposedAndTakenUpInOtherWordsWithItsKindInOneStepOfUndo() {
        Table table = Table.set(hall.server(), "Proposte").fill(List.of(List.of("Sportello")));
        pen(table, "mentee");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Locator needs = bea.page().locator("#needs");
        needs.locator("[data-does=propose-need]").click();
        assertThat(needs.locator("form textarea").first()).isFocused();
        bea.type("Nessuno risponde al telefono");
        needs.locator("form select").selectOption("supportGap");
        needs.locator("form textarea").last().fill("Ho chiamato tre volte");
        needs.locator("form button.first").click();
        assertThat(needs.locator("[data-does=propose-need]")).isFocused();
        Desk desk = Desk.of(ada);
        Locator card = ada.page().locator("#needs [data-proposal]");
        Desk.says(card, "manca un sostegno");
        Desk.says(card, "Ho chiamato tre volte");
        card.locator("[data-does=take-as]").click();
        assertThat(card.locator("textarea")).hasValue("Nessuno risponde al telefono");
        card.locator("textarea").fill("Lo sportello non risponde al telefono");
        card.locator("form button.first").click();
        assertThat(card).hasCount(0);
        Desk mentor = Desk.of(bea);
        assertThat(mentor.said(mentor.need(1), "statement")).hasText("Lo sportello non risponde al telefono");
        Desk.says(mentor.need(1).locator(".about"), "manca un sostegno");
        ada.page().keyboard().press("Control+z");
        assertThat(bea.page().locator("#needs article")).hasCount(0);
        assertThat(card).hasCount(1);
        card.locator("[data-does=decline]").click();
        assertThat(card.locator("textarea")).isFocused();
        ada.type("Lo diciamo già altrove");
        card.locator("form button.first").click();
        assertThat(needs.locator("[data-proposal]")).hasCount(0);
        assertThat(desk.page().locator("#needs [data-proposal]")).hasCount(0);
    }

    @Test
    void whatSomebodyAddsWhileThePenMovesStaysAsAProposalOfIt() {
        Table table = Table.set(hall.server(), "Penna").fill(List.of(List.of("Sportello")));
        pen(table, "everyone");
        Participant bea = hall.join(table, "Bea", "mentor").goOffline();
        Desk mentor = Desk.of(bea);
        bea.addNeed("supportGap").type("Mancano le mediatrici");
        bea.leave();
        mentor.button(bea.page().locator("#plan"), "add_action").click();
        bea.page().locator("textarea:focus, .cm-content:focus").waitFor();
        bea.type("Corso serale");
        pen(table, "mentee");
        bea.comeBack();
        Desk.says(bea.page().locator("#needs [data-proposal]"), "Mancano le mediatrici");
        Desk.says(bea.page().locator("#needs [data-proposal]"), "manca un sostegno");
        Desk.says(bea.page().locator("#plan [data-proposal]"), "Corso serale");
        Desk.says(bea.page().locator("[data-notice=proposed]"), bea.words().get("proposed_instead"));
        assertThat(mentor.need(1)).hasCount(0);
        assertThat(mentor.row(2)).hasCount(0);
        assertThat(bea.state()).hasAttribute("data-state", "saved");
        // Where the words lead is where it stands.
        bea.page().locator("[data-notice=proposed] .button").click();
        assertThat(bea.page().locator("#plan [data-proposal]")).isFocused();
        Participant ada = hall.join(table, "Ada", "mentee");
        ada.page().locator("#plan [data-proposal] [data-does=take]").click();
        bea.sees(List.of(List.of("Sportello", "", "", "", "", ""), List.of("Corso serale", "", "", "", "", "")));
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

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** A session is prepared beforehand from a template, and led to its end by the one next step that is suggested. */
class PreparedSessionIT {
    private static final int MORE_THAN_ALL = 40;
    private static final String FIRST = "A quale domanda deve rispondere per voi questa visita?";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");

    @Test
    void aSessionIsPreparedFromATemplateAndEveryStepOfItIsRunWithTwoParticipants() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = hall.join(table, "Amina", Role.SUPPORT);
        Locator panel = Desk.of(rosa).panel();
        prepare(rosa, panel);
        for (Participant each : List.of(marta, amina)) {
            assertEquals(0, each.page().locator("[data-session], .asked").count(), "others are shown nothing");
        }
        away(rosa, panel);
        change(rosa, panel);
        panel.locator("[data-does=prepared]").click();
        Desk.of(rosa).focusIsIn(panel.locator("[data-does=change-prepared]"));
        panel.locator("[data-does=open-prepared]").click();
        assertThat(bar(marta)).containsText("Visita di marzo");
        Desk.of(rosa).focusIsIn(panel);
        rosa.labelled("close").click();

        marta.page().locator("[data-session] [data-does=session]").click();
        Locator agenda = marta.page().locator("aside [data-agenda]");
        Desk.says(agenda, "Giro di scrittura");
        Desk.saysNot(agenda, FIRST);
        marta.labelled("close").click();
        assertEquals(List.of("go", "start", "reveal", "go", "start", "reveal", "go", "start", "reveal", "start", "show",
            "go", "go", "start", "show", "close"), run(rosa, List.of(marta, amina), Locator::click));
        assertThat(marta.page().locator("[data-poll]")).hasCount(2);
        Desk.says(marta.page().locator("[data-poll]").first(), "Ci rivediamo a maggio");
        close(rosa, panel, Locator::click);
        for (Participant each : List.of(rosa, marta, amina)) {
            assertThat(bar(each)).hasCount(0);
        }
        Desk.says(panel.locator("[data-produced]"), "Quali idee devono diventare azioni per prime?");
    }

    @Test
    void whoLeadsOpensATemplateAtOnceAndRunsItByKeysAlone() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Locator panel = Desk.of(rosa).panel();
        Keyboard keys = new Keyboard();
        Consumer<Locator> press = control -> keys.activate(rosa.page(), control);
        press.accept(rosa.page().locator("[data-menu=more]:visible"));
        press.accept(Desk.of(rosa).dialog().locator("[data-does=session]"));
        keys.choose(rosa.page(), panel.locator("[data-does=template]"), 1);
        assertThat(panel.locator("[data-opening] input")).hasValue("Laboratorio sui bisogni");
        assertThat(panel.locator("ol li")).hasCount(5);
        press.accept(panel.locator("[data-does=open-session]"));
        assertThat(bar(marta)).containsText("Laboratorio sui bisogni");
        assertTrue(Keyboard.holdsFocus(rosa.page()), "the button that opened it has gone");
        assertEquals(List.of("go", "start", "reveal", "go", "start", "show", "go", "go", "start", "reveal", "go", "start",
            "show", "close"), run(rosa, List.of(marta), step -> {
                boolean last = "close".equals(step.getAttribute("data-step"));
                press.accept(step);
                Desk.of(rosa).focusIsIn(last ? panel : suggested(rosa));
            }));
        close(rosa, panel, press);
        assertThat(bar(marta)).hasCount(0);
        assertTrue(Keyboard.holdsFocus(rosa.page()), "the session has gone");
    }

    @Test
    void ofTwoSessionsThatAreOpenedAtTheSameMomentOneIsOnAndTheOtherIsPreparedAgain() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Locator panel = Desk.of(rosa).panel();
        rosa.more("session");
        // What a session needs has come to the page by an earlier one.
        panel.locator("[data-does=open-session]").click();
        close(rosa, panel, Locator::click);
        panel.locator("[data-opening] input").fill("La mattina");
        rosa.goOffline();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", UUID.randomUUID().toString()).put("type", "session")
            .put("parent", table.only("programme").toString()).put("fields", new JsonObject()
                .put("title", "Il pomeriggio").put("opened", 0).put("leads", table.person("Rosa")))));
        panel.locator("[data-does=open-session]").click();
        rosa.comeBack();
        assertThat(rosa.state()).hasAttribute("data-state", "saved");
        assertThat(bar(rosa)).containsText("La mattina");
        close(rosa, panel, Locator::click);
        Desk.says(panel.locator("[data-prepared-session]"), "Il pomeriggio");
    }

    /** From the first template of a visit, under another name. */
    private void prepare(Participant rosa, Locator panel) {
        rosa.more("session");
        addPoint(panel, "Saluti");
        panel.locator("[data-does=template]").selectOption("visit-2");
        Desk.says(panel.locator("ol li").last(), "Saluti");
        panel.locator("[data-does=template]").selectOption("visit-1");
        assertThat(panel.locator("ol li")).hasCount(6);
        panel.locator("ol li", new Locator.LocatorOptions().setHasText("Saluti")).locator("button").click();
        assertThat(panel.locator("ol li")).hasCount(5);
        Desk.says(panel, "primo elenco di azioni");
        assertEquals(List.of(), Axe.everything(rosa.page()));
        panel.locator("[data-opening] input").fill("Visita di marzo");
        panel.locator("[data-does=prepare-session]").click();
        Desk.of(rosa).focusIsIn(panel.locator("[data-preparing] h3"));
        assertThat(panel.locator("[data-agenda] ol > li")).hasCount(5);
        Desk.says(panel.locator("[data-agenda]"), FIRST);
        panel.locator("[data-does=prepared]").click();
    }

    private static void addPoint(Locator panel, String title) {
        Locator input = panel.locator("[data-point] input").first();
        input.fill(title);
        input.press("Enter");
        assertThat(input).hasValue("");
        assertThat(input).isFocused();
    }

    /** Two others: what is begun stays while another is changed, and each that is deleted is brought back. */
    private static void away(Participant rosa, Locator panel) {
        panel.locator("[data-opening] input").fill("Pomeriggio");
        panel.locator("[data-does=change-prepared]").click();
        panel.locator("[data-does=prepared]").click();
        assertThat(panel.locator("[data-opening] input")).hasValue("Pomeriggio");
        panel.locator("[data-does=prepare-session]").click();
        addPoint(panel, "Arrivo");
        addPoint(panel, "Saluti");
        panel.locator("[data-does=prepared]").click();
        assertThat(panel.locator("[data-opening] input")).hasValue("");
        panel.locator("[data-does=prepare-session]").click();
        panel.locator("[data-does=prepared]").click();
        Locator all = panel.locator("[data-prepared-session]");
        assertThat(all).hasCount(3);
        Locator restore = panel.locator("[data-does=restore-prepared]");
        panel.locator("[data-does=delete-prepared]").nth(2).click();
        assertThat(restore).isFocused();
        panel.locator("[data-does=delete-prepared]").nth(1).click();
        assertThat(restore.nth(1)).isFocused();
        assertThat(all).hasCount(1);
        rosa.page().keyboard().press("Control+z");
        assertThat(restore).hasCount(1);
        Desk.of(rosa).focusIsIn(panel.locator("[data-prepared] h3"));
        restore.click();
        assertThat(all).hasCount(3);
        assertThat(restore).hasCount(0);
        Desk.of(rosa).focusIsIn(panel.locator("[data-prepared] h3"));
        panel.locator("[data-does=delete-prepared]").nth(2).click();
        panel.locator("[data-does=delete-prepared]").nth(1).click();
        assertThat(all).hasCount(1);
    }

    /** One more vote at the last point, about answers in words; a round that is added is taken away. */
    private void change(Participant rosa, Locator panel) {
        panel.locator("[data-does=change-prepared]").click();
        Locator last = panel.locator("[data-agenda] ol > li").last();
        last.locator("[aria-haspopup=dialog]").click();
        Desk.of(rosa).dialog().locator("[data-does=change]").click();
        last.locator("[data-ask] input").fill("Una domanda di troppo?");
        last.locator("[data-does=prepare-round]").click();
        last.locator("[data-asks=round] button.small").click();
        assertThat(last.locator("[data-asks=round]")).hasCount(0);
        assertThat(last.locator("[data-ask] input")).isFocused();
        last.locator("[data-ask] input").fill("Quando ci rivediamo?");
        last.locator("[data-does=prepare-vote]").click();
        Locator vote = last.locator("[data-asks=poll]");
        assertThat(vote.locator("[data-value=about] select")).hasValue("actions");
        vote.locator("[data-value=about] select").selectOption("options");
        for (String option : List.of("Ci rivediamo ad aprile", "Ci rivediamo a maggio")) {
            vote.locator("form input").fill(option);
            vote.locator("form input").press("Enter");
        }
        assertThat(vote.locator("[data-field=text]")).hasCount(2);
        assertEquals(List.of(), Axe.everything(rosa.page()));
        last.locator("[data-does=changed]").click();
    }

    /** Takes every step that is suggested; the others write and vote meanwhile. @return what the steps were */
    private List<String> run(Participant rosa, List<Participant> others, Consumer<Locator> press) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_ALL && !steps.contains("close"); i++) {
            Locator step = suggested(rosa).locator("[data-step]:not([data-step=reveal-now])");
            String does = step.getAttribute("data-step");
            String words = step.innerText();
            steps.add(does);
            if (does.equals("start")) {
                assertThat(others.get(0).page().locator("[data-round], [data-poll] form")).hasCount(0);
            }
            press.accept(step);
            if (does.equals("reveal")) {
                press.accept(suggested(rosa).locator("[data-step=reveal-now]"));
            }
            if (does.equals("start")) {
                answer(rosa, others);
            }
            if (!does.equals("close")) {
                assertThat(step).hasCount(1);
                assertThat(step).not().hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE));
            }
        }
        return steps;
    }

    private void answer(Participant rosa, List<Participant> others) {
        assertEquals(List.of(), Axe.everything(rosa.page()));
        for (Participant each : others) {
            Locator asked = each.page().locator("[data-round], [data-poll]:has(form)").first();
            asked.waitFor();
            assertEquals(List.of(), Axe.everything(each.page()));
            if (asked.getAttribute("data-round") == null) {
                asked.locator(".step").last().click();
                assertThat(asked.locator("[data-dots='1']")).hasCount(1);
            } else {
                asked.locator("textarea").fill("Una nota di " + each.name());
                asked.locator("form button").click();
                assertThat(asked.locator(".mine li")).hasCount(1);
            }
        }
    }

    private static void close(Participant rosa, Locator panel, Consumer<Locator> press) {
        press.accept(panel.locator("[data-does=close-session]"));
        press.accept(panel.locator("[data-does=close-now]"));
        assertThat(bar(rosa)).hasCount(0);
    }

    private static Locator bar(Participant who) {
        return who.page().locator("[data-session]");
    }

    private static Locator suggested(Participant who) {
        return who.page().locator("[data-suggested]");
    }
}

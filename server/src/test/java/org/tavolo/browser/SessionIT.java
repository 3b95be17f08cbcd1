package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** A session from its opening to its closing, as who leads it, the mentee city and a guest with a phone see it. */
class SessionIT {
    private static final String AN_HOUR_FAST = "const real = Date.now; Date.now = () => real() + 3600000";
    private static final String SECONDS = """
        () => { const [minutes, seconds] = document.querySelector('[data-time] b').textContent.split(':')
                return Number(minutes) * 60 + Number(seconds) }""";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");

    @Test
    void whoLeadsOpensASessionAndTakesEverybodyThroughItsAgendaToTheEnd() {
        Table table = Table.small(hall.server());
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant amina = hall.enter(table, "Amina", table.join("Amina", "support").cookie(),
            new Browser.NewContextOptions().setLocale("it-IT").setTimezoneId("Europe/Rome").setViewportSize(360, 740)
                .setHasTouch(true).setIsMobile(true));
        amina.context().addInitScript(AN_HOUR_FAST);
        amina.open();
        opens(rosa, "Prima visita");
        for (Participant each : List.of(rosa, marta, amina)) {
            assertThat(bar(each)).containsText("Prima visita");
        }
        told(marta, it.get("session_told_opened", "title", "Prima visita", "who", "Rosa"));
        // A guest with a phone begins with the notes, and may have the rest.
        assertThat(amina.page().locator("[data-simple]")).isVisible();
        assertThat(amina.page().locator("#plan")).hasCount(0);
        assertThat(marta.page().locator("#plan")).isVisible();
        // Only who leads has controls.
        assertThat(bar(marta).locator("[data-leading]")).hasCount(0);

        leads(rosa, "next");
        told(amina, it.get("session_told_point", "n", 1, "title", "I bisogni"));
        for (Participant each : List.of(rosa, marta, amina)) {
            assertThat(bar(each)).containsText("I bisogni");
            assertThat(bar(each).locator("[data-time=runs]")).isVisible();
        }
        int before = seconds(rosa);
        int fast = seconds(amina);
        int after = seconds(rosa);
        assertTrue(fast <= before + 1 && fast >= after - 1,
            "with a clock that is an hour fast: " + fast + ", beside " + before + " to " + after);
        assertTrue(seconds(marta) > 19 * 60, "twenty minutes");
        // It has brought everybody to its area, and takes itself away.
        strip(marta).getByText(it.get("session_not_now")).click();
        assertThat(strip(marta)).hasCount(0);
        leads(rosa, "longer");
        assertThat(bar(marta).locator("[data-time] b")).hasText(Pattern.compile("21:\\d\\d"));
        leads(rosa, "stop");
        assertThat(bar(marta).locator("[data-time]")).hasCount(0);
        assertThat(bar(marta)).containsText(Pattern.compile("mancano \\d+ minuti"));

        handAndFloor(rosa, amina);
        bring(rosa, marta, amina);
        bar(rosa).locator(".pen select").selectOption("mentee");
        assertThat(bar(amina).locator(".pen")).containsText("Scrive la città mentee");
        assertEquals(List.of(), Axe.everything(rosa.page()));
        assertEquals(List.of(), Axe.everything(amina.page()));
        closes(rosa, marta, amina);
    }

    private void opens(Participant rosa, String title) {
        rosa.more("session");
        Locator panel = rosa.page().locator("aside");
        panel.locator("[data-opening] input").fill(title);
        for (String[] point : new String[][] {{"I bisogni", "20", "needs"}, {"Il piano", "", "plan"}}) {
            panel.locator("[data-point] input").first().fill(point[0]);
            panel.locator("[data-point] input[type=number]").fill(point[1]);
            panel.locator("[data-point] select").selectOption(point[2]);
            panel.locator("[data-point] button").click();
        }
        panel.locator("[data-does=open-session]").click();
        assertThat(panel.locator("[data-agenda] li")).hasCount(2);
        // Order by buttons, there and back.
        panel.locator("[data-agenda] li").nth(1).locator("button").first().click();
        assertThat(panel.locator("[data-agenda] li").first()).containsText("Il piano");
        panel.locator("[data-agenda] li").nth(1).locator("button").first().click();
        assertThat(panel.locator("[data-agenda] li").first()).containsText("I bisogni");
        rosa.labelled("close").click();
    }

    private void handAndFloor(Participant rosa, Participant amina) {
        bar(amina).locator("[data-does=raise]").tap();
        assertThat(bar(amina).locator("[data-does=raise]")).containsText(it.get("session_lower", "n", 1));
        assertThat(bar(rosa).locator("[data-does=hands]")).containsText(it.get("session_hands", "n", 1));
        bar(rosa).locator("[data-does=hands]").click();
        Locator panel = rosa.page().locator("aside");
        assertThat(panel.locator("[data-silent] li")).hasCount(2);
        panel.locator("input[type=number]").fill("4");
        panel.locator("input[type=number]").press("Tab");
        assertThat(bar(rosa).locator("[data-does=hands]")).containsText(it.get("session_hands", "n", 5));
        panel.locator("[data-waiting] [data-does=give]").first().click();
        assertThat(bar(amina)).containsText(it.get("session_your_turn"));
        told(amina, it.get("session_your_turn"));
        assertThat(panel.locator("[data-silent] li")).hasCount(1);
        panel.locator("[data-speaking] [data-does=done]").click();
        assertThat(bar(amina).locator("[data-does=raise]")).hasText(it.get("session_raise"));
        assertThat(panel).containsText(it.get("session_have_spoken", "names", "Amina"));
        assertThat(panel.locator("[data-speaking]")).hasCount(0);
        rosa.labelled("close").click();
    }

    private void bring(Participant rosa, Participant marta, Participant amina) {
        marta.page().locator("#new-note").focus();
        Page there = marta.page();
        double before = there.locator("#new-note").boundingBox().y;
        Desk.of(rosa).menu(Desk.of(rosa).row(2), "session_bring");
        String words = it.get("session_here", "who", "Rosa", "where", "azione 2");
        for (Participant each : List.of(marta, amina)) {
            assertThat(strip(each)).containsText(words);
            told(each, words);
        }
        // Whoever writes is not led away, and the focus stays in either case.
        assertThat(there.locator("#new-note")).isFocused();
        assertEquals(before, there.locator("#new-note").boundingBox().y, 2);
        strip(marta).getByText(it.get("go_there")).click();
        assertThat(Desk.of(marta).row(2)).isFocused();
        assertThat(Desk.of(marta).row(2)).isInViewport();
        strip(amina).getByText(it.get("session_not_now")).tap();
        assertThat(strip(amina)).hasCount(0);
        assertThat(amina.page().locator("#plan")).hasCount(0);

        // Who reads is brought there without a click, and goes back with one.
        there.locator("#main").focus();
        there.evaluate("() => scrollTo(0, document.body.scrollHeight)");
        Desk.of(rosa).menu(Desk.of(rosa).row(1), "session_bring");
        assertThat(strip(marta)).containsText("azione 1");
        assertThat(Desk.of(marta).row(1)).isInViewport();
        assertThat(there.locator("#main")).isFocused();
        assertThat(Desk.of(marta).row(1)).hasAttribute("data-here", "");
        strip(marta).getByText(it.get("session_not_now")).click();
        assertThat(Desk.of(marta).row(1)).not().hasAttribute("data-here", "");
        strip(amina).getByText(it.get("go_there")).tap();
        assertThat(amina.page().locator("#plan")).isVisible();
        assertThat(Desk.of(amina).row(1)).isFocused();
    }

    private void closes(Participant rosa, Participant marta, Participant amina) {
        marta.page().locator("#new-note").fill("Ci vuole un mediatore");
        marta.page().locator("#new-note").press("Enter");
        marta.saved();
        bar(rosa).locator("[data-does=session]").click();
        Locator panel = rosa.page().locator("aside");
        panel.locator("[data-does=close-session]").click();
        assertThat(panel.locator("[data-closing]")).containsText("Ci vuole un mediatore");
        panel.locator("[data-does=close-now]").click();
        for (Participant each : List.of(rosa, marta, amina)) {
            assertThat(bar(each)).hasCount(0);
            assertThat(each.page().locator("[data-session-closed]")).containsText("Prima visita");
        }
        told(marta, it.get("session_told_closed"));
        marta.page().locator("[data-session-closed] [data-does=session]").click();
        assertThat(marta.page().locator("aside [data-produced]")).containsText("Ci vuole un mediatore");
        // How it was led stays out of the history of the table, but that there was a session does not.
        rosa.more("board_history");
        assertThat(panel).containsText("Scrive la città mentee");
        assertThat(panel).containsText("la sessione «Prima visita»");
        assertThat(panel).not().containsText("Il tempo corre da");
        assertThat(panel).not().containsText("mano alzata");
    }

    private static Locator bar(Participant who) {
        return who.page().locator("[data-session]");
    }

    private static Locator strip(Participant who) {
        return who.page().locator("[data-here-strip]");
    }

    private static void leads(Participant who, String does) {
        bar(who).locator("[data-leading] [data-does=" + does + "]").click();
    }

    private static void told(Participant who, String words) {
        assertThat(who.page().locator("[data-at-once]")).containsText(words);
    }

    private static int seconds(Participant who) {
        return ((Number) who.page().evaluate(SECONDS)).intValue();
    }
}

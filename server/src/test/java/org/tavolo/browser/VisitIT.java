package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/**
 * A whole visit as it is led: agenda, private round, reveal, grouping, vote, proposal, bringing everybody somewhere,
 * breakout groups, close; with a facilitator, a mentor, the mentee city, a member of the support group on a phone of
 * 360 px, and an observer who is shown nothing of it. Told once, and done three times: by mouse and finger in Italian, by
 * keys alone in English, by single touches alone. Every new screen on the way is looked at by axe.
 */
class VisitIT {
    private static final String QUESTION = "Che cosa manca?";
    private static final String SCHOOL = "Una mediatrice a scuola";
    private static final String HOURS = "Orari del pomeriggio";
    private static final String PLACE = "Un posto per i bambini";
    private static final String TALK = "Un caffè al mese";
    private static final String VOICE = "Un interprete al telefono";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Axe axe = new Axe();
    private final List<String> faults = new ArrayList<>();
    private final List<Keyboard> keyboards = new ArrayList<>();
    private final List<Finger> fingers = new ArrayList<>();
    private String locale;
    private Supplier<Hand> atDesk;
    private Supplier<Hand> onPhone;
    private Table table;
    private Somebody rosa;
    private Somebody jan;
    private Somebody marta;
    private Somebody amina;
    private Somebody olga;

    @Test
    void byMouseAndFingerInItalian() {
        tell("it-IT", () -> Hand.MOUSE, this::finger);
    }

    @Test
    void byKeysAloneInEnglish() {
        Supplier<Hand> keys = () -> {
            keyboards.add(new Keyboard());
            return keyboards.get(keyboards.size() - 1);
        };
        tell("en-GB", keys, keys);
    }

    @Test
    void bySingleTouchesAlone() {
        tell("it-IT", this::finger, this::finger);
    }

    private Hand finger() {
        fingers.add(new Finger());
        return fingers.get(fingers.size() - 1);
    }

    private void tell(String language, Supplier<Hand> desk, Supplier<Hand> phone) {
        locale = language;
        atDesk = desk;
        onPhone = phone;
        table = Table.small(hall.server());
        rosa = sits("Rosa", table.facilitator().cookie(), false);
        jan = sits("Jan", table.join("Jan", Role.MENTOR).cookie(), false);
        marta = sits("Marta", table.join("Marta", Role.MENTEE).cookie(), false);
        amina = sits("Amina", table.join("Amina", Role.SUPPORT).cookie(), true);
        olga = sits("Olga", table.join("Olga", Role.OBSERVER).cookie(), false);
        olga.look("an observer");

        opensTheSession();
        asksInPrivate();
        groups();
        votes();
        proposes();
        brings();
        breaksOut();
        closes();
        assertThat(olga.page.locator("body")).not().containsText(SCHOOL);
        assertThat(olga.page.locator("[data-session]")).hasCount(0);
        keyboards.forEach(one -> faults.addAll(one.faults()));
        fingers.forEach(one -> faults.addAll(one.hidden()));
        assertEquals("", String.join("\n", faults));
    }

    private void opensTheSession() {
        rosa.activate("[data-menu=more]");
        rosa.activate("dialog [data-does=session]");
        rosa.fill("aside [data-opening] input", "Prima visita");
        for (String[] point : new String[][] {{"I bisogni", "20", "notes"}, {"Il piano", "30", "plan"}}) {
            rosa.fill("aside [data-point] input", point[0]);
            rosa.fill("aside [data-point] input[type=number]", point[1]);
            rosa.chooseValue("aside [data-point] select", point[2]);
            rosa.activate("aside [data-point] button");
        }
        rosa.look("opening a session");
        rosa.activate("aside [data-does=open-session]");
        assertThat(rosa.page.locator("aside [data-agenda] li")).hasCount(2);
        rosa.press("close");
        for (Somebody each : List.of(rosa, jan, marta, amina)) {
            shows(each, "[data-session]", "Prima visita");
        }
        leads("next");
        for (Somebody each : List.of(jan, marta, amina)) {
            shows(each, "[data-session]", "I bisogni");
        }
    }

    private void asksInPrivate() {
        goTo(rosa, "notes");
        rosa.activate("[data-does=new-round]");
        rosa.fill(".asked form input", QUESTION);
        rosa.activate(".asked form input[type=checkbox]");
        rosa.activate(".asked form button.first");
        writes(marta, SCHOOL);
        writes(amina, HOURS);
        writes(amina, PLACE);
        shows(rosa, "[data-counts]", "3");
        amina.look("a private round on a phone");
        assertThat(jan.page.locator("body")).not().containsText(SCHOOL);
        rosa.activate("[data-does=reveal]");
        rosa.activate("[data-does=reveal-now]");
        for (Somebody each : List.of(rosa, jan, marta, amina)) {
            goTo(each, "notes");
            for (String one : List.of(SCHOOL, HOURS, PLACE)) {
                shows(each, "#notes", one);
            }
        }
        rosa.look("revealed");
    }

    /** What belongs together goes into a group of its own, and becomes a need. */
    private void groups() {
        rosa.press("add_group");
        rosa.page.locator(".cm-content:focus, textarea:focus").waitFor();
        rosa.page.keyboard().insertText("I bambini");
        if (rosa.hand instanceof Keyboard keys) {
            keys.press(rosa.page, "Escape");
        } else {
            goTo(rosa, "notes");
        }
        Locator group = rosa.page.locator("#notes section.group").filter(
            new Locator.FilterOptions().setHas(
                rosa.page.locator(".head").getByText("I bambini", new Locator.GetByTextOptions().setExact(true))));
        group.waitFor();
        for (String one : List.of(HOURS, PLACE)) {
            rosa.hand.activate(rosa.page, note(rosa, one).locator("button[aria-haspopup=dialog]").last());
            rosa.activate("dialog [data-does=moveTo]");
            Locator into = rosa.page.locator("dialog select").first();
            rosa.choose(into, into.locator("option").filter(new Locator.FilterOptions().setHasText("I bambini"))
                .textContent().strip());
            rosa.press("move_here");
            assertThat(group).containsText(one, patience());
        }
        rosa.hand.activate(rosa.page, group.locator("> .head > button[aria-haspopup=dialog]"));
        rosa.activate("dialog [data-does=become-need]");
        rosa.activate("dialog [data-does=supportGap]");
        goTo(marta, "needs");
        shows(marta, "#needs", "I bambini");
    }

    private void votes() {
        goTo(rosa, "notes");
        rosa.activate("[data-does=new-vote]");
        rosa.fill(".asked form input", "Da dove cominciamo?");
        rosa.fill(".asked form textarea", "La scuola\nLa casa");
        rosa.look("beginning a vote");
        rosa.activate(".asked form button.first");
        for (Somebody each : List.of(marta, amina)) {
            goTo(each, "notes");
            Locator more = each.page.getByLabel(each.words.get("vote_add", "item", "La casa"));
            more.waitFor();
            each.hand.activate(each.page, more);
            assertThat(each.page.locator("[data-poll] [data-dots='1']")).hasCount(1);
        }
        amina.look("voting on a phone");
        shows(rosa, "[data-voters]", "2");
        rosa.activate("[data-does=show-vote]");
        for (Somebody each : List.of(rosa, marta, amina)) {
            shows(each, "[data-poll] tbody tr", "La casa");
        }
        amina.look("the result on a phone");
    }

    private void proposes() {
        leads("next");
        shows(jan, "[data-session]", "Il piano");
        rosa.chooseValue("[data-leading] .pen select", "mentee");
        shows(jan, "[data-session] .pen", jan.words.get("pen_mentee"));
        goTo(jan, "plan");
        jan.activate("tr.action button[aria-haspopup=dialog]");
        jan.activate("dialog [data-does=proposals]");
        jan.chooseValue("aside form select", "results");
        jan.fill("aside form textarea", "Risposte in due giorni");
        jan.activate("aside [data-does=propose]");
        assertThat(jan.page.locator("aside [data-proposal]")).hasCount(1);
        goTo(marta, "plan");
        marta.activate("tr.action [data-does=proposals]");
        shows(marta, "aside [data-proposal] ins", "due");
        marta.look("a proposed change");
        marta.activate("aside [data-proposal] [data-does=take]");
        shows(jan, "tr.action [data-field=results]", "Risposte in due giorni");
    }

    private void brings() {
        rosa.activate("[data-does=bring]");
        shows(amina, "[data-here-strip]", "Rosa");
        shows(marta, "[data-here-strip]", "Rosa");
        amina.hand.activate(amina.page, amina.page.locator("[data-here-strip] button")
            .filter(new Locator.FilterOptions().setHasText(amina.words.get("session_not_now"))));
        assertThat(amina.page.locator("[data-here-strip]")).hasCount(0);
    }

    private void breaksOut() {
        rosa.activate("[data-menu=leading]");
        rosa.activate("dialog [data-does=teams]");
        rosa.look("making breakout groups");
        rosa.activate("aside [data-does=divide]");
        assertThat(rosa.page.locator("aside [data-team-row]")).hasCount(2);
        rosa.activate("aside [data-does=start-all]");
        rosa.activate("dialog [data-does=minutes-10]");
        for (Somebody each : List.of(marta, amina)) {
            goTo(each, "notes");
            assertThat(each.page.locator("[data-my-team] [data-time=runs]")).isVisible();
            each.fill("#team-note", each == marta ? TALK : VOICE);
            each.activate("[data-my-team] form .button.first");
            shows(each, "[data-my-team] .note", each == marta ? TALK : VOICE);
        }
        amina.look("in a breakout group on a phone");
        rosa.activate("aside [data-does=bring-back]");
        rosa.activate("aside [data-does=bring-back-now]");
        for (Somebody each : List.of(jan, marta, amina)) {
            goTo(each, "notes");
            shows(each, ".wall", TALK);
            shows(each, ".wall", VOICE);
        }
        rosa.press("close");
    }

    private void closes() {
        rosa.activate("[data-does=session]");
        rosa.activate("aside [data-does=close-session]");
        shows(rosa, "aside [data-closing]", SCHOOL);
        rosa.look("what a session leaves");
        rosa.activate("aside [data-does=close-now]");
        for (Somebody each : List.of(rosa, jan, marta, amina)) {
            shows(each, "[data-session-closed]", "Prima visita");
            assertThat(each.page.locator("[data-session]")).hasCount(0);
        }
        amina.activate("[data-session-closed] [data-does=session]");
        shows(amina, "aside [data-produced]", SCHOOL);
        amina.look("what the session left, on a phone");
    }

    private Somebody sits(String name, String cookie, boolean phone) {
        Hand hand = phone ? onPhone.get() : atDesk.get();
        Browser.NewContextOptions window = phone ? new Finger().window().setDeviceScaleFactor(1)
            : new Browser.NewContextOptions().setViewportSize(1280, 900).setHasTouch(hand instanceof Finger);
        // What glides into sight is still covered on its way.
        window.setLocale(locale).setTimezoneId("Europe/Rome").setReducedMotion(ReducedMotion.REDUCE);
        Participant who = hall.enter(table, name, cookie, window);
        who.page().navigate(table.base() + "/p/" + table.programme());
        who.page().locator(name.equals("Olga") ? "h1" : "#main h2").first().waitFor();
        return new Somebody(name, who, hand, Words.in(locale.substring(0, 2)), axe, faults::add);
    }

    /** What has no room in the row of who leads is in its menu. */
    private void leads(String does) {
        rosa.activate("[data-leading] [data-does=" + does + "]");
    }

    private static void goTo(Somebody who, String area) {
        who.activate("nav a[href='#" + area + "']");
        who.page.locator("#" + area + " h2:focus").waitFor();
    }

    private static void writes(Somebody who, String words) {
        goTo(who, "notes");
        who.fill("[data-round] textarea", words);
        who.activate("[data-round] form button");
        assertThat(who.page.locator("[data-round] textarea")).hasValue("");
    }

    private static Locator note(Somebody who, String text) {
        return who.page.locator("#notes article[data-row]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void shows(Somebody who, String selector, String words) {
        assertThat(who.page.locator(selector).first()).containsText(words, patience());
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.app.RunningServer;

/**
 * A visit from its first hour: the link that a new server prints, a programme, invitations for six roles, somebody who
 * comes in by the QR code on a phone of 360 px and waits at the door, the confidential table and what is shared from it,
 * another role, and a removal. Told once, and done twice: by mouse and finger in Italian, by keys alone in English. Every
 * screen on the way is looked at by axe.
 */
class StoryIT {
    private static final List<String> SIX = List.of("mentee", "mentor", "association", "migrants", "invited", "support");
    private static final String SAID = "La scuola non ci risponde";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Axe axe = new Axe();
    private final List<String> faults = new ArrayList<>();
    private final List<Keyboard> keyboards = new ArrayList<>();
    private final List<Finger> fingers = new ArrayList<>();
    private Words words;
    private String locale;
    private Supplier<Hand> atDesk;
    private Supplier<Hand> onPhone;
    private URI base;

    @Test
    void byMouseAndFingerInItalian() {
        words = Words.in("it");
        locale = "it-IT";
        atDesk = () -> Hand.MOUSE;
        onPhone = () -> {
            fingers.add(new Finger());
            return fingers.get(fingers.size() - 1);
        };
        tell();
    }

    @Test
    void byKeysAloneInEnglish() {
        words = Words.in("en");
        locale = "en-GB";
        atDesk = () -> {
            keyboards.add(new Keyboard());
            return keyboards.get(keyboards.size() - 1);
        };
        onPhone = atDesk;
        tell();
    }

    private void tell() {
        try (RunningServer server = RunningServer.start()) {
            base = server.base();
            Somebody ida = somebody("Ida", atDesk.get(), false);
            setsTheTable(ida, "/setup#" + server.setupToken());
            String table = ida.page.url().replaceFirst("#.*", "");
            Map<String, String> links = invites(ida, table);

            Somebody amina = somebody("Amina", onPhone.get(), true);
            knocksAndIsLetIn(ida, table, amina, links.get("support"));
            Somebody marta = sitsDown("Marta", links.get("mentee"));
            Somebody jan = sitsDown("Jan", links.get("mentor"));
            talkInConfidence(marta, jan, table);
            // What was shared is on the phone, and nothing else of it.
            assertThat(amina.page.locator("#notes .note").first()).containsText(SAID, patience());

            ida.page.navigate(table + "/members");
            gives(ida, "Jan", "association");
            assertThat(jan.page.locator("h1")).hasText(words.get("away_title"), has());
            assertThat(jan.page.locator("[data-away]")).containsText(words.get("confidential_away"));
            jan.look("away from the confidential table");
            gives(ida, "Amina", "migrants");
            assertThat(amina.page.locator(".holder .bar")).containsText(words.get("role_may_migrants"), patience());
            amina.look("another role");
            removes(ida, "Amina");
            assertThat(amina.page.locator("h1")).hasText(words.get("away_title"), has());
            amina.look("removed");
        }
        keyboards.forEach(one -> faults.addAll(one.faults()));
        fingers.forEach(one -> faults.addAll(one.hidden()));
        assertEquals("", String.join("\n", faults));
    }

    private void setsTheTable(Somebody ida, String setup) {
        ida.page.navigate(base + setup);
        ida.fill(ida.labelled("my_name"), "Ida");
        ida.look("the first account");
        ida.press("setup_make");
        assertThat(ida.labelled("personal_link")).hasValue(Pattern.compile("/sign-in#"));
        ida.look("the personal link");
        ida.press("go_on");
        Locator form = ida.page.locator("form").filter(new Locator.FilterOptions().setHas(ida.labelled("programme_title")));
        ida.fill(ida.labelled("programme_title"), "Capaci accoglie");
        ida.fill(ida.labelled("programme_mentee"), "Capaci");
        ida.fill(ida.labelled("programme_mentor"), "Mechelen");
        ida.fill(form.getByLabel(words.get("my_name"), new Locator.GetByLabelOptions().setExact(true)), "Ida");
        ida.hand.activate(ida.page, form.locator("label").filter(new Locator.FilterOptions()
            .setHas(ida.page.getByText(words.get("role_facilitator_name"), new Page.GetByTextOptions().setExact(true)))).first());
        ida.look("a new programme");
        ida.press("create_programme");
        assertThat(ida.labelled("join_link")).hasValue(Pattern.compile("/join#"));
        ida.look("the table is set");
        ida.press("to_the_table");
        ida.page.waitForSelector("#plan");
        ida.look("the table");
    }

    /** @return the link that each code says, by role */
    private Map<String, String> invites(Somebody ida, String table) {
        ida.page.navigate(table + "/members#invite");
        Map<String, String> links = new LinkedHashMap<>();
        for (String role : SIX) {
            String before = links.isEmpty() ? "" : ida.page.locator(".made input").inputValue();
            ida.choose(ida.page.locator("main form select").first(), words.get("role_" + role));
            if (role.equals("support")) {
                ida.hand.activate(ida.page, ida.page.locator("main form .check").last());
            }
            ida.press("make_link");
            Locator link = ida.page.locator(".made input");
            assertThat(link).not().hasValue(before);
            String said = Camera.read(ida.page.locator(".made svg[role=img]"));
            assertEquals(link.inputValue(), said);
            links.put(role, said);
        }
        ida.look("six invitations");
        return links;
    }

    private void knocksAndIsLetIn(Somebody ida, String table, Somebody amina, String link) {
        amina.page.navigate(link);
        amina.fill(amina.labelled("my_name"), "Amina");
        amina.look("an invitation with a door");
        amina.press("knock");
        assertThat(amina.page.locator("h1")).hasText(words.get("waiting_title"), has());
        amina.look("waiting");
        ida.page.navigate(table + "/members#door");
        Locator knock = ida.page.locator("[data-knock]");
        assertThat(knock).containsText("Amina", patience());
        ida.look("somebody waits");
        ida.hand.activate(ida.page, knock.locator("button").first());
        assertThat(knock).hasCount(0);
        assertThat(amina.page.locator("h1")).hasText(words.get("arrived_title"), has());
        amina.look("arrived");
        amina.press("to_the_table");
        amina.page.waitForSelector("#plan");
        amina.look("the table on a phone");
    }

    private Somebody sitsDown(String name, String link) {
        Somebody one = somebody(name, atDesk.get(), false);
        one.page.navigate(link);
        one.fill(one.labelled("my_name"), name);
        one.press("sit_down");
        one.press("to_the_table");
        one.page.waitForSelector("#plan");
        return one;
    }

    private void talkInConfidence(Somebody marta, Somebody jan, String table) {
        marta.hand.activate(marta.page, marta.page.locator("[data-menu=more]"));
        marta.hand.activate(marta.page, marta.page.locator("dialog [data-does=confidential]"));
        assertThat(marta.page.locator("[data-threshold=closed]")).isVisible();
        marta.look("before it is opened");
        marta.press("confidential_open");
        marta.page.waitForSelector("#asides");
        marta.look("the confidential table, empty");

        jan.page.navigate(base + "/");
        jan.hand.activate(jan.page, jan.page.locator("a[href$='/confidential']"));
        assertThat(jan.page.locator("[data-threshold=outside]")).isVisible();
        jan.look("before its door");
        jan.press("knock");
        assertThat(jan.page.locator("h1")).hasText(words.get("waiting_title"), has());
        jan.look("waiting at its door");
        Locator door = marta.page.locator("[data-door]");
        assertThat(door).containsText("Jan", patience());
        marta.look("somebody at its door");
        marta.hand.activate(marta.page, door.locator("button.first"));
        jan.page.waitForSelector("#asides");
        jan.fill(jan.page.locator("#new-note"), SAID);
        jan.hand.activate(jan.page, jan.page.locator("#asides form button"));
        Locator note = marta.page.locator("#asides .leaf");
        assertThat(note).containsText(SAID, patience());
        marta.look("the confidential table");
        marta.hand.activate(marta.page, note.locator("[data-does=share]"));
        assertThat(marta.page.locator("dialog [data-readers]")).containsText(words.get("share_readers", "n", 4));
        marta.look("who will read it");
        marta.hand.activate(marta.page, marta.page.locator("dialog [data-does=share-now]"));
        assertThat(marta.page.locator("dialog [data-shared]")).hasText(words.get("share_done"), has());
        marta.look("shared");
    }

    private void gives(Somebody ida, String name, String role) {
        ida.hand.activate(ida.page, ida.line(name).locator("button").first());
        ida.choose(ida.line(name).locator("form select").first(), words.get("role_" + role));
        ida.look("another role for " + name);
        ida.hand.activate(ida.page, ida.line(name).locator("form button.first"));
        assertThat(ida.line(name)).containsText(words.get("role_" + role), patience());
        assertThat(ida.line(name).locator("form")).hasCount(0);
    }

    private void removes(Somebody ida, String name) {
        ida.hand.activate(ida.page, ida.line(name).locator("button").first());
        ida.hand.activate(ida.page, ida.line(name).locator("[data-do=remove]"));
        ida.look("asked before somebody is removed");
        ida.hand.activate(ida.page, ida.line(name).locator(".notice .danger"));
        assertThat(ida.line(name)).hasCount(0);
    }

    private Somebody somebody(String name, Hand hand, boolean phone) {
        var window = phone ? new Finger().window().setDeviceScaleFactor(1) : hand.window();
        return new Somebody(name, hall.newcomer(base, name, locale, window), hand, words, axe, faults::add);
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }

    private static LocatorAssertions.HasTextOptions has() {
        return new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE);
    }
}

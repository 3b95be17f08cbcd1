package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavolo.web.Peer;

/** The people of a programme: invited, given another role, removed, let in; by mouse in Italian, by keys in English. */
class MembersIT {
    private static final List<String> SIX = List.of("mentee", "mentor", "association", "support", "migrants", "coordinator");

    @RegisterExtension
    final Hall hall = new Hall();

    private Words words;
    private Hand hand;
    private Page page;

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void sixRolesAreInvitedAndEverybodyStandsInTheListAsWhatTheirLinkSaid(String language) {
        Table table = Table.set(hall.server(), "Sei inviti");
        AtomicInteger read = new AtomicInteger();
        open(table, language, "#invite");
        page.onRequest(request -> read.addAndGet(request.url().endsWith("/" + table.programme()) ? 1 : 0));
        for (String role : SIX) {
            String before = page.locator(".made input").count() == 0 ? "" : page.locator(".made input").inputValue();
            choose(page.locator("main form select").first(), words.get("role_" + role));
            assertThat(page.locator("main form .hint")).hasText(words.get("role_may_" + role));
            hand.activate(page, button("make_link"));
            Locator link = page.locator(".made input:focus");
            assertThat(link).not().hasValue(before);
            String token = link.inputValue().replaceFirst(".*/join#", "");
            assertEquals(201, Peer.visit(hall.server()).post("/api/join",
                new JsonObject().put("token", token).put("name", "Una, " + role)).status());
        }
        hand.activate(page, page.locator("main nav a[href$='/members']"));
        for (String role : SIX) {
            assertThat(line("Una, " + role)).containsText(words.get("role_" + role));
        }
        assertThat(line("Rosa")).containsText(words.get("members_owner"));
        hand.activate(page, page.locator("main nav a[href$='#log']"));
        assertThat(page.locator("main ol")).containsText(words.get("act_joined", "who", "Una, mentor", "role",
            words.get("role_mentor")));
        assertTrue(read.get() < 10, "the list was read " + read + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void anotherRoleIsSeenAtOnceAndWhoeverIsRemovedIsToldKindlyWhatOfTheirsStays(String language) {
        Table table = Table.set(hall.server(), "Chi resta");
        Participant amina = hall.join(table, "Amina", "support");
        amina.page().locator("#new-note").fill("Chi apre la mattina?");
        amina.page().locator("#new-note").press("Enter");
        amina.saved();
        open(table, language, "");
        hand.activate(page, line("Amina").locator("button").first());
        choose(line("Amina").locator("form select").first(), words.get("role_migrants"));
        hand.activate(page, line("Amina").locator("form button.first"));
        assertThat(line("Amina")).containsText(words.get("role_migrants"));
        assertThat(line("Amina").locator("button").first()).isFocused();
        Words hers = amina.words();
        Locator notice = amina.page().locator(".holder .bar");
        assertThat(notice).containsText(hers.get("notice_role", "role", hers.get("role_migrants")), patience());
        assertThat(notice).containsText(hers.get("role_may_migrants"));

        hand.activate(page, line("Amina").locator("button").first());
        hand.activate(page, line("Amina").locator("form .row button").last());
        assertThat(line("Amina").locator("button").first()).isFocused();
        hand.activate(page, line("Amina").locator("button").first());
        hand.activate(page, line("Amina").locator("[data-do=remove]"));
        hand.activate(page, line("Amina").locator(".notice button").last());
        assertThat(line("Amina").locator("[data-do=remove]")).isFocused();
        hand.activate(page, line("Amina").locator("[data-do=remove]"));
        assertThat(line("Amina")).containsText(words.get("member_remove_sure", "name", "Amina"));
        hand.activate(page, line("Amina").locator(".notice .danger"));
        assertThat(line("Amina")).hasCount(0);
        assertThat(page.locator("main h2").first()).isFocused();
        assertThat(page.locator("main details")).containsText("Amina");
        Locator told = amina.page().locator("main");
        assertThat(told).containsText(hers.get("away_title"), patience());
        assertThat(told).containsText(hers.get("away_kept"));
        assertEquals("Chi apre la mattina?", table.fields(table.first("note")).getString("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void theDoorOpensWithACodeAndWhoeverWaitsIsLetInFromTheTable(String language) {
        Table table = Table.set(hall.server(), "Alla porta");
        open(table, language, "#door");
        hand.activate(page, button("door_open"));
        Locator digits = page.locator(".open .code .only-read");
        assertThat(digits).hasText(java.util.regex.Pattern.compile("^\\d( \\d){7}$"));
        String code = digits.textContent().replace(" ", "");
        double height = page.locator(".open .code").boundingBox().height;
        assertTrue(height > 100, "the last row of the hall cannot read digits of " + height + " px");
        Peer omar = Peer.visit(hall.server());
        String waiting = knock(omar, code, "Omar");
        Peer nino = Peer.visit(hall.server());
        String other = knock(nino, code, "Nino");

        // The table says it in its bar, and lets them in without being left.
        page.navigate(hall.server() + "/p/" + table.programme());
        Locator bar = page.locator("header button.door");
        assertThat(bar).containsText(words.get("lobby_n", "n", 2), patience());
        hand.activate(page, bar);
        Locator first = page.locator("aside [data-knock]").first();
        assertThat(first).containsText("Omar");
        hand.activate(page, first.locator("button").first());
        assertThat(page.locator("aside [data-knock]")).hasCount(1);
        assertThat(page.locator("aside [data-knock] button").first()).isFocused();
        hand.activate(page, page.locator("aside [data-knock] button").last());
        assertThat(page.locator("aside .body")).containsText(words.get("lobby_none"));
        assertEquals(true, omar.get("/api/waiting/" + waiting).json().getBoolean("admitted"));
        assertEquals(false, nino.get("/api/waiting/" + other).json().getBoolean("admitted"));
        assertEquals(List.of("Rosa", "Omar"), table.people());

        page.navigate(hall.server() + "/p/" + table.programme() + "/members#door");
        assertThat(page.locator(".open")).containsText(words.get("door_hidden"));
        hand.activate(page, button("door_close"));
        assertThat(button("door_open")).isVisible();
        assertEquals("invalid/invitation", Peer.visit(hall.server())
            .post("/api/code", new JsonObject().put("code", code)).problem());
        // Somebody else closes the one that is open here: its code is good no more, and shown no more.
        hand.activate(page, button("door_open"));
        assertThat(digits).isVisible();
        assertEquals(204, table.facilitator().delete("/api/programmes/" + table.programme() + "/door").status());
        assertThat(digits).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(Participant.PATIENCE));
        assertThat(page.locator("main")).containsText(words.get("door_shut"));
    }

    private static String knock(Peer who, String code, String name) {
        return who.post("/api/join", new JsonObject().put("code", code).put("name", name).put("party", "other"))
            .json().getString("waiting");
    }

    private void open(Table table, String language, String part) {
        words = Words.in(language);
        hand = language.equals("it") ? Hand.MOUSE : new Keyboard();
        Participant rosa = hall.enter(table, "Rosa", table.facilitator().cookie(), new Browser.NewContextOptions()
            .setLocale(language.equals("it") ? "it-IT" : "en-GB").setViewportSize(1280, 900));
        page = rosa.page();
        page.navigate(hall.server() + "/p/" + table.programme() + "/members" + part);
        page.locator("main nav").waitFor();
    }

    private Locator line(String name) {
        return page.locator("[data-person]").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator button(String key) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.get(key)).setExact(true));
    }

    private void choose(Locator select, String option) {
        hand.choose(page, select, option);
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }
}

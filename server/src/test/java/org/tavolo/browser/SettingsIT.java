package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How this browser shows things: what is chosen lasts, and loses nothing that was begun. */
class SettingsIT {
    @RegisterExtension
    final Hall hall = new Hall();

    private final Words words = Words.in("it");
    private final Words english = Words.in("en");

    @Test
    void coloursSizeAndTextBoxStayChosenAfterAReloadAndOnTheStartPage() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Page page = ada.page();
        ada.more("settings");
        Map<String, Object> grounds = new LinkedHashMap<>();
        for (String theme : new String[] {"light", "dark", "contrast"}) {
            page.locator("aside").getByLabel(words.get("theme_" + theme), exactly()).check();
            assertThat(page.locator("html")).hasAttribute("data-theme", theme);
            grounds.put(theme, page.evaluate("getComputedStyle(document.body).backgroundColor + ' '"
                + " + getComputedStyle(document.body).color"));
        }
        assertEquals(3, Map.copyOf(grounds).values().stream().distinct().count(), "each has colours of its own: " + grounds);
        page.locator("aside").getByLabel(words.get("size_projector"), exactly()).check();
        page.locator("aside").getByLabel(words.get("plain_box"), exactly()).check();

        ada.reload();
        ada.seated();
        assertThat(page.locator("html")).hasAttribute("data-theme", "contrast");
        assertThat(page.locator("html")).hasAttribute("data-size", "projector");
        assertThat(page.locator("aside").getByLabel(words.get("theme_contrast"), exactly())).isChecked();
        page.keyboard().press("Escape");
        ada.enter(1, "results");
        assertThat(ada.cell(1, "results").locator("textarea")).isFocused();
        ada.leave();
        page.navigate(table.base() + "/");
        assertThat(page.locator("html")).hasAttribute("data-theme", "contrast");
        ada.labelled("theme").selectOption("light");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");

        // Another browser shows what its device wishes, also when that changes.
        Participant ben = hall.join(table, "Ben", "mentor");
        assertThat(ben.page().locator("html")).hasAttribute("data-theme", "light");
        ben.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(ben.page().locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void anotherLanguageWhileTheTableIsOpenLosesNeitherUndoNorWhatIsBegun() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Page page = ada.page();
        ada.write(2, "leader", "Ada").saved();
        ada.labelled("write_note").fill("A metà");
        Locator composer = page.locator("#notes .composer");
        composer.locator("select").first().selectOption("question");
        composer.getByLabel(words.get("on_behalf_of_somebody"), exactly()).check();
        composer.getByLabel(words.get("on_behalf_who"), exactly()).fill("Amina");
        composer.locator(".behalf select").selectOption("support");
        Locator filters = page.locator("#notes .filters");
        filters.locator("select").first().selectOption("question");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.get("view_list")).setExact(true)).click();
        assertThat(page.locator("#notes ol.list > li")).hasCount(1);

        ada.more("settings");
        ada.labelled("language").selectOption("en");
        assertThat(page.locator("aside h2")).hasText(english.get("settings"));
        assertThat(page.getByLabel(english.get("language"), new Page.GetByLabelOptions().setExact(true))).isFocused();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#plan h2")).hasText(english.get("area_plan_long"));
        assertThat(page.locator("header .state")).hasText(english.get("state_saved"));

        assertThat(page.getByLabel(english.get("write_note"), new Page.GetByLabelOptions().setExact(true)).first())
            .hasValue("A metà");
        assertThat(composer.locator("select").first()).hasValue("question");
        assertThat(composer.getByLabel(english.get("on_behalf_who"), exactly())).hasValue("Amina");
        assertThat(composer.locator(".behalf select")).hasValue("support");
        assertThat(filters.locator("select").first()).hasValue("question");
        assertThat(page.locator("#notes ol.list > li")).hasCount(1);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(english.get("undo")).setExact(true)).click();
        assertThat(ada.cell(2, "leader")).not().containsText("Ada");
        // The words change only when saving takes a moment; what is so at once is beside them.
        assertThat(page.locator("header .state[data-state=saved]")).hasText(english.get("state_saved"),
            new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE));
        assertEquals("", table.plan().get(1).get(3));

        // What was begun is sent as it was meant, and the language stays after a reload.
        composer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(english.get("send_note"))).click();
        Locator note = page.locator("#notes ol.list > li").filter(new Locator.FilterOptions().setHasText("A metà"));
        assertThat(note).containsText("Amina");
        ada.reload();
        assertThat(page.locator("header .state")).hasText(english.get("state_saved"));
        assertThat(page.getByLabel(english.get("write_note"), new Page.GetByLabelOptions().setExact(true)).first())
            .hasValue("");
    }

    @Test
    void aNoteThatIsBeingWrittenOutlivesAReloadWithWhatWasChosenForIt() {
        Table table = Table.set(hall.server(), "Una nota a metà");
        Participant lia = hall.join(table, "Lia", "support");
        Locator composer = lia.page().locator("#notes .composer");
        lia.labelled("write_note").fill("Non ancora finita");
        composer.locator("select").first().selectOption("concern");
        composer.getByLabel(words.get("on_behalf_of_somebody"), exactly()).check();
        composer.getByLabel(words.get("on_behalf_who"), exactly()).fill("qualcuno al tavolo 2");
        lia.reload();
        lia.seated();
        assertThat(lia.labelled("write_note")).hasValue("Non ancora finita");
        assertThat(composer.locator("select").first()).hasValue("concern");
        assertThat(composer.getByLabel(words.get("on_behalf_who"), exactly())).hasValue("qualcuno al tavolo 2");
        // The next person at this computer does not find it.
        Participant omar = hall.join(table, "Omar", "support");
        lia.context().clearCookies();
        lia.context().addCookies(omar.context().cookies());
        lia.page().reload();
        lia.seated();
        assertThat(lia.page().locator("header .my-name")).hasText("Omar");
        assertThat(lia.labelled("write_note")).hasValue("");
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}

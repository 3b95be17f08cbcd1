package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What people write is shown as text wherever it stands, whatever it looks like. That nothing of it met the content
 * policy, asked another host or opened a dialog, the {@link Hall} sees for every test.
 */
class ShownAsTextIT {
    private static final String IMAGE = "<img src=x onerror=\"window.ran='image'\">";
    private static final String DRAWING = "<svg onload=\"window.ran='drawing'\">";
    private static final String SCRIPT = "<script>window.ran='script'</script>";
    private static final String LINK = "<a href=\"javascript:window.ran='link'\">link</a> javascript:window.ran='bare'";
    /** Harmless to a first parser, an image with a handler to a second one. */
    private static final String MUTATING = "<math><mtext><table><mglyph><style><!--</style>"
        + "<img title=\"--&gt;&lt;img src=1 onerror=window.ran='mutated'&gt;\">";
    private static final List<String> SAMPLES = List.of(IMAGE, DRAWING, SCRIPT, LINK, MUTATING);
    private static final String ALL = String.join(" ", SAMPLES);
    private static final String NAME = IMAGE + "Eva";
    private static final String TITLE = IMAGE + DRAWING + SCRIPT;

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void markupInNotesNamesTitlesFilesAndTheHistoryIsTextAndNoneOfItRuns() {
        Table table = Table.set(hall.server(), TITLE).fill(List.of(List.of(ALL, LINK)));
        UUID note = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create")
            .put("item", note.toString()).put("type", "note").put("parent", table.only("notes").toString())
            .put("at", "last").put("fields", new JsonObject().put("text", ALL).put("onBehalf", NAME).put("lang", "it"))));
        Participant eva = hall.join(table, NAME, "mentee");
        Participant rosa = hall.facilitator(table);
        for (Participant one : List.of(eva, rosa)) {
            assertThat(one.page().locator("header .title")).hasText(TITLE);
            assertThat(one.page()).hasTitle(TITLE + " · Tavolo");
            assertThat(one.page().locator("#notes article[data-row]")).containsText(ALL);
            assertThat(one.page().locator("#notes article[data-row]")).containsText(NAME);
            assertThat(one.cell(1, "actions")).containsText(ALL);
            assertThat(one.cell(1, "results")).containsText(LINK);
        }

        // A text that is open for writing, and what others see of who writes there.
        eva.enter(1, "results").type(IMAGE);
        assertThat(rosa.cell(1, "results")).containsText(LINK + IMAGE);
        assertThat(eva.page().locator("#plan .writing .cm-line, #plan .writing textarea").first()).isVisible();
        rosa.page().locator("header button.people").click();
        assertThat(panel(rosa)).containsText(NAME);
        Desk.of(rosa).closePanel();
        eva.leave();
        eva.saved();

        rosa.page().navigate(table.base() + "/p/" + table.programme() + "#plan/item/" + table.actions().get(0)
            + "/history/results");
        assertThat(panel(rosa).locator("ol > li").first()).containsText(LINK + IMAGE);
        assertThat(panel(rosa).locator("ol > li").first()).containsText(NAME);
        nothingRan(rosa);

        Desk.of(rosa).closePanel();
        rosa.more("bring_in");
        String file = "AZIONI;RISULTATI;" + cell(IMAGE) + "\n" + cell(ALL) + ";" + cell(MUTATING) + ";x\n";
        panel(rosa).locator("input[type=file]").setInputFiles(
            new FilePayload(IMAGE.replace('/', ' ') + ".csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        assertThat(panel(rosa).locator(".rows li")).containsText(ALL);
        assertThat(panel(rosa)).containsText(rosa.words().get("left_out", "columns", IMAGE));
        nothingRan(rosa);
        nothingRan(eva);

        Participant late = hall.stranger(hall.server(), "Late");
        late.page().navigate(table.base() + "/join#" + table.joinToken());
        assertThat(late.page().locator("h1")).hasText(TITLE);
        nothingRan(late);
    }

    /** None of the samples became anything else than text, nor ran. */
    private static void nothingRan(Participant one) {
        assertEquals("", one.page().evaluate("""
            () => [window.ran, ...[...document.querySelectorAll(
              'img, script:not([src]), math, [onerror], [onload], a[href^="javascript" i]')].map(one => one.outerHTML)]
              .filter(Boolean).join(' ')"""));
    }

    private static Locator panel(Participant who) {
        return who.page().locator("aside");
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

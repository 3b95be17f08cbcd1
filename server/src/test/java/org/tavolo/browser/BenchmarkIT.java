package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.people.Role;

/** A benchmark that two cities look at together: begun with a ready-made one, assessed from both sides, passed on. */
class BenchmarkIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void twoCitiesBeginWithAReadyMadeOneAssessItSideBySideMoveAnEntryAndPassItOn(@TempDir Path folder) throws IOException {
        Table table = Table.small(hall.server());
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "set")
            .put("item", table.only("programme").toString()).put("field", "pen").put("value", "mentee")));
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Participant mieke = hall.join(table, "Mieke", Role.MENTOR);
        put(marta);
        marta.page().locator("[data-begins=cityForAll]").click();
        Locator factors = marta.page().locator("[data-kinds=key] article");
        Desk.counts(factors, 5);
        Desk.counts(marta.page().locator("[data-kinds=context] article"), 10);
        assertTrue(Keyboard.holdsFocus(marta.page()), "the button that began it has gone");
        marta.saved();

        mieke.page().navigate(marta.page().url());
        Locator hers = mieke.page().locator("[data-kinds=key] article").first();
        Locator first = factors.first();
        hers.locator("[data-side=mentor] select").first().selectOption("present");
        assertThat(hers.locator("[data-side=mentee] select")).hasCount(0);
        assertThat(first.locator("[data-side=mentor] select")).hasCount(0);
        first.locator("[data-side=mentee] select").first().selectOption("partly");
        Desk.says(first.locator("[data-side=mentor]").first(), "c'è");
        Desk.says(hers.locator("[data-side=mentee]").first(), "c'è in parte");

        first.locator("[data-does=focus]").click();
        first.locator("[data-does=fold]").click();
        Desk.of(marta).rewrite(first, "change", "Un tavolo con gli abitanti");
        hers.locator("[data-does=fold]").click();
        Desk.reads(Desk.of(mieke).said(hers, "change"), "Un tavolo con gli abitanti");
        assertThat(hers.locator("[data-does=focus]")).hasCount(0);

        first.locator("[data-does=action]").click();
        marta.page().locator("#plan [data-field=actions] :is(textarea, .cm-content):focus").waitFor();
        marta.type("Aprire il tavolo").leave();
        Desk.of(mieke).chip(hers, "ci lavora: azione 3").waitFor();
        marta.page().goBack();

        String id = factors.nth(4).getAttribute("data-row");
        factors.nth(4).locator("[data-does=fold]").click();
        factors.nth(4).locator("[data-does=kind]").click();
        Locator moved = marta.page().locator("[data-kinds=context] [data-row='" + id + "']");
        Desk.of(marta).focusIsIn(moved);
        Desk.counts(mieke.page().locator("[data-kinds=context] article"), 11);

        Download download = marta.page().waitForDownload(() -> marta.page().locator("[data-does=take-out]").click());
        Path file = folder.resolve(download.suggestedFilename());
        download.saveAs(file);
        assertEquals(-1, Files.readString(file).indexOf("Un tavolo con gli abitanti"));
        put(marta);
        marta.page().locator("[data-begin] input[type=file]").setInputFiles(file);
        Desk.counts(factors, 4);
        Desk.counts(marta.page().locator("[data-kinds=context] article"), 11);
        assertThat(marta.page().locator("[data-does=focus][aria-pressed=true]")).hasCount(0);
    }

    private static void put(Participant who) {
        who.page().locator("[data-does=parts]:visible").first().click();
        who.page().locator("[data-put=benchmark]").click();
        who.page().locator("[data-begin]").waitFor();
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/** What cities release over several programmes: needs beside offers, and from there a candidate, by criteria first. */
class NetworkIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void twoCitiesReleaseTheirNeedsAndAThirdItsStrengthsAndTheAssociationMakesItACandidateByCriteriaWrittenFirst() {
        Cities cities = new Cities(hall.server());
        Table porto = cities.porto;
        Cities.part(porto, "matching", null);
        Peer vera = cities.valle.join("Vera", Role.MENTEE);
        Cities.release(vera, cities.valle, "needs", cities.valle.all("need"));

        Participant marta = hall.join(porto, "Marta", Role.MENTEE);
        Keyboard keys = new Keyboard();
        keys.activate(marta.page(), marta.page().locator("#needs [data-does=release]"));
        Locator needs = marta.page().locator("aside [data-kind=needs][open]");
        Desk.says(needs, "Contratti di pochi mesi");
        keys.activate(marta.page(), needs.locator("[data-does=release-now]"));
        assertThat(needs.locator("[role=status]")).hasText(marta.words().get("release_done"));
        assertThat(needs.locator("[data-does=withdraw]")).isVisible();
        assertEquals(List.of(), keys.faults());

        Participant liga = hall.join(cities.jelgava, "Liga", Role.MENTOR);
        liga.page().navigate(liga.base() + "/p/" + cities.jelgava.programme() + "#" + cities.jelgava.only("strengths"));
        liga.page().locator("[data-sheet=strengths] [data-does=release]").click();
        Locator strengths = liga.page().locator("aside [data-kind=strengths][open]");
        strengths.locator("[data-does=release-now]").click();
        assertThat(strengths.locator("[role=status]")).hasText(liga.words().get("release_done"));

        Participant ada = hall.visitor(hall.server(), "Ada", cities.association().cookie()).sitsAt(porto);
        Page page = ada.page();
        page.navigate(ada.base() + "/");
        page.locator("[data-does=network]").click();
        Locator recur = page.locator("[data-list=recur] [data-hindrance=funding]");
        Desk.counts(recur.locator("[data-city]"), 2);
        page.locator("[data-does=seeker]").selectOption(porto.programme().toString());
        page.locator("[data-no-criteria]").waitFor();
        assertThat(page.locator("[data-offer]")).hasCount(0);
        page.locator("[data-does=to-sheet]").click();
        Locator sheet = page.locator("[data-sheet=matching]");
        Desk.of(ada).rewrite(sheet, "criteria", "Una città che lavora con le scuole");
        ada.saved();

        page.navigate(ada.base() + "/network#" + porto.programme());
        Locator offer = page.locator("[data-offer='" + cities.jelgava.programme() + "']");
        Desk.says(page.locator("[data-criteria]"), "Una città che lavora con le scuole");
        Desk.says(offer.locator("[data-compares=profile]"), "55.000 (2025)");
        Desk.says(offer.locator("[data-compares=match]"), "sportello unico");
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 900);
            assertEquals(0, page.evaluate("() => document.documentElement.scrollWidth - innerWidth"));
            assertEquals(List.of(), Axe.everything(page));
        }
        page.setViewportSize(1280, 900);
        offer.locator("[data-does=make-candidate]").press("Enter");
        Desk desk = Desk.of(ada);
        desk.rewrite(desk.panel(), "match", "Hanno lo sportello che manca a noi");
        desk.closePanel();
        desk.rewrite(sheet, "reasons", "Scuole e sportello, come dicono i criteri");
        ada.saved();
        assertEquals("Hanno lo sportello che manca a noi", porto.fields(porto.only("candidate")).getString("match"));
        assertEquals("Scuole e sportello, come dicono i criteri", porto.fields(porto.only("matching")).getString("reasons"));
        page.navigate(ada.base() + "/network#" + porto.programme());
        offer.locator("[data-does=to-card]").waitFor();

        // Whoever offered learns of it from people, never from the table.
        liga.page().navigate(liga.base() + "/p/" + porto.programme());
        assertThat(liga.page().locator("main h1")).hasText(liga.words().get("missing_title"));
        Participant oda = hall.visitor(hall.server(), "Oda", porto.join("Oda", Role.OBSERVER).cookie());
        oda.page().navigate(oda.base() + "/p/" + porto.programme());
        Desk.says(oda.page().locator("[data-released=needs]"), "Contratti di pochi mesi");
        assertEquals(List.of(), Axe.everything(oda.page()));
        keys.activate(marta.page(), needs.locator("[data-does=withdraw]"));
        assertThat(needs.locator("[data-does=release-now]")).isFocused();
        oda.page().reload();
        Desk.says(oda.page().locator(".outside"), oda.words().get("outside_title"));
    }
}

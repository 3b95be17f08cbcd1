package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** The support group and the stakeholder map as they are filled in by keys, and as others see it. */
class GroupAndMapIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void theRosterAndTheMapAreFilledInByKeys() {
        Table table = Table.set(hall.server(), "Gruppo");
        Participant ada = hall.join(table, "Ada", "mentee");
        table.join("Amina", Role.MIGRANTS);
        int amina = table.person("Amina");
        UUID group = table.only("supportGroup");
        put(table, "stakeholderMap", null, new JsonObject());
        for (int i = 0; i < 9; i++) {
            put(table, "member", group, new JsonObject().put("name", "Membro " + i).put("kind", "ngo").put("active", true));
        }
        Page page = ada.page();
        enter(ada, table, "supportGroup");
        Locator status = page.locator("[data-sheet-field=constituted] select");
        status.selectOption("constituted");
        assertThat(page.locator("[data-sheet-field=constituted] [role=alert]")).hasText(ada.words().get("refused_no_migrants"));
        assertThat(page.locator("[data-voice=migrants]")).hasCount(1);

        page.locator("[data-person='" + amina + "']").press("Enter");
        page.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Le donne arrivate da poco").leave();
        assertThat(page.locator("[data-count='10']")).hasCount(1);
        assertThat(page.locator("[data-voice=migrants]")).hasCount(0);
        assertThat(page.locator("[data-person]")).hasCount(0);
        status.selectOption("constituted");
        assertThat(page.locator("[data-sheet-field=constituted] [role=alert]")).hasCount(0);
        page.locator("[data-add=member]").press("Enter");
        assertThat(page.locator("[data-full]")).hasCount(1);
        assertThat(page.locator("tr.line")).hasCount(10);

        page.locator("tr.line").first().locator("[data-does=leave]").press("Enter");
        assertThat(page.locator("[data-count='9']")).isFocused();
        page.locator("[data-does=return]").press("Enter");
        assertThat(page.locator("[data-count='10']")).isFocused();
        ada.saved();
        assertEquals("constituted", table.fields(group).getString("constituted"));
        UUID member = table.all("member").stream().filter(one -> table.fields(one).containsKey("person")).findFirst().orElseThrow();
        assertEquals(amina, table.fields(member).getInteger("person"));
        assertEquals(null, table.fields(member).getString("name"), "the programme knows the name");

        enter(ada, table, "stakeholderMap");
        page.locator("[data-add=stakeholder]").press("Enter");
        page.locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Scuola Verdi").leave();
        Locator spot = page.locator("[data-spot]");
        spot.focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(spot).isFocused();
        Locator row = page.locator("tr.line");
        assertThat(row.locator("[data-value=influence] select")).hasValue("4");
        assertThat(row.locator("[data-value=interest] select")).hasValue("5");
        row.locator("[data-value=interest] select").selectOption("1");
        row.locator("[data-value=stance] select").selectOption("unheard");
        assertThat(spot).hasAttribute("aria-label", ada.words().get("map_spot", "name", "Scuola Verdi", "influence", 4,
                "interest", 1) + ", ne sente gli effetti, non ancora ascoltato");
        page.locator("[data-unheard] button").press("Enter");
        assertThat(row).isFocused();

        Participant bea = hall.join(table, "Bea", "mentor");
        enter(bea, table, "stakeholderMap");
        assertThat(bea.page().locator("[data-spot]")).hasCount(1);
        spot.dragTo(page.locator("svg .field").nth(4), new Locator.DragToOptions().setTargetPosition(60, 20));
        assertThat(row.locator("[data-value=influence] select")).hasValue("5");
        assertThat(bea.page().locator("tr.line [data-value=interest]")).containsText("5");
        ada.saved();
    }

    private static void enter(Participant who, Table table, String part) {
        who.page().navigate(who.base() + "/p/" + table.programme() + "#" + part);
        who.page().locator("[data-sheet=" + part + "]").waitFor();
    }

    private static UUID put(Table table, String type, UUID parent, JsonObject fields) {
        UUID id = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create").put("item", id.toString())
                .put("type", type).put("parent", parent == null ? null : parent.toString()).put("fields", fields)));
        return id;
    }
}

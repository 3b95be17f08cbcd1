package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** A visit is planned by the mentee city and led by the facilitator with its own agenda; what came of it stands in it. */
class VisitPlanIT {
    private static final String ANSWER = "Mancano gli interpreti";

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aVisitIsPlannedWarnedOfMarkedAsReadyHeldWithItsAgendaAndKeepsWhatCameOfIt() {
        Table table = Table.small(hall.server());
        JsonArray anew = new JsonArray();
        table.all("visits").forEach(begun -> anew.add(new JsonObject().put("e", "delete").put("item", begun.toString())));
        table.submit(UUID.randomUUID(), 1, anew.add(new JsonObject().put("e", "create")
            .put("item", UUID.randomUUID().toString()).put("type", "visits").putNull("parent")));
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        goToVisits(rosa);
        goToVisits(marta);
        Locator visit = visit(marta);
        plan(marta, visit);

        prepare(rosa);
        addEntry(marta, visit, "Laboratorio", "workshop", "plan");
        Desk.reads(visit.locator("[data-minutes] [aria-hidden]"), "1 h 15 min");
        visit(rosa).locator("[data-does=begin]").click();
        Desk.of(rosa).focusIsIn(visit(rosa).locator("[data-does=session-on]"));
        assertThat(visit(marta).locator("[data-visit-on]")).isVisible();
        rosa.page().locator("[data-leading] [data-does=next]").click();
        Desk.says(rosa.page().locator("[data-session]"), "Ripresa dei bisogni");
        rosa.page().locator("[data-leading] [data-does=next]").click();
        Desk.says(rosa.page().locator("[data-session]"), "Laboratorio");
        // Everybody was led to the needs first; who goes elsewhere before the plan comes is led there after all.
        Desk.says(marta.page().locator("[data-session]"), "Laboratorio");
        assertThat(marta.page().locator("nav a[href='#plan']")).hasAttribute("aria-current", "true");
        assertThat(visit).hasCount(0);
        goToVisits(marta);
        assertThat(visit.locator("[data-does=session-on]")).not().isFocused();

        Desk.of(marta).rewrite(visit.locator("[data-question]"), "answer", ANSWER);
        UUID action = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create").put("item", action.toString())
            .put("type", "action").put("parent", table.only("plan").toString())
            .put("fields", new JsonObject().put("actions", "Interpreti a scuola").put("state", "idea"))));
        Locator record = visit.locator("[data-visit-record]");
        Desk.says(record.locator("[data-answered]"), "Che cosa manca a scuola?");
        Desk.says(record.locator("[data-produced]"), "Interpreti a scuola");
        assertEquals(List.of(), Axe.everything(marta.page()));
        record.locator("[data-produced] button").click();
        Desk.of(marta).focusIsIn(marta.page().locator("#plan tr[data-row='" + action + "']"));
    }

    /** From an empty area to a visit that is ready, with everything that is warned of on the way. */
    private static void plan(Participant marta, Locator visit) {
        Desk.says(marta.page().locator("[data-visits]"), marta.words().get("visits_empty_example"));
        marta.page().locator("[data-does=add-visit]").click();
        write(marta, "Capire che cosa manca a scuola");
        visit.locator("[data-value=host] select").selectOption("mentee");
        visit.locator("[data-value=way] select").selectOption("mixed");
        Locator call = visit.locator("[data-value=call] input");
        call.fill("javascript:alert(1)");
        call.press("Tab");
        assertThat(visit.locator("[role=status]")).hasText(marta.words().get("visit_call_wrong"));
        call.fill("https://meet.example.org/scuola");
        call.press("Tab");
        Locator open = visit.locator("[data-does=call]");
        assertThat(open).hasAttribute("href", "https://meet.example.org/scuola");
        assertThat(open).hasAttribute("rel", "noopener noreferrer");
        Locator lacks = marta.page().locator("[data-lack]");
        assertEquals(List.of("mentor", "see", "meet"), lacks.all().stream().map(lack -> lack.getAttribute("data-lack")).toList());

        visit.locator("[data-does=ready]").click();
        Desk.of(marta).focusIsIn(visit.locator("[data-does=ready-write]"));
        visit.locator("[data-does=ready-anyway]").click();
        Desk.of(marta).focusIsIn(visit.locator("[data-state=ready]"));
        assertThat(lacks).hasCount(3);
        lacks.last().click();
        write(marta, "Due madri e una maestra");
        assertThat(lacks).hasCount(2);
        addEntry(marta, visit, "Ripresa dei bisogni", "recap", "needs");
        visit.locator("[data-does=add-question]").click();
        write(marta, "Che cosa manca a scuola?");
        assertThat(visit.locator("[data-visit-record]")).hasCount(0);
    }

    private static void addEntry(Participant marta, Locator visit, String title, String kind, String area) {
        visit.locator("[data-does=add-entry]").click();
        write(marta, title);
        visit.locator("[data-value=kind] select").selectOption(kind);
        Locator minutes = visit.locator("[data-value=minutes] input");
        minutes.fill(kind.equals("recap") ? "30" : "45");
        minutes.press("Tab");
        visit.locator("[data-value=area] select").selectOption(area);
        visit.locator("[data-does=entry-done]").click();
        Desk.of(marta).focusIsIn(visit.locator("[data-entry]").last());
        marta.saved();
    }

    /** Prepared while the agenda is not whole yet. */
    private static void prepare(Participant rosa) {
        visit(rosa).locator("[data-does=prepare]").click();
        Desk.says(Desk.of(rosa).panel().locator("[data-prepared-session]"), "Visita 1");
        rosa.labelled("close").click();
    }

    private static void goToVisits(Participant who) {
        who.page().evaluate("() => { location.hash = 'visits' }");
        who.page().locator("[data-visits]").waitFor();
    }

    /** In the text that has just been opened. */
    private static void write(Participant who, String text) {
        who.page().locator("textarea:focus, .cm-content:focus").waitFor();
        who.type(text).leave();
    }

    private static Locator visit(Participant who) {
        return who.page().locator("[data-visit]");
    }
}

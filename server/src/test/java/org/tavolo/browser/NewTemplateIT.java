package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.app.RunningServer;
import org.tavolo.method.Method;

/** A new template is a new file: what it says is offered, shown, written and read without a line of code. */
class NewTemplateIT {
    private static final String VISIT = """
        {"name": "visit", "part": "plan", "in": ["plan"], "main": "about",
         "label": {"it": "Visita", "en": "Visit"}, "one": {"it": "una visita", "en": "a visit"},
         "numbered": {"it": "visita {n}", "en": "visit {n}"},
         "fields": [
          {"name": "about", "kind": "text", "translatable": true, "label": {"it": "Che cosa", "en": "What"}},
          {"name": "hosts", "kind": "set", "label": {"it": "Chi ospita", "en": "Hosts"}},
          {"name": "needs", "kind": "set", "label": {"it": "Che cosa serve", "en": "What it takes"}, "options": [
            {"value": "bus", "label": {"it": "un pullman", "en": "a bus"}},
            {"value": "room", "label": {"it": "una sala", "en": "a room"}}]},
          {"name": "people", "kind": "number", "first": 4, "label": {"it": "Quanti", "en": "How many"}},
          {"name": "open", "kind": "flag", "label": {"it": "Aperta a tutti", "en": "Open to all"}},
          {"name": "day", "kind": "date", "label": {"it": "Giorno", "en": "Day"}},
          {"name": "whose", "kind": "party", "label": {"it": "Di chi", "en": "Whose"}},
          {"name": "place", "kind": "line", "label": {"it": "Dove", "en": "Where"}},
          {"name": "lang", "kind": "language", "label": {"it": "Scritta in", "en": "Written in"}}],
         "links": [{"relation": "from", "to": ["note"], "becoming": {"it": "Fanne una visita", "en": "Make a visit of it"},
           "label": {"it": "nasce da", "en": "comes from"}, "back": {"it": "ha dato origine a", "en": "became"}}]}""";

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aTypeOfANewFileIsMadeOfANoteAndEachOfItsFieldsIsWrittenInItsOwnControl(@TempDir Path folder) throws IOException {
        try (RunningServer server = RunningServer.knowing(with(folder))) {
            Table table = Table.small(server.base());
            Participant ada = hall.join(table, "Ada", "mentee");
            Participant bea = hall.join(table, "Bea", "mentor");
            Desk desk = Desk.of(ada);
            desk.note("Bene così").getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Fanne una visita, nota «Bene così»").setExact(true)).click();
            desk.button(ada.page().locator(".holder"), "go_there").click();
            Desk.reads(desk.said(desk.panel(), "about"), "Bene così");
            desk.chip(Desk.of(bea).note("Bene così"), "ha dato origine a: visita 1").press("Enter");
            Locator panel = desk.panel();
            Locator theirs = Desk.of(bea).panel();
            Desk.reads(desk.said(theirs, "about"), "Bene così");

            desk.rewrite(panel, "about", "Da Mechelen");
            Desk.reads(desk.said(theirs, "about"), "Da Mechelen");
            assertThat(desk.control(panel, "Quanti")).hasValue("4");
            desk.control(panel, "Quanti").fill("12.5");
            desk.control(panel, "Quanti").press("Enter");
            assertThat(desk.control(theirs, "Quanti")).hasValue("12.5");
            desk.control(panel, "Aperta a tutti").check();
            assertThat(desk.control(theirs, "Aperta a tutti")).isChecked();
            desk.control(panel, "Giorno").fill("2027-03-01");
            assertThat(desk.control(theirs, "Giorno")).hasValue("2027-03-01");
            desk.control(panel, "Di chi").selectOption("mentor");
            assertThat(desk.control(theirs, "Di chi")).hasValue("mentor");
            desk.control(panel, "Dove").fill("In municipio");
            desk.control(panel, "Dove").press("Enter");
            assertThat(desk.control(theirs, "Dove")).hasValue("In municipio");

            // Two people tick and add at once; nothing of either is lost.
            desk.control(panel, "un pullman").check();
            desk.control(theirs, "una sala").check();
            assertThat(desk.control(theirs, "un pullman")).isChecked();
            assertThat(desk.control(panel, "una sala")).isChecked();
            add(desk, panel, "Anna");
            add(desk, theirs, "Bruno");
            Desk.counts(panel.locator(".members li"), 2);
            Desk.counts(theirs.locator(".members li"), 2);
            desk.button(panel, "set_remove", "word", "Anna").click();
            Desk.counts(theirs.locator(".members li"), 1);
            Desk.reads(theirs.locator(".members li"), "Bruno");
            assertFields(table, "hosts", new JsonArray(List.of("Bruno")));
            assertFields(table, "people", 12.5);

            assertEquals(List.of(), Axe.everything(ada.page()), "controls that the product's own types do not have yet");

            // What was taken out of the set comes back from its history; what others added since is left out again.
            desk.tab("history");
            panel.locator("select").selectOption("hosts");
            Desk.says(panel.locator("li").nth(0), "Bruno");
            panel.locator("li").nth(0).getByRole(AriaRole.BUTTON, desk.named("take_back_before")).click();
            ada.saved();
            assertFields(table, "hosts", new JsonArray(List.of("Anna", "Bruno")));
            Desk.counts(panel.locator("li"), 4);
            panel.locator("li").last()
                .getByRole(AriaRole.BUTTON, desk.named("take_back_after")).click();
            ada.saved();
            assertFields(table, "hosts", new JsonArray(List.of("Anna")));
        }
    }

    private static void add(Desk desk, Locator panel, String word) {
        Locator box = panel.getByLabel(desk.words("set_next", "field", "Chi ospita"));
        box.fill(word);
        box.press("Enter");
        assertThat(box).hasValue("");
    }

    private static void assertFields(Table table, String field, Object value) {
        JsonObject fields = table.fields(table.first("visit"));
        assertEquals(value, fields.getValue(field));
    }

    /** The product's method and the file of a new type. */
    private static Method with(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/method"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(folder.resolve("visit.json"), VISIT);
        return Method.read(folder);
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/** What people take along and have erased, and how long a programme is kept, as they meet it in their browsers. */
class KeepingIT {
    private static final String NOTE = "Manca un interprete il sabato";

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void whatIWroteComesAsAFileForProgramsAndOneForSpreadsheetsAndHoldsNothingOfOthers() {
        Table table = Table.small(hall.server());
        Participant amina = hall.join(table, "Amina", "support");
        note(amina, NOTE);
        mine(amina);
        JsonObject json = new JsonObject(taken(amina, "[data-take='1']"));
        assertEquals("Amina", json.getJsonObject("person").getString("name"));
        JsonArray contributions = json.getJsonArray("tables").getJsonObject(0).getJsonArray("contributions");
        assertTrue(contributions.encode().contains(NOTE));
        assertFalse(contributions.encode().contains("Sportello unico"));
        List<CSVRecord> rows = csv(taken(amina, "[data-take='0']"));
        assertEquals("Tavolo", rows.get(0).get(0));
        assertTrue(rows.stream().anyMatch(row -> row.get(row.size() - 1).equals(NOTE)));
        assertThat(amina.page().locator(".mine [role=status] p")).containsText("i-miei-contributi.csv");
    }

    @Test
    void aServerThatDoesNotAnswerIsToldOfWhereTheFileWasAskedForAndTheSecondTryBringsIt() {
        Table table = Table.set(hall.server(), "Senza rete");
        Participant amina = hall.join(table, "Amina", "support");
        mine(amina);
        amina.context().setOffline(true);
        amina.page().locator("[data-take='0']").click();
        assertThat(amina.page().locator("section .error")).hasText(amina.words().get("refused_unreachable"));
        amina.context().setOffline(false);
        assertTrue(taken(amina, "[data-take='0']").startsWith("\uFEFF\"Tavolo\""));
        assertThat(amina.page().locator("section .error")).hasCount(0);
    }

    @Test
    void whoeverHasTheirNameRemovedIsAFormerParticipantToEverybodyAndStaysAtTheTable() {
        Table table = Table.set(hall.server(), "Senza nome");
        Participant amina = hall.join(table, "Amina", "support");
        note(amina, NOTE);
        Participant rosa = hall.facilitator(table);
        Words words = rosa.words();
        Locator card = rosa.page().locator("#notes article[data-row]");
        assertThat(card).containsText("Amina");
        rosa.page().locator("header [data-does=people]").click();
        assertThat(rosa.page().locator("aside")).containsText("Amina");

        mine(amina);
        amina.page().locator("[data-forget=name]").click();
        Locator dialog = amina.page().locator("dialog[open]");
        assertThat(dialog).containsText(words.get("sure_name_what", "name", "Amina"));
        assertThat(dialog).containsText(words.get("sure_final"));
        dialog.locator(".button.danger").click();
        assertThat(amina.page().locator("[data-done=name]")).isFocused();
        assertThat(amina.page().locator(".mine .me")).containsText(words.get("former_participant"));
        assertThat(amina.page().locator("[data-forget=name]")).hasCount(0);

        assertThat(card).containsText(words.get("former_participant"), patience());
        assertThat(card).containsText(NOTE);
        assertThat(rosa.page().locator("aside")).containsText(words.get("former_participant"));
        assertThat(rosa.page().locator("body")).not().containsText("Amina");
        rosa.more("board_history");
        assertThat(rosa.page().locator("aside ol")).containsText(words.get("former_participant"), patience());
        rosa.page().navigate(table.base() + "/p/" + table.programme() + "/members#log");
        assertThat(rosa.page().locator("main ol")).containsText(
            words.get("act_forgot_name", "who", words.get("former_participant")), patience());
        rosa.page().locator("main nav a").first().click();
        assertThat(rosa.page().locator("main [data-person]").filter(new Locator.FilterOptions()
            .setHasText(words.get("former_participant")))).hasCount(1);

        amina.open();
        note(amina, "Scrivo ancora");
        assertThat(amina.page().locator("header .my-name")).hasText(words.get("former_participant"));
    }

    @Test
    void whatIHaveDeletedVanishesFromOthersPagesAndNeitherUndoNorAReloadBringsItBack() {
        Table table = Table.small(hall.server());
        Participant amina = hall.join(table, "Amina", "support");
        Participant rosa = hall.facilitator(table);
        note(amina, NOTE);
        amina.write(1, "results", " e poi ascoltare");
        // The newest steps would each bring words back: one takes them away, one deletes the note.
        amina.enter(1, "results");
        for (int i = 0; i < 5; i++) {
            amina.page().keyboard().press("Backspace");
        }
        amina.leave().saved();
        assertThat(rosa.cell(1, "results").locator(".said")).hasText("Risposte in tre giorni e poi asco", hasPatience());
        Page undoing = amina.page();
        mine(amina.continueIn(amina.context().newPage()));
        amina.page().locator("[data-forget=contributions]").click();
        Locator dialog = amina.page().locator("dialog[open]");
        assertThat(dialog).containsText(amina.words().get("sure_text_stays_others"));
        undoing.waitForResponse(response -> response.url().matches(".*/(snapshot|at/\\d+)$"),
            () -> dialog.locator(".button.danger").click());
        assertThat(amina.page().locator("[data-done=contributions]")).isFocused();

        assertThat(rosa.cell(1, "results").locator(".said")).hasText("Risposte in tre giorni", hasPatience());
        assertThat(rosa.page().locator("body")).not().containsText(NOTE);
        amina.continueIn(undoing).saved();
        assertThat(amina.cell(1, "results").locator(".said")).hasText("Risposte in tre giorni", hasPatience());
        for (int i = 0; i < 6; i++) {
            undoing.keyboard().press("Control+z");
            undoing.keyboard().press("Control+Shift+z");
        }
        assertThat(undoing.locator("header .undo button").first()).hasAttribute("aria-disabled", "true");
        // It goes on as before, in the page that was open and in the other's.
        amina.write(2, "results", "Da capo").saved();
        assertThat(rosa.cell(2, "results").locator(".said")).hasText("Da capo", hasPatience());
        rosa.saved();
        for (Participant one : List.of(amina, rosa)) {
            one.open();
            assertThat(one.cell(1, "results").locator(".said")).hasText("Risposte in tre giorni");
            assertThat(one.page().locator("body")).not().containsText(NOTE);
            assertThat(one.page().locator("body")).not().containsText("asco");
        }
        String past = table.facilitator().get("/api/boards/" + table.board() + "/revisions?after=0").text();
        assertFalse(past.contains(NOTE) || past.contains("asco"), "it stands in the past still");
    }

    @Test
    void anUnsentTextIsToldOfBeforeAndStaysOnTheDeviceForWhoeverWroteItToSeeAfterwards() {
        Table table = Table.small(hall.server());
        Participant amina = hall.join(table, "Amina", "support");
        note(amina, NOTE);
        amina.goOffline();
        amina.write(2, "results", "Scritto senza rete").keptHere(1);
        Page away = amina.page();
        // The other page has a network of its own: the same browser elsewhere.
        Peer elsewhere = Peer.stranger(table.base()).cookie(amina.cookie());
        assertEquals(204, elsewhere.post("/api/programmes/" + table.programme() + "/forget",
            new JsonObject().put("what", "contributions")).status());
        amina.comeBack();
        assertThat(away.locator("header button.state")).containsText(
            amina.words().get("state_refused", "n", 1), patience());
        away.locator("header button.state").click();
        assertThat(away.locator("aside textarea")).hasValue("Scritto senza rete");
        assertThat(away.locator("#plan")).not().containsText("Scritto senza rete");
        assertFalse(table.facilitator().get("/api/boards/" + table.board() + "/snapshot").text()
            .contains("Scritto senza rete"));
    }

    @Test
    void theOwnerChoosesUntilWhenAndADayThatCannotBeIsSaidWhereItWasChosen() {
        Table table = Table.set(hall.server(), "Fino a quando");
        Participant rosa = keeping(table);
        Words words = rosa.words();
        Page page = rosa.page();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Locator day = page.locator("main input[type=date]");
        for (LocalDate wrong : List.of(today.minusDays(3), today.plusYears(10).plusDays(3))) {
            day.fill(wrong.toString());
            page.locator("main form button.first").click();
            assertThat(page.locator("main form .error")).containsText(
                wrong.isBefore(today) ? words.get("keep_past") : words.get("keep_far").split(":")[0]);
            assertThat(day).isFocused();
            assertThat(day).hasAttribute("aria-invalid", "true");
        }
        LocalDate until = today.plusYears(5);
        day.fill(until.toString());
        page.locator("main form button.first").click();
        assertThat(page.locator("main .keeping > section [role=status]").first()).containsText(String.valueOf(until.getYear()));
        assertThat(page.locator("main .until")).containsText(String.valueOf(until.getYear()));
        assertEquals(until.toString(), table.facilitator().get("/api/programmes/" + table.programme() + "/keeping")
            .json().getString("until"));
    }

    @Test
    void aProgrammeIsDeletedOnlyAfterItWasTakenOutAndItsTitleTypedAndNothingOfItIsLeftHere() {
        Table table = Table.small(hall.server());
        Participant amina = hall.join(table, "Amina", "support");
        Participant rosa = keeping(table);
        Page page = rosa.page();
        Words words = rosa.words();
        assertThat(page.locator("[data-not-offered]")).hasText(words.get("end_first"));
        assertThat(page.locator("[data-end]")).hasCount(0);
        JsonObject whole = new JsonObject(taken(rosa, "[data-take='0']"));
        assertEquals("tavolo-programme", whole.getString("form"));
        assertEquals(table.programme().toString(), whole.getString("programme"));
        assertTrue(whole.getJsonArray("tables").getJsonObject(0).getJsonArray("revisions").size() > 1);

        page.locator("[data-end]").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("input").fill("Un altro tavolo");
        dialog.locator(".button.danger").click();
        assertThat(dialog.locator("[role=alert]")).hasText(words.get("sure_wrong"));
        assertEquals(200, table.facilitator().get("/api/programmes/" + table.programme()).status());
        dialog.locator("input").fill("un tavolo PICCOLO");
        page.keyboard().press("Enter");
        assertThat(page.locator("main .notice").first()).hasText(words.get("end_done", "title", "Un tavolo piccolo"));
        assertEquals(table.base() + "/", page.url());
        assertThat(page.locator("a.programme")).hasCount(0);
        page.waitForFunction("ids => !Object.keys(localStorage).some(key => ids.some(id => key.includes(id)))",
            List.of(table.programme().toString(), table.board().toString()));
        assertThat(amina.page().locator("[data-away]")).containsText(words.get("away_what"), patience());
        page.goBack();
        assertEquals(404, table.facilitator().get("/api/programmes/" + table.programme()).status());
    }

    @Test
    void nobodyButTheOwnerIsShownAnythingOfKeepingOrDeletingTheProgramme() {
        Table table = Table.set(hall.server(), "Non mio");
        Participant gigi = hall.join(table, "Gigi", Role.FACILITATOR);
        gigi.page().navigate(table.base() + "/p/" + table.programme() + "/members#keeping");
        assertThat(gigi.page().locator("main [data-person]")).hasCount(2);
        assertThat(gigi.page().locator("main nav")).not().containsText(gigi.words().get("members_keeping"));
        assertThat(gigi.page().locator("input[type=date], [data-take], [data-end]")).hasCount(0);
    }

    @Test
    void theOwnerOfAProgrammeThatEndsSoonIsToldOnTheStartPageAndAtTheTableUntilTheyChooseALaterDay() {
        try (RunningServer server = RunningServer.start()) {
            Table table = Table.set(server.base(), "Finisce presto");
            LocalDate last = LocalDate.now(ZoneOffset.UTC).plusDays(12);
            warned(server, table.programme(), last);
            Participant rosa = hall.facilitator(table);
            Participant gigi = hall.join(table, "Gigi", Role.FACILITATOR);
            Locator warning = rosa.page().locator("[data-warning=ending]");
            assertThat(warning).containsText(String.valueOf(last.getDayOfMonth()), patience());
            rosa.page().navigate(server.base() + "/");
            rosa.page().locator(".ends a").click();
            assertThat(rosa.page().locator(".keeping > .notice.warning")).isVisible();
            rosa.page().locator("main input[type=date]").fill(last.plusYears(1).toString());
            rosa.page().locator("main form button.first").click();
            assertThat(rosa.page().locator(".keeping > .notice.warning")).hasCount(0);
            assertThat(gigi.page().locator("[data-warning=ending]")).hasCount(0);
        }
    }

    @Test
    void whoeverGivesTheProgrammeAwayIsNoLongerOfferedAtTheOpenTableWhatIsTheOwners() {
        Peer owner = Peer.visit(hall.server());
        Peer.Programme made = owner.create("Di mano in mano", "Ada", "mentor", "everyone");
        Participant ada = hall.visitor(hall.server(), "Ada", owner.cookie());
        ada.page().navigate(hall.server() + "/p/" + made.programme());
        ada.seated();
        Peer bo = Peer.visit(hall.server());
        int person = bo.join(made.joinToken(), "Bo", "other").person();
        ada.page().locator("[data-menu=more]").click();
        assertThat(ada.page().locator("dialog[open] [data-does=invite]")).isVisible();
        ada.page().keyboard().press("Escape");
        assertEquals(204, owner.post("/api/programmes/" + made.programme() + "/owner",
            new JsonObject().put("person", person)).status());
        ada.page().waitForCondition(() -> {
            ada.page().locator("[data-menu=more]").click();
            ada.page().locator("dialog[open] li").first().waitFor();
            boolean offered = ada.page().locator("dialog[open] [data-does=invite]").isVisible();
            ada.page().keyboard().press("Escape");
            return !offered;
        });
    }

    private static void note(Participant who, String text) {
        who.page().locator("#new-note").fill(text);
        who.page().locator("#new-note").press("Enter");
        who.saved();
    }

    /** Goes to *What I wrote*; from the table by one's name, as people do. */
    private static void mine(Participant who) {
        Page page = who.page();
        if (page.url().equals("about:blank")) {
            who.open();
        }
        page.locator("header [data-does=me]").click();
        page.locator("aside [data-does=mine]").click();
        page.locator("[data-forget=contributions]").waitFor();
    }

    private Participant keeping(Table table) {
        Participant rosa = hall.facilitator(table);
        rosa.page().navigate(table.base() + "/p/" + table.programme() + "/members");
        rosa.page().locator("main nav a").last().click();
        rosa.page().locator("main input[type=date]").waitFor();
        return rosa;
    }

    private static String taken(Participant who, String button) {
        Download download = who.page().waitForDownload(() -> who.page().locator(button).click());
        try {
            return Files.readString(download.path());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<CSVRecord> csv(String text) {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(';').get();
        try (var parser = format.parse(new StringReader(text.substring(1)))) {
            return parser.getRecords();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As the server's daily look leaves it, a month before the last day. */
    private static void warned(RunningServer server, UUID programme, LocalDate last) {
        try (Connection connection = server.database().connect(); PreparedStatement warn = connection.prepareStatement(
                "update programme set keep_until = ?, warned_at = now() where id = ?")) {
            warn.setObject(1, last);
            warn.setObject(2, programme);
            assertEquals(1, warn.executeUpdate());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }

    private static LocatorAssertions.HasTextOptions hasPatience() {
        return new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE);
    }
}

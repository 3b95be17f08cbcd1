package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.faults.ServerProcess;
import org.tavolo.web.Peer;
import org.tavolo.web.Reply;

/** What Tavolo is for, from the empty start page to the plan that comes out. */
class PlanOnTheTableIT {
    @RegisterExtension
    final Hall hall = new Hall();

    private final Words words = Words.in("it");

    @Test
    void aCityPlanIsWrittenByThreePeopleThroughAnOutageAReloadAndAKilledServer(@TempDir Path folder) throws Exception {
        try (ServerProcess server = new ServerProcess(folder.resolve("data"), "org.tavolo.app.Main", Map.of())) {
            server.start();
            Participant rosa = hall.visitor(server.uri(""), "Rosa", firstAccount(server));
            String invitation = createProgramme(rosa);
            bringIn(rosa, Path.of("src/main/resources/sample/piano-capaci.csv"));
            Table table = Table.seenBy(rosa, programme(rosa.page()));
            List<List<String>> plan = table.plan();
            assertEquals(6, plan.size());
            assertTrue(plan.get(0).get(0).contains("«Buddy»"), plan.get(0).get(0));
            rosa.sees(plan);

            Participant jan = hall.stranger(server.uri(""), "Jan");
            Participant amina = hall.stranger(server.uri(""), "Amina");
            join(jan, invitation, "party_mentor");
            join(amina, invitation, "party_support");
            jan.sitsAt(table).sees(plan);
            amina.sitsAt(table).sees(plan);

            // All three at once, two of them in the same text.
            rosa.enter(1, "results");
            jan.enter(1, "results");
            amina.enter(2, "leader");
            for (int i = 0; i < 5; i++) {
                rosa.type("abcde".substring(i, i + 1));
                jan.type("VWXYZ".substring(i, i + 1));
                amina.type("12345".substring(i, i + 1));
            }
            rosa.leave().saved();
            jan.leave().saved();
            amina.leave().saved();
            List<List<String>> expected = copy(plan);
            String together = table.plan().get(0).get(1);
            String added = together.substring(plan.get(0).get(1).length());
            assertEquals(List.of("abcde", "VWXYZ"), List.of(added.replaceAll("[^a-z]", ""), added.replaceAll("[a-z]", "")),
                "each letter once, and each one's in their order");
            expected.get(0).set(1, together);
            append(expected, 2, 3, "12345");
            everybodySees(expected, table, rosa, jan, amina);

            // One loses the network, writes on, and even reloads.
            amina.goOffline().write(3, "timetable", " senza rete ").keptHere(1);
            amina.write(3, "resources", " e ancora");
            jan.write(3, "timetable", " (Jan) ").saved();
            amina.reload();
            assertEquals(1, amina.askedBeforeLeaving(), "the page asks before it is left with unsent text");
            amina.comeBack().open();
            append(expected, 3, 2, " (Jan) ");
            append(expected, 3, 4, " e ancora");
            String merged = table.plan().get(2).get(2);
            assertEquals(List.of(1, 1), List.of(count(merged, "senza rete"), count(merged, "(Jan)")), merged);
            expected.get(2).set(2, merged);
            everybodySees(expected, table, rosa, jan, amina);

            // The server dies under everybody's hands.
            rosa.enter(4, "results");
            jan.enter(5, "results");
            amina.enter(6, "results");
            for (int i = 0; i < 10; i++) {
                rosa.type("r");
                jan.type("j");
                amina.type("a");
                if (i == 4) {
                    server.kill();
                }
            }
            rosa.leave().cutOff();
            jan.leave().cutOff();
            amina.leave().cutOff();
            server.start();
            rosa.saved();
            jan.saved();
            amina.saved();
            append(expected, 4, 1, "rrrrrrrrrr");
            append(expected, 5, 1, "jjjjjjjjjj");
            append(expected, 6, 1, "aaaaaaaaaa");
            everybodySees(expected, table, rosa, jan, amina);
        }
    }

    /** Makes the first account by the link that the server prints. @return the cookie of its session */
    private static String firstAccount(ServerProcess server) throws Exception {
        Peer rosa = Peer.visit(server.uri(""));
        Reply made = rosa.post("/api/setup", new JsonObject().put("token", server.setupToken()).put("name", "Rosa"));
        assertEquals(201, made.status(), made.text());
        return rosa.cookie();
    }

    /** @return the link by which others join */
    private String createProgramme(Participant rosa) {
        Page page = rosa.page();
        page.navigate(rosa.base() + "/");
        field(page, "programme_title").fill("Capaci accoglie");
        field(page, "programme_mentee").fill("Capaci");
        Locator form = page.locator("form").filter(new Locator.FilterOptions().setHas(field(page, "programme_title")));
        form.getByLabel(words.get("my_name"), exact()).fill("Rosa");
        form.getByText(words.get("role_facilitator_name"), text()).click();
        form.getByText(words.get("pen_everyone"), text()).click();
        rosa.button("create_programme").click();
        Locator link = page.getByLabel(words.get("join_link"), new Page.GetByLabelOptions().setExact(true));
        assertThat(link).hasValue(Pattern.compile("/join#"));
        String invitation = link.inputValue();
        rosa.button("to_the_table").click();
        rosa.seated();
        return invitation;
    }

    private void bringIn(Participant rosa, Path file) {
        rosa.more("bring_in");
        Page page = rosa.page();
        page.locator("aside input[type=file]").setInputFiles(file);
        assertThat(page.locator("aside")).containsText(words.get("would_bring", "n", 6));
        assertThat(page.locator("#plan tr[data-row]")).hasCount(0);
        rosa.button("bring_in_now").click();
        assertThat(page.locator("#plan tr[data-row]")).hasCount(6);
        rosa.saved();
    }

    private void join(Participant participant, String invitation, String party) {
        Page page = participant.page();
        page.navigate(invitation);
        field(page, "my_name").fill(participant.name());
        page.locator("form").getByText(words.get(party), text()).click();
        participant.button("sit_down").click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words.get("arrived_title"))).waitFor();
        participant.button("to_the_table").click();
        participant.seated();
    }

    private void everybodySees(List<List<String>> plan, Table table, Participant... all) {
        for (Participant one : all) {
            one.saved().sees(plan);
        }
        assertEquals(plan, table.plan(), "the API's snapshot");
        assertEquals(plan, table.csv(), "the CSV");
    }

    private static UUID programme(Page page) {
        return UUID.fromString(URI.create(page.url()).getPath().substring("/p/".length()));
    }

    private static List<List<String>> copy(List<List<String>> plan) {
        List<List<String>> copy = new ArrayList<>();
        plan.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    private static void append(List<List<String>> plan, int row, int column, String text) {
        plan.get(row - 1).set(column, plan.get(row - 1).get(column) + text);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private Locator field(Page page, String key) {
        return page.getByLabel(words.get(key), new Page.GetByLabelOptions().setExact(true)).first();
    }

    private static Locator.GetByLabelOptions exact() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByTextOptions text() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}

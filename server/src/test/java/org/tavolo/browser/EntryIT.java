package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.app.RunningServer;
import org.tavolo.web.Peer;

/** The ways in, and out again: the first account, an invitation on a phone, a spoken code, the door, a borrowed phone. */
class EntryIT {
    private static final Pattern SIGN_IN = Pattern.compile("/sign-in#[A-Za-z0-9_-]{32}$");
    private static final Pattern JOIN = Pattern.compile("/join#[A-Za-z0-9_-]{32}$");
    private static final Pattern RETURN = Pattern.compile("/return#[A-Za-z0-9_-]{32}$");
    private static final String LEFT_ON_DEVICE = """
        async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),
          ...(await indexedDB.databases()).map(one => one.name)].filter(name => name.startsWith('tavolo'))""";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");
    private final Words en = Words.in("en");

    @Test
    void fromTheSetupLinkToSomebodyWhoWroteOnAPhoneThatIsNotTheirs() {
        try (RunningServer server = RunningServer.start()) {
            Participant ida = hall.stranger(server.base(), "Ida");
            Page desk = ida.page();
            desk.navigate(server.base() + "/setup#" + server.setupToken());
            ida.labelled("my_name").fill("Ida");
            ida.button("setup_make").click();
            assertThat(ida.labelled("personal_link")).hasValue(SIGN_IN);
            String signIn = ida.labelled("personal_link").inputValue();
            ida.button("go_on").click();
            ida.labelled("programme_title").fill("Capaci accoglie");
            Locator form = desk.locator("form").filter(new Locator.FilterOptions()
                .setHas(ida.labelled("programme_title")));
            form.getByLabel(it.get("my_name"), exactLabel()).fill("Ida");
            form.getByText(it.get("role_facilitator_name"), exactly()).click();
            ida.button("create_programme").click();
            assertThat(ida.labelled("join_link")).hasValue(JOIN);
            String link = ida.labelled("join_link").inputValue();
            ida.button("to_the_table").click();
            ida.seated();

            onAPhoneThatIsNotTheirs(server, link);

            // The personal link signs in elsewhere, where the other browser can be ended.
            Participant again = hall.stranger(server.base(), "Ida altrove");
            again.page().navigate(signIn);
            again.button("sign_in_now").click();
            assertThat(again.page().locator("a.programme")).containsText("Capaci accoglie");
            again.page().navigate(server.base() + "/account");
            Locator devices = again.page().locator("section li").filter(new Locator.FilterOptions()
                .setHas(again.page().locator("button")));
            devices.first().getByRole(AriaRole.BUTTON).click();
            assertThat(devices).hasCount(0);
            assertThat(desk.locator("header .state")).containsText(it.get("state_ended"));
        }
    }

    private void onAPhoneThatIsNotTheirs(RunningServer server, String link) {
        Participant amina = hall.phone(server.base(), "Amina", "it-IT");
        Page page = amina.page();
        page.addInitScript("window.print = () => { window.printed = !!document.querySelector('svg[role=img]') }");
        long began = System.nanoTime();
        page.navigate(link);
        assertThat(page.locator("main")).containsText(it.get("your_role", "role", it.get("role_invited")));
        assertThat(page.locator("main")).containsText(it.get("how_long_kept"));
        amina.labelled("my_name").fill("Amina");
        page.locator("form").getByText(it.get("party_support"), exactly()).click();
        amina.button("sit_down").click();
        assertThat(amina.labelled("return_link")).hasValue(RETURN);
        String back = amina.labelled("return_link").inputValue();
        amina.button("print").click();
        page.waitForFunction("() => window.printed === true");
        amina.button("to_the_table").click();
        page.waitForSelector("#plan");
        amina.labelled("write_note").fill("Chi apre la mattina?");
        amina.button("send_note").click();
        assertThat(page.locator(".note")).containsText("Chi apre la mattina?");
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertTrue(seconds < 30, "from opening the link to having written: " + seconds + " s");
        amina.saved();
        assertEquals(true, page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"));

        amina.more("me_panel");
        amina.button("leave").click();
        amina.button("leave_now").click();
        assertThat(page.getByText(it.get("device_cleared"))).isVisible();
        page.waitForCondition(() -> List.of().equals(page.evaluate(LEFT_ON_DEVICE)));
        assertThat(page.locator("a.programme")).hasCount(0);

        page.navigate(back);
        amina.button("to_the_table").click();
        page.waitForSelector("#plan");
        assertThat(page.locator(".note")).containsText("Chi apre la mattina?");
    }

    @Test
    void bySpokenCodeAndByKeyboardAloneSomebodyKnocksWaitsAndIsLetIn() {
        Table table = Table.set(hall.server(), "A voce");
        String code = open(table, true);
        Participant rut = hall.phone(table.base(), "Rut", "en-GB");
        Page page = rut.page();
        page.navigate(table.base() + "/");
        walkTo(page, page.getByLabel(en.get("code_label")));
        // A code is said in groups, and typed as it was said.
        page.keyboard().type(code.substring(0, 4) + " " + code.substring(4));
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("A voce");
        walkTo(page, page.getByLabel(en.get("my_name")));
        page.keyboard().type("Rut");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(en.get("waiting_title"));
        assertThat(page.locator("h1")).isFocused();

        decide(table, true);
        assertThat(page.locator("h1")).hasText(en.get("arrived_title"));
        assertThat(page.locator("h1")).isFocused();
        walkTo(page, page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(en.get("to_the_table"))));
        page.keyboard().press("Enter");
        page.waitForSelector("#plan");
        assertTrue(table.people().contains("Rut"));
    }

    @Test
    void whoIsDeclinedIsToldKindlyAndMayKnockAgain() {
        Table table = Table.set(hall.server(), "Alla porta");
        String code = open(table, true);
        Participant omar = hall.stranger(table.base(), "Omar");
        Page page = omar.page();
        page.navigate(table.base() + "/join");
        omar.labelled("code_label").fill("123");
        omar.button("code_enter").click();
        assertThat(page.locator("[role=alert]")).hasText(it.get("code_eight"));
        omar.labelled("code_label").fill(code);
        omar.button("code_enter").click();
        omar.labelled("my_name").fill("Omar");
        omar.button("knock").click();
        assertThat(page.locator("h1")).hasText(it.get("waiting_title"));
        decide(table, false);
        assertThat(page.locator("h1")).hasText(it.get("declined_title"));
        omar.button("knock_again").click();
        assertThat(omar.labelled("my_name")).hasValue("Omar");
        omar.button("knock").click();
        assertThat(page.locator("h1")).hasText(it.get("waiting_title"));
        decide(table, true);
        assertThat(omar.labelled("return_link")).hasValue(RETURN);
        omar.button("to_the_table").click();
        page.waitForSelector("#plan");
    }

    @Test
    void whoTakesANameThatIsTakenIsToldHowTheyAreCalled() {
        Table table = Table.set(hall.server(), "Due Marie");
        table.join("Maria", "support");
        Participant anna = hall.stranger(table.base(), "Anna");
        anna.page().navigate(table.base() + "/join#" + table.joinToken());
        assertThat(anna.page()).hasTitle(it.get("invited") + " · " + it.get("app_name"));
        anna.labelled("my_name").fill("Anna  Rossi ");
        anna.page().locator("form").getByText(it.get("party_mentor"), exactly()).click();
        Response named = anna.page().waitForResponse(answer -> answer.url().endsWith("/" + table.programme()),
            () -> anna.button("sit_down").click());
        named.finished();
        assertThat(anna.labelled("return_link")).hasValue(RETURN);
        assertThat(anna.page().locator("main p.notice")).hasCount(0);

        Participant maria = hall.stranger(table.base(), "Maria");
        maria.page().navigate(table.base() + "/join#" + table.joinToken());
        maria.labelled("my_name").fill("Maria");
        maria.page().locator("form").getByText(it.get("party_mentor"), exactly()).click();
        maria.button("sit_down").click();
        assertThat(maria.page().locator("main [role=status]").first())
            .containsText(it.get("named_here", "name", "Maria (2)"));
    }

    @Test
    void whoDoesNotSitAtTheTableIsToldSoAndSeesNothingOfIt() {
        Table table = Table.small(hall.server());
        String token = table.facilitator().invite(table.programme(), "observer", null, false);
        Participant oda = hall.stranger(table.base(), "Oda");
        Page page = oda.page();
        page.navigate(table.base() + "/join#" + token);
        oda.labelled("my_name").fill("Oda");
        oda.button("sit_down").click();
        oda.button("to_programme").click();
        assertThat(page.locator(".outside")).containsText(it.get("outside_title"));
        assertThat(page.locator(".outside")).containsText(it.get("you_observer"));
        assertThat(page.locator("body")).not().containsText("Sportello unico");
        assertThat(page.getByText(it.get("members"))).hasCount(0);
    }

    @Test
    void anAdministratorMakesAnAccountWhoseLinkSignsInOnceUnlessItIsMadeAnew() {
        Participant ida = hall.visitor(hall.server(), "Ida", hall.administrator("Ida").cookie());
        Page page = ida.page();
        page.navigate(ida.base() + "/account");
        ida.labelled("name").fill("Nora");
        ida.button("account_add").click();
        assertThat(page.locator(".made input")).hasValue(SIGN_IN);
        String link = page.locator(".made input").inputValue();
        Locator nora = page.locator(".accounts li").filter(new Locator.FilterOptions().setHasText("Nora"));
        // It voids a link that somebody may need: it asks first, and gives the focus back.
        nora.locator("[data-ask=link]").click();
        assertThat(nora).containsText(it.get("account_link_void", "name", "Nora"));
        nora.getByText(it.get("cancel"), exactly()).click();
        assertThat(nora.locator("[data-ask=link]")).isFocused();
        assertThat(page.locator(".made input")).hasValue(link);
        nora.locator("[data-ask=link]").click();
        nora.getByText(it.get("personal_link_make"), exactly()).click();
        assertThat(page.locator(".made input")).not().hasValue(link);
        assertThat(page.locator(".made input")).hasValue(SIGN_IN);
        String other = page.locator(".made input").inputValue();

        Participant late = hall.stranger(hall.server(), "Nora");
        late.page().navigate(link);
        late.button("sign_in_now").click();
        assertThat(late.page().locator("[role=alert]")).hasText(it.get("refused_invitation"));
        late.page().navigate(other);
        late.button("sign_in_now").click();
        assertThat(late.page().locator("main")).containsText(it.get("personal_link_given"));
        assertThat(late.labelled("personal_link")).hasValue(SIGN_IN);
        late.button("go_on").click();
        assertThat(late.page().locator("main")).containsText(it.get("signed_in_as", "name", "Nora"));

        nora.getByText(it.get("account_end"), exactly()).click();
        page.locator(".accounts").getByText(it.get("account_end_now"), exactly()).click();
        assertThat(nora).hasCount(0);
        late.page().reload();
        assertThat(late.page().locator("form.code")).isVisible();
    }

    /** Moves the focus by the tabulator until it is there. */
    private static void walkTo(Page page, Locator target) {
        target.first().waitFor();
        for (int i = 0; i < 60; i++) {
            if ((boolean) target.first().evaluate("one => one === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by keyboard: " + target);
    }

    private static String open(Table table, boolean lobby) {
        return table.facilitator().post("/api/programmes/" + table.programme() + "/door", new JsonObject()
            .put("role", "support").put("lobby", lobby).put("hours", 2)).json().getString("code");
    }

    /** Lets in who waits, or does not. */
    private static void decide(Table table, boolean admit) {
        String lobby = "/api/programmes/" + table.programme() + "/lobby";
        Peer rosa = table.facilitator();
        JsonObject knock = (JsonObject) rosa.get(lobby).array("waiting").getValue(0);
        assertEquals(204, rosa.post(lobby + "/" + knock.getString("knock"), new JsonObject().put("admit", admit))
            .status());
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static Locator.GetByLabelOptions exactLabel() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}

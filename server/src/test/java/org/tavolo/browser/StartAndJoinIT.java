package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** How people come to a table: the start page, the links, and the way back. */
class StartAndJoinIT {
    private static final Pattern RETURN = Pattern.compile("/return#[A-Za-z0-9_-]{32}$");
    private static final Pattern JOIN = Pattern.compile("/join#[A-Za-z0-9_-]{32}$");

    private static final String KEPT = """
        async () => {
          const there = (await indexedDB.databases()).some(({ name }) => name === 'tavolo')
          if (!there) return JSON.stringify([{ ...localStorage }, []])
          const database = await new Promise((resolve, reject) => {
            const opening = indexedDB.open('tavolo')
            opening.onsuccess = () => resolve(opening.result)
            opening.onerror = () => reject(opening.error)
          })
          const records = await new Promise((resolve) => {
            const all = database.transaction('outbox').objectStore('outbox').getAll()
            all.onsuccess = () => resolve(all.result)
          })
          database.close()
          return JSON.stringify([{ ...localStorage }, records])
        }""";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words words = Words.in("it");

    @Test
    void aProgrammeIsMadeWithoutAMentorYetAndIsFoundAgainAmongMine() {
        Participant rosa = hall.account(hall.server(), "Rosa");
        Page page = rosa.page();
        page.navigate(rosa.base() + "/");
        rosa.labelled("programme_title").fill("Accoglienza a Capaci");
        rosa.labelled("programme_theme").fill("Lavoro e lingua");
        rosa.labelled("programme_mentee").fill("Capaci");
        rosa.labelled("programme_associations").fill("ANCI, VVSG");
        page.getByText(words.get("way_others"), new Page.GetByTextOptions().setExact(true)).click();
        page.locator("input[value=meetings]").check();
        rosa.labelled("way_meetings").fill("4");
        Locator form = page.locator("form").first();
        form.getByLabel(words.get("my_name"), new Locator.GetByLabelOptions().setExact(true)).fill("Rosa");
        rosa.button("create_programme").click();
        assertThat(form).isVisible();
        assertTrue((boolean) form.evaluate("form => !form.checkValidity()"), "the role is still to be chosen");
        form.getByText(words.get("role_facilitator_name"), exactly()).click();
        rosa.button("create_programme").click();

        assertThat(rosa.labelled("join_link")).hasValue(JOIN);
        assertThat(rosa.labelled("facilitator_link")).hasValue(JOIN);
        assertNotEquals(rosa.labelled("join_link").inputValue(), rosa.labelled("facilitator_link").inputValue());
        rosa.button("to_the_table").click();
        rosa.seated();
        assertThat(page.locator("header .title")).hasText("Accoglienza a Capaci");
        String board = page.url();
        JsonObject head = Table.seenBy(rosa, programme(page)).head();
        assertEquals("Lavoro e lingua|Capaci||ANCI, VVSG", head.getString("theme") + "|" + head.getString("mentee") + "|"
            + head.getString("mentor", "") + "|" + head.getString("associations"));

        assertEquals(4, Table.seenBy(rosa, programme(page)).all("visit").size());
        assertThat(page.locator("[data-does=guide]").first()).containsText(words.get("guide_line", "phase", "Terreno comune"));

        page.locator("header a.home").click();
        Locator mine = page.locator("a.programme");
        assertThat(mine).hasCount(1);
        assertThat(mine).containsText("Accoglienza a Capaci");
        assertThat(mine).containsText(words.get("as_whom", "name", "Rosa", "party", words.get("party_facilitator")));
        mine.click();
        rosa.seated();
        assertEquals(board, page.url());
    }

    @Test
    void joiningAsksForNameAndPartyWhichAnotherLanguageDoesNotWipeOut() {
        Table table = Table.set(hall.server(), "Si entra qui");
        Participant rosa = hall.facilitator(table);
        Participant aisha = hall.stranger(hall.server(), "Aïcha");
        Words english = Words.in("en");
        Page page = aisha.page();
        page.navigate(table.base() + "/join#" + table.joinToken());
        assertThat(page.locator("h1")).hasText("Si entra qui");
        aisha.labelled("my_name").fill("Aïcha");
        page.locator("form").getByText(words.get("party_support"), exactly()).click();

        aisha.labelled("language").selectOption("en");
        Locator sit = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(english.get("sit_down")));
        assertThat(sit).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.getByLabel(english.get("my_name"))).hasValue("Aïcha");
        assertThat(page.getByLabel(english.get("party_support"))).isChecked();
        assertThat(page.getByLabel(english.get("language"))).isFocused();
        sit.click();
        assertThat(page.locator("h1")).hasText(english.get("arrived_title"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(english.get("to_the_table"))).click();
        assertThat(page.locator("header .state")).hasText(english.get("state_saved"));

        rosa.page().locator("header button.people").click();
        Locator person = rosa.page().locator("aside li").filter(new Locator.FilterOptions().setHasText("Aïcha"));
        assertThat(person).containsText(words.get("party_support"));

        // The same link once more: nobody is asked twice, and nobody sits down twice.
        page.navigate(table.base() + "/join#" + table.joinToken());
        assertThat(page.locator("main")).containsText(english.get("already_member"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(english.get("to_the_table"))).click();
        page.waitForSelector("#plan");
        assertEquals(2, table.people().size());
    }

    @Test
    void theOwnLinkIsCopiedIsReadFromItsQrCodeAndBringsBackWhoLostTheirCookie() {
        Table table = Table.set(hall.server(), "Il ritorno");
        Participant omar = hall.join(table, "Omar", "support");
        Page page = omar.page();
        page.locator("header button.me").click();
        omar.button("make_return_link").click();
        Locator link = page.locator("aside .link input");
        assertThat(link).hasValue(RETURN);
        String address = link.inputValue();

        omar.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("aside .link").getByText(words.get("copy"), exactly()).click();
        assertThat(page.locator("aside .link [role=status]")).hasText(words.get("copied"));
        omar.labelled("write_note").focus();
        page.keyboard().press("Control+v");
        assertThat(omar.labelled("write_note")).hasValue(address);
        omar.labelled("write_note").fill("");
        String read = Camera.read(page.locator("aside svg[role=img]"));
        assertEquals(address, read);

        omar.write(omar.addAction(), "results", "prima");
        omar.saved();
        omar.context().clearCookies();
        page.reload();
        assertThat(page.locator("main")).containsText(words.get("board_missing_why"));
        page.navigate(read);
        assertThat(page.locator("h1")).hasText("Il ritorno");
        omar.button("to_the_table").click();
        omar.seated();
        assertThat(page.locator("header .my-name")).hasText("Omar");
        omar.write(1, "results", " e dopo").saved();
        assertEquals("prima e dopo", table.plan().get(0).get(1));
        assertEquals(2, table.people().size(), "Omar is who he was");
    }

    @Test
    void aLinkIsMadeForFacilitatorsAndLetsNobodyInOnceItWasTakenBack() {
        Table table = Table.set(hall.server(), "I link");
        Participant rosa = hall.facilitator(table);
        rosa.more("invite");
        Page page = rosa.page();
        Locator open = page.locator("aside section li");
        assertThat(open).hasCount(2);
        rosa.labelled("invite_role").selectOption("facilitator");
        rosa.button("make_link").click();
        assertThat(open).hasCount(3);
        String link = page.locator("aside .link input").inputValue();

        Participant jan = hall.stranger(hall.server(), "Jan");
        jan.page().navigate(link);
        assertThat(jan.page().locator("main"))
            .containsText(words.get("your_role", "role", words.get("role_facilitator_name")));
        jan.labelled("my_name").fill("Jan");
        jan.page().locator("form").getByText(words.get("party_mentor"), exactly()).click();
        jan.button("sit_down").click();
        jan.button("to_the_table").click();
        jan.sitsAt(table).seated().more("invite");
        assertThat(jan.page().locator("aside section li")).hasCount(3);

        // Somebody who sits there as invited rises by it, and is not asked again who they are.
        Participant ada = hall.join(table, "Ada", Role.INVITED);
        ada.page().locator("header button.more").click();
        assertThat(ada.page().locator("dialog[open]")).containsText(words.get("board_history"));
        assertThat(ada.page().locator("dialog[open]")).not().containsText(words.get("invite"));
        ada.page().navigate(link);
        assertThat(ada.page().locator("main")).containsText(words.get("already_member"));
        ada.button("to_the_table").click();
        ada.seated().more("invite");
        assertEquals(List.of("Rosa", "Jan", "Ada"), table.people());

        open.last().getByText(words.get("revoke"), exactly()).click();
        open.last().getByText(words.get("revoke_now"), exactly()).click();
        assertThat(page.locator("aside")).containsText(words.get("link_revoked"));
        assertThat(open).hasCount(3);
        Participant late = hall.stranger(hall.server(), "Late");
        late.page().navigate(link);
        assertThat(late.page().locator("h1")).hasText(words.get("link_dead_title"));
        assertThat(late.page().locator("[role=alert]")).hasText(words.get("refused_invitation"));

        // Whoever came by it stays.
        jan.page().reload();
        jan.seated();
    }

    @Test
    void whoLeavesOnThisDeviceIsForgottenThereAndComesBackByTheirLink() {
        Table table = Table.set(hall.server(), "Computer di tutti");
        Participant omar = hall.join(table, "Omar", "support");
        Page other = omar.page();
        omar.anotherTab();
        Page page = omar.page();
        page.locator("header button.me").click();
        omar.button("make_return_link").click();
        String address = page.locator("aside .link input").inputValue();
        omar.write(omar.addAction(), "results", "di Omar").saved();
        omar.labelled("write_note").fill("Mezza nota di Omar");
        page.waitForCondition(() -> keptOf(page).contains("Mezza nota di Omar"));
        assertTrue(keptOf(page).contains("tavolo.programme"));
        omar.button("leave").click();
        assertThat(page.locator("aside")).containsText(words.get("leave_what"));
        omar.button("leave_now").click();
        assertThat(page.locator("h1")).hasText(words.get("start_title"));
        assertThat(page.locator("a.programme")).hasCount(0);
        page.waitForFunction("async () => !(await (" + KEPT + ")()).includes('mar')");
        assertThat(other.locator("main [role=alert]")).hasText(words.get("ended"));
        assertThat(other.locator("header .state")).containsText(words.get("state_ended"));
        page.route("**/api/**", Route::abort);
        page.navigate(table.base() + "/p/" + table.programme());
        assertThat(page.locator("h1")).hasText(words.get("board_unreachable"));
        page.unroute("**/api/**");
        page.navigate(table.base() + "/p/" + table.programme());
        assertThat(page.locator("main")).containsText(words.get("board_missing_why"));
        page.navigate(address);
        omar.button("to_the_table").click();
        omar.seated();
        assertEquals(List.of("Rosa", "Omar"), table.people());
    }

    @Test
    void whoSignsOutOnTheirOwnPageIsToldFirstOfWhatIsNotSentYet() {
        Table table = Table.set(hall.server(), "Non ancora partito");
        Participant omar = hall.join(table, "Omar", "support");
        Page page = omar.page();
        omar.goOffline().labelled("write_note").fill("Scritta in galleria");
        omar.button("send_note").click();
        omar.keptHere(1);
        page.navigate("about:blank");
        omar.comeBack();
        page.navigate(table.base() + "/account");
        omar.button("leave_now").click();
        assertThat(page.locator("main")).containsText(words.get("leave_elsewhere"));
        assertThat(page.locator("main [role=status] a")).hasText("Non ancora partito");
        assertThat(omar.button("cancel")).isFocused();
        omar.button("cancel").click();
        assertThat(omar.button("leave_now")).isFocused();
        assertTrue(keptOf(page).contains("galleria"));
        omar.button("leave_now").click();
        omar.button("leave_lose").click();
        assertThat(page.getByText(words.get("device_cleared"))).isVisible();
        page.waitForFunction("async () => !(await (" + KEPT + ")()).includes('galleria')");
        // Said once: who comes back to this page is not told again.
        page.locator("input[type=url]").fill(table.base() + "/join#" + table.joinToken());
        page.locator("form.line button").click();
        omar.labelled("my_name").waitFor();
        page.goBack();
        page.locator("form.code").waitFor();
        assertThat(page.getByText(words.get("device_cleared"))).hasCount(0);
    }

    @Test
    void theExampleIsOneClickAwayOnTheEmptyStartPage() {
        Participant eva = hall.account(hall.server(), "Eva");
        Page page = eva.page();
        page.navigate(eva.base() + "/");
        page.locator(".sample form input").fill("Eva");
        eva.button("sample_open").click();
        assertThat(eva.labelled("join_link")).hasValue(JOIN);
        eva.button("to_the_table").click();
        eva.seated();
        assertThat(page.locator("#plan tr[data-row]")).hasCount(6);
        assertThat(page.locator("#needs .need")).hasCount(6);
        assertThat(page.locator("header .title")).containsText("Capaci");
        page.navigate(eva.base() + "/");
        assertThat(page.locator("a.programme")).hasCount(1);
        assertThat(eva.button("sample_open")).hasCount(0);
    }

    @Test
    void aServerWithoutHttpsSaysSoOnEveryPageAndAnyOtherDoesNot() {
        Table open = Table.set(hall.serverBehindProxies(), "Senza chiave");
        Participant ugo = hall.stranger(open.base(), "Ugo");
        for (String path : List.of("/", "/join#" + open.joinToken(), "/p/" + UUID.randomUUID())) {
            ugo.page().navigate(open.base() + path);
            ugo.page().waitForSelector("h1");
            assertThat(ugo.page().locator(".insecure")).hasText(words.get("insecure"));
        }
        Participant ada = hall.join(open, "Ada", "mentee");
        assertThat(ada.page().locator(".insecure")).hasText(words.get("insecure"));
        ada.more("settings");
        ada.labelled("language").selectOption("en");
        assertThat(ada.page().locator(".insecure")).hasText(Words.in("en").get("insecure"));

        Participant eva = hall.join(Table.set(hall.server(), "Con la chiave"), "Eva", "mentee");
        assertThat(eva.page().locator(".insecure")).hasCount(0);
    }

    private static UUID programme(Page page) {
        return UUID.fromString(URI.create(page.url()).getPath().substring("/p/".length()));
    }

    /** All that this browser keeps of ours, as one text. */
    private static String keptOf(Page page) {
        return (String) page.evaluate(KEPT);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}

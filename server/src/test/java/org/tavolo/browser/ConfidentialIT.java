package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** The confidential table as its people see it, and as everybody else does not. */
class ConfidentialIT {
    private static final String SECRET = "Con la scuola non ci parliamo";
    /** All that a page says once the parts of it that come later are there. */
    private static final String ALL = """
        async () => {
          while (document.querySelector('.opening')) await new Promise(resolve => requestAnimationFrame(resolve))
          return document.title + document.body.innerHTML
        }""";
    private static final String ON_DEVICE = """
        () => new Promise(resolve => {
          const opening = indexedDB.open('tavolo')
          opening.onsuccess = () => {
            const database = opening.result
            if (!database.objectStoreNames.contains('outbox')) return database.close(), resolve('')
            const all = database.transaction('outbox').objectStore('outbox').getAll()
            all.onsuccess = () => { database.close(); resolve(JSON.stringify(all.result)) }
          }
        })""";

    @RegisterExtension
    final Hall hall = new Hall();

    private final Words it = Words.in("it");

    @Test
    void theTwoTeamsOpenItLetOneAnotherInAndWriteNotesQuestionsAndAJournal() {
        Table table = Table.small(hall.server());
        Participant marta = opens(table, "Marta");
        Participant jan = knocksAndIsLetIn(table, marta, "Jan");

        jan.page().locator("#new-note").fill(SECRET);
        jan.page().locator("#new-note").press("Enter");
        assertThat(marta.page().locator("#asides .leaf")).containsText(SECRET);
        // A question of the prompts becomes one of theirs, and the other city answers.
        jan.page().locator("[data-prompts=ask] button").first().click();
        jan.page().locator("#questions textarea:focus, #questions .cm-content:focus").waitFor();
        jan.leave().saved();
        Locator question = marta.page().locator("#questions .leaf");
        question.locator("[data-field=answer] button.edit").press("Enter");
        marta.page().locator("#questions textarea:focus, #questions .cm-content:focus").waitFor();
        marta.type("Sì, è così").leave().saved();
        assertThat(jan.page().locator("#questions .leaf")).containsText("Sì, è così");
        marta.page().locator("[data-does=entry]").click();
        marta.page().locator("#journal textarea:focus, #journal .cm-content:focus").waitFor();
        marta.type("Dei primi passi").leave().saved();
        assertThat(jan.page().locator("#journal .leaf")).containsText("Dei primi passi");
        marta.button("undo").click();
        assertThat(jan.page().locator("#journal .leaf")).not().containsText("Dei primi passi");

        // Who was let in once is not asked again, and finds everything.
        jan.reload();
        assertThat(jan.page().locator("#asides .leaf")).containsText(SECRET);
    }

    @Test
    void sharingNamesFirstWhoWillReadItAndCopiesTheTextAloneUnderOnesOwnName() {
        Table table = Table.small(hall.server());
        table.join("Amina", Role.SUPPORT);
        Participant marta = opens(table, "Marta");
        Participant jan = knocksAndIsLetIn(table, marta, "Jan");
        jan.page().locator("#new-note").fill(SECRET);
        jan.page().locator("#new-note").press("Enter");
        jan.saved();
        Page page = marta.page();
        page.locator("#asides [data-does=share]").click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog.locator("[data-readers]")).containsText(it.get("share_readers", "n", 4));
        for (String party : List.of("mentee", "mentor", "support", "facilitator")) {
            assertThat(dialog.locator("[data-readers]")).containsText(
                it.get("share_party", "party", it.get("party_" + party), "n", 1));
        }
        assertThat(dialog.locator("[data-shared-text]")).hasText(SECRET);
        assertThat(dialog).containsText(it.get("share_others", "name", "Jan"));
        dialog.locator("select").selectOption("1");
        dialog.locator("[data-does=share-now]").click();
        assertThat(dialog.locator("[data-shared]")).hasText(it.get("share_done"));
        String board = table.facilitator().get("/api/boards/" + table.board() + "/snapshot").text();
        assertEquals(1, board.split(SECRET, -1).length - 1);
        UUID note = table.all("note").stream().filter(id -> SECRET.equals(table.fields(id).getString("text")))
            .findFirst().orElseThrow();
        assertEquals("{\"kind\":\"idea\",\"lang\":\"it\",\"text\":\"" + SECRET + "\"}", sorted(table, note));
        assertEquals(table.person("Marta"), table.by(note));
        assertFalse(board.contains(page.locator("#asides .leaf").getAttribute("data-row")));

        dialog.getByText(it.get("share_take_back")).click();
        assertThat(dialog.locator("[data-shared]")).hasText(it.get("share_taken_back"));
        assertFalse(table.all("note").contains(note));
        // A need is the mentee city's to add now, and a link leads there.
        marta.labelled("close").click();
        page.locator("#asides [data-does=share]").click();
        dialog.locator("select").selectOption(new com.microsoft.playwright.options.SelectOption()
            .setLabel("Bisogno: manca un sostegno"));
        // What may have arrived without an answer is sent again as it was, and shown so.
        page.route("**/submissions", route -> {
            route.fetch();
            route.abort();
        });
        dialog.locator("[data-does=share-now]").click();
        assertThat(dialog.locator("[role=alert]")).containsText(it.get("share_again"));
        assertThat(dialog.locator("select")).isDisabled();
        page.unroute("**/submissions");
        jan.page().locator("#asides [data-field=text] button.edit").press("Enter");
        jan.page().locator("#asides textarea:focus, #asides .cm-content:focus").waitFor();
        jan.type(" più").leave().saved();
        assertThat(page.locator("#asides .leaf")).containsText(SECRET + " più");
        assertThat(dialog.locator("[data-shared-text]")).hasText(SECRET);
        dialog.locator("[data-does=share-now]").click();
        dialog.getByText(it.get("share_see")).click();
        assertThat(page.locator("#needs")).containsText(SECRET);
        assertEquals(List.of(SECRET), table.all("need").stream().map(id -> table.fields(id).getString("statement"))
            .filter(statement -> statement.startsWith(SECRET)).toList());
    }

    @Test
    void whatIsOffTheRecordIsSeenByTheOthersThereAndGoneForEverybodyAtTheEnd() {
        Table table = Table.set(hall.server(), "Fuori verbale");
        Participant marta = opens(table, "Marta");
        Participant jan = knocksAndIsLetIn(table, marta, "Jan");
        Locator hers = marta.page().locator("[data-off-record]");
        Locator his = jan.page().locator("[data-off-record]");
        assertThat(hers).containsText(it.get("off_record_what"));
        hers.locator("textarea").fill("Il sindaco esita");
        assertThat(hers).containsText(it.get("off_record_room", "notes", 40, "letters", 1984));
        marta.button("off_record_say").click();
        assertThat(his.locator("li")).containsText("Il sindaco esita");
        his.locator("textarea").fill("Anche da noi");
        jan.button("off_record_say").click();
        assertThat(hers.locator("li")).hasCount(2);
        // One takes away one's own alone.
        assertThat(hers.locator("li button")).hasCount(1);
        hers.locator("li button").click();
        assertThat(his.locator("li")).hasCount(1);
        his.locator("textarea").fill("€".repeat(2_001));
        assertThat(jan.button("off_record_say")).isDisabled();
        his.locator("textarea").fill("");
        jan.button("off_record_end").click();
        assertThat(jan.button("off_record_end_now")).isFocused();
        jan.button("off_record_end_now").click();
        assertThat(hers.locator("li")).hasCount(0);
        assertThat(his.locator("li")).hasCount(0);
        assertThat(hers.locator("[role=status]")).hasText(it.get("off_record_ended"));
        marta.reload();
        assertThat(hers.locator("textarea")).isVisible();
        assertThat(hers.locator("li")).hasCount(0);
    }

    @Test
    void aFacilitatorWhomBothTeamsInviteComesInUntilOneOfThemTakesItBack() {
        Table table = Table.set(hall.server(), "Con chi facilita");
        Participant marta = opens(table, "Marta");
        Participant jan = knocksAndIsLetIn(table, marta, "Jan");
        Participant rosa = hall.visitor(hall.server(), "Rosa", table.facilitator().cookie());
        comesBy(table, rosa);
        assertMissing(rosa);
        String line = "[data-leading='" + table.person("Rosa") + "']";
        invites(marta, line);
        assertThat(marta.page().locator(line)).containsText(it.get("asked_in_waits_mentor"));
        assertThat(marta.page().locator(".people .said")).isFocused();
        rosa.reload();
        assertMissing(rosa);
        invites(jan, line);
        assertThat(jan.page().locator(line)).containsText(it.get("asked_in_both"));
        rosa.reload();
        rosa.button("confidential_come_in").click();
        rosa.page().locator("#asides").waitFor();
        // She is a guest: letting in and asking in are the teams'.
        assertThat(rosa.page().locator("details", new Page.LocatorOptions().setHasText(it.get("ask_in_what")))).hasCount(0);
        rosa.page().locator("#new-note").fill("Una mia nota");
        rosa.page().locator("#new-note").press("Enter");
        rosa.saved();
        rosa.goOffline().page().locator("#new-note").fill("Non ancora partita");
        rosa.page().locator("#new-note").press("Enter");
        rosa.keptHere(1);
        jan.page().locator(line).getByText(it.get("revoke")).click();
        assertThat(jan.page().locator(line)).containsText(it.get("asked_in_nobody"));
        rosa.comeBack();
        assertThat(rosa.page().locator("[data-away]")).containsText(it.get("confidential_away"), patience());
        assertThat(rosa.page().locator("[data-away] textarea")).hasValue(Pattern.compile("Non ancora partita"));
        rosa.page().waitForFunction("async () => !(await (" + ON_DEVICE + ")()).includes('Non ancora partita')");
    }

    @Test
    void whoHasNothingToDoWithItSeesWhatIsAtEveryAddressThatLeadsNowhere() {
        Table table = Table.set(hall.server(), "Di chi non c'entra");
        String nowhere = "/p/" + UUID.randomUUID() + "/confidential";
        for (boolean open : new boolean[] {false, true}) {
            if (open) {
                opens(table, "Marta");
            }
            for (Role role : List.of(Role.ASSOCIATION, Role.SUPPORT, Role.COORDINATOR, Role.FACILITATOR)) {
                Participant one = hall.visitor(hall.server(), role + " " + open,
                    table.join(role + " " + open, role).cookie());
                one.page().navigate(one.base() + nowhere);
                assertMissing(one);
                String foreign = (String) one.page().evaluate(ALL);
                comesBy(table, one);
                assertMissing(one);
                assertEquals(foreign, one.page().evaluate(ALL));
            }
        }
    }

    @Test
    void inProjectorViewNoPageShowsAnythingOfIt() {
        Table table = Table.set(hall.server(), "Al proiettore");
        Participant marta = opens(table, "Marta");
        Page page = marta.page();
        page.locator("#new-note").fill(SECRET);
        page.locator("#new-note").press("Enter");
        marta.saved();
        assertThat(page).hasTitle(Pattern.compile(it.get("confidential")));
        Participant jan = comesBy(table, hall.visitor(hall.server(), "Jan", table.join("Jan", Role.MENTOR).cookie()));
        jan.button("knock").click();
        assertThat(page.locator("[data-door]")).containsText("Jan");
        page.locator("main").focus();
        page.keyboard().press("p");
        assertThat(page.locator("[data-curtain]")).isVisible();
        assertThat(page).hasTitle(it.get("app_name"));
        assertHidden(page);
        page.getByText(it.get("my_programmes")).click();
        page.locator("a.programme").waitFor();
        assertHidden(page);
        page.locator("a.programme").click();
        marta.seated();
        page.locator("[data-menu=more]:visible").click();
        page.locator("dialog[open] li").first().waitFor();
        assertHidden(page);
        page.keyboard().press("Escape");
        marta.page().keyboard().press("p");
        page.locator("[data-menu=more]:visible").click();
        assertThat(page.locator("dialog[open] [data-does=confidential]")).hasText(it.get("confidential"));
        page.locator("dialog[open] [data-does=confidential]").click();
        assertThat(page.locator("#asides .leaf")).containsText(SECRET);
    }

    @Test
    void atTheSharedTableNobodySeesWhoGoesThereAndComesBack() {
        Table table = Table.set(hall.server(), "Presenze");
        Participant rosa = hall.facilitator(table);
        Participant marta = hall.join(table, "Marta", Role.MENTEE);
        Locator here = rosa.page().locator("header .people .only-read");
        assertThat(here).hasText(it.get("people_here", "n", 2));
        rosa.page().evaluate("""
            () => {
              window.seen = []
              new MutationObserver(() => window.seen.push(document.querySelector('header .people').textContent))
                .observe(document.querySelector('header .people'), { subtree: true, childList: true, characterData: true })
            }""");
        marta.more("confidential");
        marta.button("confidential_open").click();
        marta.page().locator("#new-note").fill(SECRET);
        marta.page().locator("#new-note").press("Enter");
        marta.saved();
        marta.page().locator("#asides [data-does=share]").click();
        marta.page().locator("dialog[open] [data-does=share-now]").click();
        marta.page().locator("dialog[open] [data-shared]").waitFor();
        assertThat(rosa.page().locator("#notes .note")).containsText(SECRET);
        marta.labelled("close").click();
        marta.page().locator("header .back").click();
        marta.seated();
        assertThat(marta.page().locator("#notes .note")).containsText(SECRET);
        assertEquals(List.of(), rosa.page().evaluate("() => window.seen"));
        assertThat(here).hasText(it.get("people_here", "n", 2));
    }

    /** The first of either team. */
    private Participant opens(Table table, String name) {
        Participant one = comesBy(table, hall.visitor(hall.server(), name, table.join(name, Role.MENTEE).cookie()));
        one.button("confidential_open").click();
        one.page().locator("#asides").waitFor();
        return one;
    }

    private Participant knocksAndIsLetIn(Table table, Participant inside, String name) {
        Participant one = comesBy(table, hall.visitor(hall.server(), name, table.join(name, Role.MENTOR).cookie()));
        one.button("knock").click();
        assertThat(one.page().locator("h1")).hasText(it.get("waiting_title"));
        assertThat(one.page().locator("h1")).isFocused();
        Locator door = inside.page().locator("[data-door]");
        assertThat(door).containsText(name, patience());
        door.locator("button.first").click();
        one.page().locator("#asides").waitFor();
        return one;
    }

    private Participant comesBy(Table table, Participant one) {
        one.page().navigate(one.base() + "/p/" + table.programme() + "/confidential");
        one.page().locator("h1").waitFor();
        return one;
    }

    private void invites(Participant one, String line) {
        one.page().getByText(it.get("ask_in"), new Page.GetByTextOptions().setExact(true)).click();
        one.page().locator(line).getByText(it.get("ask_in_now"), new Locator.GetByTextOptions().setExact(true)).click();
    }

    private void assertMissing(Participant one) {
        assertThat(one.page().locator("main h1")).hasText(it.get("missing_title"));
        assertThat(one.page()).hasTitle(it.get("app_name"));
    }

    private void assertHidden(Page page) {
        String all = (page.title() + page.locator("body").innerText() + page.locator("body").innerHTML())
            .toLowerCase(java.util.Locale.ROOT);
        for (String word : List.of("riservat", "confidential", SECRET.toLowerCase(java.util.Locale.ROOT), "jan")) {
            assertFalse(all.contains(word), word + " in " + all);
        }
    }

    private static String sorted(Table table, UUID item) {
        return new io.vertx.core.json.JsonObject(new java.util.TreeMap<>(table.fields(item).getMap())).encode();
    }

    private static LocatorAssertions.ContainsTextOptions patience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE);
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;

/**
 * Somebody at the table, with a browser of their own: does what a person does, and waits for what a person waits for.
 * Used by the thread of the test alone.
 */
final class Participant {
    static final double PATIENCE = 20_000;
    private static final String PLAN = """
        () => [...document.querySelectorAll('#plan tr[data-row]:not(.deleted)')].map(row =>
          [...row.querySelectorAll('[data-place="plan"][data-field]')].map(field => {
            const box = field.querySelector('textarea')
            const lines = [...field.querySelector('.rich')?.shadowRoot?.querySelectorAll('.cm-line') ?? []]
            if (box) return box.value
            if (lines.length) return lines.map(line => [...line.childNodes].map(node =>
              node.nodeType === 1 && node.matches('[aria-hidden], .cm-placeholder, .cm-widgetBuffer') ? '' : node.textContent
            ).join('')).join('\\n')
            return field.querySelector('.said')?.textContent ?? ''
          }))""";

    private final BrowserContext context;
    private final Watch watch;
    private final String name;
    private final URI base;
    private final Words words = Words.in("it");
    private Table table;
    private Page page;

    Participant(BrowserContext context, Table table, String name, String cookie, URI base) {
        this.context = context;
        this.table = table;
        this.name = name;
        this.base = base;
        context.setDefaultTimeout(PATIENCE);
        if (cookie != null) {
            String[] pair = cookie.split("=", 2);
            context.addCookies(List.of(new Cookie(pair[0], pair[1]).setUrl(base.toString())));
        }
        watch = new Watch(context, name, base);
        page = context.newPage();
    }

    /** Opens the table, or opens it again, and waits until it is there. */
    Participant open() {
        page.navigate(base + "/p/" + table.programme());
        return seated();
    }

    /** Whoever came as a stranger now belongs to this table. */
    Participant sitsAt(Table joined) {
        table = joined;
        return this;
    }

    /** Waits until the table is shown and the line is there. */
    Participant seated() {
        page.waitForSelector("#plan");
        return saved();
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return page;
    }

    String name() {
        return name;
    }

    URI base() {
        return base;
    }

    Words words() {
        return words;
    }

    /** Name and value of the session's cookie. */
    String cookie() {
        return context.cookies().stream().filter(cookie -> cookie.name.endsWith("tavolo"))
            .map(cookie -> cookie.name + "=" + cookie.value).findFirst().orElseThrow();
    }

    /** A text of the plan. @param row from 1 */
    Locator cell(int row, String field) {
        return page.locator("#plan tr[data-row]").nth(row - 1)
            .locator("[data-place=plan][data-field='" + field + "']");
    }

    /** Opens a text of the plan by keyboard; the caret is at its end. */
    Participant enter(int row, String field) {
        Locator cell = cell(row, field);
        cell.locator("button.edit").focus();
        page.keyboard().press("Enter");
        cell.locator("textarea:focus, .cm-content:focus").waitFor();
        return this;
    }

    /** Types where the caret is. */
    Participant type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Adds to the end of a text of the plan and leaves it. */
    Participant write(int row, String field, String text) {
        enter(row, field).type(text);
        return leave();
    }

    Participant leave() {
        page.keyboard().press("Escape");
        return this;
    }

    Locator state() {
        return page.locator("header .state");
    }

    /** Waits until everything is with the server, and the page says so. */
    Participant saved() {
        // The browser's translator puts its own words there.
        Pattern saved = Pattern.compile("^«?" + words.get("state_saved") + "»?$");
        assertThat(page.locator("header .state[data-state=saved]")).hasText(saved, patience());
        return this;
    }

    /** Waits until the page says that so many things wait for the network, safe on this device. */
    Participant keptHere(int unsent) {
        assertThat(state()).containsText(words.get("state_offline_kept", "n", unsent), contained());
        return this;
    }

    /** Waits until the page says that there is no network, whatever waits. */
    Participant cutOff() {
        assertThat(state()).containsText(Pattern.compile("^" + words.get("state_offline")), contained());
        return this;
    }

    /** Waits for the editor: until it has come a plain box serves, which shows nobody's caret. */
    Participant editorHasCome() {
        page.waitForFunction("() => performance.getEntriesByType('resource').some(one => /rich-/.test(one.name))");
        return this;
    }

    /**
     * Waits until what is of use without a connection has come: the last of it stands for all. A page whose clock is
     * moved by hand is told nothing of what has come, and has had the time.
     */
    Participant hasAllForOffline() {
        page.waitForFunction("() => [performance.getEntriesByType('resource')].every(all => all.length === 0"
            + " || all.some(one => one.name.includes('/itemcommands-')))");
        return this;
    }

    Participant goOffline() {
        hasAllForOffline();
        context.setOffline(true);
        return cutOff();
    }

    Participant comeBack() {
        context.setOffline(false);
        return this;
    }

    /** Reloads the page, whether or not there is a network to load it from. */
    Participant reload() {
        try {
            page.reload();
        } catch (PlaywrightException offline) {
            if (!offline.getMessage().contains("ERR_INTERNET_DISCONNECTED")) {
                throw offline;
            }
        }
        return this;
    }

    /** Another tab of the same browser, at the same table, waited for. The former one stays as it is. */
    Participant anotherTab() {
        page = context.newPage();
        return open();
    }

    /** Goes on in a tab that is open. */
    Participant continueIn(Page tab) {
        page = tab;
        return this;
    }

    /** The tab ends at once: nothing of the page runs any more, and nobody asks it. */
    Participant kill() {
        page.close();
        return this;
    }

    /** How often the page asked whether it may be left. */
    int askedBeforeLeaving() {
        return watch.askedBeforeLeaving();
    }

    /** The cells of the plan as they stand on the page, open editors included. */
    @SuppressWarnings("unchecked")
    List<List<String>> plan() {
        return (List<List<String>>) page.evaluate(PLAN);
    }

    /** Waits until the page shows this plan. */
    Participant sees(List<List<String>> plan) {
        try {
            page.waitForFunction("plan => JSON.stringify((" + PLAN + ")()) === JSON.stringify(plan)", plan);
        } catch (TimeoutError late) {
            Assertions.assertEquals(plan, plan(), name + " sees another plan");
        }
        return this;
    }

    /** Opens a panel of the menu *More*. @param key of its words */
    Participant more(String key) {
        page.locator("[data-menu=more]:visible").click();
        page.locator("dialog[open]").getByText(words.get(key), new Locator.GetByTextOptions().setExact(true)).click();
        return this;
    }

    /** The button with exactly these words. @param key of its words */
    Locator button(String key) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.get(key)).setExact(true));
    }

    /** The input or choice with exactly this label; where several have it, the first. @param key of its words */
    Locator labelled(String key) {
        return page.getByLabel(words.get(key), new Page.GetByLabelOptions().setExact(true)).first();
    }

    /** Adds an empty action at the end of the plan and leaves it. @return its number */
    int addAction() {
        Locator rows = page.locator("#plan tr[data-row]");
        int before = rows.count();
        button("add_action").click();
        rows.nth(before).waitFor();
        leave();
        return before + 1;
    }

    /** Adds an empty need, whose text is open for writing. @param kind as the method names it */
    Participant addNeed(String kind) {
        button("add_need").click();
        page.locator("dialog[open] [data-does=" + kind + "]").click();
        page.locator("#needs textarea:focus, #needs .cm-content:focus").waitFor();
        return this;
    }

    /** What must not have happened in this browser. */
    List<String> complaints() {
        return watch.complaints();
    }

    void photograph(Path folder, String file) {
        int tab = 0;
        for (Page one : context.pages()) {
            try {
                one.screenshot(new Page.ScreenshotOptions().setTimeout(5_000)
                    .setPath(folder.resolve(file + "-" + name + (tab++ == 0 ? "" : "-" + tab) + ".png")));
            } catch (PlaywrightException gone) {
                System.out.println("no picture of " + name + ": " + gone.getMessage());
            }
        }
    }

    void close() {
        context.close();
    }

    private static LocatorAssertions.HasTextOptions patience() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
    }

    private static LocatorAssertions.ContainsTextOptions contained() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;

/** What somebody finds and does on the table beyond its cells: rows, needs, notes, menus, the panel, the dialog. */
final class Desk {
    /** What has just come or has another width may still move. */
    private static final String STILL = """
        async thing => {
          for (let calm = 0, frame = 0, before = ''; calm < 3 && frame < 90; frame++) {
            const { left, top, width, height } = thing.getBoundingClientRect()
            const now = [left, top, width, height].join()
            calm = now === before ? calm + 1 : 0
            before = now
            await new Promise(resolve => requestAnimationFrame(resolve))
          }
        }""";

    private final Participant who;

    private Desk(Participant who) {
        this.who = who;
    }

    static Desk of(Participant who) {
        return new Desk(who);
    }

    Page page() {
        return who.page();
    }

    /** @param row from 1 */
    Locator row(int row) {
        return page().locator("#plan tr[data-row]").nth(row - 1);
    }

    /** @param need from 1 */
    Locator need(int need) {
        return page().locator("#needs article[data-row]").nth(need - 1);
    }

    /** The only note that says this. */
    Locator note(String text) {
        return page().locator("#notes article[data-row]").filter(new Locator.FilterOptions().setHas(
            page().locator(".text").getByText(text, new Locator.GetByTextOptions().setExact(true))));
    }

    /** The group of notes with this name. */
    Locator group(String name) {
        return page().locator("#notes section.group").filter(new Locator.FilterOptions().setHas(
            page().locator(".head").getByText(name, new Locator.GetByTextOptions().setExact(true))));
    }

    /** A text of something, opened by a click in its middle. */
    Desk click(Locator thing, String field) {
        thing.locator("[data-field='" + field + "']").click();
        page().locator("textarea:focus, .cm-content:focus").waitFor();
        return this;
    }

    /** Opens a text of something by its button, replaces what it says, and leaves it. */
    Desk rewrite(Locator thing, String field, String text) {
        thing.locator("[data-field='" + field + "'] button.edit").press("Enter");
        page().locator("textarea:focus, .cm-content:focus").waitFor();
        page().keyboard().press("Control+A");
        page().keyboard().type(text);
        who.leave();
        return this;
    }

    /** Chooses in the menu of a row, need, note or group. @param key of the words */
    Desk menu(Locator thing, String key) {
        thing.locator("button[aria-haspopup=dialog]").first().click();
        dialog().getByRole(AriaRole.BUTTON, named(key)).click();
        return this;
    }

    /** The same by keyboard alone: Enter on the menu's button, arrows to the command, Enter. */
    Desk menuByKeys(Locator thing, String key) {
        thing.locator("button[aria-haspopup=dialog]").first().press("Enter");
        Locator command = dialog().getByRole(AriaRole.BUTTON, named(key));
        command.waitFor();
        press("ArrowDown", command);
        page().keyboard().press("Enter");
        return this;
    }

    /** Presses a key until the focus is on something, at most forty times. */
    Desk press(String key, Locator until) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            if (Boolean.TRUE.equals(until.evaluate("thing => thing === document.activeElement"))) {
                return this;
            }
            page().keyboard().press(key);
            path.append(page().evaluate("() => document.activeElement.ariaLabel ?? document.activeElement.innerText"))
                .append(", ");
        }
        throw new AssertionError(key + " does not lead to " + until + ", but to " + path);
    }

    /** A button in something, by its words. */
    Locator button(Locator in, String key, Object... pairs) {
        return in.getByRole(AriaRole.BUTTON, named(key, pairs));
    }

    /** The small words under something that say what it is linked to. */
    Locator chip(Locator thing, String words) {
        return thing.locator(".chips").getByRole(AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(words).setExact(true));
    }

    /** A control of something by its label, as the method words it. */
    Locator control(Locator in, String label) {
        return in.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    /** Drags by a handle and drops on something. @param down how far down in it, from 0 to 1; @param right likewise */
    Desk drag(Locator handle, Locator onto, double right, double down) {
        // Both ends of the way are on the screen, wherever it was scrolled before.
        onto.evaluate("thing => thing.scrollIntoView({ block: 'center', behavior: 'instant' })");
        handle.hover();
        page().mouse().down();
        onto.evaluate(STILL);
        BoundingBox box = onto.boundingBox();
        page().mouse().move(box.x + box.width * right, box.y + box.height * down, new Mouse.MoveOptions().setSteps(5));
        page().mouse().up();
        return this;
    }

    Locator dialog() {
        return page().locator("dialog[open]");
    }

    Locator panel() {
        return page().locator("aside");
    }

    /** Closes the panel beside the table. */
    Desk closePanel() {
        panel().getByRole(AriaRole.BUTTON, named("close")).click();
        panel().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    /** Goes to another tab of the panel. @param key of its words */
    Desk tab(String key) {
        panel().locator("nav.tabs").getByRole(AriaRole.BUTTON, named(key)).click();
        return this;
    }

    /** The words that stand in a text of something, others' versions and marks left out. */
    Locator said(Locator thing, String field) {
        return thing.locator("[data-field='" + field + "'] .said");
    }

    /** Waits until the focus is on this, or in it. */
    Desk focusIsIn(Locator thing) {
        Object in = thing.evaluate("""
            (thing) => new Promise((resolve) => {
              const end = performance.now() + 15000
              const look = () => {
                const at = document.activeElement
                if (thing === at || thing.contains(at)) resolve('')
                else if (performance.now() > end) resolve(at?.outerHTML.slice(0, 300))
                else requestAnimationFrame(look)
              }
              look()
            })""");
        if (!"".equals(in)) {
            throw new AssertionError("the focus is on " + in);
        }
        return this;
    }

    String words(String key, Object... pairs) {
        return who.words().get(key, pairs);
    }

    Locator.GetByRoleOptions named(String key, Object... pairs) {
        return new Locator.GetByRoleOptions().setName(words(key, pairs)).setExact(true);
    }

    /** Waits for words anywhere in something. */
    static void says(Locator thing, String words) {
        assertThat(thing).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE));
    }

    static void saysNot(Locator thing, String words) {
        assertThat(thing).not().containsText(words,
            new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE));
    }

    /** Waits until something says exactly this. */
    static void reads(Locator thing, String words) {
        assertThat(thing).hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(Participant.PATIENCE));
    }

    static void counts(Locator things, int n) {
        assertThat(things).hasCount(n, new LocatorAssertions.HasCountOptions().setTimeout(Participant.PATIENCE));
    }
}

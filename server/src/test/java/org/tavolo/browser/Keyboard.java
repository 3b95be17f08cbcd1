package org.tavolo.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys alone, as they are pressed: Tab until something has the focus, then Enter or the space bar. Nothing is ever
 * focused in another way. At every stop it notes what a person would miss there: a stop without a visible focus, or one
 * that lies under something else.
 */
final class Keyboard implements Hand {
    private static final int MOST_STOPS = 400;
    /** Nothing has the focus between the end of the page and its beginning, and while an editor takes a box's place. */
    private static final int MOST_ROUNDS = 3;
    /** What is redrawn, and what closes, has so many milliseconds. */
    static final double LONGEST_REDRAW = 5_000;
    /**
     * What has the focus now, null when nothing has it. The ring may be drawn by what holds the control. At least half
     * of it must be there for the eye: five points are asked what lies on top of them.
     */
    private static final String STOP = """
        control => {
          const holder = document.activeElement
          if (holder === null || holder === document.body || holder === document.documentElement) return null
          const field = holder.closest('[data-field]')
          const ringed = one => {
            const style = getComputedStyle(one)
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
          }
          let ring = field?.classList.contains('open') ?? false
          for (let one = holder, up = 0; one !== null && up < 4 && !ring; one = one.parentElement, up++) ring = ringed(one)
          // A control that only readers are to meet is seen as its label.
          const box = holder.matches('.only-read') ? holder.labels?.[0] ?? holder : holder
          const { left, top, width, height } = box.getBoundingClientRect()
          const points = [[0.5, 0.5], [0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]]
          const seen = points.filter(([x, y]) => {
            const on = document.elementFromPoint(left + width * x, top + height * y)
            return on !== null && (holder.contains(on) || box.contains(on))
          }).length
          // A date has several stops inside; the first stop of the page may come right after its last.
          window.tavoloStops ??= { seen: new WeakSet(), last: null }
          const stops = window.tavoloStops
          const before = stops.last !== holder && stops.seen.has(holder)
          stops.seen.add(holder)
          stops.last = holder
          const first = [...document.querySelectorAll('a[href], button, input')].find(one => one.checkVisibility()) === holder
          const words = (holder.getAttribute('aria-label') ?? holder.labels?.[0]?.textContent ?? holder.textContent ?? '')
          return {
            what: holder.tagName.toLowerCase() + (holder.id === '' ? '' : '#' + holder.id) + ' "' +
              words.trim().replace(/\\s+/g, ' ').slice(0, 50) + '"',
            ring, seen, before, first, there: holder === control, dialog: holder.closest('dialog[open]') !== null, panel: holder.closest('aside.panel') !== null,
          }
        }""";
    private static final String SETTLED = """
        async () => {
          for (let frame = 0; frame < 5; frame++) await new Promise(resolve => requestAnimationFrame(resolve))
        }""";
    private static final String FOCUSABLE =
        "self::a[@href] or self::button or self::input or self::select or self::textarea or self::summary";

    private final Set<String> faults = new LinkedHashSet<>();
    private int presses;

    /** Where the focus is. @param there whether on what was sought */
    record Stop(String what, boolean ring, int seen, boolean before, boolean first, boolean inDialog, boolean inPanel,
                boolean there) {
        boolean isFault() {
            return !ring || seen < 3;
        }
    }

    @Override
    public void activate(Page page, Locator target) {
        target.waitFor();
        Locator own = target.locator("xpath=self::*[" + FOCUSABLE + "]");
        Locator control = own.count() > 0 ? own : target.locator("xpath=.//*[" + FOCUSABLE + "]").first();
        if ((boolean) control.evaluate("one => one.matches('[type=radio]')")) {
            among(page, control.elementHandle());
            return;
        }
        goTo(page, control);
        boolean box = (boolean) control.evaluate("one => one.matches('[type=checkbox]')");
        press(page, box ? "Space" : "Enter");
    }

    /** Tab comes to one of several only, and the arrows choose. */
    private void among(Page page, ElementHandle radio) {
        goTo(page, (ElementHandle) radio.evaluateHandle("""
            one => { const all = [...document.getElementsByName(one.name)]; return all.find(each => each.checked) ?? all[0] }"""));
        press(page, "Space");
        for (int i = 0; i < MOST_STOPS && !(boolean) radio.evaluate("one => one === document.activeElement"); i++) {
            press(page, "ArrowDown");
        }
    }

    @Override
    public void fill(Page page, Locator field, String text) {
        goTo(page, field);
        if ("date".equals(field.getAttribute("type")) && text.isEmpty()) {
            // Day, month and year are three stops within one field.
            for (int i = 0; i < 3; i++) {
                press(page, "Delete");
                press(page, "ArrowRight");
            }
            return;
        }
        press(page, "Control+A");
        page.keyboard().insertText(text);
    }

    @Override
    public void choose(Page page, Locator select, int option) {
        select.locator("option").nth(option).waitFor(
            new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        goTo(page, select);
        press(page, "Home");
        for (int i = 0; i < option; i++) {
            press(page, "ArrowDown");
        }
    }

    @Override
    public boolean byAddress() {
        return false;
    }

    /** Presses Tab until this has the focus; what is drawn anew on the way is sought anew. */
    private void goTo(Page page, Locator sought) {
        ElementHandle control = sought.elementHandle();
        try {
            goTo(page, control);
        } catch (PlaywrightException never) {
            if ((boolean) control.evaluate("one => one.isConnected")) {
                throw never;
            }
            goTo(page, sought.elementHandle());
        }
    }

    /** Presses Tab until this has the focus. @throws PlaywrightException when it never has */
    void goTo(Page page, ElementHandle control) {
        int around = 0;
        Stop stop = stop(page, control);
        for (int i = 0; i < MOST_STOPS && around < MOST_ROUNDS; i++) {
            if (stop != null && stop.there()) {
                return;
            }
            stop = tab(page, control);
            if (stop == null) {
                around++;
            }
        }
        throw new PlaywrightException("message=Tab never comes to " + control.evaluate(
            "one => one.outerHTML.slice(0, 120) + (one.isConnected ? '' : ', which is there no more')") + "; last at " + stop);
    }

    /** Presses Tab. @return where the focus is now, null when it has left the page at its end */
    Stop tab(Page page) {
        return tab(page, null);
    }

    private Stop tab(Page page, ElementHandle sought) {
        press(page, "Tab");
        Stop stop = stop(page, sought);
        if (stop != null && stop.isFault()) {
            // What was out of sight is laid out as it comes into it, and moves the rest; the eye sees how it comes to lie.
            page.evaluate(SETTLED);
            stop = stop(page, sought);
        }
        if (stop != null && stop.seen() < 3) {
            // Something may have come over it since, which must not scroll the page; where the focus comes to now is clear.
            page.evaluate("() => document.activeElement.scrollIntoView({ block: 'nearest', behavior: 'instant' })");
            page.evaluate(SETTLED);
            stop = stop(page, sought);
        }
        if (stop != null) {
            if (!stop.ring()) {
                faults.add("the focus cannot be seen at " + stop.what());
            }
            if (stop.seen() < 3) {
                faults.add("something lies over " + stop.what());
            }
        }
        return stop;
    }

    void press(Page page, String key) {
        page.keyboard().press(key);
        presses++;
    }

    /** Whether anything has the focus; what is redrawn gets it a moment later. */
    static boolean holdsFocus(Page page) {
        try {
            page.waitForFunction("() => document.activeElement !== null && document.activeElement !== document.body", null,
                new Page.WaitForFunctionOptions().setTimeout(LONGEST_REDRAW));
            return true;
        } catch (TimeoutError lost) {
            return false;
        }
    }

    /** Forgets where the focus has been. */
    static void forget(Page page) {
        page.evaluate("() => { delete window.tavoloStops }");
    }

    static Stop stop(Page page) {
        return stop(page, null);
    }

    @SuppressWarnings("unchecked")
    private static Stop stop(Page page, ElementHandle sought) {
        Map<String, Object> found = (Map<String, Object>) page.evaluate(STOP, sought);
        return found == null ? null : new Stop((String) found.get("what"), (boolean) found.get("ring"),
            (int) found.get("seen"), (boolean) found.get("before"), (boolean) found.get("first"), (boolean) found.get("dialog"),
            (boolean) found.get("panel"), (boolean) found.get("there"));
    }

    /** What was missed on the way. */
    List<String> faults() {
        return new ArrayList<>(faults);
    }

    int presses() {
        return presses;
    }
}

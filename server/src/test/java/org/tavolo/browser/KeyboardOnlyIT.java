package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything can be done with keys alone: what a state needs is reached by Tab, the focus is always to be seen and never
 * lost, and nothing holds it.
 */
class KeyboardOnlyIT {
    private static final int MOST_STOPS = 400;

    @RegisterExtension
    final Hall hall = new Hall();

    private final Keyboard keys = new Keyboard();
    private final List<String> faults = new ArrayList<>();

    @Test
    void everyStateOfTheCatalogueIsReachedByKeysAndLeftByKeysAndTheFocusIsNeverLost() {
        long began = System.nanoTime();
        List<String> unreached = new States(hall, Table.small(hall.server()), "it", keys)
            .each(Catalogue.entries(), (entry, page) -> {
                List<String> found = new ArrayList<>();
                boolean something = !entry.steps().isEmpty() || entry.path().contains("/p/:programme#");
                if (something && !holdsFocus(page)) {
                    found.add("the focus is lost on the way");
                }
                Keyboard.forget(page);
                if (page.locator("dialog[open]").count() > 0) {
                    throughDialog(page, found);
                } else if (page.locator("aside.panel").count() > 0) {
                    throughPanel(page, found);
                } else {
                    toTheEnd(page, found);
                }
                found.forEach(one -> faults.add(entry.id() + ": " + one));
            });
        System.out.printf(Locale.ROOT, "keys: %d states, %d keys pressed, %d faults, %.1f s%n",
            Catalogue.entries().size(), keys.presses(), faults.size() + keys.faults().size(),
            (System.nanoTime() - began) / 1e9);
        assertAll(() -> assertEquals(List.of(), unreached), () -> assertEquals("", String.join("\n", faults)),
            () -> assertEquals("", String.join("\n", keys.faults())));
    }

    @Test
    void theShortcutsDoWhatTheirListSays() {
        Table table = Table.small(hall.server());
        Page page = hall.facilitator(table).page();
        keys.press(page, "2");
        page.locator("#needs h2:focus").waitFor();
        keys.press(page, "3");
        page.locator("#notes h2:focus").waitFor();
        keys.press(page, "1");
        page.locator("#plan h2:focus").waitFor();
        keys.press(page, "n");
        page.locator("#new-note:focus").waitFor();
        keys.press(page, "1");
        assertEquals("1", page.locator("#new-note").inputValue());
        keys.press(page, "Backspace");
        page.locator("#new-note + .line [type=checkbox]").waitFor();
        keys.press(page, "Tab");
        keys.press(page, "Tab");
        keys.press(page, "Shift+?");
        page.locator("dialog[open] kbd").first().waitFor();
        keys.press(page, "Escape");
        page.locator("dialog[open]").waitFor(gone());
        assertTrue(holdsFocus(page));
    }

    @Test
    void backwardsTabComesByTheSameStopsAsForwards() {
        Page page = hall.facilitator(Table.small(hall.server())).page();
        List<String> forwards = stops(page, "Tab");
        List<String> backwards = stops(page, "Shift+Tab");
        Collections.reverse(backwards);
        assertTrue(forwards.size() > 50, forwards.toString());
        assertEquals(forwards, backwards);
    }

    /** The whole page once, from where nothing has the focus. */
    private List<String> stops(Page page, String key) {
        List<String> stops = new ArrayList<>();
        Keyboard.forget(page);
        keys.press(page, key);
        Keyboard.Stop stop;
        for (int i = 0; i < MOST_STOPS && (stop = Keyboard.stop(page)) != null && !stop.before(); i++) {
            // A date has several stops inside.
            if (stops.isEmpty() || !stops.get(stops.size() - 1).equals(stop.what())) {
                stops.add(stop.what());
            }
            keys.press(page, key);
        }
        return stops;
    }

    /** Out of the page at its end, or once around. */
    private void toTheEnd(Page page, List<String> found) {
        List<String> way = new ArrayList<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            Keyboard.Stop stop = keys.tab(page);
            if (stop == null || stop.first() && !way.isEmpty()) {
                return;
            }
            if (stop.before()) {
                found.add("Tab comes back to " + stop.what() + " by way of "
                    + way.subList(Math.max(0, way.size() - 8), way.size()));
                return;
            }
            way.add(stop.what());
        }
        found.add("Tab never comes to the end");
    }

    /** A panel lets go of the focus at its end, takes it back, and gives it back to the page when Esc closes it. */
    private void throughPanel(Page page, List<String> found) {
        boolean within = true;
        for (int i = 0; i < MOST_STOPS && within; i++) {
            Keyboard.Stop stop = keys.tab(page);
            within = stop != null && stop.inPanel();
        }
        if (within) {
            found.add("Tab never leaves the panel");
            return;
        }
        keys.press(page, "Shift+Tab");
        Keyboard.Stop back = Keyboard.stop(page);
        if (back == null) {
            // The panel was the last thing on the page, and Tab went around.
            keys.press(page, "Shift+Tab");
            back = Keyboard.stop(page);
        }
        if (back == null || !back.inPanel()) {
            found.add("Shift+Tab does not come back to the panel, but to " + back);
            return;
        }
        closes(page, "aside.panel", found);
    }

    private void throughDialog(Page page, List<String> found) {
        for (int i = 0; i < MOST_STOPS; i++) {
            Keyboard.Stop stop = keys.tab(page);
            if (stop != null && !stop.inDialog()) {
                found.add("Tab leaves the dialog, to " + stop.what());
                return;
            }
            if (stop == null || stop.before()) {
                break;
            }
        }
        closes(page, "dialog[open]", found);
    }

    /** Texts that are open are left by Esc first. */
    private void closes(Page page, String what, List<String> found) {
        keys.press(page, "Escape");
        try {
            page.locator(what).waitFor(gone());
        } catch (TimeoutError stays) {
            found.add("Esc does not close " + what);
            return;
        }
        if (!holdsFocus(page)) {
            found.add("the focus is lost when " + what + " closes");
        }
    }

    /** What is redrawn gets the focus a moment later. */
    private static boolean holdsFocus(Page page) {
        try {
            page.waitForFunction("() => document.activeElement !== null && document.activeElement !== document.body", null,
                new Page.WaitForFunctionOptions().setTimeout(1_500));
            return true;
        } catch (TimeoutError lost) {
            return false;
        }
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED).setTimeout(3_000);
    }
}

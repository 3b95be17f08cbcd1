package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keys do at the table beyond reaching everything, which {@link CatalogueByKeysIT} asks. */
class KeysIT {
    private static final int MOST_STOPS = 400;

    @RegisterExtension
    final Hall hall = new Hall();

    private final Keyboard keys = new Keyboard();

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
        assertThat(page.locator("#new-note")).hasValue("1");
        keys.press(page, "Backspace");
        page.locator("#new-note + .line [type=checkbox]").waitFor();
        keys.press(page, "Tab");
        keys.press(page, "Tab");
        keys.press(page, "Shift+?");
        page.locator("dialog[open] kbd").first().waitFor();
        keys.press(page, "Escape");
        page.locator("dialog[open]").waitFor(gone());
        assertTrue(Keyboard.holdsFocus(page));
    }

    @Test
    void backwardsTabComesByTheSameStopsAsForwards() {
        Page page = hall.facilitator(Table.small(hall.server())).hasAllForOffline().page();
        assertThat(page.locator(".opening")).hasCount(0);
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

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}

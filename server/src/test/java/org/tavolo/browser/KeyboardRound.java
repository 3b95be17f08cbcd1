package org.tavolo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What keys alone must be able to do in every state: the focus is always to be seen and never lost, and nothing holds
 * it.
 */
final class KeyboardRound implements Round {
    private static final int MOST_STOPS = 400;
    /** How far Tab is followed on a page that it has been followed all around before. */
    private static final int FEW_STOPS = 12;

    private final Keyboard keys = new Keyboard();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> around = new HashSet<>();

    @Override
    public Hand hand() {
        return keys;
    }

    @Override
    public void arrive(Catalogue.Entry entry, Page page) {
        // Who only watches what others do need not have put the focus anywhere.
        boolean something = entry.steps().stream().anyMatch(step -> !step.containsKey("meanwhile") && !step.containsKey("wait"))
            || entry.path().contains("/p/:programme#");
        if (something && !Keyboard.holdsFocus(page)) {
            faults.add(entry.id() + ": the focus is lost on the way");
        }
    }

    @Override
    public void around(Catalogue.Entry entry, Page page) {
        Consumer<String> fault = found -> faults.add(entry.id() + ": " + found);
        Keyboard.forget(page);
        if (page.locator("dialog[open]").count() > 0) {
            throughDialog(page, fault);
        } else if (page.locator("aside.panel").count() > 0) {
            throughPanel(page, fault);
        } else {
            // What is open on a page may hold the focus, but what is below it is as it was.
            boolean first = around.add(entry.as() + " " + entry.path());
            toTheEnd(page, first ? MOST_STOPS : FEW_STOPS, fault);
        }
    }

    @Override
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        all.addAll(keys.faults());
        return all;
    }

    @Override
    public String counted() {
        return keys.presses() + " keys pressed";
    }

    /** Out of the page at its end, or once around, or so many stops far. */
    private void toTheEnd(Page page, int most, Consumer<String> fault) {
        List<String> way = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Keyboard.Stop stop = keys.tab(page);
            if (stop == null || stop.first() && !way.isEmpty()) {
                return;
            }
            if (stop.before()) {
                fault.accept("Tab comes back to " + stop.what() + " by way of "
                    + way.subList(Math.max(0, way.size() - 8), way.size()));
                return;
            }
            way.add(stop.what());
        }
        if (most == MOST_STOPS) {
            fault.accept("Tab never comes to the end");
        }
    }

    /** A panel lets go of the focus at its end, takes it back, and gives it back to the page when Esc closes it. */
    private void throughPanel(Page page, Consumer<String> fault) {
        // Who came by an address is in the document still.
        Keyboard.Stop start = Keyboard.stop(page);
        for (int i = 0; i < MOST_STOPS && (start == null || !start.inPanel()); i++) {
            start = keys.tab(page);
        }
        boolean within = true;
        for (int i = 0; i < MOST_STOPS && within; i++) {
            Keyboard.Stop stop = keys.tab(page);
            within = stop != null && stop.inPanel();
        }
        if (within) {
            fault.accept("Tab never leaves the panel");
            return;
        }
        Keyboard.Stop back;
        int presses = 0;
        do {
            keys.press(page, "Shift+Tab");
            back = Keyboard.stop(page);
            // Where the panel is the last thing on the page, Tab goes around by way of the browser, which takes a moment.
        } while (++presses < 3 && (back == null || back.first()));
        if (back == null || !back.inPanel()) {
            fault.accept("Shift+Tab does not come back to the panel, but to " + back);
            return;
        }
        closes(page, "aside.panel", fault);
    }

    private void throughDialog(Page page, Consumer<String> fault) {
        for (int i = 0; i < MOST_STOPS; i++) {
            Keyboard.Stop stop = keys.tab(page);
            if (stop != null && !stop.inDialog()) {
                fault.accept("Tab leaves the dialog, to " + stop.what());
                return;
            }
            if (stop == null || stop.before()) {
                break;
            }
        }
        closes(page, "dialog[open]", fault);
    }

    /** Texts that are open are left by Esc first. */
    private void closes(Page page, String what, Consumer<String> fault) {
        keys.press(page, "Escape");
        try {
            page.locator(what).waitFor(gone());
        } catch (TimeoutError stays) {
            fault.accept("Esc does not close " + what);
            return;
        }
        if (!Keyboard.holdsFocus(page)) {
            fault.accept("the focus is lost when " + what + " closes");
        }
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED).setTimeout(Keyboard.LONGEST_REDRAW);
    }
}

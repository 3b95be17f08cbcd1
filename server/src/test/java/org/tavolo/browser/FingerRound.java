package org.tavolo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one finger must find in every state: nothing to touch that is smaller than it or hidden, and a way out. */
final class FingerRound implements Round {
    private static final String CLOSES_PANEL = "aside.panel > div > header > button";
    private static final String CLOSES_DIALOG = "dialog[open] > .leave, dialog[open] > .inside > header > button";

    private final Finger finger = new Finger();
    private final Set<String> small = new TreeSet<>();
    private final List<String> stays = new ArrayList<>();

    @Override
    public Hand hand() {
        return finger;
    }

    @Override
    public void arrive(Catalogue.Entry entry, Page page) {
        Finger.tooSmall(page).forEach(one -> small.add("too small: " + one));
    }

    /** What has been opened is closed by a touch too. */
    @Override
    public void around(Catalogue.Entry entry, Page page) {
        // A dialog lies over the panel from which it was opened.
        boolean over = page.locator("dialog[open]").count() > 0;
        Locator open = page.locator(over ? "dialog[open]" : "aside.panel").last();
        if (!entry.passes() || open.count() == 0) {
            return;
        }
        try {
            finger.activate(page, page.locator(over ? CLOSES_DIALOG : CLOSES_PANEL).last());
            open.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED).setTimeout(Keyboard.LONGEST_REDRAW));
        } catch (PlaywrightException not) {
            stays.add(entry.id() + ": a touch does not close it");
        }
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>(small);
        faults.addAll(stays);
        finger.hidden().forEach(one -> faults.add("touched without being visible: " + one));
        return faults;
    }

    @Override
    public String counted() {
        return finger.touches() + " touches";
    }
}

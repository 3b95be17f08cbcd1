package org.tavolo.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one finger must find in every state: nothing to touch that is smaller than it, or hidden where it touches. */
final class FingerRound implements Round {
    private final Finger finger = new Finger();
    private final Set<String> small = new TreeSet<>();

    @Override
    public Hand hand() {
        return finger;
    }

    @Override
    public void arrive(Catalogue.Entry entry, Page page) {
        Finger.tooSmall(page).forEach(one -> small.add("too small: " + one));
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>(small);
        finger.hidden().forEach(one -> faults.add("touched without being visible: " + one));
        return faults;
    }

    @Override
    public String counted() {
        return finger.touches() + " touches";
    }
}

package org.tavolo.browser;

/** {@link EveryState} by single touches, on things as large as a finger. */
class CatalogueByTouchIT extends EveryState {
    CatalogueByTouchIT() {
        super(new Walk("en", 360, FingerRound::new), new Walk("en", 1280, Round::byMouse));
    }
}

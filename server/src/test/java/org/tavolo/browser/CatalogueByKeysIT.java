package org.tavolo.browser;

/** {@link EveryState} by keys alone: the focus is never lost and always to be seen, and nothing holds it. */
class CatalogueByKeysIT extends EveryState {
    CatalogueByKeysIT() {
        super(new Walk("it", 1280, KeyboardRound::new), new Walk("it", 360, Round::byMouse));
    }
}

package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every route, state and story of the catalogue, with one hand and before axe: wcag2a to wcag22aa and best practice, in
 * three themes. Going there is what takes time, so each walk through the whole catalogue asks both things: keys go
 * through it in Italian on a wide screen, one finger in English on a phone of 360 px. With
 * {@code -Dtavolo.axe=whole} a mouse goes once more after each, so that axe sees both languages on both screens.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EveryState {
    @RegisterExtension
    final Hall hall = new Hall();

    private final Walk byHand;
    private final Walk byMouse;
    private Walk.Found found;
    private Walk.Found foundByMouse;

    /** @param byMouse goes where the other does not: in its language on a screen of the other width */
    EveryState(Walk byHand, Walk byMouse) {
        this.byHand = byHand;
        this.byMouse = byMouse;
    }

    @BeforeEach
    void walk() {
        if (found == null) {
            found = byHand.through(hall);
            foundByMouse = Walk.WHOLE ? byMouse.through(hall) : null;
        }
    }

    @Test
    void everyStateIsReachedAndLeftWithThisHandAlone() {
        nothingWrong(found);
        if (foundByMouse != null) {
            nothingWrong(foundByMouse);
        }
    }

    @Test
    void axeFindsNothingInAnyStateInAnyTheme() {
        assertEquals("", String.join("\n", found.byAxe()));
        assertEquals("", foundByMouse == null ? "" : String.join("\n", foundByMouse.byAxe()));
    }

    private static void nothingWrong(Walk.Found found) {
        assertAll(() -> assertEquals("", String.join("\n", found.unreached()), "not reached"),
            () -> assertEquals("", String.join("\n", found.byHand()), "wrong on the way"),
            () -> assertEquals("", String.join("\n", found.complaints()), "must not happen in a browser"));
    }
}

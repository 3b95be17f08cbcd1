package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route, state and story of the catalogue, by keys alone, by single touches, and before axe: wcag2a to wcag22aa
 * and best practice, in three themes and two languages. Going there is what takes time, so there are two walks through
 * the whole catalogue, side by side in a browser each, and each asks two things: keys go through it in Italian on a wide
 * screen, one finger in English on a phone of 360 px, and axe is asked in every state of both. With
 * {@code -Dtavolo.axe=whole} a mouse goes twice more, so that axe sees both languages on both screens.
 */
class CatalogueIT {
    private static Map<String, Walk.Found> found;

    @RegisterExtension
    final Hall hall = new Hall();

    @BeforeEach
    void walk() throws InterruptedException, ExecutionException {
        if (found != null) {
            return;
        }
        Map<String, Walk> walks = new LinkedHashMap<>();
        walks.put("keys", new Walk("it", 1280, KeyboardRound::new));
        walks.put("touches", new Walk("en", 360, FingerRound::new));
        if (Walk.WHOLE) {
            walks.put("mouse, it", new Walk("it", 360, Round::byMouse));
            walks.put("mouse, en", new Walk("en", 1280, Round::byMouse));
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<Walk.Found>> under = new LinkedHashMap<>();
            walks.forEach((name, walk) -> under.put(name, two.submit(() -> {
                try (Hall aside = hall.aside()) {
                    return walk.through(aside);
                }
            })));
            Map<String, Walk.Found> all = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Walk.Found>> one : under.entrySet()) {
                all.put(one.getKey(), one.getValue().get());
            }
            found = all;
        } finally {
            two.shutdown();
        }
    }

    @Test
    void everyStateIsReachedByKeysAloneAndLeftByKeysAndTheFocusIsNeverLost() {
        nothingWrong(found.get("keys"));
    }

    @Test
    void everyStateIsReachedBySingleTouchesOnThingsAsLargeAsAFinger() {
        nothingWrong(found.get("touches"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void axeFindsNothingInAnyStateInAnyTheme(String language) {
        List<String> violations = new ArrayList<>(found.get(language.equals("it") ? "keys" : "touches").byAxe());
        if (Walk.WHOLE) {
            Walk.Found other = found.get("mouse, " + language);
            nothingWrong(other);
            violations.addAll(other.byAxe());
        }
        assertEquals("", String.join("\n", violations));
    }

    private static void nothingWrong(Walk.Found found) {
        assertAll(() -> assertEquals("", String.join("\n", found.unreached()), "not reached"),
            () -> assertEquals("", String.join("\n", found.byHand()), "wrong on the way"),
            () -> assertEquals("", String.join("\n", found.complaints()), "must not happen in a browser"));
    }
}

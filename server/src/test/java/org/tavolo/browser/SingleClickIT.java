package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything can be done with one finger, by single short touches, on a phone of 360 px. */
class SingleClickIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void everyStateOfTheCatalogueIsReachedBySingleTouchesOnThingsAsLargeAsAFinger() {
        long began = System.nanoTime();
        Finger finger = new Finger();
        List<Catalogue.Entry> entries = Catalogue.entries().stream().filter(entry -> !entry.wide()).toList();
        Set<String> small = new TreeSet<>();
        List<String> unreached = new States(hall, Table.small(hall.server()), "it", finger)
            .each(entries, (entry, page) -> small.addAll(Finger.tooSmall(page)));
        System.out.printf(Locale.ROOT, "single touches: %d states, %d touches, %d targets too small, %.1f s%n",
            entries.size(), finger.touches(), small.size(), (System.nanoTime() - began) / 1e9);
        assertAll(() -> assertEquals(List.of(), unreached), () -> assertEquals(List.of(), finger.hidden()),
            () -> assertEquals("", String.join("\n", small)));
    }
}

package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * axe finds nothing in any state of the catalogue, in three themes and two languages: on a wide screen in Italian, on a
 * phone's of 360 px in English. Themes change colours alone, so the rules about colours are asked in each theme and all
 * others once. {@code -Dtavolo.axe=whole} asks every rule about the whole page in every theme at both widths.
 */
class AccessibilityIT {
    private static final boolean WHOLE = "whole".equals(System.getProperty("tavolo.axe"));
    private static final List<String> THEMES = List.of("light", "dark", "contrast");

    @RegisterExtension
    final Hall hall = new Hall();

    private final Set<String> looked = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int looks;
    private long looking;

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void axeFindsNothingInAnyStateInAnyTheme(String language) {
        long began = System.nanoTime();
        Map<Boolean, List<Catalogue.Entry>> entries =
            Catalogue.entries().stream().collect(Collectors.partitioningBy(AccessibilityIT::showsAnArea));
        // The areas as they are when full; what lies beside and over them on a small table, which is quicker.
        List<String> unreached = new ArrayList<>();
        unreached.addAll(look(new States(hall, Table.sample(hall.server()), language, Hand.MOUSE), entries.get(true), language));
        unreached.addAll(look(new States(hall, Table.small(hall.server()), language, Hand.MOUSE), entries.get(false), language));
        System.out.printf(Locale.ROOT, "axe, %s: %d states, %d looks, %d violations, %.1f s, %.1f s of them in axe%n",
            language, Catalogue.entries().size(), looks, violations.size(), (System.nanoTime() - began) / 1e9, looking / 1e9);
        assertEquals(List.of(), unreached);
        assertEquals(List.of(), violations);
    }

    /** @return the states that were not reached */
    private List<String> look(States states, List<Catalogue.Entry> entries, String language) {
        states.beforeSteps((entry, page) -> {
            if (looked.contains(base(entry))) {
                Axe.remember(page);
            }
        });
        return states.each(entries, (entry, page) -> {
            // Of a page that was looked at in another state only what is new there matters.
            boolean first = looked.add(base(entry));
            long began = System.nanoTime();
            for (int width : WHOLE ? new int[] {1280, 360} : new int[] {language.equals("it") ? 1280 : 360}) {
                page.setViewportSize(width, width == 360 ? 740 : 900);
                for (String theme : THEMES) {
                    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme);
                    look(page, first, theme)
                        .forEach(one -> violations.add(entry.id() + ", " + theme + ", " + width + " px: " + one));
                    looks++;
                }
            }
            looking += System.nanoTime() - began;
            page.setViewportSize(1280, 900);
            Axe.remember(page);
        });
    }

    private static boolean showsAnArea(Catalogue.Entry entry) {
        return entry.path().matches("/p/:programme(#[a-z]+)?") && entry.steps().isEmpty();
    }

    private static List<String> look(Page page, boolean first, String theme) {
        if (WHOLE) {
            return Axe.everything(page);
        }
        List<String> found = new ArrayList<>(theme.equals(THEMES.get(0)) ? Axe.allButColours(page) : List.of());
        found.addAll(first ? Axe.colours(page) : Axe.coloursOfWhatIsNew(page));
        return found;
    }

    private static String base(Catalogue.Entry entry) {
        return entry.as() + " " + entry.path().replaceFirst("#.*", "");
    }
}

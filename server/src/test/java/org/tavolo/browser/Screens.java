package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pictures of every area of the table, for people to look at: 360, 1280 and 1920 px wide, light and dark, in the folder
 * {@code -Dtavolo.screens=} (otherwise {@code server/target/screens}), by the command in CONTRIBUTING. No build runs
 * it. {@code -Dtavolo.states=} chooses other states of the catalogue.
 */
class Screens {
    private static final int[] WIDTHS = {360, 1280, 1920};
    private static final String AREAS = "area-.*|chain|guide|sheet.*|part-.*|visits?|visit-.*|group.*|roster.*|map.*|benchmark.*|start|members-.*";

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void everyAreaAtThreeWidthsInLightAndDark() {
        Path folder = Path.of(System.getProperty("tavolo.screens", "target/screens"));
        String wanted = System.getProperty("tavolo.states", AREAS);
        List<Catalogue.Entry> entries = Catalogue.entries().stream().filter(entry -> entry.id().matches(wanted)).toList();
        States states = new States(hall, Table.sample(hall.server()), System.getProperty("tavolo.language", "it"), Hand.MOUSE);
        List<String> unreached = states.each(entries, (entry, page) -> {
            for (int width : WIDTHS) {
                page.setViewportSize(width, width == 360 ? 740 : 1000);
                for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                    String name = entry.id() + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)).setFullPage(true));
                }
            }
            page.setViewportSize(1280, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        });
        assertEquals(List.of(), List.copyOf(unreached));
        System.out.printf("%d areas, %d pictures in %s%n", entries.size(), entries.size() * WIDTHS.length * 2, folder.toAbsolutePath());
    }
}

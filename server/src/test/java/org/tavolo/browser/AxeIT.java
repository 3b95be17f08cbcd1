package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That axe, which is spared what it knows already, still finds what is new. */
class AxeIT {
    private static final String PAGE = """
        <!doctype html><html lang="it" data-theme="light"><head><title>Prova</title><style>
          body { color: #222; background: #fff } .own { background: #fff }
          [data-theme=dark] .weak { color: #ccc } [data-theme=dark] .ground { background: #333 }
        </style></head><body><main><h1>Prova</h1><p>Un testo che si legge.</p>%s</main></body></html>""";

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aColourThatIsTooWeakInOneThemeAloneIsFoundOnceAndOnlyThere() {
        Axe axe = new Axe();
        assertEquals(List.of(), look(axe, ""));
        int asked = axe.asked();
        assertEquals(List.of(), look(axe, "<p>Un altro testo uguale.</p>"));
        assertEquals(asked, axe.asked(), "nothing new was there");
        List<String> found = look(axe, "<p class='weak'>Un testo debole.</p>");
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("dark: color-contrast at .weak"), found.toString());
    }

    @Test
    void aGroundThatIsTooDarkForAKnownTextIsFound() {
        Axe axe = new Axe();
        assertEquals(List.of(), look(axe, "<div class='own'><p>Un testo.</p></div>"));
        List<String> found = look(axe, "<div class='own ground'><p>Un testo.</p></div>");
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("dark: color-contrast"), found.toString());
    }

    @Test
    void whatIsNotAboutColoursIsFoundInEveryState() {
        Axe axe = new Axe();
        assertEquals(List.of(), look(axe, ""));
        for (int i = 0; i < 2; i++) {
            List<String> found = look(axe, "<button></button>");
            assertTrue(found.stream().anyMatch(one -> one.contains("button-name")), found.toString());
        }
    }

    private List<String> look(Axe axe, String more) {
        Page page = hall.stranger(hall.server(), "Zoe").page();
        page.setContent(PAGE.formatted(more));
        return axe.inEachTheme(page);
    }
}

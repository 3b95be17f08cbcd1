package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A person types 300 characters while five others write 50 a second: before the caret in the same text, beside it, and in
 * the rows above and below. {@code -Dtavolo.typing.runs=20} gives the figure of docs/figures.md; a usual run does 3.
 */
class TypingAmongOthersIT {
    private static final int RUNS = Integer.getInteger("tavolo.typing.runs", 3);
    private static final int CHARACTERS = 300;
    private static final double PACE = 8;

    /**
     * What has the focus, where on the screen it was last painted (which an intersection observer tells, while asking the
     * element would lay out what nobody has seen yet), and what stands before the caret.
     */
    private static final String LOOK = """
        async () => {
          const active = document.activeElement
          const field = active.closest('[data-field]')
          const top = field === null ? NaN : await new Promise(resolve => new IntersectionObserver(([seen], observer) => {
            observer.disconnect()
            resolve(Math.round(seen.boundingClientRect.top))
          }).observe(field))
          const box = { top, field: field?.dataset.field ?? '' }
          if (active.matches('textarea')) {
            return { ...box, focus: 'box', before: active.value.slice(0, active.selectionStart) }
          }
          const root = active.shadowRoot
          const content = root?.activeElement
          if (!content?.matches('.cm-content')) return { ...box, focus: active.tagName, before: '' }
          const { focusNode, focusOffset } = (root.getSelection?.() ?? getSelection())
          const range = document.createRange()
          range.setStart(content, 0)
          range.setEnd(focusNode, focusOffset)
          return { ...box, focus: 'editor', before: range.toString() }
        }""";

    @RegisterExtension
    final Hall hall = new Hall();

    @ParameterizedTest(name = "translated by the browser: {0}")
    @ValueSource(booleans = {false, true})
    void whoTypesKeepsFocusCaretPlaceAndTextWhileOthersWriteFiftyCharactersASecond(boolean translated) {
        long seed = Long.getLong("tavolo.seed", new Random().nextLong());
        System.out.println("TypingAmongOthersIT seed " + seed);
        Random random = new Random(seed);
        for (int run = 1; run <= RUNS; run++) {
            String typed = text(random);
            Table table = Table.set(hall.server(), "Run " + run).fill(Collections.nCopies(20, List.of("x", "y")));
            Participant ada = hall.guest(table, "Ada", "mentee");
            if (translated) {
                TranslatedPage.switchOn(ada.context());
            }
            ada.page().setViewportSize(1600, 1400);
            ada.open();
            Page page = ada.page();
            ada.editorHasCome().enter(6, "results");
            // High on the screen, so that the text never grows beyond its lower edge and nobody needs to scroll.
            page.evaluate("() => scrollBy(0, document.activeElement.closest('tr').getBoundingClientRect().top - 150)");
            int top = number(look(page), "top");
            double pace;
            List<UUID> actions = table.actions();
            try (RemoteEdits others = RemoteEdits.fifty(table, RemoteEdits.at(actions.get(5), "results"),
                RemoteEdits.at(actions.get(1), "results"), RemoteEdits.at(actions.get(4), "leader"),
                RemoteEdits.at(actions.get(5), "actions"), RemoteEdits.at(actions.get(8), "results"))) {
                for (int i = 0; i < CHARACTERS; i++) {
                    page.keyboard().type(typed.substring(i, i + 1), new Keyboard.TypeOptions().setDelay(PACE));
                    if (i % 50 == 49) {
                        Map<String, Object> seen = look(page);
                        String where = "run " + run + " after " + (i + 1) + ": " + seen;
                        assertEquals("editor", seen.get("focus"), where);
                        assertEquals("results", seen.get("field"), where);
                        assertEquals("y" + typed.substring(0, i + 1), own(seen.get("before")), where);
                        assertTrue(Math.abs(number(seen, "top") - top) <= 2, "its place on the screen was " + top + "; " + where);
                    }
                }
                pace = others.pace();
                others.close();
                ada.leave().saved();
                String arrived = table.plan().get(5).get(1);
                assertEquals("y" + typed, own(arrived), "run " + run);
                String shown = translated ? "«" + arrived + "»" : arrived;
                page.waitForFunction("text => document.querySelectorAll('#plan tr[data-row]')[5]"
                    + ".querySelector('[data-field=results] .said').textContent === text", shown);
                assertTrue(table.plan().stream().noneMatch(row -> row.toString().contains("«")), "nothing translated is saved");
            }
            assertTrue(pace >= 25, "the others wrote only " + pace + " characters a second");
            System.out.printf(Locale.ROOT, "typing among others, %s, run %d of %d: %d characters typed, others wrote %.0f/s%n",
                translated ? "translated" : "as it is", run, RUNS, CHARACTERS, pace);
            ada.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> look(Page page) {
        return (Map<String, Object>) page.evaluate(LOOK);
    }

    private static int number(Map<String, Object> seen, String name) {
        return ((Number) seen.get(name)).intValue();
    }

    /** What the person wrote, without what the others put between. */
    private static String own(Object text) {
        return text.toString().replaceAll("[" + RemoteEdits.LETTERS + "]", "");
    }

    private static String text(Random random) {
        String letters = "abcdefghijklmnopqrstuvwxyz àèéìòù,.";
        StringBuilder text = new StringBuilder();
        while (text.length() < CHARACTERS) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}

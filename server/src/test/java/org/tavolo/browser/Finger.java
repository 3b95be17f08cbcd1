package org.tavolo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One finger on a phone of 360 px: single short touches and nothing else. No drag, no second touch, no long one, and
 * nothing that a resting pointer would uncover. It notes what it could not see where it was to touch.
 */
final class Finger implements Hand {
    /** What the touch needs to be seen: less shows only under a pointer. */
    private static final String HIDDEN = """
        target => {
          let seen = 1
          for (let one = target; one; one = one.parentElement) seen *= Number(getComputedStyle(one).opacity)
          return seen < 0.5
        }""";
    /**
     * Everything that can be touched and is smaller than a finger: 44 px, WCAG 2.5.5. A label belongs to its control, a
     * text to the button that opens it. Links within sentences are as high as their lines (WCAG 2.5.8, inline).
     */
    private static final String SMALL = """
        () => {
          const found = []
          const controls = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]'
          const open = [...document.querySelectorAll('dialog[open]')].at(-1)
          for (const one of (open ?? document).querySelectorAll(controls)) {
            const style = getComputedStyle(one)
            if (one.closest('[inert], .only-read') || !one.checkVisibility({ visibilityProperty: true })) continue
            if (one.matches('.skip')) continue
            const within = [one, ...(one.labels ?? [])]
            if (one.matches('.edit, .writing *')) within.push(one.closest('[data-field]'))
            const inline = one.matches('a') && style.display === 'inline' && one.closest('p, li') !== null
            const least = inline ? 0 : 43.5
            const boxes = within.map(part => part.getBoundingClientRect())
            if (boxes.some(box => box.width >= least && box.height >= least)) continue
            const { width, height } = boxes[0]
            found.push(`${one.tagName.toLowerCase()}.${(one.getAttribute('class') ?? '').replace(/ ?s(velte)?-\\w+/g, '').trim()} in ` +
              `${one.parentElement.tagName.toLowerCase()}.${(one.parentElement.getAttribute('class') ?? '').replace(/ ?s(velte)?-\\w+/g, '').trim()} ` +
              `"${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 30)}" ` +
              `${Math.round(width)}x${Math.round(height)}`)
          }
          return found
        }""";

    /**
     * Whoever touches scrolls there and looks first: what has just come into sight is drawn only now and may still move,
     * and the page itself may be about to scroll to where the last touch led. It is touched when it has stood still in
     * sight for a moment.
     */
    private static final String STEADY = """
        async target => {
          const all = [target, ...(target.labels ?? [])]
          for (let calm = 0, frame = 0, before = NaN; calm < 5 && frame < 90; frame++) {
            const { left, top, width, height } = target.getBoundingClientRect()
            const on = document.elementFromPoint(left + width / 2, top + height / 2)
            const seen = all.some(one => one.contains(on))
            if (!seen) target.scrollIntoView({ block: 'center', behavior: 'instant' })
            calm = seen && top === before ? calm + 1 : 0
            before = top
            await new Promise(resolve => requestAnimationFrame(resolve))
          }
        }""";

    private final Set<String> hidden = new LinkedHashSet<>();
    private int touches;

    @Override
    public void activate(Page page, Locator target) {
        if ((boolean) target.evaluate(HIDDEN)) {
            hidden.add(target.toString());
        }
        target.evaluate(STEADY);
        target.tap();
        touches++;
    }

    @Override
    public void fill(Page page, Locator field, String text) {
        activate(page, field);
        field.fill(text);
    }

    @Override
    public Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setViewportSize(360, 740).setHasTouch(true).setIsMobile(true)
            .setDeviceScaleFactor(2);
    }

    @Override
    public boolean byAddress() {
        return false;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public boolean reaches(Catalogue.Entry entry) {
        return !entry.wide();
    }

    int touches() {
        return touches;
    }

    /** What was touched without being visible. */
    List<String> hidden() {
        return new ArrayList<>(hidden);
    }

    @SuppressWarnings("unchecked")
    static List<String> tooSmall(Page page) {
        return (List<String>) page.evaluate(SMALL);
    }
}

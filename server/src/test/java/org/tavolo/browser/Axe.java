package org.tavolo.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * axe-core, as its Playwright package carries it, put into a page once for each load. Rules about colours are slow, and
 * most states differ from one that was looked at already by a panel or a dialog: with {@link #remember} axe looks at the
 * colours only of what has come or changed since.
 */
final class Axe {
    /** What WCAG 2.2 AA asks for, and what axe recommends beyond. */
    private static final List<String> TAGS =
        List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    static final List<String> THEMES = List.of("light", "dark", "contrast");
    /** The rules that look at colours: themes change nothing else. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
    private static final String SOURCE = source();
    private static final String REMEMBER = """
        () => {
          window.axeFresh?.observer.disconnect()
          const elements = new Set()
          const observer = new MutationObserver(records => {
            for (const { type, target, addedNodes } of records) {
              // What holds the document only changes its shape; what in it has changed is in records of its own.
              if (type === 'attributes' && target.querySelector('h2') === null) elements.add(target)
              for (const node of addedNodes) elements.add(node.nodeType === 1 ? node : node.parentElement)
            }
          })
          observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class',
            'open', 'hidden', 'disabled', 'inert', 'data-state', 'aria-expanded', 'aria-current', 'aria-pressed',
            'aria-selected', 'aria-disabled', 'aria-invalid'] })
          window.axeFresh = { elements, observer }
        }""";
    /**
     * Bars that stay on the screen hide at every moment something else, which scrolling would show; what is out of sight
     * is laid out only when it comes into it; colours glide from one theme to the next. All of that holds still, and is
     * as it was afterwards, the focus too.
     */
    private static final String RUN = """
        async ([what, themes, tags, colours]) => {
          const page = document.documentElement
          const of = axeFresh => [...axeFresh.elements].filter(one => one?.isConnected && document.body.contains(one))
          const fresh = what === 'what is new' ? of(window.axeFresh) : [page]
          const include = fresh.filter(one => !fresh.some(other => other !== one && other.contains(one)))
          const before = { focus: document.activeElement, left: scrollX, top: scrollY, theme: page.dataset.theme }
          const bars = [...document.querySelectorAll('body *:not(dialog)')]
            .filter(one => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
          for (const bar of bars) bar.style.setProperty('position', 'static', 'important')
          const still = new CSSStyleSheet()
          still.replaceSync('* { content-visibility: visible !important; animation: none !important; transition: none !important }')
          document.adoptedStyleSheets.push(still)
          const found = []
          const ask = async (theme, include, options) => {
            const { violations } = await axe.run({ include },
              { ...options, resultTypes: ['violations'], elementRef: false, preload: false, iframes: false })
            for (const { id, nodes } of violations) for (const { target, failureSummary } of nodes)
              found.push(theme + ': ' + id + ' at ' + target.flat().join(' ') + ': ' + failureSummary.replace(/\\s+/g, ' '))
          }
          const rules = { runOnly: { type: 'tag', values: tags } }
          for (const theme of themes) {
            page.dataset.theme = theme
            const first = theme === themes[0]
            if (what === 'everything' || what === 'page' && first) await ask(theme, [page], rules)
            else {
              if (first) await ask(theme, [page], { ...rules, rules: Object.fromEntries(colours.map(one => [one, { enabled: false }])) })
              if (include.length > 0) await ask(theme, include, { runOnly: { type: 'rule', values: colours } })
            }
          }
          if (before.theme === undefined) delete page.dataset.theme
          else page.dataset.theme = before.theme
          for (const bar of bars) bar.style.removeProperty('position')
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== still)
          scrollTo(before.left, before.top)
          if (document.activeElement !== before.focus) found.push('the focus was moved by axe itself')
          return found
        }""";

    private Axe() {
    }

    /** What is on the page now has been looked at, or will be elsewhere. */
    static void remember(Page page) {
        page.evaluate(REMEMBER);
    }

    /** Every rule about the whole page in each theme, one after another. */
    static List<String> everything(Page page) {
        return run(page, "everything");
    }

    /** Every rule about the whole page; those about colours in each theme. */
    static List<String> page(Page page) {
        return run(page, "page");
    }

    /** The same, where colours are asked only of what came or changed since {@link #remember}. */
    static List<String> whatIsNew(Page page) {
        return run(page, "what is new");
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Page page, String what) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(SOURCE);
        }
        return (List<String>) page.evaluate(RUN, Arrays.asList(what, THEMES, TAGS, COLOURS));
    }

    private static String source() {
        try (InputStream stream = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

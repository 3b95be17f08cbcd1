package org.tavolo.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * axe-core, as its Playwright package carries it, put into a page once for each load. Rules about colours are slow, and
 * the same text on the same ground stands in nearly every state: each combination of what they depend on (the colour,
 * size and weight of a text, all that is painted below it) is asked once in each theme by the same one of this.
 */
final class Axe {
    /** What WCAG 2.2 AA asks for, and what axe recommends beyond. */
    private static final List<String> TAGS =
        List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    static final List<String> THEMES = List.of("light", "dark", "contrast");
    /** The rules that look at colours: themes change nothing else. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
    private static final String SOURCE = source();
    /**
     * Bars that stay on the screen hide at every moment something else, which scrolling would show; what is out of sight
     * is laid out only when it comes into it; colours glide from one theme to the next. All of that holds still, and is
     * as it was afterwards, the focus too.
     */
    private static final String RUN = """
        async ([whole, themes, tags, colours, known]) => {
          const page = document.documentElement
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

          const above = one => one.parentElement ?? one.getRootNode().host ?? null
          const words = (root, to = []) => {
            for (const one of root.querySelectorAll('*')) {
              if (one.shadowRoot) words(one.shadowRoot, to)
              const says = one.matches('input, select, textarea') ||
                [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '')
              if (says && one.checkVisibility({ visibilityProperty: true })) to.push(one)
            }
            return to
          }
          const ground = style => [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode]
          const nothing = 'rgba(0, 0, 0, 0) none 1 none normal'
          const look = (one, grounds) => {
            const under = element => {
              if (element === null) return ''
              if (!grounds.has(element)) {
                const own = ground(getComputedStyle(element)).join(' ')
                grounds.set(element, under(above(element)) + (own === nothing ? '' : '/' + own))
              }
              return grounds.get(element)
            }
            const text = (element, part) => {
              const style = getComputedStyle(element, part)
              return [style.color, style.fontSize, style.fontWeight, style.textShadow, style.textDecorationLine].join(' ')
            }
            const { left, top, width, height } = one.getBoundingClientRect()
            const pile = document.elementsFromPoint(left + width / 2, top + height / 2)
            const below = pile.slice(pile.indexOf(one) + 1).filter(other => !other.contains(one) && !one.contains(other))
            const parent = above(one)
            return [text(one), one.matches('input, textarea') ? text(one, '::placeholder') : '',
              one.matches('a') && parent !== null ? text(parent) : '', under(one), ...below.map(under),
              one.matches(':disabled, [aria-disabled=true]')].join('|')
          }
          const short = text => {
            let high = 0xdeadbeef, low = 0x41c6ce57
            for (let i = 0; i < text.length; i++) {
              high = Math.imul(high ^ text.charCodeAt(i), 2654435761)
              low = Math.imul(low ^ text.charCodeAt(i), 1597334677)
            }
            return (high >>> 0).toString(36) + (low >>> 0).toString(36)
          }

          const rules = { runOnly: { type: 'tag', values: tags } }
          const seen = new Set(known)
          const learnt = []
          let asked = 0
          for (const theme of themes) {
            page.dataset.theme = theme
            if (whole) {
              await ask(theme, [page], rules)
              continue
            }
            if (theme === themes[0])
              await ask(theme, [page], { ...rules, rules: Object.fromEntries(colours.map(one => [one, { enabled: false }])) })
            const grounds = new Map()
            const fresh = []
            for (const one of words(document.body)) {
              const key = short(theme + look(one, grounds))
              if (seen.has(key)) continue
              seen.add(key)
              learnt.push(key)
              const root = one.getRootNode()
              fresh.push(root === document ? one : root.host)
            }
            asked += fresh.length
            if (fresh.length > 0) await ask(theme, fresh, { runOnly: { type: 'rule', values: colours } })
          }

          if (before.theme === undefined) delete page.dataset.theme
          else page.dataset.theme = before.theme
          for (const bar of bars) bar.style.removeProperty('position')
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== still)
          scrollTo(before.left, before.top)
          if (document.activeElement !== before.focus) found.push('the focus was moved by axe itself')
          return { found, learnt, asked }
        }""";

    /** What has been looked at, in short: theme, text and ground of each. */
    private final Set<String> known = new HashSet<>();
    private int asked;

    /** Every rule about the whole page as it is now. */
    static List<String> everything(Page page) {
        String theme = (String) page.evaluate("() => document.documentElement.dataset.theme");
        return new Axe().run(page, true, List.of(theme));
    }

    /** Every rule about the whole page in each theme. */
    List<String> everythingInEachTheme(Page page) {
        return run(page, true, THEMES);
    }

    /** Every rule about the whole page; those about colours in each theme, and only where they are new to this one. */
    List<String> inEachTheme(Page page) {
        return run(page, false, THEMES);
    }

    /** How many texts were asked for their colours. */
    int asked() {
        return asked;
    }

    @SuppressWarnings("unchecked")
    private List<String> run(Page page, boolean whole, List<String> themes) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(SOURCE);
        }
        Map<String, Object> told = (Map<String, Object>) page.evaluate(RUN,
            Arrays.asList(whole, themes, TAGS, COLOURS, List.copyOf(known)));
        known.addAll((List<String>) told.get("learnt"));
        asked += ((Number) told.get("asked")).intValue();
        return (List<String>) told.get("found");
    }

    private static String source() {
        try (InputStream stream = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package org.tavolo.browser;

import com.microsoft.playwright.BrowserContext;

/**
 * Does to a page what the browser's own translator does: every text outside of {@code translate="no"} and
 * {@code notranslate} is taken out, and two nested {@code <font>} with the translation put in its place; so is every
 * text that appears later. The translation is the text between «».
 */
final class TranslatedPage {
    private static final String SCRIPT = """
        (() => {
          const left = 'script, style, textarea, input, option, [translate="no"], .notranslate'
          const done = text => text.parentElement?.closest('font') !== null
          const translate = root => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
            const texts = root.nodeType === 3 ? [root] : []
            while (walker.nextNode()) texts.push(walker.currentNode)
            for (const text of texts) {
              if (!text.isConnected || text.data.trim() === '' || done(text) || text.parentElement.closest(left)) continue
              const outer = document.createElement('font')
              const inner = document.createElement('font')
              outer.style.verticalAlign = inner.style.verticalAlign = 'inherit'
              inner.textContent = '«' + text.data + '»'
              outer.append(inner)
              text.replaceWith(outer)
              window.translated = (window.translated ?? 0) + 1
            }
          }
          const watch = () => {
            document.documentElement.classList.add('translated-ltr')
            translate(document.body)
            new MutationObserver(records => {
              for (const { addedNodes, type, target } of records) {
                if (type === 'characterData') { if (target.isConnected) translate(target) }
                else for (const node of addedNodes) if (node.isConnected) translate(node)
              }
            }).observe(document.body, { childList: true, subtree: true, characterData: true })
          }
          if (document.body) watch()
          else document.addEventListener('DOMContentLoaded', watch)
        })()""";

    private TranslatedPage() {
    }

    /** Switches the translator on for every page that is opened from now on. */
    static void switchOn(BrowserContext context) {
        context.addInitScript(SCRIPT);
    }
}

package org.tavolo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** With what somebody works a page. */
enum Hand {
    MOUSE {
        @Override
        void activate(Page page, Locator target) {
            target.click();
        }
    },
    /** One finger, one short touch; nothing is ever under a resting pointer. */
    FINGER {
        @Override
        void activate(Page page, Locator target) {
            target.tap();
        }
    },
    KEYS {
        @Override
        void activate(Page page, Locator target) {
            Locator own = target.locator("xpath=self::*[" + FOCUSABLE + "]");
            (own.count() > 0 ? own : target.locator("xpath=.//*[" + FOCUSABLE + "]").first()).focus();
            boolean box = (boolean) page.evaluate("() => document.activeElement.matches('[type=checkbox], [type=radio]')");
            page.keyboard().press(box ? "Space" : "Enter");
        }
    };

    private static final String FOCUSABLE =
        "self::a[@href] or self::button or self::input or self::select or self::textarea or self::summary";

    /** Does what a click does. */
    abstract void activate(Page page, Locator target);
}

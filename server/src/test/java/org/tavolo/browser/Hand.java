package org.tavolo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;

/** With what somebody works a page. */
interface Hand {
    Hand MOUSE = new Hand() {
        @Override
        public void activate(Page page, Locator target) {
            // What cannot be done now can be clicked all the same, and says why.
            target.waitFor();
            boolean not = "true".equals(target.getAttribute("aria-disabled"));
            target.click(new Locator.ClickOptions().setForce(not));
        }
    };

    /** Does what a click does. */
    void activate(Page page, Locator target);

    /** Writes into a field, in place of what is there. */
    default void fill(Page page, Locator field, String text) {
        field.fill(text);
    }

    /** Takes an option of a select. @param option from 0 */
    default void choose(Page page, Locator select, int option) {
        select.selectOption(new SelectOption().setIndex(option));
    }

    /** Takes an option of a select by its words, once it is there. */
    default void choose(Page page, Locator select, String option) {
        page.waitForCondition(() -> options(select).contains(option));
        choose(page, select, options(select).indexOf(option));
    }

    private static List<String> options(Locator select) {
        return select.locator("option").allTextContents().stream().map(String::strip).toList();
    }

    /** The window it works on. */
    default Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    /**
     * Whether it goes to panels by their addresses, which everybody can; otherwise from the table itself, by its menus.
     */
    default boolean byAddress() {
        return true;
    }

    /** Whether it closes what it has seen, so that it goes on from there. */
    default boolean goesOn() {
        return false;
    }

    /** Whether this state is there on its window. */
    default boolean reaches(Catalogue.Entry entry) {
        return true;
    }
}

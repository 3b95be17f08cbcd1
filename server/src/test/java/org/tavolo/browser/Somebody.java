package org.tavolo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.function.Consumer;

/** Who takes part in a story: with a window, a language, and a hand that may be a mouse's, a finger's, or keys. */
final class Somebody {
    final Page page;
    final Hand hand;
    final Words words;
    private final String name;
    private final Axe axe;
    private final Consumer<String> fault;

    /** @param fault is told what axe finds wrong */
    Somebody(String name, Participant who, Hand hand, Words words, Axe axe, Consumer<String> fault) {
        this.name = name;
        this.page = who.page();
        this.words = words;
        this.hand = hand;
        this.axe = axe;
        this.fault = fault;
    }

    /** The button of these words. */
    void press(String key) {
        hand.activate(page, page.getByRole(AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(words.get(key)).setExact(true)).first());
    }

    void activate(String selector) {
        hand.activate(page, page.locator(selector).first());
    }

    Locator labelled(String key) {
        return page.getByLabel(words.get(key), new Page.GetByLabelOptions().setExact(true)).first();
    }

    void fill(Locator field, String text) {
        field.first().waitFor();
        hand.fill(page, field.first(), text);
    }

    void fill(String selector, String text) {
        fill(page.locator(selector), text);
    }

    void choose(Locator select, String option) {
        hand.choose(page, select, option);
    }

    /** @param value of the option, as the method names it */
    void chooseValue(String selector, String value) {
        Locator select = page.locator(selector).first();
        select.locator("option[value='" + value + "']").waitFor(
            new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        hand.choose(page, select, (int) select.evaluate(
            "(select, value) => [...select.options].findIndex(one => one.value === value)", value));
    }

    Locator line(String who) {
        return page.locator("[data-person]").filter(new Locator.FilterOptions().setHasText(who));
    }

    /** Axe looks at what is there now. */
    void look(String state) {
        axe.inEachTheme(page).forEach(one -> fault.accept(name + ", " + state + ": " + one));
    }
}

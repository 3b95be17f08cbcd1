package org.tavolo.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** What is asked with one hand in every state of the catalogue. */
interface Round {
    Hand hand();

    /** Asked as soon as the state is reached, which stays as it is. */
    default void arrive(Catalogue.Entry entry, Page page) {
    }

    /** Asked last: the state may be left by it. */
    default void around(Catalogue.Entry entry, Page page) {
    }

    /** What was wrong, each once. */
    List<String> faults();

    /** How much was done. */
    String counted();

    /** Looks at nothing of its own. */
    static Round byMouse() {
        return new Round() {
            @Override
            public Hand hand() {
                return Hand.MOUSE;
            }

            @Override
            public List<String> faults() {
                return List.of();
            }

            @Override
            public String counted() {
                return "by mouse";
            }
        };
    }
}

package org.tavolo.people;

import java.util.Locale;

/** For whom somebody sits at the table. */
public enum Party {
    MENTEE, MENTOR, ASSOCIATION, SUPPORT, FACILITATOR, OTHER;

    /** The word on the wire and in the tables: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The party of this word, or null. */
    public static Party of(String wire) {
        for (Party party : values()) {
            if (party.wire().equals(wire)) {
                return party;
            }
        }
        return null;
    }
}

package org.tavolo.people;

import java.util.Locale;

/** The two tables of a programme, each a board of its own. */
public enum Table {
    SHARED, CONFIDENTIAL;

    /** The word in the tables: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.tavolo.people;

import java.util.Arrays;
import java.util.Locale;

/** Who writes in the plan now. */
public enum Pen {
    /** The mentee city alone: so it is unless somebody who leads says otherwise. */
    MENTEE, EVERYONE, NOBODY;

    /** The word on the wire: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The pen of this word; the mentee city's when the word is null or none. */
    public static Pen of(String wire) {
        return Arrays.stream(values()).filter(pen -> pen.wire().equals(wire)).findFirst().orElse(MENTEE);
    }
}

package org.tavolo.people;

import java.util.Locale;

/** What a person may do in a programme. */
public enum Role {
    FACILITATOR, PARTICIPANT;

    /** The word on the wire and in the tables: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, or null. */
    public static Role of(String wire) {
        for (Role role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        return null;
    }
}

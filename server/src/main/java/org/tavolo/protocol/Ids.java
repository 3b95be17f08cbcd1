package org.tavolo.protocol;

import java.util.UUID;
import org.tavolo.board.Refusal;

/** Ids as they are written: UUIDs of 36 characters in lower case, and nothing that merely could be read as one. */
public final class Ids {
    private Ids() {
    }

    /** The id, or null when the text is none. */
    public static UUID orNull(String text) {
        if (text == null || text.length() != 36) {
            return null;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    static UUID read(Object value, String reason) throws Refusal {
        UUID id = value instanceof String text ? orNull(text) : null;
        if (id == null) {
            throw Refusal.invalid(reason);
        }
        return id;
    }
}

package org.tavolo.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * How long a programme is kept, and what is to be done about it: two years after the last visit, or after the last
 * writing while there was no visit, unless its owner said until when. The owner is warned 30 days before, and nothing is
 * erased before they took the whole programme as a file, or were offered it for those 30 days. Days are those of UTC.
 *
 * @param written   the day of the last revision at the shared table; of the other one nothing is to be seen from here
 * @param visited   the day of the last visit, or null
 * @param chosen    until when the owner wants it kept, or null
 * @param warned    since when they are warned, or null
 * @param offered   when they last took the whole programme as a file, or null
 */
public record Keeping(UUID programme, LocalDate written, LocalDate visited, LocalDate chosen, Instant warned,
                      Instant offered) {
    /** How long a programme is kept when nobody says otherwise. */
    public static final Period USUAL = Period.ofYears(2);
    /** How long before the end its owner is warned. */
    public static final Period WARNING = Period.ofDays(30);
    /** The longest that an owner may keep it, from today on. */
    public static final Period LONGEST = Period.ofYears(10);

    /** What is to be done. */
    public enum Step {
        NOTHING, WARN,
        /** Its end has moved away: the warning is taken back. */
        CALM,
        ERASE
    }

    /** The last day on which it is kept. */
    public LocalDate until() {
        return chosen != null ? chosen : (visited != null ? visited : written).plus(USUAL);
    }

    /** What is to be done now. */
    public Step next(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        boolean near = !today.isBefore(until().minus(WARNING));
        if (warned == null) {
            return near ? Step.WARN : Step.NOTHING;
        }
        if (!near) {
            return Step.CALM;
        }
        boolean longEnough = !now.isBefore(warned.plus(WARNING));
        boolean taken = offered != null && !offered.isBefore(warned);
        return today.isAfter(until()) && (longEnough || taken) ? Step.ERASE : Step.NOTHING;
    }

    /** Whether the owner may erase it at once: they took the whole of it as a file. */
    public boolean mayEnd() {
        return offered != null;
    }
}

package org.tavolo.people;

/**
 * Somebody in a programme.
 *
 * @param number what the journal calls them by
 * @param name   as shown, see {@link Names}
 */
public record Person(int number, String name, Party party, Role role) {
    /** Stands where there is nobody to name: whose note it was in an anonymous round is not known to anybody. */
    public static final int NOBODY = 0;
}

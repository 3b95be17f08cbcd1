package org.tavolo.web;

import org.tavolo.people.Right;

/**
 * Who may ask a route. Whatever a programme or board keeps from somebody altogether is {@code not_found} for them, the
 * same as what is not there at all.
 *
 * @param right what they need in the programme or at the board that the path names; null where it names none
 */
public record Access(Kind kind, Right right) {
    /** Everybody, also without a session. */
    public static final Access ANYONE = new Access(Kind.ANYONE, null);
    /** Whoever has a session. */
    public static final Access VISITOR = new Access(Kind.VISITOR, null);
    /** Whoever is signed in. */
    public static final Access ACCOUNT = new Access(Kind.ACCOUNT, null);
    /** Whoever is signed in and administers accounts. */
    public static final Access ADMINISTRATOR = new Access(Kind.ADMINISTRATOR, null);

    /** What has to be looked at before an answer. */
    public enum Kind { ANYONE, VISITOR, ACCOUNT, ADMINISTRATOR, PROGRAMME, BOARD }

    /** Whoever has this right in {@code :programme}. */
    public static Access programme(Right right) {
        return new Access(Kind.PROGRAMME, right);
    }

    /** Whoever has this right at {@code :board}. */
    public static Access board(Right right) {
        return new Access(Kind.BOARD, right);
    }
}

package org.tavolo.people;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody may ask of a programme beside editing its boards, which {@link Permissions} judge edit by edit. The
 * owner of a programme has what is said of owners besides what their role has.
 */
public enum Right {
    /** Know that the programme exists, what it is called, and who one is in it. */
    BELONG(EnumSet.allOf(Role.class), true),
    /** Read the shared table, now and as it was, and be present at it. */
    READ(Role.table(), false),
    /** Send edits to the shared table; each is judged for itself. */
    SUBMIT(Role.table(), false),
    /** Vote in what is put to the vote; only the mentee city's counts for more than advice. */
    VOTE(without(Role.table(), Role.MENTOR_SUPPORT), false),
    /** Lead: reveal what was written privately, close a vote and show it, mute, take back what somebody did. */
    LEAD(EnumSet.of(Role.FACILITATOR, Role.NETWORK), true),
    /** Ask municipal services and partners outside whether an action can be done. */
    CONSULT(EnumSet.of(Role.MENTEE, Role.FACILITATOR, Role.NETWORK), false),
    /** Take the plan out as a file. */
    TAKE_OUT(Role.table(), false),
    /** Look at what a file would bring in. */
    BRING_IN(EnumSet.of(Role.MENTEE, Role.FACILITATOR, Role.NETWORK), false),
    /** Make the whole table as it was. */
    RESTORE_BOARD(EnumSet.of(Role.MENTEE, Role.FACILITATOR, Role.NETWORK), false),
    /** Read the list of members. */
    SEE_MEMBERS(with(Role.table(), Role.COORDINATOR), true),
    /** Invite people, change and end their membership, as far as {@link #mayManage} goes. */
    MANAGE(EnumSet.of(Role.COORDINATOR, Role.MENTEE, Role.FACILITATOR, Role.NETWORK), true),
    /** Let people in who wait at the door, and open the door by a spoken code. */
    ADMIT(EnumSet.of(Role.MENTEE, Role.FACILITATOR, Role.NETWORK), true),
    /** Know whether there is a confidential table for oneself, ask to be let in; all else there is its members'. */
    APPROACH_CONFIDENTIAL(EnumSet.of(Role.MENTEE, Role.MENTOR, Role.FACILITATOR, Role.NETWORK), false),
    /** At the confidential table: let in who waits there, ask facilitators in, write off the record. */
    CONFIDE(EnumSet.noneOf(Role.class), false),
    /** Read what has been released to those who do not sit at the table. */
    SEE_RELEASED(EnumSet.allOf(Role.class), true),
    /** Let those read something of the table who do not sit at it; each kind of release is one city's. */
    RELEASE(EnumSet.of(Role.MENTEE, Role.MENTOR), false),
    /** See beside one another what the cities of several programmes released. */
    SEE_NETWORK(EnumSet.of(Role.COORDINATOR, Role.ASSOCIATION, Role.NETWORK), false),
    /** Take out, and have removed, what is one's own. */
    OWN_TRACES(EnumSet.allOf(Role.class), true),
    /** What only the owner may: the log, how long it is kept, giving it away, ending it. */
    OWN(EnumSet.noneOf(Role.class), true);

    /** Those whom the mentee city itself invites: its support group and those who look in from outside. */
    private static final Set<Role> GROUP_OF_THE_MENTEE = EnumSet.of(Role.SUPPORT, Role.MIGRANTS, Role.INVITED,
            Role.APPROVER, Role.SERVICE, Role.REFERENT, Role.OBSERVER);

    private final Set<Role> roles;
    private final boolean owner;

    Right(Set<Role> roles, boolean owner) {
        this.roles = roles;
        this.owner = owner;
    }

    /** Whether the role has it, or somebody has it who owns the programme. */
    public boolean has(Role role, boolean owns) {
        return roles.contains(role) || owner && owns;
    }

    /** Whether somebody with {@link #MANAGE} may give this role, or take it from somebody. */
    public static boolean mayManage(Role role, boolean owns, Role given) {
        return MANAGE.has(role, owns) && (owns || role != Role.MENTEE || GROUP_OF_THE_MENTEE.contains(given));
    }

    /** The word in {@code docs/permissions.md}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static EnumSet<Role> without(EnumSet<Role> roles, Role one) {
        roles.remove(one);
        return roles;
    }

    private static EnumSet<Role> with(EnumSet<Role> roles, Role one) {
        roles.add(one);
        return roles;
    }
}

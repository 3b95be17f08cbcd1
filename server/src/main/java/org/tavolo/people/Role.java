package org.tavolo.people;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody is in a programme; what each may do is in {@link Permissions}. Behind each stands its number in the
 * method.
 */
public enum Role {
    /** R1: sets programmes up; sees what cities release. */
    COORDINATOR("R1", Party.OTHER),
    /** R2: owns the needs analysis and the plan. */
    MENTEE("R2", Party.MENTEE),
    /** R3: helps and does not decide. */
    MENTOR("R3", Party.MENTOR),
    /** R4: the association of either city. */
    ASSOCIATION("R4", Party.ASSOCIATION),
    /** R5: a member of the local support group. */
    SUPPORT("R5", Party.SUPPORT),
    /** R5b: a member of the mentor city's own support group. */
    MENTOR_SUPPORT("R5b", Party.SUPPORT),
    /** R6: speaks for migrants in the support group. */
    MIGRANTS("R6", Party.SUPPORT),
    /** R7: leads the sessions. */
    FACILITATOR("R7", Party.FACILITATOR, Party.MENTEE, Party.MENTOR, Party.ASSOCIATION, Party.OTHER),
    /** R8: a politician, or who else approves the plan. */
    APPROVER("R8", Party.OTHER, Party.MENTEE),
    /** R9: a municipal service or an external partner that is asked for its opinion. */
    SERVICE("R9", Party.OTHER, Party.MENTEE),
    /** R10: facilitates several networks; intercultural facilitators and cultural mediators. */
    NETWORK("R10", Party.FACILITATOR, Party.OTHER),
    /** R11: speaks for other interventions. */
    REFERENT("R11", Party.OTHER),
    /** R12: reads what is published. */
    OBSERVER("R12", Party.OTHER),
    /** R13: invited to an interview, a focus group or a workshop. */
    INVITED("R13", Party.SUPPORT, Party.OTHER, Party.MENTEE, Party.MENTOR, Party.ASSOCIATION);

    /** Whoever may see parts of a shared table only never joins its stream. */
    private static final Set<Role> AT_THE_TABLE = EnumSet.of(MENTEE, MENTOR, ASSOCIATION, SUPPORT, MENTOR_SUPPORT,
            MIGRANTS, FACILITATOR, NETWORK, INVITED);

    private final String number;
    private final List<Party> parties;

    Role(String number, Party... parties) {
        this.number = number;
        this.parties = List.of(parties);
    }

    /** Its number in the method, R1 to R13. */
    public String number() {
        return number;
    }

    /** The parties for which somebody of this role may sit at the table, the usual one first. */
    public List<Party> parties() {
        return parties;
    }

    /** Whether they sit at the shared table and see all of it. */
    public boolean atTheTable() {
        return AT_THE_TABLE.contains(this);
    }

    /** All who sit at the shared table; a copy. */
    static EnumSet<Role> table() {
        return EnumSet.copyOf(AT_THE_TABLE);
    }

    /** Whether they lead sessions. */
    public boolean leads() {
        return this == FACILITATOR || this == NETWORK;
    }

    /** The word on the wire and in the tables: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, or null. */
    public static Role of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst().orElse(null);
    }
}

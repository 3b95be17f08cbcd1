package org.tavolo.people;

import java.util.Arrays;
import java.util.Locale;

/** The parts of a table that {@link Permissions} tell apart. Each type, and where need be each field, names its own. */
public enum Part {
    /** The head of the programme and of the plan. */
    FRAME,
    /** What only who leads may set or make: who writes now, what is locked, a session with all that is led in it. */
    STEERING,
    /** The mentee city's own: its needs and its actions. */
    PLAN,
    /** What only the mentee city may say of its plan: that an action is agreed. */
    DECISION,
    /** What a table is made of beside what every table has: its sheets and areas, as wholes. */
    AREA,
    /** What the cities and their associations prepare together: visits, benchmarks, most sheets. */
    COMMON,
    /** What the mentor city brings: its strengths, and good practices, which everybody may collect. */
    MENTORS,
    /** What the mentor city alone says beside a thing of others. */
    COUNSEL,
    /** What the city association tells of its country: the mentee city writes it where there is no association. */
    ASSOCIATIONS,
    /** A note: it is its author's. */
    NOTE,
    /** Groups of notes. */
    GROUP,
    /** Somebody asks to speak. */
    HAND,
    /** A change to the plan that somebody proposes: it is theirs until the mentee city has taken it up or not. */
    PROPOSAL,
    /** What somebody says beside a thing. */
    COMMENT,
    /** Whether what was said beside a thing is done with. */
    RESOLUTION,
    /** What a note is answered. */
    ANSWER,
    /** What somebody outside says of an action: the server alone writes it, the mentee city may take it away. */
    OPINION,
    /** What came out of a vote: the server alone writes it. */
    RESULT,
    /** What is written together at the confidential table. */
    TALK,
    /** A note at the confidential table. */
    ASIDE;

    /** The word in the method: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part of this word, or null. */
    public static Part of(String wire) {
        return Arrays.stream(values()).filter(part -> part.wire().equals(wire)).findFirst().orElse(null);
    }
}

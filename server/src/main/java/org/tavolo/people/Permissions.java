package org.tavolo.people;

import static org.tavolo.people.Deed.CREATE;
import static org.tavolo.people.Deed.DELETE;
import static org.tavolo.people.Deed.LINK;
import static org.tavolo.people.Deed.MOVE;
import static org.tavolo.people.Deed.READ;
import static org.tavolo.people.Deed.RESTORE;
import static org.tavolo.people.Deed.TRANSLATE;
import static org.tavolo.people.Deed.UNLINK;
import static org.tavolo.people.Deed.WRITE;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/**
 * Who may do what to what at a table: one pure function, and the table it looks in. {@code docs/permissions.md} is
 * printed from it. The browser mirrors it; only what the server says here counts.
 */
public final class Permissions {
    /** On what it depends whether a role may do a deed to a part. */
    public enum When {
        NEVER, ALWAYS,
        /** To what one wrote oneself. */
        OWN,
        /** While the pen is with this role. */
        WITH_PEN,
        /** While the pen is with this role and no session is on. */
        WITH_PEN_BETWEEN_SESSIONS,
        /** To what one wrote oneself, while the pen is with this role. */
        OWN_WITH_PEN,
        /** To what one wrote oneself, and to everything while the pen is with this role. */
        OWN_OR_WITH_PEN,
        /** To what the mentee city did not write, and to what one wrote oneself. */
        NOT_MENTEES,
        /** To what the mentee city did not write, while the pen is with this role. */
        NOT_MENTEES_WITH_PEN
    }

    /**
     * Who asks.
     *
     * @param owner whether the programme is theirs: they set it up, or were given it
     * @param muted whether who leads has muted them
     */
    public record Asker(Role role, Party party, boolean owner, boolean muted) {}

    /**
     * What it is about: an item, and where it is deleted also what is below it.
     *
     * @param author for which party who wrote it sits; null when nobody knows
     * @param own    whether the asker wrote it
     */
    public record About(Part part, Party author, boolean own, boolean locked) {}

    private static final Set<Role> TABLE = Role.table();
    private static final Set<Role> LEADERS = EnumSet.of(Role.FACILITATOR, Role.NETWORK);
    private static final Set<Role> MENTEE = EnumSet.of(Role.MENTEE);
    private static final Set<Role> MENTOR = EnumSet.of(Role.MENTOR);
    private static final Set<Role> ASSOCIATION = EnumSet.of(Role.ASSOCIATION);
    /** Those who prepare the work: the two cities, their associations, and who leads. */
    private static final Set<Role> CITIES =
            EnumSet.of(Role.MENTEE, Role.MENTOR, Role.ASSOCIATION, Role.FACILITATOR, Role.NETWORK);
    /** Who writes in the plan beside the mentee city while everybody does; the mentor city's own group never does. */
    private static final Set<Role> WITH_EVERYONE = EnumSet.of(Role.MENTOR, Role.ASSOCIATION, Role.SUPPORT,
            Role.MIGRANTS, Role.FACILITATOR, Role.NETWORK, Role.INVITED);
    private static final Set<Role> PROPOSERS = union(WITH_EVERYONE, MENTEE);
    private static final Set<Role> CONFIDENTIAL =
            EnumSet.of(Role.MENTEE, Role.MENTOR, Role.FACILITATOR, Role.NETWORK);

    private static final Map<Part, Map<Deed, Map<Role, When>>> TABLE_OF_RULES = rules();

    private Permissions() {
    }

    /** With whom the pen is, and whether a session is on. */
    public record Now(Pen pen, boolean session) {}

    /**
     * Whether somebody may do this now.
     *
     * @throws Refusal {@code muted} while they are, {@code locked} while it is locked, {@code pen} or {@code session} when they may at another time,
     *                 {@code not_yours} when they may with what they wrote themselves, otherwise {@code role}
     */
    public static void check(Asker asker, Deed deed, About about, Now now) throws Refusal {
        When when = when(asker, about.part(), deed);
        if (when == When.NEVER) {
            throw denied("role");
        }
        if (deed != READ && about.part() != Part.HAND) {
            mayWrite(asker);
        }
        if (about.locked() && deed != READ && about.part() != Part.STEERING) {
            throw new Refusal(Code.LOCKED, "locked");
        }
        boolean writes = holds(asker.role(), now.pen());
        switch (when) {
            case OWN -> require(about.own(), "not_yours");
            case WITH_PEN -> require(writes, "pen");
            case WITH_PEN_BETWEEN_SESSIONS -> {
                require(writes, "pen");
                require(!now.session(), "session");
            }
            case OWN_WITH_PEN -> {
                require(about.own(), "not_yours");
                require(writes, "pen");
            }
            case OWN_OR_WITH_PEN -> require(about.own() || writes, "pen");
            case NOT_MENTEES -> require(notMentees(about), "not_yours");
            case NOT_MENTEES_WITH_PEN -> {
                require(notMentees(about), "not_yours");
                require(writes, "pen");
            }
            default -> { }
        }
    }

    /**
     * Whether somebody may write at all: on the board, of which raising a hand is left to everybody, or beside it.
     *
     * @throws Refusal {@code muted} while they are
     */
    public static void mayWrite(Asker asker) throws Refusal {
        // Who was given the lead meanwhile is muted no more.
        require(!asker.muted() || Right.LEAD.has(asker.role(), asker.owner()), "muted");
    }

    /**
     * Whether somebody may be muted, by whoever leads.
     *
     * @throws Refusal {@code leads} for who leads themselves, among them the owner and whoever asks
     */
    public static void mayBeMuted(Role role, boolean owner) throws Refusal {
        require(!Right.LEAD.has(role, owner), "leads");
    }

    /** Nobody takes for anybody's what nobody knows whose it is. */
    private static boolean notMentees(About about) {
        return about.own() || about.author() != null && about.author() != Party.MENTEE;
    }

    /** On what it depends. */
    public static When when(Asker asker, Part part, Deed deed) {
        // Whoever the programme belongs to leads it too; the mentee city has more than that of its own table.
        boolean leads = part == Part.STEERING || part == Part.AREA && asker.role() != Role.MENTEE;
        if (asker.owner() && leads && asker.role().atTheTable()) {
            return when(Role.FACILITATOR, part, deed);
        }
        return when(asker.role(), part, deed);
    }

    /** The cell of the table; every one is declared. */
    public static When when(Role role, Part part, Deed deed) {
        return TABLE_OF_RULES.get(part).get(deed).get(role);
    }

    /** Whether the pen is with this role. */
    public static boolean holds(Role role, Pen pen) {
        return switch (pen) {
            case MENTEE -> role == Role.MENTEE;
            case EVERYONE -> role == Role.MENTEE || WITH_EVERYONE.contains(role);
            case NOBODY -> false;
        };
    }

    private static Map<Part, Map<Deed, Map<Role, When>>> rules() {
        Rules rules = new Rules();
        rules.may(TABLE, Part.FRAME, READ, When.ALWAYS);
        rules.may(MENTEE, Part.FRAME, WRITE, When.ALWAYS);
        rules.may(LEADERS, Part.FRAME, WRITE, When.ALWAYS);
        rules.may(TABLE, Part.FRAME, TRANSLATE, When.ALWAYS);

        rules.may(TABLE, Part.STEERING, READ, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, WRITE, MOVE, LINK, UNLINK, DELETE, RESTORE)) {
            rules.may(LEADERS, Part.STEERING, deed, When.ALWAYS);
            rules.may(LEADERS, Part.HAND, deed, When.ALWAYS);
        }
        rules.may(TABLE, Part.HAND, READ, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, DELETE, RESTORE)) {
            rules.may(without(TABLE, LEADERS), Part.HAND, deed, deed == CREATE ? When.ALWAYS : When.OWN);
        }

        rules.may(TABLE, Part.PLAN, READ, When.ALWAYS);
        rules.may(TABLE, Part.PLAN, TRANSLATE, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, WRITE, MOVE, LINK, UNLINK, DELETE, RESTORE)) {
            boolean removes = deed == DELETE || deed == RESTORE;
            rules.may(MENTEE, Part.PLAN, deed, When.WITH_PEN);
            rules.may(WITH_EVERYONE, Part.PLAN, deed, removes ? When.OWN_WITH_PEN : When.WITH_PEN);
            if (removes) {
                rules.may(LEADERS, Part.PLAN, deed, When.NOT_MENTEES_WITH_PEN);
            }
            if (deed == MOVE) {
                rules.may(without(WITH_EVERYONE, LEADERS), Part.PLAN, deed, When.WITH_PEN_BETWEEN_SESSIONS);
            }
        }

        rules.may(TABLE, Part.DECISION, READ, When.ALWAYS);
        rules.may(MENTEE, Part.DECISION, WRITE, When.WITH_PEN);

        prepared(rules);

        for (Deed deed : EnumSet.of(READ, CREATE, TRANSLATE)) {
            rules.may(TABLE, Part.NOTE, deed, When.ALWAYS);
        }
        rules.may(TABLE, Part.NOTE, WRITE, When.OWN);
        for (Deed deed : EnumSet.of(MOVE, LINK, UNLINK)) {
            rules.may(TABLE, Part.NOTE, deed, When.OWN_OR_WITH_PEN);
            rules.may(MENTEE, Part.NOTE, deed, When.ALWAYS);
            rules.may(LEADERS, Part.NOTE, deed, When.ALWAYS);
        }
        for (Deed deed : EnumSet.of(DELETE, RESTORE)) {
            rules.may(TABLE, Part.NOTE, deed, When.OWN);
            rules.may(LEADERS, Part.NOTE, deed, When.NOT_MENTEES);
        }

        rules.may(TABLE, Part.GROUP, READ, When.ALWAYS);
        rules.may(TABLE, Part.GROUP, TRANSLATE, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, WRITE, MOVE, LINK, UNLINK, DELETE, RESTORE)) {
            boolean removes = deed == DELETE || deed == RESTORE;
            rules.may(WITH_EVERYONE, Part.GROUP, deed, removes ? When.OWN_WITH_PEN : When.WITH_PEN);
            rules.may(MENTEE, Part.GROUP, deed, When.ALWAYS);
            rules.may(LEADERS, Part.GROUP, deed, removes ? When.NOT_MENTEES : When.ALWAYS);
        }

        rules.may(TABLE, Part.PROPOSAL, READ, When.ALWAYS);
        rules.may(PROPOSERS, Part.PROPOSAL, CREATE, When.ALWAYS);
        for (Deed deed : EnumSet.of(READ, CREATE, TRANSLATE)) {
            rules.may(TABLE, Part.COMMENT, deed, When.ALWAYS);
        }
        for (Deed deed : EnumSet.of(WRITE, LINK, UNLINK, DELETE, RESTORE)) {
            boolean removes = deed == DELETE || deed == RESTORE;
            rules.may(PROPOSERS, Part.PROPOSAL, deed, When.OWN);
            rules.may(TABLE, Part.COMMENT, deed, When.OWN);
            if (removes) {
                rules.may(LEADERS, Part.PROPOSAL, deed, When.NOT_MENTEES);
                rules.may(LEADERS, Part.COMMENT, deed, When.NOT_MENTEES);
            }
        }
        rules.may(TABLE, Part.RESOLUTION, READ, When.ALWAYS);
        rules.may(TABLE, Part.RESOLUTION, WRITE, When.OWN);
        rules.may(union(MENTEE, LEADERS), Part.RESOLUTION, WRITE, When.ALWAYS);

        rules.may(TABLE, Part.ANSWER, READ, When.ALWAYS);
        rules.may(TABLE, Part.ANSWER, TRANSLATE, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, WRITE, LINK, UNLINK, DELETE, RESTORE)) {
            boolean removes = deed == DELETE || deed == RESTORE;
            rules.may(MENTEE, Part.ANSWER, deed, When.ALWAYS);
            rules.may(LEADERS, Part.ANSWER, deed, removes ? When.OWN_WITH_PEN : When.WITH_PEN);
        }

        rules.may(TABLE, Part.RESULT, READ, When.ALWAYS);
        rules.may(TABLE, Part.OPINION, READ, When.ALWAYS);
        rules.may(MENTEE, Part.OPINION, DELETE, When.ALWAYS);
        rules.may(MENTEE, Part.OPINION, RESTORE, When.ALWAYS);

        for (Deed deed : EnumSet.of(READ, CREATE, WRITE, TRANSLATE, MOVE, LINK, UNLINK)) {
            rules.may(CONFIDENTIAL, Part.TALK, deed, When.ALWAYS);
        }
        for (Deed deed : EnumSet.of(READ, CREATE, TRANSLATE)) {
            rules.may(CONFIDENTIAL, Part.ASIDE, deed, When.ALWAYS);
        }
        for (Deed deed : EnumSet.of(WRITE, MOVE, LINK, UNLINK)) {
            rules.may(CONFIDENTIAL, Part.ASIDE, deed, When.OWN);
        }
        for (Deed deed : EnumSet.of(DELETE, RESTORE)) {
            rules.may(CONFIDENTIAL, Part.TALK, deed, When.OWN);
            rules.may(CONFIDENTIAL, Part.ASIDE, deed, When.OWN);
        }
        return rules.filled();
    }

    /** What is put on a table when it is wanted, and what is prepared there between the visits. */
    private static void prepared(Rules rules) {
        for (Part part : EnumSet.of(Part.AREA, Part.COMMON, Part.MENTORS, Part.COUNSEL, Part.ASSOCIATIONS)) {
            rules.may(TABLE, part, READ, When.ALWAYS);
            rules.may(TABLE, part, TRANSLATE, When.ALWAYS);
        }
        rules.may(TABLE, Part.MENTORS, CREATE, When.ALWAYS);
        rules.may(CITIES, Part.ASSOCIATIONS, CREATE, When.ALWAYS);
        rules.may(MENTOR, Part.COUNSEL, WRITE, When.ALWAYS);
        for (Deed deed : EnumSet.of(CREATE, WRITE, MOVE, LINK, UNLINK)) {
            rules.may(union(MENTEE, LEADERS), Part.AREA, deed, When.ALWAYS);
            rules.may(WITH_EVERYONE, Part.COMMON, deed, When.WITH_PEN);
            rules.may(CITIES, Part.COMMON, deed, When.ALWAYS);
            if (deed != CREATE) {
                rules.may(TABLE, Part.MENTORS, deed, When.OWN);
                rules.may(MENTOR, Part.MENTORS, deed, When.ALWAYS);
                rules.may(PROPOSERS, Part.ASSOCIATIONS, deed, When.OWN_OR_WITH_PEN);
                rules.may(ASSOCIATION, Part.ASSOCIATIONS, deed, When.ALWAYS);
            }
        }
        for (Deed deed : EnumSet.of(DELETE, RESTORE)) {
            rules.may(MENTEE, Part.AREA, deed, When.ALWAYS);
            rules.may(LEADERS, Part.AREA, deed, When.NOT_MENTEES);
            rules.may(WITH_EVERYONE, Part.COMMON, deed, When.OWN_WITH_PEN);
            rules.may(CITIES, Part.COMMON, deed, When.OWN);
            rules.may(LEADERS, Part.COMMON, deed, When.NOT_MENTEES);
            rules.may(MENTEE, Part.COMMON, deed, When.ALWAYS);
            rules.may(TABLE, Part.MENTORS, deed, When.OWN);
            rules.may(union(MENTOR, LEADERS), Part.MENTORS, deed, When.NOT_MENTEES);
            rules.may(CITIES, Part.ASSOCIATIONS, deed, When.OWN);
            rules.may(union(ASSOCIATION, LEADERS), Part.ASSOCIATIONS, deed, When.NOT_MENTEES);
        }
    }

    private static Set<Role> union(Set<Role> some, Set<Role> others) {
        Set<Role> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    private static Set<Role> without(Set<Role> some, Set<Role> others) {
        Set<Role> left = EnumSet.copyOf(some);
        left.removeAll(others);
        return left;
    }

    private static void require(boolean holds, String reason) throws Refusal {
        if (!holds) {
            throw denied(reason);
        }
    }

    private static Refusal denied(String reason) {
        return new Refusal(Code.DENIED, reason);
    }

    /** What is said of a part and a deed later counts for the roles it names; what is not said at all is never. */
    private static final class Rules {
        private final Map<Part, Map<Deed, Map<Role, When>>> said = new EnumMap<>(Part.class);

        void may(Set<Role> roles, Part part, Deed deed, When when) {
            Map<Role, When> row = said.computeIfAbsent(part, ignored -> new EnumMap<>(Deed.class))
                    .computeIfAbsent(deed, ignored -> new EnumMap<>(Role.class));
            roles.forEach(role -> row.put(role, when));
        }

        Map<Part, Map<Deed, Map<Role, When>>> filled() {
            for (Part part : Part.values()) {
                for (Deed deed : Deed.values()) {
                    may(Set.of(), part, deed, When.NEVER);
                    Map<Role, When> row = said.get(part).get(deed);
                    for (Role role : Role.values()) {
                        row.putIfAbsent(role, When.NEVER);
                    }
                }
            }
            return said;
        }
    }
}

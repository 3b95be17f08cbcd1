package org.tavolo.people;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavolo.board.Refusal;
import org.tavolo.people.Permissions.About;
import org.tavolo.people.Permissions.Asker;
import org.tavolo.people.Permissions.Now;
import org.tavolo.people.Permissions.When;

class PermissionsTest {
    private static final Set<Role> HELPERS = EnumSet.of(Role.MENTOR, Role.ASSOCIATION, Role.SUPPORT,
            Role.MENTOR_SUPPORT, Role.MIGRANTS, Role.INVITED);

    @ParameterizedTest
    @EnumSource(Part.class)
    void somebodyReadsEveryPartAndSomebodyWritesInItButInResultsTheServerAlone(Part part) {
        assertNotEquals(0, readers(part, Deed.READ), "nobody was said to read " + part);
        assertEquals(part == Part.RESULT || part == Part.OPINION, readers(part, Deed.WRITE) == 0, "who was said to write in " + part);
    }

    @Test
    void whileASessionIsOnOnlyTheMenteeCityAndWhoLeadsReorderThePlan() {
        About action = new About(Part.PLAN, Party.MENTEE, false, false);
        Now session = new Now(Pen.EVERYONE, true);
        for (Role role : Role.values()) {
            if (role == Role.MENTEE || role.leads()) {
                assertDoesNotThrow(() -> Permissions.check(asker(role), Deed.MOVE, action, session));
            } else {
                Refusal refusal = assertThrows(Refusal.class,
                        () -> Permissions.check(asker(role), Deed.MOVE, action, session));
                assertEquals(Permissions.holds(role, Pen.EVERYONE) ? "session" : "role", refusal.reason(), role.wire());
            }
        }
    }

    private static long readers(Part part, Deed deed) {
        return EnumSet.allOf(Role.class).stream().filter(role -> Permissions.when(role, part, deed) != When.NEVER)
                .count();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoDoesNotSitAtTheTableMayDoNothingToIt(Role role) {
        for (Part part : Part.values()) {
            for (Deed deed : Deed.values()) {
                if (!role.atTheTable()) {
                    assertEquals(When.NEVER, Permissions.when(role, part, deed), part + " " + deed);
                }
            }
        }
    }

    @Test
    void whoHelpsNeverDecidesAndNeverDeletesWhatTheMenteeCityWrote() {
        for (Role role : HELPERS) {
            for (Pen pen : Pen.values()) {
                About mentees = new About(Part.PLAN, Party.MENTEE, false, false);
                assertRefused("not_yours|pen|role", role, Deed.DELETE, mentees, pen);
                assertRefused("role", role, Deed.WRITE, new About(Part.DECISION, Party.MENTEE, false, false), pen);
                assertRefused("role", role, Deed.WRITE, new About(Part.DECISION, role.parties().get(0), true, false),
                        pen);
                assertRefused("role", role, Deed.WRITE, new About(Part.STEERING, Party.MENTEE, false, false), pen);
            }
        }
    }

    @Test
    void theMentorWritesInThePlanOnlyWhileEverybodyDoes() {
        About action = new About(Part.PLAN, Party.MENTEE, false, false);
        assertRefused("pen", Role.MENTOR, Deed.WRITE, action, Pen.MENTEE);
        assertRefused("pen", Role.MENTOR, Deed.WRITE, action, Pen.NOBODY);
        assertAllowed(Role.MENTOR, Deed.WRITE, action, Pen.EVERYONE);
    }

    @Test
    void theMenteeCityWritesUnlessNobodyDoes() {
        About action = new About(Part.PLAN, Party.MENTOR, false, false);
        assertAllowed(Role.MENTEE, Deed.DELETE, action, Pen.MENTEE);
        assertAllowed(Role.MENTEE, Deed.DELETE, action, Pen.EVERYONE);
        assertRefused("pen", Role.MENTEE, Deed.WRITE, action, Pen.NOBODY);
    }

    @Test
    void theMentorCitysOwnGroupNeverWritesInThePlanAndTranslatesAndNotes() {
        assertRefused("role", Role.MENTOR_SUPPORT, Deed.CREATE, new About(Part.PLAN, Party.SUPPORT, true, false),
                Pen.EVERYONE);
        assertAllowed(Role.MENTOR_SUPPORT, Deed.CREATE, new About(Part.NOTE, Party.SUPPORT, true, false), Pen.NOBODY);
        assertAllowed(Role.MENTOR_SUPPORT, Deed.TRANSLATE, new About(Part.PLAN, Party.MENTEE, false, false),
                Pen.NOBODY);
    }

    @Test
    void aNoteIsItsAuthorsAndWhoLeadsMayTakeItAway() {
        About other = new About(Part.NOTE, Party.SUPPORT, false, false);
        assertRefused("not_yours", Role.MENTEE, Deed.WRITE, other, Pen.EVERYONE);
        assertRefused("not_yours", Role.FACILITATOR, Deed.WRITE, other, Pen.EVERYONE);
        assertRefused("not_yours", Role.MENTEE, Deed.DELETE, other, Pen.EVERYONE);
        assertAllowed(Role.FACILITATOR, Deed.DELETE, other, Pen.NOBODY);
        assertRefused("not_yours", Role.FACILITATOR, Deed.DELETE, new About(Part.NOTE, Party.MENTEE, false, false),
                Pen.EVERYONE);
        assertAllowed(Role.SUPPORT, Deed.WRITE, new About(Part.NOTE, Party.SUPPORT, true, false), Pen.NOBODY);
    }

    @Test
    void whoLeadsRemovesWithThePenWhatTheMenteeCityDidNotWrite() {
        assertAllowed(Role.FACILITATOR, Deed.DELETE, new About(Part.PLAN, Party.MENTOR, false, false), Pen.EVERYONE);
        assertRefused("not_yours", Role.FACILITATOR, Deed.DELETE, new About(Part.PLAN, Party.MENTEE, false, false),
                Pen.EVERYONE);
        assertRefused("not_yours", Role.FACILITATOR, Deed.DELETE, new About(Part.PLAN, null, false, false),
                Pen.EVERYONE);
        assertRefused("pen", Role.FACILITATOR, Deed.DELETE, new About(Part.PLAN, Party.MENTOR, false, false),
                Pen.MENTEE);
    }

    @Test
    void whatIsLockedNobodyTouchesButWhoLocksIt() {
        for (Role role : Role.values()) {
            for (Pen pen : Pen.values()) {
                assertRefused("locked|role", role, Deed.WRITE, new About(Part.PLAN, Party.MENTEE, true, true), pen);
            }
        }
        assertAllowed(Role.FACILITATOR, Deed.WRITE, new About(Part.STEERING, Party.MENTEE, false, true), Pen.MENTEE);
    }

    @Test
    void whoIsMutedReadsAndRaisesAHandAndWritesNothing() {
        for (Role role : HELPERS) {
            Asker muted = new Asker(role, role.parties().get(0), false, true);
            for (Part part : Part.values()) {
                About own = new About(part, role.parties().get(0), true, false);
                for (Deed deed : Deed.values()) {
                    if (Permissions.when(role, part, deed) == When.NEVER) {
                        continue;
                    }
                    if (deed == Deed.READ || part == Part.HAND) {
                        assertDoesNotThrow(() -> Permissions.check(muted, deed, own, at(Pen.EVERYONE)), part + " " + deed);
                    } else {
                        assertEquals("muted", assertThrows(Refusal.class,
                                () -> Permissions.check(muted, deed, own, at(Pen.EVERYONE)), part + " " + deed).reason());
                    }
                }
            }
            assertThrows(Refusal.class, () -> Permissions.mayWrite(muted));
        }
    }

    @Test
    void whoeverTheProgrammeBelongsToPutsPartsOnTheTableYetDeletesNothingOfTheMenteeCity() {
        Asker mentor = new Asker(Role.MENTOR, Party.MENTOR, true, false);
        assertEquals(When.ALWAYS, Permissions.when(mentor, Part.AREA, Deed.CREATE));
        assertEquals(When.NOT_MENTEES, Permissions.when(mentor, Part.AREA, Deed.DELETE));
        assertEquals(When.NEVER, Permissions.when(Role.MENTOR, Part.AREA, Deed.CREATE));
        assertEquals(When.ALWAYS, Permissions.when(new Asker(Role.MENTEE, Party.MENTEE, true, false), Part.AREA, Deed.DELETE));
        assertEquals(When.NEVER, Permissions.when(new Asker(Role.OBSERVER, Party.OTHER, true, false), Part.AREA, Deed.CREATE));
    }

    @Test
    void theCounselOfTheMentorCityIsItsAlone() {
        for (Role role : Role.values()) {
            assertEquals(role == Role.MENTOR ? When.ALWAYS : When.NEVER, Permissions.when(role, Part.COUNSEL, Deed.WRITE), role.wire());
        }
    }

    @Test
    void whoLeadsIsNeitherMutedNorHeldByIt() {
        for (Role role : Role.values()) {
            for (boolean owner : new boolean[] {false, true}) {
                Asker muted = new Asker(role, role.parties().get(0), owner, true);
                if (role.leads() || owner) {
                    assertEquals("leads", assertThrows(Refusal.class, () -> Permissions.mayBeMuted(role, owner)).reason());
                    assertDoesNotThrow(() -> Permissions.mayWrite(muted), role + " " + owner);
                } else {
                    assertDoesNotThrow(() -> Permissions.mayBeMuted(role, false), role.wire());
                    assertThrows(Refusal.class, () -> Permissions.mayWrite(muted), role.wire());
                }
            }
        }
    }

    @Test
    void theOwnerOfAProgrammeSteersIt() throws Refusal {
        About pen = new About(Part.STEERING, Party.MENTEE, false, false);
        Permissions.check(new Asker(Role.MENTEE, Party.MENTEE, true, false), Deed.WRITE, pen, at(Pen.MENTEE));
        assertRefused("role", Role.MENTEE, Deed.WRITE, pen, Pen.MENTEE);
        assertThrows(Refusal.class, () -> Permissions.check(new Asker(Role.MENTOR, Party.MENTOR, true, false), Deed.WRITE,
                new About(Part.DECISION, Party.MENTOR, true, false), at(Pen.EVERYONE)));
        assertThrows(Refusal.class, () -> Permissions.check(new Asker(Role.COORDINATOR, Party.OTHER, true, false), Deed.WRITE,
                pen, at(Pen.MENTEE)));
    }

    @Test
    void theMenteeCityGivesRolesOfItsOwnGroupOnly() {
        assertEquals(true, Right.mayManage(Role.MENTEE, false, Role.MIGRANTS));
        assertEquals(false, Right.mayManage(Role.MENTEE, false, Role.MENTOR));
        assertEquals(false, Right.mayManage(Role.SUPPORT, false, Role.INVITED));
        assertEquals(true, Right.mayManage(Role.MENTEE, true, Role.MENTOR));
        assertEquals(true, Right.mayManage(Role.FACILITATOR, false, Role.MENTEE));
    }

    private static void assertAllowed(Role role, Deed deed, About about, Pen pen) {
        assertDoesNotThrow(() -> Permissions.check(asker(role), deed, about, at(pen)), role + " " + deed + " " + about);
    }

    private static void assertRefused(String reasons, Role role, Deed deed, About about, Pen pen) {
        Refusal refusal = assertThrows(Refusal.class, () -> Permissions.check(asker(role), deed, about, at(pen)),
                role + " " + deed + " " + about + " " + pen);
        assertEquals(true, refusal.reason().matches(reasons), refusal.reason() + " for " + role + " " + deed);
    }

    private static Now at(Pen pen) {
        return new Now(pen, false);
    }

    private static Asker asker(Role role) {
        return new Asker(role, role.parties().get(0), false, false);
    }
}

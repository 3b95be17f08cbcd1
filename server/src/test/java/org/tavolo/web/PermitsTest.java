package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.TextOp;
import org.tavolo.board.TextOp;
import org.tavolo.method.Method;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** What an edit is judged by beside its own cell in the table: what stands there, what holds it, what goes with it. */
class PermitsTest {
    private static final UUID PROGRAMME = id(9_000);
    private static final Person ANNA = new Person(1, "Anna", Party.MENTEE, Role.MENTEE);
    private static final Person MARC = new Person(2, "Marc", Party.MENTOR, Role.MENTOR);
    private static final Person ROSA = new Person(3, "Rosa", Party.FACILITATOR, Role.FACILITATOR);
    private static final UUID PLAN = id(2);
    private static final UUID NOTES = id(3);
    private final Method method = Method.read();
    private Board board;
    private Permits permits;

    @BeforeEach
    void everybodyWrites() throws Refusal {
        Rosters rosters = new Rosters((Programmes) Proxy.newProxyInstance(PermitsTest.class.getClassLoader(),
                new Class<?>[] {Programmes.class},
                (proxy, called, arguments) -> Future.succeededFuture(List.of(ANNA, MARC, ROSA))));
        rosters.know(PROGRAMME);
        permits = new Permits(method, rosters);
        board = new Board(method);
        make(ROSA, id(1), "programme", null, Map.of("pen", "everyone"));
        make(ROSA, PLAN, "plan", null, Map.of());
        make(ROSA, NOTES, "notes", null, Map.of());
    }

    @Test
    void whatTheMenteeCityAgreedNobodyElseTakesBack() throws Refusal {
        make(ANNA, id(10), "action", PLAN, Map.of("state", "agreed"));
        Edit back = new Edit.Set(id(10), "state", "idea", null);
        assertRefused("role", MARC, back);
        assertRefused("role", ROSA, back);
        assertRefused("role", MARC, new Edit.Set(id(10), "state", null, null));
        assertAllowed(ANNA, back);
    }

    @Test
    void aSessionThatIsOnlyPreparedHoldsNobodyBack() throws Refusal {
        make(ANNA, id(10), "action", PLAN, Map.of());
        make(ROSA, id(11), "session", id(1), Map.of("title", "Seconda visita"));
        Edit move = new Edit.Move(id(10), PLAN, Place.FIRST, null, null, null, null);
        assertAllowed(MARC, move);
        make(ROSA, id(12), "session", id(1), Map.of("opened", 1L));
        assertRefused("session", MARC, move);
    }

    @Test
    void nobodyHasTwoHandsUpNorFillsTheBoardWithThemButForWhoLeads() throws Refusal {
        make(ROSA, id(12), "session", id(1), Map.of("opened", 1L));
        Edit raise = create("hand", id(12), Map.of());
        for (int hand = 0; hand < 100; hand++) {
            assertAllowed(MARC, raise);
            make(MARC, id(100 + hand), "hand", id(12), Map.of());
            assertRefused("hand_up", MARC, raise);
            assertAllowed(ANNA, raise);
            board.replay(hand % 2 == 0 ? new Edit.Delete(id(100 + hand), false)
                    : new Edit.Set(id(100 + hand), "spoke", 1L, null), MARC.number(), 0);
        }
        assertRefused("too_many_hands", MARC, raise);
        make(ROSA, id(300), "hand", id(12), Map.of("count", 4L));
        assertAllowed(ROSA, raise);
    }

    @Test
    void nobodyDeletesWhatTheMenteeCitySaysInASheetThatTheyPutThere() throws Refusal {
        make(ROSA, id(10), "needsAnalysis", null, Map.of("lang", "it"));
        Edit delete = new Edit.Delete(id(10), false);
        assertAllowed(ROSA, delete);
        String text = method.type("needsAnalysis").sections().get(0).fields().get(0);
        board.replay(new Edit.Type(id(10), text, TextOp.between("", "Si aspetta settimane")), ANNA.number(), 0);
        assertRefused("not_yours", ROSA, delete);
        assertAllowed(ANNA, delete);
        make(MARC, id(11), "benchmark", null, Map.of());
        make(MARC, id(12), "factor", id(11), Map.of("kind", "key"));
        Edit factor = new Edit.Delete(id(12), false);
        assertAllowed(MARC, factor);
        board.replay(new Edit.Set(id(12), "mentee", "partly", null), ANNA.number(), 0);
        assertRefused("not_yours", MARC, factor);
        assertRefused("not_yours", ROSA, new Edit.Delete(id(11), false));
        assertAllowed(ANNA, factor);
    }

    @Test
    void eachCitySaysForItselfHowFarItIsInABenchmarkThatBothWrite() throws Refusal {
        make(ANNA, id(10), "benchmark", null, Map.of());
        make(MARC, id(11), "factor", id(10), Map.of("kind", "key"));
        make(ANNA, id(12), "factor", id(10), Map.of("kind", "key"));
        make(ANNA, id(13), "factorQuestion", id(12), Map.of());
        board.replay(new Edit.Set(id(1), "pen", "mentee", null), ROSA.number(), 0);
        for (UUID each : List.of(id(11), id(12), id(13))) {
            Edit mentees = new Edit.Set(each, "mentee", "partly", null);
            Edit mentors = new Edit.Set(each, "mentor", "present", null);
            assertAllowed(ANNA, mentees);
            assertRefused("pen", MARC, mentees);
            assertRefused("pen", ROSA, mentees);
            assertAllowed(MARC, mentors);
            assertRefused("role", ANNA, mentors);
            assertRefused("role", ROSA, mentors);
        }
        assertRefused("pen", MARC, new Edit.Set(id(11), "focus", true, null));
        assertRefused("role", ANNA, create("factor", id(10), Map.of("mentor", "absent")));
        for (Person each : List.of(ANNA, MARC, ROSA)) {
            assertAllowed(each, new Edit.Set(id(11), "kind", "context", null));
            assertAllowed(each, create("factor", id(10), Map.of("kind", "context")));
        }
    }

    @Test
    void anAnswerThatAsksForSomebodyInTheListIsNotGivenBeforeNorByTheWayInWhichTheListIsMade() throws Refusal {
        assertRefused("no_migrants", ANNA, create("supportGroup", null, Map.of("constituted", "constituted")));
        make(ANNA, id(10), "supportGroup", null, Map.of());
        Edit setUp = new Edit.Set(id(10), "constituted", "constituted", null);
        assertRefused("no_migrants", ANNA, setUp);
        make(ROSA, id(11), "member", id(10), Map.of("kind", "migrants", "active", true));
        assertAllowed(ANNA, setUp);
        assertRefused("role", MARC, setUp);
    }

    @Test
    void nothingIsAgreedOrLockedByTheWayInWhichItIsMade() {
        assertRefused("role", MARC, create("action", PLAN, Map.of("state", "agreed")));
        assertRefused("role", ROSA, create("action", PLAN, Map.of("state", "agreed")));
        assertRefused("role", MARC, create("action", PLAN, Map.of("lock", true)));
        assertAllowed(MARC, create("action", PLAN, Map.of("state", "toDeepen")));
        assertAllowed(ANNA, create("action", PLAN, Map.of("state", "agreed")));
    }

    @Test
    void nothingIsMovedOrMadeIntoWhatIsLocked() throws Refusal {
        make(MARC, id(10), "note", NOTES, Map.of());
        make(MARC, id(11), "group", NOTES, Map.of());
        Edit.Move move = new Edit.Move(id(10), id(11), Place.LAST, null, null, null, null);
        assertAllowed(MARC, move);
        board.replay(new Edit.Set(NOTES, "lock", true, null), ROSA.number(), 0);
        make(MARC, id(12), "need", null, Map.of());
        assertRefused("locked", MARC, move);
        assertRefused("locked", MARC, create("note", id(11), Map.of()));
    }

    @Test
    void whatStandsOutsideIsNotMovedIntoWhatIsLocked() throws Refusal {
        make(MARC, id(10), "group", NOTES, Map.of("lock", true));
        make(MARC, id(11), "note", NOTES, Map.of());
        assertRefused("locked", MARC, new Edit.Move(id(11), id(10), Place.LAST, null, null, null, null));
    }

    @Test
    void nobodyDeletesWhatTheMenteeCityWroteByDeletingWhatHoldsIt() throws Refusal {
        make(MARC, id(10), "group", NOTES, Map.of());
        make(ROSA, id(11), "note", id(10), Map.of());
        Edit delete = new Edit.Delete(id(10), false);
        assertAllowed(MARC, delete);
        make(ANNA, id(12), "note", id(10), Map.of());
        assertRefused("not_yours", MARC, delete);
        assertRefused("not_yours", ROSA, delete);
        assertAllowed(ANNA, delete);
        board.replay(new Edit.Delete(id(12), false), ANNA.number(), 0);
        assertAllowed(MARC, delete);
        make(new Person(99, "", Party.OTHER, Role.INVITED), id(13), "note", id(10), Map.of());
        assertRefused("not_yours", MARC, delete);
    }

    @Test
    void nobodyDeletesWhatTheMenteeCityWroteByMovingItIntoWhatIsDeleted() throws Refusal {
        make(MARC, id(10), "group", NOTES, Map.of());
        make(MARC, id(11), "group", id(10), Map.of());
        make(ANNA, id(12), "note", NOTES, Map.of());
        make(MARC, id(13), "note", NOTES, Map.of());
        Edit move = new Edit.Move(id(12), id(11), Place.LAST, null, null, null, null);
        assertAllowed(MARC, move);
        board.replay(new Edit.Delete(id(10), false), MARC.number(), 0);
        assertRefused("not_yours", MARC, move);
        assertRefused("not_yours", ROSA, move);
        assertAllowed(ANNA, move);
        assertAllowed(MARC, new Edit.Move(id(13), id(11), Place.LAST, null, null, null, null));
        // What is hidden already is hidden nowhere else.
        board.replay(move, ANNA.number(), 0);
        assertAllowed(MARC, new Edit.Move(id(12), id(10), Place.LAST, null, null, null, null));
    }

    @Test
    void aSetOfAnswersIsWrittenInLikeAnyField() throws Refusal {
        make(ANNA, id(10), "action", PLAN, Map.of());
        Edit change = new Edit.Change(id(10), "actions", List.of("x"), List.of());
        assertAllowed(MARC, change);
        board.replay(new Edit.Set(id(1), "pen", "mentee", null), ROSA.number(), 0);
        assertRefused("pen", MARC, change);
    }

    @Test
    @DisplayName("L8 a need says which kind it is from its first moment on, and what was there before that was asked stays")
    void aNeedSaysWhichKindItIs() throws Refusal {
        make(ANNA, id(4), "needs", null, Map.of());
        for (Person who : List.of(ANNA, MARC, ROSA)) {
            assertRefused("required", who, create("need", id(4), Map.of("statement", "Si aspetta settimane")));
            assertAllowed(who, create("need", id(4), Map.of("kind", "supportGap")));
        }
        make(ANNA, id(10), "need", id(4), Map.of("kind", "policyGap"));
        assertAllowed(MARC, new Edit.Set(id(10), "kind", "coordination", null));
        assertRefused("required", MARC, new Edit.Set(id(10), "kind", null, null));
        assertAllowed(MARC, new Edit.Set(id(10), "callsFor", null, null));
        // From before: it is read, written in and given a kind, and a whole table with it is brought back as it was.
        make(ANNA, id(11), "need", id(4), Map.of("statement", "Di prima"));
        assertAllowed(MARC, new Edit.Type(id(11), "statement", TextOp.between("", "x")));
        assertAllowed(MARC, new Edit.Set(id(11), "kind", "policyGap", null));
        Edit old = create("need", id(4), Map.of("statement", "Di prima"));
        Seat leads = new Seat(PROGRAMME, id(9_001), Table.SHARED, ROSA, false, false);
        assertDoesNotThrow(() -> permits.with(leads, Pen.EVERYONE).check(board, old));
        assertDoesNotThrow(() -> board.apply(old, ANNA.number(), 0));
    }

    private void make(Person by, UUID id, String type, UUID parent, Map<String, Object> fields) throws Refusal {
        board.replay(new Edit.Create(id, type, parent, Place.LAST, fields, "V" + board.items().size(), null), by.number(),
                0);
    }

    private static Edit create(String type, UUID parent, Map<String, Object> fields) {
        return new Edit.Create(id(100), type, parent, Place.LAST, fields, null, null);
    }

    private void assertAllowed(Person who, Edit edit) {
        assertDoesNotThrow(() -> check(who, edit), who.name() + " " + edit);
    }

    private void assertRefused(String reason, Person who, Edit edit) {
        assertEquals(reason, assertThrows(Refusal.class, () -> check(who, edit), who.name() + " " + edit).reason());
    }

    private void check(Person who, Edit edit) throws Refusal {
        permits.of(new Seat(PROGRAMME, id(9_001), Table.SHARED, who, false, false)).check(board, edit);
    }

    private static UUID id(int number) {
        return UUID.fromString(String.format("019a0000-0000-7000-8000-%012x", number));
    }
}

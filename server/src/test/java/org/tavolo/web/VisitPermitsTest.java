package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.TextOp;
import org.tavolo.method.Method;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** Who plans visits, says what they answered, and begins their sessions. */
class VisitPermitsTest {
    private static final UUID PROGRAMME = id(9_000);
    private static final Set<Role> PLANNERS =
            EnumSet.of(Role.MENTEE, Role.MENTOR, Role.ASSOCIATION, Role.FACILITATOR, Role.NETWORK);
    private static final UUID VISIT = id(3);
    private static final UUID ENTRY = id(4);
    private static final UUID QUESTION = id(5);
    private static final UUID SESSION = id(6);
    private static final UUID POINT = id(7);
    private final List<Person> people = new ArrayList<>();
    private Board board;
    private Permits permits;

    @BeforeEach
    void aVisitOfTheMenteeCityIsPlanned() throws Refusal {
        for (Role role : Role.values()) {
            people.add(new Person(role.ordinal() + 1, role.wire(), role.parties().get(0), role));
        }
        Rosters rosters = new Rosters((Programmes) Proxy.newProxyInstance(VisitPermitsTest.class.getClassLoader(),
                new Class<?>[] {Programmes.class}, (proxy, called, arguments) -> Future.succeededFuture(people)));
        rosters.know(PROGRAMME);
        Method method = Method.read();
        permits = new Permits(method, rosters);
        board = new Board(method);
        make(Role.FACILITATOR, id(1), "programme", null, Map.of("pen", "mentee"));
        make(Role.MENTEE, id(2), "visits", null, Map.of());
        make(Role.MENTEE, VISIT, "visit", id(2), Map.of("state", "planned"));
        make(Role.MENTEE, ENTRY, "agendaEntry", VISIT, Map.of("kind", "interview"));
        make(Role.MENTEE, QUESTION, "visitQuestion", VISIT, Map.of());
        make(Role.FACILITATOR, SESSION, "session", id(1), Map.of());
        make(Role.FACILITATOR, POINT, "point", SESSION, Map.of());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theTwoCitiesTheirAssociationsAndWhoLeadsPlanVisitsAndNobodyElseWhileTheMenteeCityWrites(Role role) {
        List<Edit> plans = List.of(create("visit", id(2)), create("agendaEntry", VISIT), create("visitQuestion", VISIT),
                new Edit.Set(VISIT, "host", "mentor", null), new Edit.Set(VISIT, "state", "ready", null),
                type(VISIT, "meet"), type(ENTRY, "heard"), new Edit.Set(ENTRY, "consent", "nameless", null),
                type(QUESTION, "answer"), new Edit.Move(ENTRY, VISIT, Place.FIRST, null, null, null, null));
        for (Edit plan : plans) {
            if (PLANNERS.contains(role)) {
                assertDoesNotThrow(() -> check(role, plan), role + " " + plan);
            } else {
                assertThrows(Refusal.class, () -> check(role, plan), role + " " + plan);
            }
        }
    }

    @Test
    void theSupportGroupWritesInAVisitOnlyWhileEverybodyDoes() throws Refusal {
        assertEquals("pen", refused(Role.SUPPORT, type(QUESTION, "answer")));
        board.replay(new Edit.Set(id(1), "pen", "everyone", null), 1, 0);
        assertDoesNotThrow(() -> check(Role.SUPPORT, type(QUESTION, "answer")));
        assertEquals("role", refused(Role.MENTOR_SUPPORT, type(QUESTION, "answer")));
    }

    @Test
    void whatTheMenteeCityPlannedNobodyElseDeletes() {
        for (Role role : List.of(Role.MENTOR, Role.ASSOCIATION, Role.FACILITATOR)) {
            assertEquals("not_yours", refused(role, new Edit.Delete(VISIT, false)), role.wire());
        }
        assertDoesNotThrow(() -> check(Role.MENTEE, new Edit.Delete(VISIT, false)));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"MENTEE", "MENTOR", "ASSOCIATION", "FACILITATOR", "NETWORK"})
    void onlyWhoLeadsJoinsASessionToAVisit(Role role) {
        for (Edit joins : List.of(new Edit.AddLink(SESSION, "for", VISIT, false), new Edit.AddLink(POINT, "from", ENTRY, false))) {
            if (role.leads()) {
                assertDoesNotThrow(() -> check(role, joins));
            } else {
                assertEquals("role", refused(role, joins));
            }
        }
    }

    private static Edit create(String type, UUID parent) {
        return new Edit.Create(id(100), type, parent, Place.LAST, Map.of(), null, null);
    }

    private static Edit type(UUID item, String field) {
        return new Edit.Type(item, field, TextOp.between("", "Due madri"));
    }

    private void make(Role by, UUID id, String type, UUID parent, Map<String, Object> fields) throws Refusal {
        board.replay(new Edit.Create(id, type, parent, Place.LAST, fields, "V" + board.items().size(), null),
                by.ordinal() + 1, 0);
    }

    private String refused(Role role, Edit edit) {
        return assertThrows(Refusal.class, () -> check(role, edit), role + " " + edit).reason();
    }

    private void check(Role role, Edit edit) throws Refusal {
        permits.of(new Seat(PROGRAMME, id(9_001), Table.SHARED, people.get(role.ordinal()), false, false)).check(board, edit);
    }

    private static UUID id(int number) {
        return UUID.fromString(String.format("019a0000-0000-7000-8000-%012x", number));
    }
}

package org.tavolo.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A visitor who sits at both tables of two programmes is never given the seat of the other table or programme. */
class SeatsTest {
    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final Seat shared = seat(one, Table.SHARED);
    private final Seat confidential = seat(one, Table.CONFIDENTIAL);
    private final Seat sharedElsewhere = seat(two, Table.SHARED);
    private final Seat confidentialElsewhere = seat(two, Table.CONFIDENTIAL);

    @Test
    void eachTableOfEachProgrammeIsAnotherSeatInWhateverOrderTheyAreHeld() {
        for (List<Seat> order : List.of(List.of(shared, confidential, sharedElsewhere, confidentialElsewhere),
                List.of(confidentialElsewhere, sharedElsewhere, confidential, shared))) {
            Visitor visitor = visitor(order);
            assertEquals(shared, visitor.in(one));
            assertEquals(sharedElsewhere, visitor.in(two));
            assertEquals(confidential, visitor.confidentialIn(one));
            assertEquals(confidentialElsewhere, visitor.confidentialIn(two));
            assertNull(visitor.in(UUID.randomUUID()));
            assertNull(visitor.confidentialIn(UUID.randomUUID()));
        }
    }

    @Test
    void whoSitsAtOneTableHasNoSeatAtTheOther() {
        assertNull(visitor(List.of(shared)).confidentialIn(one));
        assertNull(visitor(List.of(confidential)).in(one));
    }

    @Test
    void mutingIsOfTheSharedTableAlone() {
        Person anna = new Person(1, "Anna", Party.MENTEE, Role.MENTEE);
        assertTrue(new Seat(one, UUID.randomUUID(), Table.SHARED, anna, false, true).asker().muted());
        assertFalse(new Seat(one, UUID.randomUUID(), Table.CONFIDENTIAL, anna, false, true).asker().muted());
    }

    private static Visitor visitor(List<Seat> seats) {
        Map<UUID, Seat> held = new LinkedHashMap<>();
        seats.forEach(seat -> held.put(seat.board(), seat));
        return new Visitor(UUID.randomUUID(), null, held);
    }

    private static Seat seat(UUID programme, Table table) {
        return new Seat(programme, UUID.randomUUID(), table, new Person(1, "Anna", Party.MENTEE, Role.MENTEE), false, false);
    }
}

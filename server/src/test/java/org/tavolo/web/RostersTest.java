package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;

class RostersTest {
    private static final UUID PROGRAMME = UUID.randomUUID();
    private static final Person ANNA = new Person(1, "Anna", Party.MENTEE, Role.MENTEE);
    private static final Person MARC = new Person(2, "Marc", Party.MENTOR, Role.MENTOR);
    private final List<Promise<List<Person>>> asked = new ArrayList<>();
    private long now;
    private final Rosters rosters = new Rosters((Programmes) Proxy.newProxyInstance(RostersTest.class.getClassLoader(),
            new Class<?>[] {Programmes.class}, (proxy, called, arguments) -> {
                asked.add(Promise.promise());
                return asked.get(asked.size() - 1).future();
            }), () -> now);

    @Test
    void whoCameIsNotTakenForEverybodyWhoIsThere() {
        rosters.learn(PROGRAMME, List.of(MARC));
        Future<Void> known = rosters.know(PROGRAMME);
        assertFalse(known.isComplete());
        asked.get(0).complete(List.of(ANNA, MARC));
        assertTrue(known.succeeded());
        assertEquals(Party.MENTEE, rosters.party(PROGRAMME, 1));
    }

    @Test
    void whatWasReadWhileSomebodyCameIsReadAgain() {
        Future<Void> known = rosters.know(PROGRAMME);
        rosters.learn(PROGRAMME, List.of(new Person(2, "Marc", Party.OTHER, Role.INVITED)));
        asked.get(0).complete(List.of(ANNA, MARC));
        assertFalse(known.isComplete());
        asked.get(1).complete(List.of(ANNA, new Person(2, "Marc", Party.OTHER, Role.INVITED)));
        assertEquals(Party.OTHER, rosters.party(PROGRAMME, 2));
    }

    @Test
    void whomAnotherNodeLetInIsKnownSoonAndWhomItGaveAnotherPartyAfterTenSeconds() {
        rosters.know(PROGRAMME);
        asked.get(0).complete(List.of(ANNA));
        assertNull(rosters.party(PROGRAMME, 2));
        assertEquals(1, asked.size());
        now = TimeUnit.SECONDS.toNanos(1);
        assertNull(rosters.party(PROGRAMME, 2));
        assertNull(rosters.party(PROGRAMME, 2));
        assertEquals(2, asked.size());
        asked.get(1).complete(List.of(ANNA, MARC));
        assertEquals(Party.MENTOR, rosters.party(PROGRAMME, 2));
        now += TimeUnit.SECONDS.toNanos(10);
        assertEquals(Party.MENTOR, rosters.party(PROGRAMME, 2));
        asked.get(2).complete(List.of(ANNA, new Person(2, "Marc", Party.OTHER, Role.INVITED)));
        assertEquals(Party.OTHER, rosters.party(PROGRAMME, 2));
    }
}

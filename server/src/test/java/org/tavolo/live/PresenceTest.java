package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.live.Table.id;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Refusal;

class PresenceTest {
    private static final UUID TAB = id(1);
    private static final Object SOCKET = new Object();
    private static final UUID NOTE = id(100);

    private final VirtualScheduler thread = new VirtualScheduler(1_790_000_000_000L);
    private final List<Presence.Frame> frames = new ArrayList<>();
    private final Presence presence = new Presence(thread, frames::add);

    private static Presence.Here at(UUID tab, int person, int caret) {
        return new Presence.Here(tab, person, NOTE, "text", new Presence.Caret(caret, caret), 5);
    }

    @Test
    void l8AHundredMovesInASecondAreAtMostEightFramesAndTheLastOneIsTold() throws Exception {
        presence.enter(TAB, 7, "socket");
        thread.advance(1_000);
        frames.clear();
        for (int i = 1; i <= 100; i++) {
            presence.at(at(TAB, 7, i));
            thread.advance(10);
        }
        assertTrue(frames.size() <= 8, "frames: " + frames.size());
        thread.advance(1_000);
        assertEquals(new Presence.Frame(false, List.of(at(TAB, 7, 100)), List.of()), frames.get(frames.size() - 1));
    }

    @Test
    void l8AFrameSaysOnlyWhatChangedAndWhoLeft() throws Exception {
        presence.enter(TAB, 7, "a");
        presence.enter(id(2), 8, "b");
        thread.advance(1_000);
        frames.clear();
        presence.at(at(id(2), 8, 3));
        presence.leave(TAB, "a");
        thread.advance(1_000);
        assertEquals(List.of(new Presence.Frame(false, List.of(at(id(2), 8, 3)), List.of(TAB))), frames);
        assertEquals(new Presence.Frame(true, List.of(at(id(2), 8, 3)), List.of()), presence.everybody());
    }

    @Test
    void theOldSocketOfATabDoesNotTakeTheNewOneAway() throws Exception {
        presence.enter(TAB, 7, "old");
        presence.enter(TAB, 7, "new");
        presence.leave(TAB, "old");
        assertEquals(1, presence.everybody().people().size());
        presence.leave(TAB, "new");
        assertTrue(presence.isEmpty());
    }

    @Test
    void aPollerIsPresentForFortySecondsAfterEachPoll() throws Exception {
        presence.polled(TAB, 7);
        thread.advance(39_000);
        presence.polled(TAB, 7);
        thread.advance(39_000);
        assertEquals(1, presence.everybody().people().size());
        thread.advance(2_000);
        assertTrue(presence.isEmpty());
        thread.advance(1_000);
        assertEquals(List.of(TAB), frames.get(frames.size() - 1).gone());
    }

    @Test
    void theOneTimerOfABoardServesAThousandPollsAndStopsWhenNobodyPolls() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            presence.polled(id(1_000 + i % 10), 7);
            thread.advance(30);
        }
        assertEquals(1, thread.timers());
        assertEquals(10, presence.everybody().people().size());
        thread.advance(Limits.POLLER_PRESENT * 2L);
        assertTrue(presence.isEmpty());
        assertEquals(0, thread.timers());
    }

    @Test
    void aSocketThatAlsoPostsStaysUntilItCloses() throws Exception {
        presence.enter(TAB, 7, "a");
        presence.polled(TAB, 7);
        thread.advance(100_000);
        assertEquals(1, presence.everybody().people().size());
    }

    @Test
    void nobodySpeaksForAnotherPersonOrWithoutHavingEntered() throws Exception {
        presence.at(at(TAB, 7, 1));
        assertTrue(presence.isEmpty());
        presence.enter(TAB, 7, "a");
        presence.at(at(TAB, 8, 1));
        assertEquals(new Presence.Here(TAB, 7, null, null, null, 0), presence.everybody().people().get(0));
    }

    @Test
    void nobodyComesByATabThatAnotherPersonHasHere() throws Exception {
        presence.enter(TAB, 7, "a");
        assertEquals("invalid/invalid_op_id",
                assertThrows(Refusal.class, () -> presence.enter(TAB, 8, "b")).getMessage());
        assertEquals("invalid/invalid_op_id",
                assertThrows(Refusal.class, () -> presence.polled(TAB, 8)).getMessage());
        assertEquals(List.of(7), presence.everybody().people().stream().map(Presence.Here::person).toList());
        presence.leave(TAB, "a");
        presence.enter(TAB, 8, "b");
    }

    @Test
    void thePeopleOnABoardAndTheSocketsOfOneAreBounded() throws Exception {
        for (int i = 0; i < Limits.SOCKETS_PER_PERSON; i++) {
            presence.enter(id(1_000 + i), 7, SOCKET);
        }
        presence.enter(id(1_000), 7, "again");
        assertEquals("rate/too_many_connections",
                assertThrows(Refusal.class, () -> presence.enter(id(2_000), 7, "x")).getMessage());
        presence.leave(id(1_001), SOCKET);
        presence.enter(id(2_000), 7, "x");
        for (int person = 100; person < 100 + Limits.PEOPLE - 1; person++) {
            presence.polled(id(10_000 + person), person);
        }
        assertEquals("too_large/too_many_people",
                assertThrows(Refusal.class, () -> presence.polled(id(3_000), 9_999)).getMessage());
        thread.advance(Limits.POLLER_PRESENT + 1);
        presence.polled(id(3_000), 9_999);
    }
}

package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.live.Table.NOTE;
import static org.tavolo.live.Table.assertNumbered;
import static org.tavolo.live.Table.assertRefused;
import static org.tavolo.live.Table.create;
import static org.tavolo.live.Table.id;
import static org.tavolo.live.Table.set;
import static org.tavolo.live.Table.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;

/** What one room promises when its journal fails, is slow, or is written to by another node. */
class RoomFaultTest {
    private static final UUID ANNA = id(11);
    private static final UUID BERT = id(12);
    private static final UUID CARLA = id(13);

    private final Table table = new Table();

    @BeforeEach
    void withANote() {
        assertNumbered(1, table.submit(ANNA, 0, create(NOTE, "Ciao")));
    }

    private void drain() {
        table.journal.release();
        table.journal.repair();
        table.thread.advance(10_000);
    }

    @Test
    void anAnswerLostBeforeTheDiskIsTriedAgain() {
        table.journal.hold();
        CompletableFuture<Outcome> outcome = table.submit(BERT, 1, type(4, "!"));
        table.journal.loseBefore();
        table.thread.run();
        assertFalse(outcome.isDone());
        drain();
        assertNumbered(2, outcome);
        assertEquals("Ciao!", table.textOnDisk());
    }

    @Test
    void anAnswerLostAfterTheDiskIsFoundInTheTailAndNotWrittenTwice() {
        table.journal.hold();
        CompletableFuture<Outcome> outcome = table.submit(BERT, 1, type(4, "!"));
        CompletableFuture<Outcome> next = table.submit(CARLA, 1, type(0, "+"));
        table.journal.loseAfter();
        drain();
        assertNumbered(2, outcome);
        assertNumbered(3, next);
        assertEquals("+Ciao!", table.textOnDisk());
        assertEquals("+Ciao!", table.text());
        assertEquals(3, table.told.size());
    }

    @Test
    void aCommitThatReachesTheDiskAfterItWasGivenUpIsNotDoubled() {
        table.journal.hold();
        CompletableFuture<Outcome> outcome = table.submit(BERT, 1, type(4, "!"));
        Runnable late = table.journal.loseAndReachTheDiskLater();
        table.thread.advance(Limits.RETRY_FIRST);
        assertEquals(1, table.journal.waiting(), "reads the tail");
        table.journal.letThrough();
        table.thread.run();
        assertEquals(1, table.journal.waiting(), "tries again");
        late.run();
        drain();
        assertNumbered(2, outcome);
        assertEquals("Ciao!", table.textOnDisk());
    }

    @Test
    void aPermitThatFailsHurtsItsOwnSubmissionOnly() {
        Submission faulty = new Submission(table.board, BERT, 1, 1, 1, List.of(create(id(200), "never")));
        CompletableFuture<Outcome> outcome = table.on(room -> room.submit(faulty, (board, edit) -> {
            throw new IllegalStateException("a permit of a test fails");
        }));
        CompletableFuture<Outcome> next = table.submit(CARLA, 1, type(4, "!"));
        drain();
        assertRefused("invalid/invalid_op", outcome);
        assertNumbered(2, next);
    }

    @Test
    void aRefusalJudgedInAFlightThatWasLostIsJudgedAgain() {
        table.journal.hold();
        CompletableFuture<Outcome> poisoned = table.submit(BERT, 1, create(id(200), "poison"));
        table.journal.poison(revision -> revision.client().equals(BERT));
        table.journal.hold();
        CompletableFuture<Outcome> bert = table.submit(CARLA, 1, create(id(201), "fine"));
        CompletableFuture<Outcome> exists = table.submit(ANNA, 1, create(id(200), "also"));
        drain();
        assertRefused("invalid/invalid_text", poisoned);
        assertTrue(bert.join() instanceof Outcome.Numbered);
        assertTrue(exists.join() instanceof Outcome.Numbered, "what it was refused for never came to be");
    }

    @Test
    void onePoisonedSubmissionIsFoundByHalvingAndAllOthersArriveInOrder() {
        table.journal.hold();
        table.submit(id(40), 1, set("idea"));
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            outcomes.add(table.submit(id(100 + i), 1, type(0, Character.toString('A' + i))));
        }
        table.journal.poison(revision -> revision.client().equals(id(117)));
        drain();
        for (int i = 0; i < 37; i++) {
            if (i == 17) {
                assertRefused("invalid/invalid_text", outcomes.get(i));
            } else {
                assertTrue(outcomes.get(i).join() instanceof Outcome.Numbered);
            }
        }
        assertEquals("ABCDEFGHIJKLMNOPQSTUVWXYZ[\\]^_`abcdeCiao", table.text());
        assertEquals(table.text(), table.textOnDisk());
        assertTrue(table.journal.appends < 20, "halved, not one by one: " + table.journal.appends);
    }

    @Test
    void whatAnotherNodeWroteIsReadRebasedOverAndTold() {
        Rooms other = table.anotherNode();
        Submission theirs = table.submission(CARLA, 1, 1, type(0, ">>"));
        assertNumbered(2, on(other, theirs));
        assertNumbered(3, table.submit(BERT, 1, type(4, "!")));
        assertEquals(">>Ciao!", table.text());
        assertEquals(table.journal.disk.all(table.board), table.told);
    }

    @Test
    void aHintThatAnotherNodeWroteTellsTheAudience() {
        Rooms other = table.anotherNode();
        on(other, table.submission(CARLA, 1, 1, type(0, ">>")));
        assertEquals(1, table.told.size());
        table.rooms.heads(Map.of(table.board, 2L, id(77), 9L));
        table.thread.run();
        assertEquals(2, table.told.size());
        assertEquals(">>Ciao", table.text());
        int reads = table.journal.reads;
        table.rooms.heads(Map.of(table.board, 2L));
        table.thread.run();
        assertEquals(reads, table.journal.reads, "known already");
    }

    @Test
    void aHintDuringAFlightIsFollowedWhenItLanded() {
        Rooms other = table.anotherNode();
        on(other, table.submission(CARLA, 1, 1, set("idea")));
        table.rooms.heads(Map.of(table.board, 2L));
        table.thread.run();
        table.journal.hold();
        table.submit(BERT, 2, type(4, "!"));
        table.rooms.heads(Map.of(table.board, 4L));
        table.journal.letThrough();
        table.thread.run();
        assertEquals(1, table.journal.waiting(), "a read, since the head was said to be further on");
        drain();
    }

    @Test
    void aSubmissionOfANewerBaseThanThisNodeKnowsMakesItReadOn() {
        Rooms other = table.anotherNode();
        on(other, table.submission(CARLA, 1, 1, type(0, ">>")));
        assertNumbered(3, table.submit(BERT, 2, type(6, "!")));
        assertEquals(">>Ciao!", table.text());
        on(other, table.submission(CARLA, 2, 3, type(0, "x")));
        assertEquals(1, table.on(room -> room.since(4, 5)).join().head() - 3);
    }

    @Test
    void aNewerBaseDuringAFlightIsLookedAtWhenItLanded() {
        table.journal.hold();
        table.submit(BERT, 1, type(4, "!"));
        CompletableFuture<Outcome> ahead = table.submit(CARLA, 2, type(5, "?"));
        CompletableFuture<Outcome> nonsense = table.submit(ANNA, 50, type(5, "?"));
        drain();
        assertNumbered(3, ahead);
        assertRefused("invalid/invalid_seq", nonsense);
    }

    @Test
    void whatAnotherNodeNumberedForTheSameClientIsADuplicateHere() {
        Rooms other = table.anotherNode();
        Submission one = table.submission(BERT, 1, 1, type(4, "!"));
        assertNumbered(2, on(other, one));
        assertEquals(2, ((Outcome.Numbered) table.submit(one).join()).rev());
        assertEquals("Ciao!", table.textOnDisk());
    }

    @Test
    void whileTheJournalIsAwayWhatWaitsIsKeptForFiveSecondsThenRefusedWithRetry() {
        table.journal.breakDown();
        CompletableFuture<Outcome> first = table.submit(BERT, 1, type(4, "!"));
        table.thread.advance(Limits.WAITING_TIME - 1_500);
        assertFalse(first.isDone());
        CompletableFuture<Outcome> second = table.submit(CARLA, 1, type(0, "+"));
        table.thread.advance(1_500 + Limits.RETRY_LAST);
        assertRefused("retry/unavailable", first);
        assertFalse(second.isDone());
        table.journal.repair();
        table.thread.advance(Limits.RETRY_LAST);
        assertNumbered(2, second);
        assertEquals("+Ciao", table.text());
    }

    @Test
    void whatWaitsIsBounded() {
        table.journal.breakDown();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < Limits.WAITING_SUBMISSIONS + 3; i++) {
            outcomes.add(table.submit(id(1_000 + i), 1, set("idea")));
        }
        assertFalse(outcomes.get(Limits.WAITING_SUBMISSIONS - 1).isDone());
        assertRefused("retry/unavailable", outcomes.get(Limits.WAITING_SUBMISSIONS));
        assertRefused("retry/unavailable", outcomes.get(Limits.WAITING_SUBMISSIONS + 2));
    }

    @Test
    void triesToReachTheJournalGrowRarer() {
        table.journal.breakDown();
        table.submit(BERT, 1, type(4, "!"));
        int before = table.journal.tries;
        table.thread.advance(60_000);
        assertTrue(table.journal.tries - before < 45, "tries: " + (table.journal.tries - before));
    }

    @Test
    void aSecondTryAfterARefusalWithRetryIsNotDoubledWhenTheFirstHadReachedTheDisk() {
        table.journal.hold();
        Submission submission = table.submission(BERT, 1, 1, type(4, "!"));
        CompletableFuture<Outcome> first = table.submit(submission);
        table.journal.loseAfter();
        table.journal.release();
        table.journal.breakDown();
        table.thread.advance(Limits.WAITING_TIME + Limits.RETRY_LAST * 2);
        assertRefused("retry/unavailable", first);
        table.journal.repair();
        CompletableFuture<Outcome> again = table.submit(submission);
        drain();
        assertEquals(new Outcome.Duplicate(2), again.join());
        assertEquals("Ciao!", table.textOnDisk());
    }

    @Test
    void aBoardThatCannotBeOpenedIsUnavailableAndOpensLater() {
        Rooms fresh = table.anotherNode();
        table.journal.breakDown();
        CompletableFuture<Outcome> answer = fresh.on(table.board,
                room -> room.submit(table.submission(BERT, 1, 1, set("idea")))).toCompletableFuture();
        table.thread.run();
        assertEquals("retry/unavailable", Table.failure(answer));
        table.journal.repair();
        assertNumbered(2, on(fresh, table.submission(BERT, 1, 1, set("idea"))));
    }

    @Test
    void whoAsksForANewerRevisionWhileTheJournalIsAwayIsToldSo() {
        table.journal.breakDown();
        CompletableFuture<Room.Page> page = table.on(room -> room.since(5, 10));
        assertEquals("retry/unavailable", Table.failure(page));
    }

    @Test
    void aBoardThatWasRestoredToAnOlderPastUnderAnOpenRoomIsOpenedAnewAndNobodyIsRefusedForGood() {
        assertNumbered(2, table.submit(BERT, 1, type(4, "!")));
        table.journal.disk.cutBack(table.board, 1);
        assertRefused("retry/unavailable", table.submit(CARLA, 2, type(0, "+")));
        assertEquals(0, table.rooms.open().size());
        table.restart();
        assertEquals(1, table.ask(Room::head));
        assertNumbered(2, table.submit(CARLA, 1, type(0, "+")));
        assertEquals("+Ciao", table.textOnDisk());
    }

    @Test
    void whoIsHereStaysWhenTheRoomIsOpenedAnewThoughNobodyAsksAndHearsWhatIsWrittenNext() {
        enter(ANNA);
        Presence.Here here = new Presence.Here(ANNA, 7, NOTE, "text", new Presence.Caret(4, 4), 2);
        table.ask(room -> {
            room.presence().at(here);
            return true;
        });
        assertNumbered(2, table.submit(BERT, 1, type(4, "!")));
        table.journal.disk.cutBack(table.board, 1);
        assertRefused("retry/unavailable", table.submit(CARLA, 2, type(0, "+")));
        assertEquals(Set.of(table.board), table.rooms.open(), "opened for who is here");
        assertEquals(List.of(1L), table.reopened);
        assertEquals(List.of(here), present());
        assertTrue(table.frames.stream().allMatch(frame -> frame.gone().isEmpty()));
        assertNumbered(2, table.submit(CARLA, 1, type(0, "+")));
        assertEquals(2, table.told.size());
    }

    @Test
    void aRoomClosedByARevisionThatDoesNotFitKeepsWhoIsHereAndForgetsWhoLeaves() {
        enter(ANNA);
        enter(BERT);
        table.journal.disk.append(table.board, 1,
                List.of(new Revision(2, CARLA, 1, 7, 0, List.of(new Edit.Set(id(404), "kind", "idea", null)))));
        table.rooms.heads(Map.of(table.board, 2L));
        table.thread.run();
        assertEquals(Set.of(), table.rooms.open(), "cannot be opened");
        table.rooms.left(table.board, ANNA, this);
        table.thread.advance(1_000);
        assertEquals(List.of(ANNA), table.frames.get(table.frames.size() - 1).gone());
        table.journal.disk.cutBack(table.board, 1);
        table.thread.advance(11_000);
        assertEquals(Set.of(table.board), table.rooms.open(), "opened as soon as it can be, without a submission");
        assertEquals(List.of(BERT), present().stream().map(Presence.Here::client).toList());
        assertNumbered(2, table.submit(CARLA, 1, type(0, "+")));
        table.rooms.left(table.board, BERT, this);
        table.thread.advance(Limits.UNLOAD_IDLE + 11_000);
        assertEquals(Set.of(), table.rooms.open());
        table.thread.advance(11_000);
        assertEquals(Long.MAX_VALUE, table.thread.nextTimer(), "nothing is left to look after");
    }

    @Test
    void aSnapshotThatCannotBeKeptIsNotTriedWithEveryCommit() {
        table.journal.losesSnapshots = true;
        for (int i = 1; i <= Limits.SNAPSHOT_REVISIONS + 50; i++) {
            table.submit(CARLA, i, set("idea"));
        }
        assertEquals(1, table.journal.keeps);
    }

    @Test
    void afterACrashEverythingThatWasAnsweredIsThere() {
        assertNumbered(2, table.submit(BERT, 1, type(4, "!")));
        table.journal.hold();
        Submission lost = table.submission(CARLA, 1, 2, type(0, "+"));
        table.submit(lost);
        table.journal.loseBefore();
        table.journal.release();
        table.restart();
        assertEquals("Ciao!", table.text());
        assertNumbered(3, table.submit(lost));
        assertEquals("+Ciao!", table.textOnDisk());
    }

    @Test
    void aDeletedNoteStaysDeletedWhenAnOldMoveAndEditsArriveAfterARestart() {
        table.submit(ANNA, 1, new Edit.Delete(NOTE, false));
        table.restart();
        table.submit(BERT, 1, type(0, "x"),
                new Edit.Move(NOTE, null, Place.FIRST, null, null, null, List.of()));
        assertTrue(table.ask(Room::snapshot).items().get(0).deleted());
    }

    @Test
    void stoppingRefusesWithStoppingLandsTheFlightAndKeepsASnapshot() {
        table.journal.hold();
        CompletableFuture<Outcome> flying = table.submit(BERT, 1, type(4, "!"));
        CompletableFuture<Outcome> waiting = table.submit(CARLA, 1, type(0, "+"));
        CompletionStage<Void> stopped = table.rooms.stop();
        table.thread.run();
        assertRefused("retry/stopping", waiting);
        assertEquals("retry/stopping", Table.failure(table.submit(ANNA, 1, set("idea"))));
        assertFalse(stopped.toCompletableFuture().isDone());
        table.journal.release();
        table.thread.run();
        assertNumbered(2, flying);
        assertTrue(stopped.toCompletableFuture().isDone());
        assertEquals(2, table.journal.disk.snapshot(table.board).rev());
        assertEquals(0, table.rooms.open().size());
    }

    @Test
    void stoppingWhileTheJournalIsAwayDoesNotWaitForIt() {
        table.journal.breakDown();
        CompletableFuture<Outcome> waiting = table.submit(BERT, 1, type(4, "!"));
        CompletionStage<Void> stopped = table.rooms.stop();
        table.thread.run();
        assertRefused("retry/stopping", waiting);
        assertTrue(stopped.toCompletableFuture().isDone());
    }

    private void enter(UUID client) {
        table.on(room -> {
            try {
                room.presence().enter(client, 7, this);
                return CompletableFuture.completedFuture(true);
            } catch (Refusal refusal) {
                return CompletableFuture.failedFuture(refusal);
            }
        }).join();
    }

    private List<Presence.Here> present() {
        return table.ask(room -> room.presence().everybody().people());
    }

    private CompletableFuture<Outcome> on(Rooms rooms, Submission submission) {
        CompletableFuture<Outcome> outcome =
                rooms.on(table.board, room -> room.submit(submission)).toCompletableFuture();
        table.thread.run();
        return outcome;
    }
}

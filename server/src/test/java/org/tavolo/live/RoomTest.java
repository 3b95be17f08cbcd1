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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;

/** What one room promises when its journal answers. */
class RoomTest {
    private static final UUID ANNA = id(11);
    private static final UUID BERT = id(12);
    private static final UUID CARLA = id(13);

    private final Table table = new Table();

    private void withANote(String text) {
        assertNumbered(1, table.submit(ANNA, 0, create(NOTE, text)));
    }

    @Test
    void tasksThatWaitForARoomToOpenRunInTheOrderInWhichTheyWereGiven() {
        Table fresh = new Table();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int task = i;
            fresh.rooms.on(fresh.board, room -> {
                order.add(task);
                return CompletableFuture.completedFuture(null);
            });
        }
        fresh.thread.run();
        assertEquals(List.of(0, 1, 2, 3, 4), order);
    }

    @Test
    void s2AnAcceptedSubmissionBecomesTheNextRevision() {
        withANote("Ciao");
        assertNumbered(2, table.submit(BERT, 1, set("idea")));
        Revision second = table.told.get(1);
        assertEquals(new Revision(2, BERT, 1, 7, table.thread.now(), List.of(new Edit.Set(NOTE, "kind", "idea", null))),
                second);
        assertEquals(2, table.ask(Room::head));
    }

    @Test
    void s4NobodyIsToldOrAnsweredBeforeTheCommit() {
        withANote("Ciao");
        table.journal.hold();
        CompletableFuture<Outcome> outcome = table.submit(BERT, 1, set("idea"));
        assertFalse(outcome.isDone());
        assertEquals(1, table.told.size());
        table.journal.letThrough();
        table.thread.run();
        assertNumbered(2, outcome);
        assertEquals(2, table.told.size());
    }

    @Test
    void s4SnapshotsAndPagesShowNothingOfAFlightInTheAir() {
        withANote("Ciao");
        table.journal.hold();
        table.submit(BERT, 1, type(4, "!"));
        assertEquals("Ciao", table.text());
        assertEquals(1, table.ask(Room::head));
        assertEquals(List.of(), table.on(room -> room.since(1, 10)).join().revisions());
        table.journal.letThrough();
        table.thread.run();
        assertEquals("Ciao!", table.text());
    }

    @Test
    void s4ARefusalBecauseOfAFlightInTheAirWaitsForItsCommit() {
        table.journal.hold();
        table.on(room -> CompletableFuture.completedFuture(null));
        table.journal.letThrough();
        table.thread.run();
        CompletableFuture<Outcome> first = table.submit(CARLA, 0, create(id(200), ""));
        CompletableFuture<Outcome> mine = table.submit(ANNA, 0, create(NOTE, "a"));
        CompletableFuture<Outcome> same = table.submit(BERT, 0, create(NOTE, "b"));
        table.journal.letThrough();
        table.thread.run();
        assertTrue(first.isDone());
        assertFalse(mine.isDone());
        assertFalse(same.isDone());
        table.journal.letThrough();
        table.thread.run();
        assertNumbered(2, mine);
        assertRefused("invalid/exists at 0", same);
    }

    @Test
    void whatArrivesDuringACommitRidesTogetherInTheNext() {
        withANote("");
        table.journal.hold();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(table.submit(id(20 + i), 1, type(0, "x")));
        }
        assertEquals(1, table.journal.waiting());
        table.journal.letThrough();
        table.thread.run();
        assertEquals(1, table.journal.waiting());
        table.journal.letThrough();
        table.thread.run();
        for (int i = 0; i < 10; i++) {
            assertNumbered(2 + i, outcomes.get(i));
        }
        assertEquals(List.of(1, 1, 9), table.tellings);
    }

    @Test
    void aFlightIsBoundedByCountAndByWeight() {
        withANote("");
        table.journal.hold();
        table.submit(BERT, 1, type(0, "x"));
        for (int i = 0; i < Limits.FLUSH_SUBMISSIONS + 5; i++) {
            table.submit(id(1_000 + i), 1, set("idea"));
        }
        String heavy = "y".repeat(18_000);
        for (int i = 0; i < 60; i++) {
            table.submit(id(3_000 + i), 1, create(id(5_000 + i), heavy));
        }
        table.journal.release();
        table.thread.run();
        assertEquals(1 + 1 + Limits.FLUSH_SUBMISSIONS + 5 + 60, table.told.size());
        assertEquals(Limits.FLUSH_SUBMISSIONS, table.tellings.get(2));
        assertTrue(table.tellings.size() >= 5, "sixty notes of 36 kB do not fly together");
    }

    @Test
    void s3TheSameAgainGivesTheSameAnswerAndChangesNothing() {
        withANote("Ciao");
        Submission submission = table.submission(BERT, 1, 1, type(4, "!"));
        assertNumbered(2, table.submit(submission));
        table.submit(CARLA, 2, type(0, ">"));
        assertEquals(new Outcome.Duplicate(2), table.submit(submission).join());
        assertEquals(3, table.told.size());
        assertEquals(">Ciao!", table.text());
    }

    @Test
    void s3TheSameTwiceAtOnceIsNumberedOnce() {
        withANote("Ciao");
        table.journal.hold();
        Submission submission = table.submission(BERT, 1, 1, type(4, "!"));
        CompletableFuture<Outcome> first = table.submit(submission);
        CompletableFuture<Outcome> second = table.submit(submission);
        CompletableFuture<Outcome> other = table.submit(table.submission(BERT, 1, 1, type(4, "?")));
        table.journal.letThrough();
        table.thread.run();
        assertNumbered(2, first);
        assertNumbered(2, second);
        assertRefused("invalid/op_id_conflict", other);
        assertEquals("Ciao!", table.text());
    }

    @Test
    void s3WhatAnotherPersonSubmitsUnderTheSameClientAndNumberIsTheirsAndStandsInNobodysWay() {
        withANote("Ciao");
        table.journal.hold();
        Submission mine = table.submission(BERT, 1, 1, type(4, "!"));
        Submission theirs = new Submission(mine.board(), BERT, 1, 1, mine.by() + 1, List.of(type(0, "<")));
        CompletableFuture<Outcome> first = table.submit(theirs);
        CompletableFuture<Outcome> second = table.submit(mine);
        table.journal.release();
        table.thread.run();
        assertNumbered(2, first);
        assertNumbered(3, second);
        table.restart();
        assertEquals(new Outcome.Duplicate(3), table.submit(mine).join());
        assertEquals("<Ciao!", table.textOnDisk());
    }

    @Test
    void s3TheSameNumberWithOtherContentIsRefusedAlsoAfterARestart() {
        withANote("Ciao");
        assertNumbered(2, table.submit(CARLA, 1, type(0, "<<")));
        assertNumbered(3, table.submit(table.submission(BERT, 1, 1, type(4, "!"))));
        table.restart();
        assertRefused("invalid/op_id_conflict", table.submit(table.submission(BERT, 1, 1, type(3, "!"))));
        assertRefused("invalid/op_id_conflict", table.submit(table.submission(BERT, 1, 1, type(4, "!"), set("idea"))));
        assertEquals(new Outcome.Duplicate(3), table.submit(table.submission(BERT, 1, 1, type(4, "!"))).join());
        assertEquals("<<Ciao!", table.textOnDisk());
    }

    @Test
    void s3ANumberUsedBeforeTheBaseIsRefusedAndTheOthersOfTheFlightArrive() {
        withANote("Ciao");
        assertNumbered(2, table.submit(table.submission(BERT, 1, 1, type(4, "!"))));
        table.journal.hold();
        CompletableFuture<Outcome> first = table.submit(id(30), 2, set("idea"));
        List<CompletableFuture<Outcome>> good = new ArrayList<>();
        good.add(table.submit(id(31), 2, type(0, "a")));
        CompletableFuture<Outcome> bad = table.submit(table.submission(BERT, 1, 2, type(4, "!")));
        good.add(table.submit(id(32), 2, type(0, "b")));
        good.add(table.submit(id(33), 2, type(0, "c")));
        table.journal.release();
        table.thread.run();
        assertNumbered(3, first);
        assertRefused("invalid/op_id_conflict", bad);
        good.forEach(one -> assertTrue(one.join() instanceof Outcome.Numbered));
        assertEquals("abcCiao!", table.text());
    }

    @Test
    void s5ABaseThatTheBoardDoesNotHaveIsRefused() {
        withANote("Ciao");
        assertRefused("invalid/invalid_seq", table.submit(BERT, 2, set("idea")));
        assertRefused("invalid/invalid_seq", table.submit(BERT, -1, set("idea")));
        assertRefused("invalid/invalid_seq", table.submit(BERT, Long.MAX_VALUE, set("idea")));
        assertEquals(1, table.told.size());
    }

    @Test
    void s5ABaseOlderThanTheTailIsRebasedFromTheJournal() {
        withANote("-");
        int many = Limits.TAIL_REVISIONS + Limits.PAGE_REVISIONS + 50;
        for (int i = 0; i < many; i++) {
            table.submit(CARLA, i + 1, type(0, "x"));
        }
        assertTrue(table.ask(Room::reachesBackTo) > 1);
        int reads = table.journal.reads;
        Submission old = table.submission(BERT, 1, 1, type(1, "!"));
        assertNumbered(many + 2, table.submit(old));
        assertTrue(table.journal.reads - reads >= 2, "page by page");
        assertEquals("x".repeat(many) + "-!", table.text());
        assertEquals(new Outcome.Duplicate(many + 2), table.submit(old).join());
        assertEquals(table.text(), table.textOnDisk());
    }

    @Test
    void s5WhileOneLooksFarBackTheOthersAreNotKeptWaiting() {
        withANote("-");
        for (int i = 0; i < Limits.TAIL_REVISIONS + 10; i++) {
            table.submit(CARLA, i + 1, set("idea"));
        }
        table.journal.hold();
        CompletableFuture<Outcome> old = table.submit(BERT, 1, type(1, "!"));
        CompletableFuture<Outcome> recent = table.submit(ANNA, table.ask(Room::head), type(0, "+"));
        assertEquals(2, table.journal.waiting());
        table.journal.release();
        table.thread.run();
        assertTrue(recent.join() instanceof Outcome.Numbered);
        assertTrue(old.join() instanceof Outcome.Numbered);
        assertEquals("+-!", table.text());
    }

    @Test
    void s6ARefusalSaysWhichEditAndStoresNothing() {
        withANote("Ciao");
        assertRefused("invalid/not_found at 1",
                table.submit(BERT, 1, set("idea"), new Edit.Delete(id(999), false)));
        assertEquals(1, table.journal.disk.all(table.board).size());
        assertEquals("Ciao", table.text());
        assertFalse(table.ask(Room::snapshot).items().get(0).fields().containsKey("kind"), "whole or not at all");
    }

    @Test
    void e11TheEarlierSequencedInsertStaysLeft() {
        withANote("--");
        assertNumbered(2, table.submit(ANNA, 1, type(1, "A")));
        assertNumbered(3, table.submit(BERT, 1, type(1, "B")));
        assertNumbered(4, table.submit(CARLA, 1, type(1, "C")));
        assertEquals("-ABC-", table.text());
    }

    @Test
    void e11SubmissionsOfOneFlightAreRebasedOverEachOther() {
        withANote("--");
        table.journal.hold();
        table.submit(id(40), 1, set("idea"));
        table.submit(ANNA, 1, type(1, "A"));
        table.submit(BERT, 1, type(1, "B"));
        table.submit(CARLA, 1, type(2, "C"));
        table.journal.release();
        table.thread.run();
        assertEquals("-AB-C", table.text());
        assertEquals("-AB-C", table.textOnDisk());
    }

    @Test
    void e5WritingIntoADeletedNoteApplies() {
        withANote("a");
        table.submit(ANNA, 1, new Edit.Delete(NOTE, false));
        assertNumbered(3, table.submit(BERT, 1, type(1, "b")));
        assertEquals("ab", table.text());
    }

    @Test
    void sinceGivesPagesFromTheTailAndFromTheJournal() {
        withANote("");
        for (int i = 1; i <= Limits.TAIL_REVISIONS + 20; i++) {
            table.submit(CARLA, i, set(i % 2 == 0 ? "idea" : "concern"));
        }
        long head = table.ask(Room::head);
        List<Revision> all = new ArrayList<>();
        long at = 0;
        while (at < head) {
            long from = at;
            Room.Page page = table.on(room -> room.since(from, 10_000)).join();
            assertEquals(from, page.from());
            assertEquals(head, page.head());
            assertTrue(page.revisions().size() <= Limits.PAGE_REVISIONS);
            all.addAll(page.revisions());
            at = page.to();
        }
        assertEquals(table.journal.disk.all(table.board), all);
        assertEquals(List.of(), table.on(room -> room.since(head, 5)).join().revisions());
        assertEquals("invalid/invalid_seq", Table.failure(table.on(room -> room.since(head + 1, 5))));
        assertEquals("invalid/invalid_seq", Table.failure(table.on(room -> room.since(-1, 5))));
    }

    @Test
    void aSnapshotIsKeptEveryFiveHundredRevisionsAndWhenIdle() {
        withANote("");
        for (int i = 1; i < Limits.SNAPSHOT_REVISIONS + 3; i++) {
            table.submit(CARLA, i, type(0, "x"));
        }
        assertEquals(Limits.SNAPSHOT_REVISIONS, table.journal.disk.snapshot(table.board).rev());
        table.thread.advance(Limits.SNAPSHOT_IDLE + 11_000);
        assertEquals(Limits.SNAPSHOT_REVISIONS + 3, table.journal.disk.snapshot(table.board).rev());
        assertEquals("x".repeat(Limits.SNAPSHOT_REVISIONS + 2),
                Table.text(table.journal.disk.snapshot(table.board)));
    }

    @Test
    void aRoomThatNobodyUsesIsUnloadedAndOpensAgainAsItWas() {
        withANote("Ciao");
        assertEquals(1, table.rooms.open().size());
        table.thread.advance(Limits.UNLOAD_IDLE + 11_000);
        assertEquals(0, table.rooms.open().size());
        assertEquals("Ciao", table.text());
        assertNumbered(2, table.submit(BERT, 1, type(4, "!")));
    }

    @Test
    void aRoomIsNotUnloadedWhileSomebodyIsThere() throws Exception {
        withANote("Ciao");
        table.ask(room -> {
            try {
                room.presence().enter(ANNA, 7, this);
            } catch (Refusal refusal) {
                throw new AssertionError(refusal);
            }
            return true;
        });
        table.thread.advance(Limits.UNLOAD_IDLE * 3L);
        assertEquals(1, table.rooms.open().size());
        table.ask(room -> {
            room.presence().leave(ANNA, this);
            return true;
        });
        table.thread.advance(Limits.UNLOAD_IDLE + 11_000);
        assertEquals(0, table.rooms.open().size());
    }

    @Test
    void aBoardThatDoesNotExistIsNotFound() {
        CompletableFuture<Long> answer = table.rooms
                .on(id(9_999), room -> CompletableFuture.completedFuture(room.head())).toCompletableFuture();
        table.thread.run();
        assertEquals("invalid/not_found", Table.failure(answer));
        assertEquals(0, table.rooms.open().size());
    }

    @Test
    void aBoardAskedForTwiceAtOnceIsOpenedOnce() {
        table.journal.hold();
        table.submit(ANNA, 0, create(NOTE, "a"));
        table.submit(BERT, 0, create(id(300), "b"));
        assertEquals(1, table.journal.waiting());
        table.journal.release();
        table.thread.run();
        assertEquals(2, table.told.size());
    }
}

package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Link;
import org.tavolo.board.Place;
import org.tavolo.board.Respaced;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.TextOp;
import org.tavolo.live.Journal.Appended;

/** What every journal promises. A subclass gives one, and boards that exist in it. */
public abstract class JournalContract {
    private static final UUID A = UUID.fromString("019a0000-0000-7000-8000-00000000000a");
    private static final UUID B = UUID.fromString("019a0000-0000-7000-8000-00000000000b");

    protected abstract Journal journal();

    /** The same one, where it may be rewritten. */
    protected abstract Past past();

    /** An empty board of generation 1. */
    protected abstract UUID newBoard();

    protected static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Revision revision(long rev, UUID client, long n, Edit... edits) {
        return new Revision(rev, client, n, 7, 1_790_000_000_000L + rev, List.of(edits));
    }

    private static Revision revision(long rev, UUID client, long n) {
        return revision(rev, client, n, new Edit.Set(A, "state", "v" + rev, null));
    }

    private static List<Revision> revisions(UUID client, long from, int count) {
        List<Revision> revisions = new ArrayList<>();
        for (long rev = from + 1; rev <= from + count; rev++) {
            revisions.add(revision(rev, client, rev));
        }
        return revisions;
    }

    private void committed(UUID board, long head, List<Revision> revisions) throws Exception {
        assertEquals(Appended.COMMITTED, await(journal().append(board, head, revisions)));
    }

    @Test
    void aBoardThatDoesNotExistOpensAsNull() throws Exception {
        assertNull(await(journal().open(UUID.randomUUID())));
    }

    @Test
    void aNewBoardOpensEmptyAtRevisionZero() throws Exception {
        UUID board = newBoard();
        Journal.Opening opening = await(journal().open(board));
        assertEquals(new Snapshot(board, 0, 1, List.of()), opening.snapshot());
        assertEquals(List.of(), opening.after());
        assertEquals(0, opening.head());
    }

    @Test
    void everyVerbIsReadBackAsItWasWritten() throws Exception {
        UUID board = newBoard();
        List<Revision> written = List.of(
                revision(1, A, 1, new Edit.Create(A, "note", null, Place.LAST,
                                Map.of("text", "Città 👩‍👩‍👧 \"x\" \\ \n שלום", "done", true, "weight", 3L,
                                        "topics", List.of("a", "b")), "V", List.of()),
                        new Edit.Create(B, "note", A, new Place.After(A), Map.of(), "W",
                                List.of(new Respaced(A, "V1"), new Respaced(B, "W")))),
                revision(2, A, 2, new Edit.Set(A, "state", null, "idea"), new Edit.Set(A, "weight", 2.5, 3L),
                        new Edit.Set(A, "done", false, true)),
                revision(3, B, 1, new Edit.Change(A, "topics", List.of("c"), List.of("a", "b"))),
                revision(4, B, 2, new Edit.Type(A, "text", TextOp.of(List.of(new TextOp.Skip(3),
                        new TextOp.Insert("è 🙂"), new TextOp.Delete("tà"))))),
                revision(5, B, 3, new Edit.AddLink(A, "about", B, false), new Edit.Unlink(A, "about", B, true)),
                revision(6, A, 3, new Edit.Move(B, null, Place.FIRST, "A", A, "W", List.of()),
                        new Edit.Move(B, A, new Place.Before(A), "B", null, "A", List.of(new Respaced(A, "X")))),
                revision(7, A, 4, new Edit.Delete(B, false), new Edit.Delete(B, true), new Edit.Restore(B, false),
                        new Edit.Restore(B, true)));
        committed(board, 0, written);
        assertEquals(written, await(journal().read(board, 0, 100)));
    }

    @Test
    void revisionsAreReadInOrderPageByPage() throws Exception {
        UUID board = newBoard();
        List<Revision> written = revisions(A, 0, 25);
        committed(board, 0, written.subList(0, 10));
        committed(board, 10, written.subList(10, 25));
        assertEquals(written.subList(0, 7), await(journal().read(board, 0, 7)));
        assertEquals(written.subList(20, 25), await(journal().read(board, 20, 7)));
        assertEquals(List.of(), await(journal().read(board, 25, 7)));
        assertEquals(List.of(), await(journal().read(board, 90, 7)));
    }

    @Test
    void appendingAtAnOldHeadMovesNothing() throws Exception {
        UUID board = newBoard();
        committed(board, 0, revisions(A, 0, 2));
        assertEquals(Appended.MOVED, await(journal().append(board, 1, List.of(revision(2, B, 1)))));
        assertEquals(Appended.MOVED, await(journal().append(board, 0, List.of(revision(1, B, 1)))));
        assertEquals(revisions(A, 0, 2), await(journal().read(board, 0, 10)));
        committed(board, 2, List.of(revision(3, B, 1)));
    }

    @Test
    void appendingBeyondTheHeadMovesNothing() throws Exception {
        UUID board = newBoard();
        assertEquals(Appended.MOVED, await(journal().append(board, 5, List.of(revision(6, A, 1)))));
        assertEquals(0, await(journal().open(board)).head());
    }

    @Test
    void oneClientsNumberStandsInABoardOnceOnly() throws Exception {
        UUID board = newBoard();
        committed(board, 0, List.of(revision(1, A, 1)));
        assertEquals(Appended.MOVED,
                await(journal().append(board, 1, List.of(revision(2, B, 1), revision(3, A, 1)))));
        assertEquals(1, await(journal().open(board)).head());
        assertEquals(List.of(revision(1, A, 1)), await(journal().read(board, 0, 10)));
        committed(board, 1, List.of(revision(2, B, 1), revision(3, A, 2)));
    }

    @Test
    void boardsDoNotKnowOfEachOther() throws Exception {
        UUID one = newBoard();
        UUID other = newBoard();
        committed(one, 0, revisions(A, 0, 3));
        committed(other, 0, List.of(revision(1, A, 1)));
        assertEquals(3, await(journal().open(one)).head());
        assertEquals(List.of(revision(1, A, 1)), await(journal().read(other, 0, 10)));
    }

    @Test
    void ofManyWhoAppendAtOnceExactlyOneGetsThrough() throws Exception {
        UUID board = newBoard();
        for (int round = 0; round < 10; round++) {
            List<CompletionStage<Appended>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tries.add(journal().append(board, round, List.of(revision(round + 1, UUID.randomUUID(), 1))));
            }
            List<Appended> answers = new ArrayList<>();
            for (CompletionStage<Appended> one : tries) {
                answers.add(await(one));
            }
            assertEquals(1, Collections.frequency(answers, Appended.COMMITTED));
            assertEquals(7, Collections.frequency(answers, Appended.MOVED));
        }
        assertEquals(10, await(journal().open(board)).head());
    }

    @Test
    void aBoardOpensWithItsNewestSnapshotAndWhatCameAfter() throws Exception {
        UUID board = newBoard();
        List<Revision> written = revisions(A, 0, 6);
        committed(board, 0, written);
        Item item = new Item(A, "note", B, "V",
                Map.of("text", "Città 🙂", "done", true, "weight", 3L, "topics", List.of("a", "b")),
                List.of(new Link("about", B)), 7, 1_790_000_000_000L, true);
        Item bare = new Item(B, "note", null, "W", Map.of(), List.of(), 8, 1, false);
        Snapshot four = new Snapshot(board, 4, 1, List.of(item, bare));
        await(journal().keep(four));
        Journal.Opening opening = await(journal().open(board));
        assertEquals(4, opening.snapshot().rev());
        assertEquals(1, opening.snapshot().generation());
        assertEquals(2, opening.snapshot().items().size());
        assertTrue(opening.snapshot().items().containsAll(List.of(item, bare)));
        assertEquals(written.subList(4, 6), opening.after());
        assertEquals(6, opening.head());

        await(journal().keep(new Snapshot(board, 2, 1, List.of(bare))));
        assertEquals(4, await(journal().open(board)).snapshot().rev());
        await(journal().keep(four));
        await(journal().keep(new Snapshot(board, 6, 1, List.of(bare))));
        Journal.Opening newest = await(journal().open(board));
        assertEquals(new Snapshot(board, 6, 1, List.of(bare)), newest.snapshot());
        assertEquals(List.of(), newest.after());
        assertEquals(written, await(journal().read(board, 0, 10)));
    }

    @Test
    void thePastIsRewrittenWholeOrNotAtAll() throws Exception {
        UUID board = newBoard();
        List<Revision> written = revisions(A, 0, 6);
        committed(board, 0, written);
        Item item = new Item(A, "note", null, "V", Map.of("text", "secret"), List.of(), 7, 1, false);
        Item blank = new Item(A, "note", null, "V", Map.of(), List.of(), 7, 1, false);
        await(journal().keep(new Snapshot(board, 2, 1, List.of(item))));
        await(journal().keep(new Snapshot(board, 5, 1, List.of(item))));
        Revision three = revision(3, A, 3, new Edit.Set(A, "state", "██", null));
        Snapshot four = new Snapshot(board, 4, 2, List.of(blank));
        Snapshot six = new Snapshot(board, 6, 2, List.of(blank));
        assertEquals(false, await(past().rewrite(board, 5, 1, List.of(three), List.of(four, six))));
        assertEquals(false, await(past().rewrite(board, 6, 2, List.of(three), List.of(four, six))));
        assertEquals(written, await(journal().read(board, 0, 10)));
        assertEquals(1, await(journal().open(board)).snapshot().generation());

        assertEquals(true, await(past().rewrite(board, 6, 1, List.of(three), List.of(four, six))));
        assertEquals(List.of(written.get(0), written.get(1), three, written.get(3), written.get(4), written.get(5)),
                await(journal().read(board, 0, 10)));
        Journal.Opening opening = await(journal().open(board));
        assertEquals(six, opening.snapshot());
        assertEquals(6, opening.head());
        assertEquals(four, await(journal().snapshot(board, 5)));
        assertEquals(new Snapshot(board, 0, 2, List.of()), await(journal().snapshot(board, 3)));
        // What a room of before has still in hand comes too late.
        await(journal().keep(new Snapshot(board, 6, 1, List.of(item))));
        assertEquals(six, await(journal().open(board)).snapshot());
        committed(board, 6, List.of(revision(7, A, 7)));
    }

    @Test
    void aLargeAppendIsKeptWhole() throws Exception {
        UUID board = newBoard();
        List<Revision> written = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            written.add(revision(i, A, i, new Edit.Set(A, "label", "x".repeat(3_000) + i, null)));
        }
        committed(board, 0, written);
        assertEquals(written, await(journal().read(board, 0, 500)));
    }
}

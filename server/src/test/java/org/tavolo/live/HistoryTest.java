package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.live.Table.NOTE;
import static org.tavolo.live.Table.create;
import static org.tavolo.live.Table.id;
import static org.tavolo.live.Table.set;
import static org.tavolo.live.Table.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;

class HistoryTest {
    private static final UUID ANNA = id(11);
    private static final UUID BERT = id(12);

    private final Table table = new Table();

    private History history() {
        return new History(table.journal, table.rooms);
    }

    private <T> CompletableFuture<T> await(CompletionStage<T> stage) {
        table.thread.run();
        return stage.toCompletableFuture();
    }

    private History.Entries entries(UUID item, String field, Long before, int limit) {
        return await(history().entries(table.board, item, field, before, limit)).join();
    }

    private static String line(History.Entry entry) {
        return entry.rev() + " " + entry.kind() + " " + entry.field() + " " + entry.before() + " > " + entry.after();
    }

    private static List<String> lines(History.Entries entries) {
        return entries.entries().stream().map(HistoryTest::line).toList();
    }

    @Test
    void theHistoryOfAFieldSaysBeforeAndAfterNewestFirst() {
        table.submit(ANNA, 0, create(NOTE, "Ciao"));
        table.submit(ANNA, 1, set("idea"));
        table.submit(ANNA, 2, type(4, "!"));
        table.submit(ANNA, 3, set("concern"));
        assertEquals(List.of("4 set kind idea > concern", "2 set kind null > idea"),
                lines(entries(NOTE, "kind", null, 10)));
        assertEquals(List.of("3 type text Ciao > Ciao!", "1 create text null > Ciao"),
                lines(entries(NOTE, "text", null, 10)));
        assertEquals(List.of("4 set kind idea > concern", "3 type text Ciao > Ciao!", "2 set kind null > idea",
                "1 create null null > null"), lines(entries(null, null, null, 10)));
    }

    @Test
    void typingOfOnePersonWithoutALongPauseIsOneEntry() {
        table.submit(ANNA, 0, create(NOTE, ""));
        for (int i = 0; i < 5; i++) {
            table.submit(ANNA, i + 1, type(i, "a"));
            table.thread.advance(1_000);
        }
        table.submit(new Submission(table.board, BERT, 1, 6, 8, List.of(type(5, "b"))));
        table.thread.advance(400_000);
        table.submit(new Submission(table.board, BERT, 2, 7, 8, List.of(type(6, "b"))));
        assertEquals(List.of("8 type text aaaaab > aaaaabb", "7 type text aaaaa > aaaaab", "2 type text  > aaaaa"),
                lines(entries(NOTE, "text", null, 10)));
        History.Entries first = entries(NOTE, "text", null, 2);
        assertTrue(first.more());
        assertEquals(List.of("2 type text  > aaaaa"), lines(entries(NOTE, "text", 7L, 2)));
        assertFalse(entries(NOTE, "text", 7L, 2).more());
    }

    @Test
    void everyVerbOfTheBoardHasItsEntryAndWhatChangedNothingHasNone() {
        table.submit(ANNA, 0, create(NOTE, "a"), create(id(101), "b"),
                new Edit.Create(id(102), "action", null, Place.LAST, Map.of(), null, List.of()));
        table.submit(ANNA, 1, new Edit.AddLink(NOTE, "about", id(101), false));
        table.submit(ANNA, 2, new Edit.AddLink(NOTE, "about", id(101), false));
        table.submit(ANNA, 3, new Edit.Unlink(NOTE, "about", id(101), false));
        table.submit(ANNA, 4, new Edit.Move(NOTE, id(101), Place.LAST, null, null, null, List.of()));
        table.submit(ANNA, 5, new Edit.Delete(NOTE, false));
        table.submit(ANNA, 6, new Edit.Restore(NOTE, false));
        table.submit(ANNA, 7, new Edit.Change(id(102), "topics", List.of("a", "b"), List.of()));
        table.submit(ANNA, 8, new Edit.Change(id(102), "topics", List.of("c"), List.of("a")));
        assertEquals(List.of("9 set topics [a, b] > [b, c]", "8 set topics [] > [a, b]", "7 restore null null > null",
                        "6 delete null null > null", "5 move null null > " + id(101),
                        "4 unlink about " + id(101) + " > null", "2 link about null > " + id(101),
                        "1 create null null > null", "1 create null null > null", "1 create null null > null"),
                lines(entries(null, null, null, 50)));
        assertEquals(4 + 1 + 1, entries(NOTE, null, null, 50).entries().size());
        History.Entries page = entries(null, null, 2L, 1);
        assertEquals(3, page.entries().size(), "what one revision changed is never parted");
        assertFalse(page.more());
    }

    @Test
    void historyReachesBackOverManyPages() {
        table.submit(ANNA, 0, create(NOTE, "start"));
        for (int i = 1; i <= Limits.PAGE_REVISIONS * 2; i++) {
            table.submit(BERT, i, set(i % 2 == 0 ? "idea" : "concern"));
        }
        table.restart();
        assertEquals(List.of("1 create text null > start"), lines(entries(NOTE, "text", null, 5)));
        History.Entries page = entries(NOTE, "kind", null, 1_000);
        assertEquals(200, page.entries().size());
        assertTrue(page.more());
    }

    @Test
    void oneQuestionReadsABoundedPartOfALongJournalAndTheAskerGoesOnFromThere() {
        table.submit(ANNA, 0, create(NOTE, "start"), create(id(101), ""));
        int length = Limits.HISTORY_REVISIONS + 1_700;
        for (int i = 1; i < length; i++) {
            table.submit(BERT, i, i == 1_500 ? type(5, "!") : new Edit.Set(id(101), "kind", i % 2 == 0 ? "idea" : "concern",
                    null));
        }
        table.restart();
        int most = Limits.HISTORY_REVISIONS / Limits.PAGE_REVISIONS;
        List<String> found = new ArrayList<>();
        List<Integer> reads = new ArrayList<>();
        Long before = null;
        for (boolean more = true; more;) {
            int readBefore = table.journal.reads;
            History.Entries page = entries(NOTE, "text", before, 1);
            reads.add(table.journal.reads - readBefore);
            found.addAll(lines(page));
            more = page.more();
            before = page.before();
            assertEquals(more, before != null);
        }
        assertEquals(List.of("1501 type text start > start!", "1 create text null > start"), found);
        assertEquals(3, reads.size(), "questions: nothing, then one entry each");
        // Back over what one question may look at, and before that forward from the snapshot of its beginning.
        assertTrue(reads.stream().allMatch(count -> count <= most + 2 + Limits.SNAPSHOT_REVISIONS / Limits.PAGE_REVISIONS),
                "reads: " + reads);
    }

    @Test
    void theBoardAsItWasAtEveryRevisionIsFound() {
        List<Snapshot> were = new ArrayList<>();
        were.add(table.ask(Room::snapshot));
        table.submit(ANNA, 0, create(NOTE, ""));
        were.add(table.ask(Room::snapshot));
        for (int i = 1; i < Limits.SNAPSHOT_REVISIONS + 20; i++) {
            table.submit(BERT, i, i % 7 == 0 ? new Edit.Delete(NOTE, false) : type(0, "x"));
            were.add(table.ask(Room::snapshot));
        }
        for (int rev : new int[] {0, 1, 7, 250, Limits.SNAPSHOT_REVISIONS, Limits.SNAPSHOT_REVISIONS + 3,
                Limits.SNAPSHOT_REVISIONS + 20}) {
            assertEquals(were.get(rev), await(history().at(table.board, rev)).join());
        }
        assertEquals("invalid/invalid_seq", Table.failure(await(history().at(table.board, 9_999))));
        assertEquals("invalid/invalid_seq", Table.failure(await(history().at(table.board, -1))));
    }

    @Test
    void ofABoardThatDoesNotExistThereIsNoHistory() {
        assertEquals("invalid/not_found", Table.failure(await(history().at(id(9_999), 0))));
        assertEquals("invalid/not_found",
                Table.failure(await(history().entries(id(9_999), null, null, null, 5))));
    }

    @Test
    void whileTheJournalIsAwayHistoryIsUnavailable() {
        table.submit(ANNA, 0, create(NOTE, "a"));
        table.submit(ANNA, 1, set("idea"));
        table.journal.breakDown();
        assertEquals("retry/unavailable", Table.failure(await(history().at(table.board, 1))));
        assertEquals("retry/unavailable",
                Table.failure(await(history().entries(table.board, null, null, null, 5))));
    }
}

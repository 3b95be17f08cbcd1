package org.tavolo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.live.Table.NOTE;
import static org.tavolo.live.Table.assertNumbered;
import static org.tavolo.live.Table.create;
import static org.tavolo.live.Table.failure;
import static org.tavolo.live.Table.id;
import static org.tavolo.live.Table.type;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Edit;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;

/** One who goes takes their words along, while the others write on. */
class ErasuresTest {
    private static final UUID ANNA = id(11);
    private static final UUID BERT = id(12);
    private static final UUID COMMAND = id(13);

    private final Table table = new Table();
    private Past past = table.journal.disk;
    private long n;

    private CompletableFuture<Boolean> erase(int person) {
        CompletableFuture<Boolean> answer = new Erasures(table.journal, past, table.rooms, (type, field) -> false,
                Runnable::run).erase(table.board, person, id(100 + (int) ++n)).toCompletableFuture();
        table.thread.run();
        return answer;
    }

    private void write(int by, UUID client, long number, Edit edit) {
        Submission submission = new Submission(table.board, client, number, table.journal.disk.all(table.board).size(),
                by, List.of(edit));
        assertNumbered(table.journal.disk.all(table.board).size() + 1L, table.submit(submission));
    }

    private void annaAndBertWrite() {
        write(7, ANNA, 1, create(NOTE, "Anna. "));
        write(8, BERT, 1, type(6, "Bert."));
        write(7, ANNA, 2, type(11, " Anna!"));
    }

    private int generation() {
        return table.ask(Room::generation);
    }

    @Test
    void theJournalHoldsBlocksAndTheRoomIsOpenedAnewInTheNextGeneration() {
        annaAndBertWrite();
        assertTrue(erase(7).join());
        assertEquals("Bert.", table.text());
        assertEquals("Bert.", table.textOnDisk());
        assertEquals(2, generation());
        assertEquals(List.of(table.board), table.superseded);
        assertFalse(table.journal.disk.all(table.board).toString().contains("Anna"));
        assertEquals("Bert.", Table.text(table.journal.disk.snapshot(table.board)));
        assertEquals(2, table.journal.disk.snapshot(table.board).generation());
        assertEquals(4, table.ask(Room::head));
        write(8, BERT, 2, type(5, " Still here."));
        assertEquals("Bert. Still here.", table.text());
    }

    @Test
    void theSecondTimeNothingIsLeftToDo() {
        annaAndBertWrite();
        assertTrue(erase(7).join());
        assertFalse(erase(7).join());
        assertEquals(2, generation());
        assertEquals(4, table.ask(Room::head));
        assertTrue(erase(8).join());
        assertEquals("", table.text());
        assertEquals(3, generation());
    }

    @Test
    void whatOthersWriteMeanwhileIsReadBeforeTheNextTry() {
        annaAndBertWrite();
        int[] late = {3};
        past = (board, head, generation, changed, snapshots) -> {
            if (late[0]-- > 0) {
                // Once the journal was read, and before it is rewritten.
                table.journal.disk.append(board, head, List.of(new Revision(head + 1, BERT, 100 + head, 8, 1,
                        List.of(type(0, "x")))));
            }
            return table.journal.disk.rewrite(board, head, generation, changed, snapshots);
        };
        assertTrue(erase(7).join());
        assertEquals("xxxBert.", table.textOnDisk());
        assertEquals("xxxBert.", table.text());
        assertEquals(2, generation());
    }

    @Test
    void ofTwoWhoGoAtOnceBothAreErased() {
        annaAndBertWrite();
        write(9, id(14), 1, type(0, "Carla. "));
        CompletableFuture<Boolean> bert = new CompletableFuture<>();
        boolean[] first = {true};
        past = (board, head, generation, changed, snapshots) -> {
            if (first[0]) {
                first[0] = false;
                new Erasures(table.journal, table.journal.disk, table.rooms, (type, field) -> false, Runnable::run)
                        .erase(board, 8, COMMAND).thenAccept(bert::complete);
                CompletionStage<Boolean> later = bert.thenCompose(done ->
                        table.journal.disk.rewrite(board, head, generation, changed, snapshots));
                return later;
            }
            return table.journal.disk.rewrite(board, head, generation, changed, snapshots);
        };
        assertTrue(erase(7).join());
        assertTrue(bert.join());
        assertEquals("Carla. ", table.textOnDisk());
        assertEquals(3, generation());
        assertFalse(table.journal.disk.all(table.board).toString().matches("(?s).*(Anna|Bert).*"));
    }

    @Test
    void anotherNodeOpensItsRoomAnewOnceItHearsOfTheGeneration() {
        annaAndBertWrite();
        Rooms other = table.anotherNode();
        CompletableFuture<Snapshot> before = other.on(table.board, room -> CompletableFuture.completedFuture(
                room.snapshot())).toCompletableFuture();
        table.thread.run();
        assertEquals(1, before.join().generation());
        assertTrue(erase(7).join());
        other.heads(Map.of(table.board, 4L));
        other.generations(Map.of(table.board, 2));
        CompletableFuture<Snapshot> after = other.on(table.board, room -> CompletableFuture.completedFuture(
                room.snapshot())).toCompletableFuture();
        table.thread.run();
        assertEquals(2, after.join().generation());
        assertEquals("Bert.", Table.text(after.join()));
    }

    @Test
    void aBoardThatIsNotThereAndAJournalThatIsAwayAreSaid() {
        assertEquals("invalid/not_found", failure(new Erasures(table.journal, past, table.rooms, (type, field) -> false,
                Runnable::run).erase(id(99), 7, COMMAND).toCompletableFuture()));
        annaAndBertWrite();
        table.journal.breakDown();
        assertEquals("retry/unavailable", failure(erase(7)));
        table.journal.repair();
        assertTrue(erase(7).join());
    }
}

package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tavolo.board.Edit;
import org.tavolo.board.Revision;

/** How two servers on one database wake one another. */
@ExtendWith(TestDatabase.class)
class PostgresBackplaneTest {
    private final BlockingQueue<Map<UUID, Long>> heard = new LinkedBlockingQueue<>();
    private DatabaseAddress address;
    private Vertx vertx;
    private Database one;
    private Database other;

    @BeforeEach
    void open(DatabaseAddress fresh) {
        address = fresh;
        vertx = Vertx.vertx();
        one = Database.of(vertx, address);
        other = Database.of(vertx, address);
    }

    @AfterEach
    void close() throws Exception {
        await(one.close());
        await(other.close());
        await(vertx.close());
    }

    @Test
    void whatOneServerCommitsTheOtherIsTold() throws Exception {
        UUID board = Boards.make(address);
        await(other.backplane().listen(Set::of, heard::add));
        append(board, 1);
        assertEquals(Map.of(board, 1L), heard.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void aServerIsNotToldOfItsOwnCommits() throws Exception {
        UUID board = Boards.make(address);
        UUID another = Boards.make(address);
        await(other.backplane().listen(Set::of, heard::add));
        other.backplane().tell(board, 1);
        one.backplane().tell(another, 1);
        assertEquals(Map.of(another, 1L), heard.poll(30, TimeUnit.SECONDS));
        assertEquals(0, heard.size());
    }

    @Test
    void whatGathersGoesOutWithItsNewestHead() throws Exception {
        UUID board = Boards.make(address);
        await(other.backplane().listen(Set::of, heard::add));
        for (long head = 1; head <= 1_000; head++) {
            one.backplane().tell(board, head);
        }
        int told = 0;
        for (long head = 0; head < 1_000; told++) {
            head = heard.poll(30, TimeUnit.SECONDS).get(board);
        }
        assertTrue(told < 500, told + " notifications");
    }

    @Test
    void aListenerWhoseLineWasCutListensAgain() throws Exception {
        UUID board = Boards.make(address);
        await(other.backplane().listen(Set::of, heard::add));
        run("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'"
                + " and datname = current_database()");
        Map<UUID, Long> answer = null;
        for (int tries = 0; answer == null && tries < 100; tries++) {
            one.backplane().tell(board, 1);
            answer = heard.poll(200, TimeUnit.MILLISECONDS);
        }
        assertEquals(Map.of(board, 1L), answer);
    }

    @Test
    void aServerThatStartsBeforeItsDatabaseListensLater() throws Exception {
        UUID board = Boards.make(address);
        try (CuttingProxy proxy = new CuttingProxy(address)) {
            proxy.refuse(true);
            Database early = Database.of(vertx, proxy.address());
            await(early.backplane().listen(Set::of, heard::add));
            proxy.refuse(false);
            Map<UUID, Long> answer = null;
            for (int tries = 0; answer == null && tries < 100; tries++) {
                one.backplane().tell(board, 1);
                answer = heard.poll(200, TimeUnit.MILLISECONDS);
            }
            assertEquals(Map.of(board, 1L), answer);
            await(early.close());
        }
    }

    @Test
    void whatNobodyWasToldIsSeenByLookingAtTheOpenBoards() throws Exception {
        UUID board = Boards.make(address);
        UUID closed = Boards.make(address);
        await(other.backplane().listen(() -> Set.of(board), heard::add));
        run("update board set head = 5 where id in ('" + board + "', '" + closed + "')");
        Map<UUID, Long> answer = Map.of(board, 0L);
        while (answer.equals(Map.of(board, 0L))) {
            answer = heard.poll(30, TimeUnit.SECONDS);
        }
        assertEquals(Map.of(board, 5L), answer);
    }

    @Test
    void thatABoardHasAnotherPastIsSeenByLookingAtTheOpenBoards() throws Exception {
        UUID board = Boards.make(address);
        BlockingQueue<Map<UUID, Integer>> generations = new LinkedBlockingQueue<>();
        await(other.backplane().listen(() -> Set.of(board), heard::add, generations::add));
        run("update board set generation = 2 where id = '" + board + "'");
        Map<UUID, Integer> answer = Map.of(board, 1);
        while (answer.equals(Map.of(board, 1))) {
            answer = generations.poll(30, TimeUnit.SECONDS);
        }
        assertEquals(Map.of(board, 2), answer);
    }

    @Test
    void noiseOnTheChannelIsIgnored() throws Exception {
        UUID board = Boards.make(address);
        await(other.backplane().listen(Set::of, heard::add));
        for (String noise : List.of("", "x", "a b c", "a " + board + " x", "a " + board + " -1",
                "a " + board + " 99999999999999999999", board + " 1")) {
            run("notify tavolo, '" + noise + "'");
        }
        one.backplane().tell(board, 7);
        assertEquals(Map.of(board, 7L), heard.poll(30, TimeUnit.SECONDS));
    }

    private void append(UUID board, long rev) throws Exception {
        await(Future.fromCompletionStage(one.journal().append(board, rev - 1, List.of(new Revision(rev,
                UUID.randomUUID(), 1, 7, rev, List.of(new Edit.Delete(board, false)))))));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}

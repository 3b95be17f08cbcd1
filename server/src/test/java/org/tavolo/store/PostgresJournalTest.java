package org.tavolo.store;


import io.vertx.core.Vertx;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tavolo.live.Journal;
import org.tavolo.live.JournalContract;
import org.tavolo.live.Past;

/** What every journal promises, on PostgreSQL. */
@ExtendWith(TestDatabase.class)
class PostgresJournalTest extends JournalContract {
    private static Vertx vertx;
    private static Database database;
    private static DatabaseAddress address;

    @BeforeAll
    static void open(DatabaseAddress fresh) {
        address = fresh;
        vertx = Vertx.vertx();
        database = Database.of(vertx, address);
    }

    @AfterAll
    static void close() throws Exception {
        await(database.close().toCompletionStage());
        await(vertx.close().toCompletionStage());
    }

    @Override
    protected Journal journal() {
        return database.journal();
    }

    @Override
    protected Past past() {
        return database.past();
    }

    @Override
    protected UUID newBoard() {
        return Boards.make(address);
    }
}

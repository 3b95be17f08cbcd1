package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.store.OwnPostgres.ask;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String ROW = "INSERT INTO flyway_schema_history VALUES "
            + "(900, '900', 'later', 'SQL', 'V900__later.sql', 1, 'tavolo', now(), 1, ";
    private DatabaseAddress address;

    @BeforeEach
    void aDatabaseWithTables() {
        address = TestDatabase.fresh();
    }

    @Test
    void tablesThatAreUpToDateAreLeftAsTheyAre() throws SQLException {
        String before = ask(address, "SELECT count(*) || ' ' || max(installed_on) FROM flyway_schema_history");

        Schema.migrate(address);

        assertEquals(before, ask(address, "SELECT count(*) || ' ' || max(installed_on) FROM flyway_schema_history"));
    }

    @Test
    void serversThatStartTogetherMakeTheTablesOnce() throws SQLException {
        ask(address, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        List<CompletableFuture<Void>> starts = List.of(CompletableFuture.runAsync(() -> Schema.migrate(address)),
                CompletableFuture.runAsync(() -> Schema.migrate(address)));

        starts.forEach(CompletableFuture::join);

        assertEquals("0", ask(address, "SELECT count(*) FROM board"));
    }

    @Test
    void tablesOfANewerTavoloAreRefusedByName() throws SQLException {
        ask(address, ROW + "true)");

        StartRefused refused = assertThrows(StartRefused.class, () -> Schema.migrate(address));

        assertTrue(refused.getMessage().contains("were made by a newer Tavolo (version 900, and this one knows"),
                refused.getMessage());
    }

    @Test
    void aMigrationThatStoppedHalfWayIsRefused() throws SQLException {
        ask(address, ROW + "false)");

        StartRefused refused = assertThrows(StartRefused.class, () -> Schema.migrate(address));

        assertTrue(refused.getMessage().contains("Migration 900") && refused.getMessage().contains("stopped half-way"),
                refused.getMessage());
    }

    @Test
    void aMigrationThatWasChangedAfterItRanIsRefused() throws SQLException {
        ask(address, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        assertThrows(StartRefused.class, () -> Schema.migrate(address));
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws SQLException {
        ask(address, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE theirs (id int)");

        StartRefused refused = assertThrows(StartRefused.class, () -> Schema.migrate(address));

        assertTrue(refused.getMessage().contains("holds tables of another program"), refused.getMessage());
        assertEquals("1", ask(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }
}

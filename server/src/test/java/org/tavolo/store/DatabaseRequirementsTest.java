package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.store.OwnPostgres.ask;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class DatabaseRequirementsTest {
    @Test
    void theEmbeddedDatabaseMeetsThem(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect()) {
            DatabaseRequirements.check(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote_write", "remote_apply"})
    void aCommitThatWaitsForMoreOrLessOfTheStandbysIsStillOnDisk(String value) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh();
        ask(address, "ALTER DATABASE " + address.database() + " SET synchronous_commit = " + value);
        try (Connection connection = address.connect()) {
            DatabaseRequirements.check(connection);
        }
    }

    @Test
    void aDatabaseWhoseCommitsDoNotWaitIsRefused() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh();
        ask(address, "ALTER DATABASE " + address.database() + " SET synchronous_commit = off");

        assertEquals("The database runs with synchronous_commit = off, so it could lose what people were told is saved: "
                + "set it to on in its configuration and start again.", refusal(address));
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsRefused() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh();
        ask(address, "ALTER DATABASE " + address.database() + " SET default_transaction_read_only = on");

        assertTrue(refusal(address).startsWith("The database can only be read"), refusal(address));
    }

    @Test
    void aDatabaseThatRunsWithoutFsyncOrFullPageWritesIsRefused(@TempDir Path parent) throws Exception {
        Path data = OwnPostgres.usedFolder(parent, "data");
        DatabaseAddress address;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            address = postgres.address();
        }
        for (String setting : List.of("fsync", "full_page_writes")) {
            try (DataFolder folder = DataFolder.open(data)) {
                Process process = PostgresUser.choose(folder, EnumSet.allOf(PostgresUser.Way.class))
                        .process(List.of(PostgresBinaries.in(data).program("postgres").toString(), "-D",
                                folder.database().toString(), "-p", String.valueOf(address.port()), "-k", "",
                                "-c", setting + "=off"))
                        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                try {
                    OwnPostgres.await("a careless PostgreSQL", () -> opens(address));
                    assertTrue(refusal(address).contains("runs with " + setting + " = off"), refusal(address));
                } finally {
                    process.destroy();
                    process.waitFor();
                }
            }
        }
    }

    private static boolean opens(DatabaseAddress address) {
        try {
            address.connect().close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static String refusal(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect()) {
            return assertThrows(StartRefused.class, () -> DatabaseRequirements.check(connection)).getMessage();
        }
    }
}

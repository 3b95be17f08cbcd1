package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.store.OwnPostgres.ask;
import static org.tavolo.store.OwnPostgres.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most cases work in one folder, which they share with each other and leave such that a server starts there. */
class EmbeddedPostgresTest {
    @TempDir
    Path parent;

    private final Path data = OwnPostgres.sharedFolder();

    EmbeddedPostgresTest() throws IOException {
    }

    @Test
    void aNewFolderIsReadyWithinSecondsAndAnOldOneAtOnceWithWhatWasInIt() throws Exception {
        long millis = OwnPostgres.firstStart().toMillis();
        System.out.println("embedded PostgreSQL: first start " + millis + " ms");
        // Three to five seconds by itself, and several times that on a machine that builds other things as well.
        assertTrue(millis < 45_000, millis + " ms");
        int port;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
            port = first.address().port();
            ask(first.address(), "CREATE TABLE greeting AS SELECT 'è così 🙂' AS text");
        }
        long before = System.nanoTime();
        try (EmbeddedPostgres later = EmbeddedPostgres.start(data)) {
            millis = (System.nanoTime() - before) / 1_000_000;
            System.out.println("embedded PostgreSQL: later start " + millis + " ms");
            // Half a second by itself.
            assertTrue(millis < 10_000, millis + " ms");
            assertEquals(port, later.address().port());
            assertEquals("è così 🙂", ask(later.address(), "SELECT text FROM greeting"));
            assertTrue(later.address().toString().startsWith("postgres://tavolo@127.0.0.1:"));
        }
    }

    @Test
    void itIsDurableChecksummedAndClosedToOthers() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseAddress root = postgres.superuserAddress();
            for (String setting : List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on",
                    "data_checksums=on", "listen_addresses=127.0.0.1", "unix_socket_directories=",
                    "password_encryption=scram-sha-256", "server_encoding=UTF8")) {
                String[] nameAndValue = setting.split("=", 2);
                assertEquals(nameAndValue[1], ask(root, "SHOW " + nameAndValue[0]), setting);
            }
            assertEquals("scram-sha-256", ask(root, "SELECT string_agg(DISTINCT auth_method, ' ') "
                    + "FROM pg_hba_file_rules"));
            assertEquals("b C.UTF-8", ask(root, "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database "
                    + "WHERE datname = 'tavolo'"));
            assertEquals("f", ask(root, "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication "
                    + "FROM pg_roles WHERE rolname = 'tavolo'"));
            assertThrows(SQLException.class, () -> ask(root.withPassword("wrong"), "SELECT 1"));
            for (String secret : List.of("password", "superuser-password")) {
                assertEquals("rw-------", PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve(secret))));
                assertEquals(32, Files.readString(data.resolve(secret)).strip().length());
            }
            assertNotEquals(Files.readString(data.resolve("password")),
                    Files.readString(data.resolve("superuser-password")));
        }
    }

    @Test
    void nothingThatPeopleWriteReachesItsLog() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            ask(postgres.address(), "CREATE TABLE note (text text PRIMARY KEY)");
            ask(postgres.address(), "INSERT INTO note VALUES ('riservato')");
            for (String failing : List.of("INSERT INTO note VALUES ('riservato')", "SELECT 'riservato'::int",
                    "SELECT riservato", "DO $$ BEGIN RAISE WARNING 'riservato'; RAISE 'riservato'; END $$",
                    "SELECT pg_terminate_backend(pg_backend_pid()) /* riservato */")) {
                assertThrows(SQLException.class, () -> ask(postgres.address(), failing), failing);
            }
        }
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(data.resolve("database/log"))) {
            for (Path file : files.toList()) {
                log.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        assertTrue(log.toString().contains("database system is ready"), log.toString());
        assertTrue(log.toString().contains("terminating connection"), log.toString());
        assertFalse(log.toString().contains("riservato"), log.toString());
    }

    @Test
    void afterTheServerAloneWasKilledItsDatabaseIsStoppedAndStartedAgain() throws Exception {
        OwnPostgres killed = OwnPostgres.start(data);
        ProcessHandle left = killed.postgres();
        killed.kill();
        assertTrue(left.isAlive());

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertFalse(new Postmaster(left.pid(), true).serves(data.resolve("database")));
            assertNotEquals(left.pid(), postgres.pid());
            assertEquals("1", ask(postgres.address(), "SELECT 1"));
        }
    }

    @Test
    void afterBothWereKilledWhatWasCommittedIsThere() throws Exception {
        OwnPostgres killed = OwnPostgres.start(data);
        DatabaseAddress address = DatabaseAddress.parse(killed.address())
                .withPassword(Files.readString(data.resolve("password")).strip());
        ask(address, "CREATE TABLE committed AS SELECT 7 AS number");
        killed.kill();
        ProcessHandle left = killed.postgres();
        left.destroyForcibly();
        await("the end of PostgreSQL", () -> !new Postmaster(left.pid(), true).serves(data.resolve("database")));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertEquals("7", ask(postgres.address(), "SELECT number FROM committed"));
        }
    }

    @Test
    void aDatabaseThatIsKilledComesBackAtTheSameAddress() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            ask(postgres.address(), "CREATE TABLE kept AS SELECT 7 AS number");
            long killed = postgres.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await("the database answers again", () -> {
                try {
                    return postgres.pid() != killed && "7".equals(ask(postgres.address(), "SELECT number FROM kept"));
                } catch (SQLException notYet) {
                    return false;
                }
            });
        }
    }

    @Test
    void aSecondServerOnTheFolderSaysSoAndTheFirstKeepsItsLock() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
            StartRefused here = assertThrows(StartRefused.class, () -> EmbeddedPostgres.start(data));
            String elsewhere = OwnPostgres.firstLine(data);

            assertTrue(here.getMessage().startsWith("The data folder " + data.toRealPath() + " is in use"));
            assertEquals("refused: The data folder " + data.toRealPath() + " is in use by another Tavolo server (process "
                    + ProcessHandle.current().pid() + "): stop that one, or give this one a folder of its own with "
                    + "TAVOLO_DATA.", elsewhere);
            assertEquals("1", ask(first.address(), "SELECT 1"));
        }
        EmbeddedPostgres.start(data).close();
    }

    @Test
    void theNumberOfAProcessThatIsAnotherProgramNowOrAZombieIsForgotten() throws Exception {
        Process other = new ProcessBuilder("cat").start();
        // A shell that turns into a program which never asks after its child. The child ends with its input, and so
        // only after that turn: the shell itself would bury it.
        Process parentOfZombie =
                new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 & echo $!; exec tail -f /dev/null").start();
        try {
            long zombie = Long.parseLong(parentOfZombie.inputReader().readLine());
            await("the turn", () -> Files.readString(Path.of("/proc/" + parentOfZombie.pid() + "/comm"))
                    .startsWith("tail"));
            parentOfZombie.getOutputStream().close();
            await("a zombie", () -> Files.readString(Path.of("/proc/" + zombie + "/stat")).contains(") Z "));
            for (long pid : List.of(other.pid(), zombie, ProcessHandle.current().pid())) {
                pretend(data, pid);
                EmbeddedPostgres.start(data).close();
            }
            assertTrue(other.isAlive());
        } finally {
            other.destroy();
            parentOfZombie.destroy();
        }
    }

    @Test
    void thePostgresqlOfAnotherFolderIsLeftAloneWhenItsNumberIsInOurFile() throws Exception {
        try (EmbeddedPostgres other = EmbeddedPostgres.start(OwnPostgres.usedFolder(parent, "other"))) {
            long pid = other.pid();
            pretend(data, pid);
            EmbeddedPostgres.start(data).close();

            assertEquals(pid, other.pid());
            assertEquals("1", ask(other.address(), "SELECT 1"));
        }
    }

    @Test
    void aPortThatIsTakenIsExchangedForAFreeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Files.writeString(data.resolve("port"), taken.getLocalPort() + "\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
                assertNotEquals(taken.getLocalPort(), postgres.address().port());
                assertEquals("1", ask(postgres.address(), "SELECT 1"));
            }
        }
    }

    @Test
    void programsUnpackedByHalfAreReplacedAndLeftoversGo() throws Exception {
        Path programs = OwnPostgres.programs(data);
        Files.createDirectories(data.resolve(".unpacking-1/bin"));
        Files.createDirectories(data.resolve("postgresql-17-00000000"));
        Path postgres = programs.resolve("bin/postgres");
        long size = Files.size(postgres);
        Files.write(postgres, new byte[(int) (size / 2)]);

        EmbeddedPostgres.start(data).close();

        assertEquals(size, Files.size(postgres));
        assertFalse(Files.exists(data.resolve(".unpacking-1")));
        assertFalse(Files.exists(data.resolve("postgresql-17-00000000")));
    }

    @Test
    void aDatabaseThatWasMadeByHalfIsMadeAnew() throws Exception {
        Path data = OwnPostgres.folder(parent, "data");
        Files.createDirectories(data.resolve(".creating-1/base"));
        Files.writeString(data.resolve("superuser-password"), "of the one that never came to be\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertEquals("1", ask(postgres.address(), "SELECT 1"));
            assertFalse(Files.exists(data.resolve(".creating-1")));
        }
    }

    @Test
    void aLostPasswordOfTheServerIsReplacedAndALostOneOfTheSuperuserIsSaid() throws Exception {
        Files.delete(data.resolve("password"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertEquals("1", ask(postgres.address(), "SELECT 1"));
        }
        Path elsewhere = Files.move(data.resolve("superuser-password"), parent.resolve("superuser-password"));
        try {
            StartRefused refused = assertThrows(StartRefused.class, () -> EmbeddedPostgres.start(data));
            assertTrue(refused.getMessage().contains("superuser-password is missing"), refused.getMessage());
        } finally {
            Files.move(elsewhere, data.resolve("superuser-password"));
        }
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsRefused() throws Exception {
        Path version = data.resolve("database/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "16\n");
        try {
            StartRefused refused = assertThrows(StartRefused.class, () -> EmbeddedPostgres.start(data));
            assertTrue(refused.getMessage().contains("was made by PostgreSQL 16"), refused.getMessage());
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void ctrlCAtTheTerminalDoesNotReachTheDatabase() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertNotEquals(processGroup(ProcessHandle.current().pid()), processGroup(postgres.pid()));
        }
    }

    private static String processGroup(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2];
    }

    private static void pretend(Path data, long pid) throws IOException {
        Path database = data.resolve("database");
        Files.writeString(database.resolve("postmaster.pid"), pid + "\n" + database
                + "\n1700000000\n5432\n\n127.0.0.1\n  1234567         0\nready   \n");
    }
}

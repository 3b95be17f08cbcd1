package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavolo.store.OwnPostgres.ask;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.tavolo.store.PostgresUser.Way;

/**
 * The identities of PostgreSQL. Which of them a root takes, only root can try; run by anybody else the build says which
 * tests it left out.
 */
class PostgresUserTest {
    private static final int NOBODY = 65534;

    @TempDir
    Path parent;

    static boolean isRoot() throws IOException {
        return owner(Path.of("/proc/self")) == 0;
    }

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void itNeverRunsAsRootAndOtherwiseAsWhoStartedIt() throws Exception {
        Path data = OwnPostgres.sharedFolder();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            Path process = Path.of("/proc", String.valueOf(postgres.pid()));
            if (!isRoot()) {
                assertEquals(owner(Path.of("/proc/self")), owner(process));
                return;
            }
            boolean sameNamespace = Files.readSymbolicLink(process.resolve("ns/user"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
            if (sameNamespace) {
                assertNotEquals(0, owner(data.resolve("database")));
            } else {
                assertEquals(0, owner(data.resolve("database")));
                assertTrue(Files.readString(process.resolve("status")).contains("CapEff:\t0000000000000000"));
            }
        }
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void whereNamespacesAreForbiddenTheDatabaseGoesToAnUnprivilegedUserAndStaysThere() throws Exception {
        Path data = OwnPostgres.usedFolder(parent, "data");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            ask(postgres.address(), "CREATE TABLE stayed AS SELECT 7 AS number");
        }
        for (EnumSet<Way> ways : List.of(EnumSet.of(Way.OTHER_USER), EnumSet.allOf(Way.class))) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ways)) {
                int owner = owner(data.resolve("database"));
                assertNotEquals(0, owner);
                assertEquals(owner, owner(Path.of("/proc", String.valueOf(postgres.pid()))));
                assertEquals(owner, owner(data.resolve("database/base")));
                assertEquals("7", ask(postgres.address(), "SELECT number FROM stayed"));
            }
        }
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void aNewFolderWorksForAnotherUserTooAndKeepsItsSecretsFromThem() throws Exception {
        Path data = OwnPostgres.folder(parent, "data");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, EnumSet.of(Way.OTHER_USER))) {
            assertEquals("1", ask(postgres.address(), "SELECT 1"));
            assertEquals(0, owner(data.resolve("password")));
            assertEquals(0, owner(data.resolve("superuser-password")));
        }
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void aParentThatTheOtherUserMayNotEnterIsNamed() throws Exception {
        Path closed = Files.createDirectory(parent.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        StartRefused refused = assertThrows(StartRefused.class,
                () -> EmbeddedPostgres.start(closed.resolve("deep/data"), EnumSet.of(Way.OTHER_USER)));

        assertTrue(refused.getMessage().contains("may not enter " + closed.toRealPath() + " on the way to the data folder "
                + closed.toRealPath().resolve("deep/data") + ": name a folder elsewhere with TAVOLO_DATA"),
                refused.getMessage());
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void whereNothingWorksThePersonIsToldWhatDoes() {
        StartRefused refused = assertThrows(StartRefused.class,
                () -> EmbeddedPostgres.start(parent.resolve("data"), EnumSet.noneOf(Way.class)));

        assertTrue(refused.getMessage().contains("start Tavolo as an ordinary user, or set DATABASE_URL"),
                refused.getMessage());
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void anOrdinaryUserNeedsNothingSpecialAndOthersFoldersAreRefused() throws Exception {
        String classes = classesOpenToAll();
        Path data = OwnPostgres.folder(parent, "data");
        Files.setAttribute(data, "unix:uid", NOBODY);
        String[] nobody = {"setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "env",
            "CLASSPATH=" + classes};
        try (OwnPostgres server = OwnPostgres.start(data, nobody)) {
            assertEquals(NOBODY, owner(data.resolve("database")));
            assertEquals(NOBODY, owner(Path.of("/proc", String.valueOf(server.postgres().pid()))));
        }
        Path foreign = Files.createDirectory(parent.resolve("foreign"));
        String said = OwnPostgres.firstLine(foreign, nobody);
        assertTrue(said.startsWith("refused: The data folder " + foreign.toRealPath() + " cannot be made or written to"), said);
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "only root needs another identity, and only root can take one")
    void aUserWithoutANameGetsOneInANamespaceOrIsToldSo() throws Exception {
        String classes = classesOpenToAll();
        Path data = OwnPostgres.usedFolder(parent, "data");
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", 54321, LinkOption.NOFOLLOW_LINKS);
            }
        }

        String said = OwnPostgres.firstLine(data, "setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "env",
                "CLASSPATH=" + classes);

        boolean works = new ProcessBuilder("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "unshare",
                "--user", "--map-user=1", "true").start().waitFor() == 0;
        assertTrue(said.startsWith(works ? "ready " : "refused: PostgreSQL does not run as user 54321"), said);
        assertFalse(said.contains("password"), said);
    }

    /** The class path at a place that every user may read, without copying where links will do. */
    private String classesOpenToAll() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("classes"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            Path to = folder.resolve(entries.size() + "-" + from.getFileName());
            if (Files.exists(from)) {
                entries.add(to.toString());
                try (Stream<Path> all = Files.walk(from)) {
                    for (Path path : all.toList()) {
                        link(path, to.resolve(from.relativize(path).toString()));
                    }
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Makes a folder, or gives a file one more name, or copies it where that cannot be. */
    private static void link(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else {
            try {
                Files.createLink(to, from);
            } catch (IOException | UnsupportedOperationException otherDisk) {
                Files.copy(from, to);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}

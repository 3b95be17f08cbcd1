package org.tavolo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.TestDatabase;

/** A server, in a process of its own, that cannot start: it says why in one line, and ends with status 1. */
@ExtendWith(TestDatabase.class)
class StartRefusedTest {
    private static final String SECRET = "geheim-7f3a";

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("a setting that does not exist", Map.of("TAVOLO_PROT", SECRET), "no setting named TAVOLO_PROT"),
                Arguments.of("a data folder that cannot be made", Map.of("TAVOLO_DATA", "/proc/tavolo"), "TAVOLO_DATA"),
                Arguments.of("a database that cannot be reached",
                        Map.of("DATABASE_URL", "postgres://u:" + SECRET + "@127.0.0.1:1/x?sslmode=disable"),
                        "The database of DATABASE_URL cannot be reached"));
    }

    @ParameterizedTest(name = "{0} is named")
    @MethodSource("settings")
    void wrongSettings(String what, Map<String, String> environment, String said) throws Exception {
        assertRefused(said, environment);
    }

    @Test
    @DisplayName("a password that the database refuses and a database that it does not have are named")
    void refusedByTheDatabase(DatabaseAddress database) throws Exception {
        assertRefused("refuses the user", Map.of("DATABASE_URL", url(database.withPassword(SECRET))));
        assertRefused("no database of that name", Map.of("DATABASE_URL", url(database.withDatabase("nowhere"))));
    }

    @Test
    @DisplayName("a port that another program listens at and an address that is not this machine's are named")
    void cannotListen(DatabaseAddress database) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused("another program listens there already", Map.of("DATABASE_URL", url(database),
                    "TAVOLO_PORT", String.valueOf(taken.getLocalPort())));
        }
        assertRefused("the host is no address of this machine", Map.of("DATABASE_URL", url(database),
                "TAVOLO_HOST", "192.0.2.7", "TAVOLO_PORT", "0", "TAVOLO_INSECURE_HTTP", "yes"));
    }

    private static String url(DatabaseAddress to) {
        return "postgres://" + to.user() + ":" + to.password() + "@" + to.host() + ":" + to.port() + "/" + to.database()
                + "?sslmode=disable";
    }

    private static void assertRefused(String why, Map<String, String> settings) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.tavolo.app.Main").redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("TAVOLO_") || key.equals("DATABASE_URL"));
        builder.environment().putAll(settings);
        Path log = Files.createTempFile("start-refused", ".log");
        Process process = builder.redirectOutput(log.toFile()).start();
        String said;
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it has not ended: " + Files.readString(log));
            said = Files.readString(log).strip();
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
        assertEquals(1, process.exitValue(), said);
        assertTrue(said.contains(why), said);
        assertEquals(1, said.lines().count(), said);
        assertFalse(said.contains(SECRET), said);
    }
}

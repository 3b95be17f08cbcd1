package org.tavolo.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Data folders that are quick to make, and a server in a process of its own, which tests may kill. */
final class OwnPostgres implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static Path shared;
    private static Duration firstStart;

    private final Process process;
    private final BufferedReader output;
    private final String address;
    private final long postgres;

    private OwnPostgres(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        String[] words = output.readLine().split(" ");
        if (!words[0].equals("ready")) {
            throw new IOException("The child says: " + String.join(" ", words));
        }
        postgres = Long.parseLong(words[1]);
        address = words[2];
    }

    /** The child: serves a folder until its standard input ends. */
    public static void main(String[] words) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(words[0]))) {
            System.out.println("ready " + postgres.pid() + " " + postgres.address());
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (StartRefused e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    /** Starts the child and returns when its database is ready; the prefix is what it is started through. */
    static OwnPostgres start(Path data, String... prefix) throws IOException {
        return new OwnPostgres(child(data, prefix));
    }

    /** What the child says, for a start that does not succeed. */
    static String firstLine(Path data, String... prefix) throws IOException, InterruptedException {
        Process process = child(data, prefix);
        process.getOutputStream().close();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            process.waitFor();
            return line;
        }
    }

    private static Process child(Path data, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", OwnPostgres.class.getName(), data.toString()));
        ProcessBuilder child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child.start();
    }

    String address() {
        return address;
    }

    /** The process of PostgreSQL. */
    ProcessHandle postgres() {
        return ProcessHandle.of(postgres).orElseThrow();
    }

    /** Ends the server as kill -9 does; its PostgreSQL lives on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets the server stop by itself, or does nothing when it was killed. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    /**
     * A data folder that was made by this JVM and in which a server was started and stopped. Making one takes
     * longer than all that most tests do with it, so they share it: each leaves it such that a server starts there.
     */
    static synchronized Path sharedFolder() throws IOException {
        if (shared == null) {
            Path parent = Files.createTempDirectory("città di Capaci ");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
            // Other users go through to the programs.
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
            Path data = parent.resolve("tavolo data");
            long before = System.nanoTime();
            EmbeddedPostgres started = EmbeddedPostgres.start(data);
            firstStart = Duration.ofNanos(System.nanoTime() - before);
            started.close();
            shared = data;
        }
        return shared;
    }

    /** How long the first start in the shared folder took, unpacking and making the database included. */
    static synchronized Duration firstStart() throws IOException {
        sharedFolder();
        return firstStart;
    }

    /** A new data folder that has the programs already, so that a test need not unpack them again. */
    static Path folder(Path parent, String name) throws IOException {
        Path data = Files.createDirectories(parent.resolve(name));
        Path programs = programs(sharedFolder());
        Files.createSymbolicLink(data.resolve(programs.getFileName()), programs);
        return data;
    }

    /** A data folder for one test alone, in which a server has been started and stopped before. */
    static Path usedFolder(Path parent, String name) throws IOException {
        Path data = folder(parent, name);
        for (String part : List.of("database", "password", "superuser-password")) {
            Path from = sharedFolder().resolve(part);
            try (Stream<Path> all = Files.walk(from)) {
                for (Path path : all.toList()) {
                    Files.copy(path, data.resolve(part).resolve(from.relativize(path).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return data;
    }

    /** The folder of the programs within a data folder. */
    static Path programs(Path data) throws IOException {
        try (Stream<Path> children = Files.list(data)) {
            return children.filter(path -> path.getFileName().toString().startsWith("postgresql-")).findFirst()
                    .orElseThrow();
        }
    }

    private static void delete(Path folder) {
        try {
            DataFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one statement and gives the first column of its first row as text, or null when it returns none. */
    static String ask(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            if (!statement.execute(query)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Asks again and again until the answer is yes; fails after a minute. */
    static void await(String what, Callable<Boolean> question) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!question.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited a minute in vain: " + what);
            }
            Thread.onSpinWait();
        }
    }
}

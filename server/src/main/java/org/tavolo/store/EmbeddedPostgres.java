package org.tavolo.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the server's own, for installations that bring none. Everything it keeps is in one folder, it
 * listens on 127.0.0.1 only, and it ends with {@link #close()}; should it end without being asked, it is started
 * again at the same address. If the server was killed and its database lives on, the next start stops that one
 * first. Thread-safe; every method blocks.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final String HOST = "127.0.0.1";
    private static final String NAME = "tavolo";
    private static final String SUPERUSER = "postgres";
    /** A start may have to replay up to 1 GB of log after a crash. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    /**
     * Given on the command line, so that an upgrade of the server changes them and nothing in the folder can. The
     * log must never hold what people write: errors quote values in their message, details and parameters, so of
     * all that a session says only LOG, FATAL and PANIC are kept, and without details.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + HOST, "unix_socket_directories=", "max_connections=50",
            "fsync=on", "full_page_writes=on", "synchronous_commit=on",
            "shared_buffers=128MB", "wal_compression=on", "max_wal_size=1GB", "jit=off", "timezone=UTC",
            "logging_collector=on", "log_directory=log", "log_filename=postgresql-%d.log", "log_rotation_age=1d",
            "log_rotation_size=0", "log_truncate_on_rotation=on", "log_timezone=UTC",
            "log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse",
            "log_statement=none", "log_min_duration_statement=-1", "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0");

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final PostgresUser user;
    private final String superuserPassword;
    private volatile DatabaseAddress address;
    private Process process;
    private boolean closed;

    private EmbeddedPostgres(DataFolder folder, PostgresBinaries binaries, PostgresUser user,
            String superuserPassword) {
        this.folder = folder;
        this.binaries = binaries;
        this.user = user;
        this.superuserPassword = superuserPassword;
    }

    /**
     * Starts the database of this folder, making both if they are not there, and returns when it takes connections:
     * on a new folder after about three seconds, later within a fraction of one, after a crash once it has recovered.
     *
     * @param data the data folder, which one server at a time may use
     * @throws StartRefused when a person has to change something first; the message says what
     * @throws IOException  when the disk or a program fails
     */
    public static EmbeddedPostgres start(Path data) throws IOException {
        return start(data, EnumSet.allOf(PostgresUser.Way.class));
    }

    static EmbeddedPostgres start(Path data, Set<PostgresUser.Way> ways) throws IOException {
        DataFolder folder = DataFolder.open(data);
        boolean started = false;
        try {
            PostgresBinaries binaries = PostgresBinaries.in(folder.path());
            PostgresUser user = PostgresUser.choose(folder, ways);
            if (!Files.exists(folder.database())) {
                create(folder, binaries, user);
            }
            checkVersion(folder.database());
            user.own(folder.database());
            String password = folder.secret("superuser-password");
            if (password == null) {
                throw new StartRefused("The file superuser-password is missing from " + folder.path()
                        + ", and the database beside it cannot be opened without: bring it back from a backup.");
            }
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, binaries, user, password);
            postgres.begin();
            binaries.deleteOthers();
            started = true;
            return postgres;
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    /** Where it is, for as long as this object is open. */
    public DatabaseAddress address() {
        return address;
    }

    /** The same with the rights of PostgreSQL's superuser, who may make databases and change settings. */
    DatabaseAddress superuserAddress() {
        return new DatabaseAddress(HOST, address.port(), SUPERUSER, SUPERUSER, superuserPassword, "disable", null);
    }

    /** The number of PostgreSQL's main process. */
    synchronized long pid() {
        return process.pid();
    }

    /**
     * Stops the database and gives the folder up. Open transactions are rolled back. Returns within half a minute
     * or so, however busy it is; a second call does nothing.
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        notifyAll();
        try {
            end(process);
        } finally {
            folder.close();
        }
    }

    private synchronized void begin() throws IOException {
        endLeftover();
        int port = keptPort();
        for (int attempt = 1;; attempt++) {
            try {
                launch(port);
                break;
            } catch (PortTaken e) {
                if (attempt == 10) {
                    throw new IOException("PostgreSQL found no free port on " + HOST, e);
                }
                port = freePort();
            }
        }
        boolean ready = false;
        try {
            folder.write("port", String.valueOf(port));
            openDatabase(port);
            ready = true;
        } finally {
            if (!ready) {
                closed = true;
                end(process);
            }
        }
        watch(process);
    }

    /** Starts the process and waits until it takes connections. */
    private void launch(int port) throws IOException {
        Path output = folder.path().resolve("start.log");
        List<String> command = new ArrayList<>();
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", folder.database().toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            ProcessBuilder builder = user.process(command);
            String setsid = PostgresUser.program("setsid");
            if (setsid != null) {
                // Ctrl-C at the server's terminal must reach the server alone, which then stops its database last.
                builder.command().add(0, setsid);
            }
            process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (awaitReady(process, deadline)) {
                return;
            }
            String said = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (said.contains("could not bind") || said.contains("could not create any TCP/IP sockets")) {
                throw new PortTaken();
            }
            boolean passing = said.contains("is still in use") || said.contains("already exists");
            if (!passing || System.nanoTime() > deadline) {
                throw new IOException("PostgreSQL did not start: " + lastFatal(said) + " More is in " + output
                        + " and " + folder.database().resolve("log"));
            }
            // The children of a killed PostgreSQL notice within moments, and only then may another one start.
            pause(POLL.multipliedBy(10));
        }
    }

    private boolean awaitReady(Process started, long deadline) throws IOException {
        while (true) {
            Postmaster postmaster = Postmaster.of(folder.database());
            if (postmaster != null && postmaster.pid() == started.pid() && postmaster.ready()) {
                return true;
            }
            if (!started.isAlive()) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                end(started);
                throw new IOException("PostgreSQL was not ready within " + START_LIMIT.toMinutes()
                        + " minutes; its log is in " + folder.database().resolve("log"));
            }
            pause(POLL);
        }
    }

    private void openDatabase(int port) throws IOException {
        String password = folder.secret("password");
        if (password == null) {
            password = folder.newSecret("password");
        }
        address = new DatabaseAddress(HOST, port, NAME, NAME, password, "disable", null);
        try {
            if (!opens(address)) {
                try (Connection connection = superuserAddress().connect()) {
                    makeDatabase(connection, password);
                }
            }
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new StartRefused("The file superuser-password in " + folder.path() + " does not open the "
                        + "database beside it: bring back the one that belongs to it.", e);
            }
            throw new IOException("The embedded PostgreSQL does not answer as it should", e);
        }
    }

    private static boolean opens(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect()) {
            return true;
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState()) || "3D000".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static void makeDatabase(Connection connection, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String verb = exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + NAME + "'") ? "ALTER" : "CREATE";
            statement.execute(verb + " ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
            if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Stops the PostgreSQL that a killed server left behind, and forgets one that is only a number in a file. */
    private void endLeftover() throws IOException {
        Postmaster postmaster = Postmaster.of(folder.database());
        if (postmaster == null) {
            return;
        }
        if (postmaster.serves(folder.database())) {
            LOG.log(Level.INFO, "Stopping the database that an earlier server left running (process {0})",
                    String.valueOf(postmaster.pid()));
            for (String mode : List.of("fast", "immediate")) {
                control("stop", "-m", mode, "-w", "-t", String.valueOf(STOP_LIMIT.toSeconds()));
                if (!postmaster.serves(folder.database())) {
                    return;
                }
            }
            ProcessHandle.of(postmaster.pid()).ifPresent(ProcessHandle::destroyForcibly);
            return;
        }
        if (Files.exists(Path.of("/proc", String.valueOf(postmaster.pid())))) {
            // PostgreSQL itself removes the file of a process that is gone, but believes in any that lives.
            Files.deleteIfExists(folder.database().resolve(Postmaster.FILE));
        }
    }

    private void end(Process running) throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (!running.isAlive()) {
                return;
            }
            control("stop", "-m", mode, "-W");
            if (awaitExit(running, STOP_LIMIT)) {
                return;
            }
        }
        running.destroyForcibly();
        awaitExit(running, STOP_LIMIT);
    }

    private int control(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program("pg_ctl").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-D", folder.database().toString(), "-s"));
        Process control = user.process(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!awaitExit(control, STOP_LIMIT.plusSeconds(5))) {
            control.destroyForcibly();
            return -1;
        }
        return control.exitValue();
    }

    private void watch(Process running) {
        Thread thread = new Thread(() -> {
            try {
                running.waitFor();
                restart(running);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "embedded-postgres-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void restart(Process ended) throws InterruptedException {
        for (long waitMillis = 100; !closed; waitMillis = Math.min(waitMillis * 2, 10_000)) {
            LOG.log(Level.WARNING, "The embedded PostgreSQL ended by itself (code {0}); starting it again",
                    String.valueOf(ended.exitValue()));
            try {
                endLeftover();
                launch(address.port());
                watch(process);
                return;
            } catch (IOException e) {
                LOG.log(Level.ERROR, "The embedded PostgreSQL could not be started again", e);
            }
            wait(waitMillis);
        }
    }

    private static void create(DataFolder folder, PostgresBinaries binaries, PostgresUser user) throws IOException {
        try (Stream<Path> children = Files.list(folder.path())) {
            for (Path leftover : children.filter(child -> child.getFileName().toString().startsWith(".creating-"))
                    .toList()) {
                DataFolder.delete(leftover);
            }
        }
        String password = folder.newSecret("superuser-password");
        Path unfinished = Files.createTempDirectory(folder.path(), ".creating-");
        Path passwordFile = Files.createTempFile(folder.path(), ".creating-", "");
        Files.writeString(passwordFile, password + "\n");
        user.own(unfinished);
        user.own(passwordFile);
        Path output = folder.path().resolve("start.log");
        Process initdb = user.process(List.of(binaries.program("initdb").toString(), "-D", unfinished.toString(),
                        "--username=" + SUPERUSER, "--pwfile=" + passwordFile, "--auth=scram-sha-256",
                        "--data-checksums", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--no-instructions"))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = awaitExit(initdb, START_LIMIT);
        Files.delete(passwordFile);
        if (!ended || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IOException("A new database could not be made: "
                    + lastFatal(Files.readString(output, StandardCharsets.ISO_8859_1)) + " More is in " + output);
        }
        Files.move(unfinished, folder.database(), StandardCopyOption.ATOMIC_MOVE);
        DataFolder.force(folder.path());
    }

    private static void checkVersion(Path database) throws IOException {
        String version = Files.readString(database.resolve("PG_VERSION")).strip();
        if (!version.equals(String.valueOf(PostgresBinaries.MAJOR_VERSION))) {
            throw new StartRefused("The database in " + database + " was made by PostgreSQL " + version
                    + ", and this Tavolo brings PostgreSQL " + PostgresBinaries.MAJOR_VERSION + ": start the Tavolo "
                    + "that made it, take a dump, and restore that into a new data folder.");
        }
    }

    private int keptPort() throws IOException {
        String kept = folder.secret("port");
        if (kept != null && kept.matches("[1-9][0-9]{3,4}")) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(HOST, Integer.parseInt(kept)));
                return socket.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "Port {0} is taken", kept);
            }
        }
        return freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static String lastFatal(String said) {
        return said.lines().filter(line -> line.contains("FATAL") || line.contains("error"))
                .reduce((first, second) -> second).orElse(said.strip());
    }

    private static boolean awaitExit(Process running, Duration limit) throws IOException {
        try {
            return running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    /** Another program has the port. */
    private static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

package org.tavolo.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The programs of PostgreSQL at work on one database folder: making it, serving it, stopping. Every method blocks,
 * and none for ever. Not thread-safe but for {@link #giveUp}: {@link EmbeddedPostgres} calls it under its own lock.
 */
final class PostgresServer {
    static final String HOST = "127.0.0.1";
    private static final System.Logger LOG = System.getLogger(PostgresServer.class.getName());
    /** A start may have to replay up to 1 GB of log after a crash. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final List<String> STOP_MODES = List.of("fast", "immediate");

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

    private final Path database;
    private final Path output;
    private final PostgresBinaries binaries;
    private final PostgresUser user;
    private Process process;
    private volatile boolean givenUp;

    /**
     * @param database PostgreSQL's folder, which may not be there yet
     * @param output   the file for what the programs say before their log is open
     */
    PostgresServer(Path database, Path output, PostgresBinaries binaries, PostgresUser user) {
        this.database = database;
        this.output = output;
        this.binaries = binaries;
        this.user = user;
    }

    /** The main process has another program's port; another port may do. */
    static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Fills an empty folder with a new cluster: UTF-8 text, checksums on every page, SCRAM for every connection.
     *
     * @param passwordFile holds the password of the superuser
     */
    void create(Path empty, String superuser, Path passwordFile) throws IOException {
        Process initdb = user.process(List.of(binaries.program("initdb").toString(), "-D", empty.toString(),
                        "--username=" + superuser, "--pwfile=" + passwordFile, "--auth=scram-sha-256",
                        "--data-checksums", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--no-instructions"))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!awaitExit(initdb, START_LIMIT) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IOException("A new database could not be made: " + lastWords() + " More is in " + output);
        }
    }

    /**
     * Serves the folder, and returns when connections are taken. A PostgreSQL that an earlier server left running
     * there is stopped first.
     *
     * @throws PortTaken   when the port is not free
     * @throws IOException when PostgreSQL ends or is not ready in time, with its own reason, or was given up
     */
    void start(int port) throws IOException {
        List<String> command = new ArrayList<>();
        String setsid = PostgresUser.program("setsid");
        command.addAll(List.of(binaries.program("postgres").toString(), "-D", database.toString(), "-p",
                String.valueOf(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            stopLeftover();
            ProcessBuilder builder = user.process(command);
            if (setsid != null) {
                // Ctrl-C at the server's terminal must reach the server alone, which then stops its database last.
                builder.command().add(0, setsid);
            }
            process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (awaitReady(deadline)) {
                return;
            }
            String said = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (said.contains("could not bind") || said.contains("could not create any TCP/IP sockets")) {
                throw new PortTaken();
            }
            // The children of a killed PostgreSQL notice within moments, and only then may another one start.
            boolean passing = said.contains("is still in use") || said.contains("lock file \"postmaster.pid\"");
            if (!passing || System.nanoTime() > deadline) {
                throw new IOException("PostgreSQL did not start: " + lastWords() + " More is in " + output + " and "
                        + database.resolve("log"));
            }
            pause(POLL.multipliedBy(10));
        }
    }

    /** Ends a {@link #start} that is under way, and every later one, with an IOException. From any thread. */
    void giveUp() {
        givenUp = true;
    }

    /** Stops what {@link #start} started: politely, then at once, then by force. Does nothing if it has ended. */
    void stop() throws IOException {
        for (String mode : STOP_MODES) {
            if (process == null || !process.isAlive()) {
                return;
            }
            control("-m", mode, "-W");
            if (awaitExit(process, STOP_LIMIT)) {
                return;
            }
        }
        process.destroyForcibly();
        awaitExit(process, STOP_LIMIT);
    }

    /** The number of the main process. */
    long pid() {
        return process.pid();
    }

    /** Completes when the main process that was started last has ended. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    private boolean awaitReady(long deadline) throws IOException {
        while (true) {
            Postmaster postmaster = Postmaster.of(database);
            if (postmaster != null && postmaster.pid() == process.pid() && postmaster.ready()) {
                return true;
            }
            if (!process.isAlive()) {
                return false;
            }
            if (givenUp) {
                stop();
                throw new IOException("The start of PostgreSQL was given up");
            }
            if (System.nanoTime() > deadline) {
                stop();
                throw new IOException("PostgreSQL was not ready within " + START_LIMIT.toMinutes()
                        + " minutes; its log is in " + database.resolve("log"));
            }
            pause(POLL);
        }
    }

    private void stopLeftover() throws IOException {
        Postmaster postmaster = Postmaster.of(database);
        if (postmaster == null) {
            return;
        }
        if (!postmaster.serves(database)) {
            if (Files.exists(Path.of("/proc", String.valueOf(postmaster.pid())))) {
                // PostgreSQL itself removes the file of a process that is gone, but believes in any that lives.
                Files.deleteIfExists(database.resolve(Postmaster.FILE));
            }
            return;
        }
        LOG.log(Level.INFO, "Stopping the database that an earlier server left running (process {0})",
                String.valueOf(postmaster.pid()));
        for (String mode : STOP_MODES) {
            control("-m", mode, "-w", "-t", String.valueOf(STOP_LIMIT.toSeconds()));
            if (!postmaster.serves(database)) {
                return;
            }
        }
        ProcessHandle.of(postmaster.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void control(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program("pg_ctl").toString(), "stop", "-D",
                database.toString(), "-s"));
        command.addAll(List.of(words));
        Process control = user.process(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!awaitExit(control, STOP_LIMIT.plusSeconds(5))) {
            control.destroyForcibly();
        }
    }

    private String lastWords() throws IOException {
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        return said.lines().filter(line -> line.contains("FATAL") || line.contains("error"))
                .reduce((first, second) -> second).orElse(said.strip());
    }

    private static boolean awaitExit(Process running, Duration limit) throws IOException {
        try {
            return running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("Interrupted while waiting for PostgreSQL", e);
    }
}

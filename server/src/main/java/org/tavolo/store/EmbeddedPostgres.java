package org.tavolo.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/**
 * A PostgreSQL of the server's own, for installations that bring none. Everything it keeps is in one folder, it
 * listens on 127.0.0.1 only, and it ends with {@link #close()}; should it end without being asked, it is started
 * again at the same address. If the server was killed and its database lives on, the next start stops that one
 * first. Thread-safe; every method blocks.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final String NAME = "tavolo";
    private static final String SUPERUSER = "postgres";
    private static final int PORT_ATTEMPTS = 10;

    private final DataFolder folder;
    private final PostgresServer server;
    private final String superuserPassword;
    private volatile DatabaseAddress address;
    private volatile boolean closed;

    private EmbeddedPostgres(DataFolder folder, PostgresServer server, String superuserPassword) {
        this.folder = folder;
        this.server = server;
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
            PostgresUser user = PostgresUser.choose(folder, ways);
            PostgresBinaries binaries = PostgresBinaries.in(folder.path());
            PostgresServer server = new PostgresServer(folder.database(), folder.path().resolve("start.log"),
                    binaries, user);
            if (!Files.exists(folder.database())) {
                create(folder, server, user);
            }
            checkVersion(folder.database());
            user.own(folder.database());
            String password = folder.secret("superuser-password");
            if (password == null) {
                throw new StartRefused("The file superuser-password is missing from " + folder.path()
                        + ", and the database beside it cannot be opened without: bring it back from a backup.");
            }
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, server, password);
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
        return new DatabaseAddress(PostgresServer.HOST, address.port(), SUPERUSER, SUPERUSER, superuserPassword, "disable", null);
    }

    /** The number of PostgreSQL's main process. */
    synchronized long pid() {
        return server.pid();
    }

    /**
     * Stops the database and gives the folder up. Open transactions are rolled back. Returns within a minute or so,
     * however busy the database is; a second call does nothing.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        server.giveUp();
        synchronized (this) {
            notifyAll();
            try {
                server.stop();
            } finally {
                folder.close();
            }
        }
    }

    private synchronized void begin() throws IOException {
        boolean ready = false;
        try {
            int port = startOnSomePort();
            folder.write("port", String.valueOf(port));
            openDatabase(port);
            ready = true;
        } finally {
            if (!ready) {
                closed = true;
                server.stop();
            }
        }
        watch();
    }

    private int startOnSomePort() throws IOException {
        int port = keptPort();
        for (int attempt = 1;; attempt++) {
            try {
                server.start(port);
                return port;
            } catch (PostgresServer.PortTaken e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw new IOException("PostgreSQL found no free port on " + PostgresServer.HOST, e);
                }
                port = freePort();
            }
        }
    }

    private void openDatabase(int port) throws IOException {
        String known = folder.secret("password");
        String password = known == null ? folder.newSecret("password") : known;
        address = new DatabaseAddress(PostgresServer.HOST, port, NAME, NAME, password, "disable", null);
        try {
            if (known == null || !opens(address)) {
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
        try {
            address.connect().close();
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

    private void watch() {
        server.ended().thenAcceptAsync(this::restart, task -> {
            Thread thread = new Thread(task, "embedded-postgres-restart");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private synchronized void restart(Process ended) {
        for (long pause = 100; !closed; pause = Math.min(pause * 2, 10_000)) {
            LOG.log(Level.WARNING, "The embedded PostgreSQL ended by itself (code {0}): starting it again",
                    String.valueOf(ended.exitValue()));
            try {
                server.start(address.port());
                watch();
                return;
            } catch (IOException e) {
                if (closed) {
                    return;
                }
                LOG.log(Level.ERROR, "The embedded PostgreSQL could not be started again", e);
            }
            try {
                wait(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void create(DataFolder folder, PostgresServer server, PostgresUser user) throws IOException {
        folder.deleteUnfinished(".creating-");
        String password = folder.newSecret("superuser-password");
        Path unfinished = Files.createTempDirectory(folder.path(), ".creating-");
        Path passwordFile = Files.createTempFile(folder.path(), ".creating-", "");
        try {
            Files.writeString(passwordFile, password + "\n");
            user.own(unfinished);
            user.own(passwordFile);
            server.create(unfinished, SUPERUSER, passwordFile);
        } finally {
            Files.delete(passwordFile);
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
                socket.bind(new InetSocketAddress(PostgresServer.HOST, Integer.parseInt(kept)));
                return socket.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.DEBUG, "Port {0} is taken", kept);
            }
        }
        return freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(PostgresServer.HOST))) {
            return socket.getLocalPort();
        }
    }
}

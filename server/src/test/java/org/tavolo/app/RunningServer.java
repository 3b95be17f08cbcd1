package org.tavolo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.tavolo.live.Journal;
import org.tavolo.live.Scheduler;
import org.tavolo.method.Method;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.TestDatabase;
import org.tavolo.web.Api;
import org.tavolo.web.Patience;
import org.tavolo.web.SignIns;
import org.tavolo.web.WebSettings;

/**
 * A whole server in this process, on a free port of loopback, over a database of its own in the PostgreSQL that all
 * tests share. Started and closed by the test that needs it; both block.
 */
public final class RunningServer implements AutoCloseable {
    private static final Path FOLDER = folder();

    private final DatabaseAddress address;
    private final Server server;

    private RunningServer(DatabaseAddress address, Server server) {
        this.address = address;
        this.server = server;
        withAccounts(server.port(), address);
    }

    /** Lets {@code Peer} make accounts at a server on this database. */
    static void withAccounts(int port, DatabaseAddress address) {
        SignIns.at(port, name -> account(address, name, false));
    }

    /** The token by which a new administrator of accounts signs in. */
    public String administrator(String name) {
        return account(address, name, true);
    }

    /** The token that makes the first account; null when there is one. */
    public String setupToken() {
        return server.setupToken();
    }

    private static String account(DatabaseAddress address, String name, boolean administrator) {
        String token = UUID.randomUUID().toString();
        try (Connection connection = address.connect();
                PreparedStatement statement = connection.prepareStatement("with made as (insert into account (id, name,"
                        + " administrator) values (gen_random_uuid(), ?, ?) returning id) insert into sign_in (id, account, token_hash,"
                        + " expires_at) select gen_random_uuid(), id, sha256(convert_to(?, 'UTF8')),"
                        + " now() + interval '1 day' from made")) {
            statement.setString(1, name);
            statement.setBoolean(2, administrator);
            statement.setString(3, token);
            statement.executeUpdate();
            return token;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server on a fresh database, with limits so wide that only tests of limits meet them. */
    public static RunningServer start() {
        return start(TestDatabase.fresh(), WebSettings.loopback(0, 10_000, 20_000));
    }

    /** A server that takes one submission a second, five at once: less than the busiest machine can send. */
    public static RunningServer strict() {
        return start(TestDatabase.fresh(), WebSettings.loopback(0, 1, 5));
    }

    /** A server that was told to do without https, so that a page may reach it by any numeric address and port. */
    public static RunningServer anyAddress() {
        WebSettings usual = WebSettings.loopback(0, 10_000, 20_000);
        return start(TestDatabase.fresh(), new WebSettings(usual.host(), 0, null, true, null, null, Set.of(),
                usual.submissionsPerSecond(), usual.submissionsBurst(), usual.patience(), usual.version(), null));
    }

    /** A server on a database that is there already, as after a restart. */
    public static RunningServer on(DatabaseAddress address) {
        return start(address, WebSettings.loopback(0, 10_000, 20_000));
    }

    /** A server after an older copy of its database was restored; what it keeps beside it is as it was. */
    public static RunningServer restored(DatabaseAddress copy, DatabaseAddress of) {
        return new RunningServer(copy, Server.start(Server.vertx(), copy, WebSettings.loopback(0, 10_000, 20_000),
                beside(of)));
    }

    /** The same over a journal that somebody stands in front of. */
    public static RunningServer on(DatabaseAddress address, UnaryOperator<Journal> before) {
        return new RunningServer(address,
                Server.start(Server.vertx(), address, WebSettings.loopback(0, 10_000, 20_000), beside(address),
                        before));
    }

    /** A server on a fresh database whose rooms go by another clock. */
    public static RunningServer by(UnaryOperator<Scheduler> clock) {
        DatabaseAddress address = TestDatabase.fresh();
        return new RunningServer(address,
                Server.startBy(Server.vertx(), address, WebSettings.loopback(0, 10_000, 20_000),
                        beside(address), clock));
    }

    /** A server that waits for nobody: less than a second, and two for a socket that says nothing. */
    public static RunningServer impatient() {
        return start(TestDatabase.fresh(), WebSettings.loopback(0, 10_000, 20_000)
                .with(new Patience(700, 700, 700, 2_000)));
    }

    /** A server that knows another method. */
    public static RunningServer knowing(Method method) {
        DatabaseAddress address = TestDatabase.fresh();
        return new RunningServer(address,
                Server.start(Server.vertx(), address, WebSettings.loopback(0, 10_000, 20_000), beside(address),
                        method));
    }

    /** A server that is reached in another way. */
    public static RunningServer with(WebSettings settings) {
        return start(TestDatabase.fresh(), settings);
    }

    private static RunningServer start(DatabaseAddress address, WebSettings settings) {
        return new RunningServer(address, Server.start(Server.vertx(), address, settings,
                beside(address)));
    }

    /** Each database has its own file of erasures, which goes with the process. */
    static Server.Beside beside(DatabaseAddress address) {
        return new Server.Beside(FOLDER.resolve(address.database()).resolve("erasures"), Clock.systemUTC());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tavolo-erasures");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Where it is, {@code http://127.0.0.1:port}. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Every route of its API, and who may ask it. */
    public List<Api.Route> routes() {
        return server.routes();
    }

    /** Its database, for a look behind the curtain. */
    public DatabaseAddress database() {
        return address;
    }

    @Override
    public void close() {
        server.close();
    }
}

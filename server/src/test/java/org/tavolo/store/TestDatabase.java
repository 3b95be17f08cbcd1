package org.tavolo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A database for tests, on a real PostgreSQL with the settings of production. One PostgreSQL serves all tests of a
 * JVM, is started by the first that asks and stopped when the JVM ends; its folder is kept under {@code target}, so
 * that only the first run of all has to make it. With {@code @ExtendWith(TestDatabase.class)} a parameter of type
 * {@link DatabaseAddress}, of a test or of its setup, gets a migrated database that is fresh for each test class;
 * {@link #fresh()} gives another one at any time.
 */
public final class TestDatabase implements ParameterResolver {
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    /** A new empty database with all tables, owned by the user of the address. It goes at the end of the JVM. */
    public static synchronized DatabaseAddress fresh() {
        try {
            if (postgres == null) {
                postgres = open();
            }
            String name = "test_" + COUNT.incrementAndGet();
            asSuperuser("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + postgres.address().user());
            return postgres.address().withDatabase(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of a database to which nobody is connected, as a dump of it would give. */
    public static synchronized DatabaseAddress copy(DatabaseAddress of) {
        try {
            String name = "test_" + COUNT.incrementAndGet();
            asSuperuser("CREATE DATABASE " + name + " TEMPLATE " + of.database() + " OWNER " + of.user());
            return of.withDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DatabaseAddress.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(ExtensionContext.Namespace.create(TestDatabase.class))
                .getOrComputeIfAbsent("address", key -> fresh(), DatabaseAddress.class);
    }

    private static EmbeddedPostgres open() throws IOException, SQLException {
        Path target = Path.of("target").toAbsolutePath();
        EmbeddedPostgres opened = null;
        for (int n = 1; opened == null; n++) {
            Path folder = target.resolve("test-database-" + n);
            try {
                opened = EmbeddedPostgres.start(folder);
            } catch (StartRefused e) {
                // Another test JVM of the same project uses this one.
                if (n == 8 || !e.getMessage().contains("in use")) {
                    throw e;
                }
            }
        }
        postgres = opened;
        Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::close));
        for (String leftover : databases()) {
            asSuperuser("DROP DATABASE " + leftover + " WITH (FORCE)");
        }
        asSuperuser("CREATE DATABASE " + TEMPLATE + " OWNER " + opened.address().user());
        Schema.migrate(opened.address().withDatabase(TEMPLATE));
        return opened;
    }

    private static List<String> databases() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = postgres.superuserAddress().connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database WHERE datname = '" + TEMPLATE
                        + "' OR datname LIKE 'test\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void asSuperuser(String command) throws SQLException {
        try (Connection connection = postgres.superuserAddress().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static synchronized void close() {
        try {
            if (postgres != null) {
                postgres.close();
                postgres = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.tavolo.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tavolo.method.Method;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.DatabaseRequirements;
import org.tavolo.store.EmbeddedPostgres;
import org.tavolo.store.Schema;

/**
 * Starts the server, and stops it on SIGTERM or SIGINT. When it cannot start it says on standard error what a person
 * has to change, and ends with status 1.
 */
public final class Main {
    private volatile EmbeddedPostgres postgres;
    private volatile Server server;

    private Main() {
    }

    public static void main(String[] words) {
        long began = System.nanoTime();
        Logging.begin();
        Main main = new Main();
        try {
            Configuration configuration = Configuration.read(System.getenv(), List.of(words));
            main.start(configuration);
            announce(configuration, main.server, began);
        } catch (IOException | SQLException | RuntimeException failure) {
            end(Obstacle.in(failure));
        }
    }

    private void start(Configuration configuration) throws IOException, SQLException {
        // Whatever runs by then is stopped, also when the start is broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        // Vert.x and the method take most of a second to load; the database starts meanwhile.
        CompletableFuture<Vertx> vertx = CompletableFuture.supplyAsync(Server::vertx);
        CompletableFuture<Method> method = CompletableFuture.supplyAsync(Method::read);
        if (configuration.database() == null) {
            postgres = EmbeddedPostgres.start(configuration.data());
        }
        DatabaseAddress address = postgres == null ? configuration.database() : postgres.address();
        check(address);
        Schema.migrate(address);
        server = Server.start(vertx.join(), address, configuration.web(),
                new Server.Beside(configuration.erasures(), Clock.systemUTC()), method.join());
    }

    private static void check(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect()) {
            DatabaseRequirements.check(connection);
        }
    }

    private static void announce(Configuration configuration, Server server, long began) {
        String address = configuration.address(server.port());
        if (configuration.sample()) {
            Server.SampleLinks sample = server.sample();
            System.out.println(sample.made() ? "The sample programme was made."
                    : "The sample programme is there already; it has new links.");
            System.out.println("The sample programme. For facilitators: " + address + "/join#"
                    + sample.facilitatorToken());
            System.out.println("The sample programme. For everybody: " + address + "/join#" + sample.joinToken());
        }
        String setup = server.setupToken();
        if (setup != null) {
            System.out.println("Nobody has an account here yet. The first is made, within a day, at " + address
                    + "/setup#" + setup);
        }
        System.out.printf("Tavolo is ready on %s (%.1f s)%n", address, (System.nanoTime() - began) / 1e9);
    }

    private void stop() {
        try {
            if (server != null) {
                server.close();
                System.out.println("Tavolo has stopped.");
            }
        } catch (RuntimeException failure) {
            System.err.println("Tavolo did not stop as it should: " + failure.getMessage());
        }
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException failure) {
            System.err.println("The database did not stop as it should: " + failure.getMessage());
        }
    }

    private static void end(String why) {
        System.err.println(why);
        System.exit(1);
    }
}

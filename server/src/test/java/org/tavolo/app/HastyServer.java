package org.tavolo.app;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.live.Journal;
import org.tavolo.store.EmbeddedPostgres;
import org.tavolo.store.Schema;
import org.tavolo.web.WebSettings;

/**
 * A server that acknowledges first and commits 100 ms later: the control of the kill tests, which must find that it
 * loses. It never leaves the tests.
 */
public final class HastyServer {
    private static final long LATER = 100;

    private HastyServer() {
    }

    public static void main(String[] words) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(System.getenv("TAVOLO_DATA")));
        Schema.migrate(postgres.address());
        Vertx vertx = Server.vertx();
        WebSettings settings = WebSettings.loopback(Integer.parseInt(System.getenv("TAVOLO_PORT")), 10_000, 20_000);
        Server server = Server.start(vertx, postgres.address(), settings, RunningServer.beside(postgres.address()),
                journal -> new Hasty(vertx, journal));
        String setup = server.setupToken();
        if (setup != null) {
            System.out.println("/setup#" + setup);
        }
    }

    private record Hasty(Vertx vertx, Journal journal, List<Revision> notYet) implements Journal {
        Hasty(Vertx vertx, Journal journal) {
            this(vertx, journal, new ArrayList<>());
        }

        @Override
        public CompletionStage<Opening> open(UUID board) {
            return journal.open(board);
        }

        @Override
        public synchronized CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
            if (notYet.isEmpty()) {
                vertx.setTimer(LATER, ignored -> commit(board));
            }
            notYet.addAll(revisions);
            return CompletableFuture.completedFuture(Appended.COMMITTED);
        }

        private synchronized void commit(UUID board) {
            List<Revision> now = List.copyOf(notYet);
            notYet.clear();
            journal.append(board, now.get(0).rev() - 1, now);
        }

        @Override
        public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
            return journal.read(board, after, limit);
        }

        @Override
        public CompletionStage<Void> keep(Snapshot snapshot) {
            return journal.keep(snapshot);
        }
    }
}

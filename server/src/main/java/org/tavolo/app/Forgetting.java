package org.tavolo.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.live.Erasures;
import org.tavolo.people.Keeping;
import org.tavolo.people.Keepings;
import org.tavolo.people.Memberships.Changed;
import org.tavolo.people.Traces;
import org.tavolo.people.Traces.Erased;
import org.tavolo.people.Traces.Kind;
import org.tavolo.store.ErasureFile;
import org.tavolo.web.Releasing;

/**
 * Erases names, contributions and whole programmes. Each is first noted in the file of erasures, so that none is lost
 * with a database that is replaced by an older one, and none is answered that would be. Whatever was asked for may be
 * asked for again, and goes on where it was broken off. May be called from any thread.
 */
final class Forgetting {
    private static final System.Logger LOG = System.getLogger(Forgetting.class.getName());

    private final Vertx vertx;
    private final Traces traces;
    private final Keepings keepings;
    private final Erasures erasures;
    private final Releasing releasing;
    private final ErasureFile file;

    Forgetting(Vertx vertx, Traces traces, Keepings keepings, Erasures erasures, Releasing releasing, ErasureFile file) {
        this.vertx = vertx;
        this.traces = traces;
        this.keepings = keepings;
        this.erasures = erasures;
        this.releasing = releasing;
        this.file = file;
    }

    /** Removes the name of a member. @param session stays theirs */
    Future<Changed> name(UUID programme, int person, UUID session) {
        Erased erased = new Erased(programme, person, Kind.NAME, now());
        return noted(() -> file.add(erased)).compose(noted -> traces.forgetName(erased, session));
    }

    /** Erases everything that a member wrote. */
    Future<Void> contributions(UUID programme, int person) {
        Erased erased = new Erased(programme, person, Kind.CONTRIBUTIONS, now());
        return noted(() -> file.add(erased)).compose(noted -> contributions(erased));
    }

    /**
     * Erases a programme. @param still asked when nobody can change any more how long it is kept: whether it is to go
     *
     * @return whether it is gone
     */
    Future<Boolean> end(UUID programme, Predicate<Keeping> still) {
        ErasureFile.Ended ended = new ErasureFile.Ended(programme, now());
        // Noted only once it is certain to go: what is noted is erased at the next start, whatever happens here.
        return keepings.end(programme, keeping -> !still.test(keeping) ? Future.succeededFuture(false)
                : noted(() -> file.add(ended)).map(true));
    }

    /** Erases what an older database has again. @return how much it was */
    Future<Integer> again() {
        return vertx.executeBlocking(file::read, false).compose(content -> {
            Future<Void> ended = Future.succeededFuture();
            for (ErasureFile.Ended one : content.programmes()) {
                ended = ended.compose(next -> keepings.end(one.programme(), any -> Future.succeededFuture(true)).mapEmpty());
            }
            return ended.compose(done -> traces.undone(content.erased())).compose(undone -> {
                Future<Void> done = Future.succeededFuture();
                for (Erased erased : undone) {
                    done = done.compose(next -> erased.kind() == Kind.NAME
                            ? traces.forgetName(erased, null).mapEmpty() : contributions(erased));
                }
                return done.map(undone.size());
            });
        });
    }

    private Future<Void> contributions(Erased erased) {
        return traces.forgetUnrevealed(erased.programme(), erased.person())
                .compose(gone -> traces.boards(erased.programme(), erased.person()))
                .compose(boards -> board(boards, 0, erased))
                .compose(done -> Future.fromCompletionStage(releasing.again(erased.programme())))
                .compose(done -> traces.done(erased));
    }

    private Future<Void> board(List<UUID> boards, int index, Erased erased) {
        return index == boards.size() ? Future.succeededFuture()
                : Future.fromCompletionStage(erasures.erase(boards.get(index), erased.person(), UUID.randomUUID()))
                        .compose(done -> board(boards, index + 1, erased));
    }

    private interface Adding {
        void add() throws IOException;
    }

    private Future<Void> noted(Adding adding) {
        Callable<Void> blocking = () -> {
            adding.add();
            return null;
        };
        return vertx.executeBlocking(blocking, false).recover(failure -> {
            LOG.log(System.Logger.Level.ERROR, "the file of erasures cannot be written ({0}): nothing was erased",
                    failure.getClass().getSimpleName());
            return Future.failedFuture(new Refusal(Code.RETRY, "unavailable"));
        });
    }

    /** As exactly as the database keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}

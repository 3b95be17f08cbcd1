package org.tavolo.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.tavolo.people.Keeping;
import org.tavolo.people.Keepings;

/**
 * Looks once a day which programmes have been kept long enough: warns their owners, takes warnings back, erases
 * ({@link Keeping#next}). Several servers may do it on one database. May be called from any thread.
 */
final class Retention {
    /** Between two looks, and from the start to the first, in milliseconds. */
    static final long EVERY = 24L * 3_600_000;
    static final long FIRST = 60_000;

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final Keepings keepings;
    private final Forgetting forgetting;
    private final Clock clock;

    Retention(Keepings keepings, Forgetting forgetting, Clock clock) {
        this.keepings = keepings;
        this.forgetting = forgetting;
        this.clock = clock;
    }

    /** Looks now. What fails is tried again at the next look. */
    Future<Void> look() {
        return keepings.due(clock.instant()).compose(due -> each(due, 0)).otherwise(failure -> {
            LOG.log(System.Logger.Level.WARNING, "what is to be erased could not be looked at: {0}",
                    failure.getMessage());
            return null;
        });
    }

    private Future<Void> each(List<Keeping> due, int index) {
        return index == due.size() ? Future.succeededFuture()
                : keepings.find(due.get(index).programme()).compose(this::step).otherwise(failure -> {
                    LOG.log(System.Logger.Level.WARNING, "programme {0} waits for the next look: {1}",
                            due.get(index).programme(), failure.getMessage());
                    return null;
                }).compose(done -> each(due, index + 1));
    }

    private Future<Void> step(Keeping keeping) {
        return switch (keeping.next(clock.instant())) {
            case WARN -> keepings.warned(keeping.programme(), clock.instant());
            case CALM -> keepings.warned(keeping.programme(), null);
            case ERASE -> forgetting.end(keeping.programme(), now -> now.next(clock.instant()) == Keeping.Step.ERASE)
                    .onSuccess(gone -> {
                        if (gone) {
                            LOG.log(System.Logger.Level.INFO, "programme {0} was kept until {1} and is erased",
                                    keeping.programme(), keeping.until());
                        }
                    }).mapEmpty();
            case NOTHING -> Future.succeededFuture();
        };
    }
}

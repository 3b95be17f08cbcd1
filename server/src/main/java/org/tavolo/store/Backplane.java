package org.tavolo.store;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How the servers on one database wake one another: a hint that a board has a new head, never the only way to learn it.
 * Thread-safe.
 */
public interface Backplane {
    /** Tells the other servers that revisions up to {@code head} are committed. Returns at once, may be lost. */
    void tell(UUID board, long head);

    /**
     * Listens from now on, and looks at the heads once a second in case something was lost.
     *
     * @param open  the boards whose heads are of interest, asked anew each time
     * @param heads is given heads as the database has them, on any thread; must not block
     * @return succeeds when the first try to listen is over, whether it worked or not
     */
    default Future<Void> listen(Supplier<Set<UUID>> open, Consumer<Map<UUID, Long>> heads) {
        return listen(open, heads, generations -> { });
    }

    /** The same. @param generations is given those of the open boards once a second, before their heads */
    Future<Void> listen(Supplier<Set<UUID>> open, Consumer<Map<UUID, Long>> heads,
                        Consumer<Map<UUID, Integer>> generations);

    /**
     * Whether no other server listens on this database now. Answers no while this one does not listen itself, since it
     * could not be seen by another. Fails when the database does not answer.
     */
    Future<Boolean> alone();

    /** Stops listening. */
    Future<Void> close();
}

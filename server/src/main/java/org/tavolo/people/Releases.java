package org.tavolo.people;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What cities let those read who do not sit at their tables: of each kind one picture, fixed when it was released
 * (docs/protocol.md H65). May be called from any thread; futures fail with a {@link org.tavolo.board.Refusal},
 * {@code retry/unavailable}, when the database cannot be reached.
 */
public interface Releases {
    /** What stands released in these programmes, by programme and kind. */
    Future<List<Released>> in(Collection<UUID> programmes);

    /** Releases, in the place of what stood released of this kind. */
    Future<Released> release(UUID programme, String kind, long rev, int by, String items);

    /** From now on nothing of this kind stands released. Fails with {@code not_found} when nothing does. */
    Future<Void> withdraw(UUID programme, String kind);

    /** The same release with other items, because some of what it held was erased; does nothing when it is no more. */
    Future<Void> correct(Released released, String items);

    /** The same release is gone, because all that it held was erased; does nothing when it is no more. */
    Future<Void> remove(Released released);

    /**
     * @param rev   the revision of the shared table whose picture it is
     * @param at    milliseconds since 1970
     * @param by    the number of who released it
     * @param items as JSON, as H65 tells them
     */
    record Released(UUID programme, String kind, long rev, long at, int by, String items) {}
}

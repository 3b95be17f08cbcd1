package org.tavolo.people;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * How long programmes are kept, and their end (docs/protocol.md H47, H48). May be called from any thread; futures fail
 * with a {@link org.tavolo.board.Refusal}: {@code not_found} when there is no such programme, {@code retry/unavailable}
 * when the database cannot be reached.
 */
public interface Keepings {
    Future<Keeping> find(UUID programme);

    /** All that are due to be warned of, calmed or erased at this moment, as far as {@link Keeping#next} says so. */
    Future<List<Keeping>> due(Instant now);

    /** The owner wants it kept until the end of this day; a warning is taken back. */
    Future<Keeping> until(UUID programme, LocalDate day);

    /** The owner is warned from now on, or, with null, no more. */
    Future<Void> warned(UUID programme, Instant since);

    /** The owner took the whole of it as a file. */
    Future<Void> offered(UUID programme, Instant at);

    /** The last days of those of these programmes whose owners are warned. */
    Future<Map<UUID, LocalDate>> ending(Set<UUID> programmes);

    /**
     * Erases everything of a programme.
     *
     * @param still asked when it is there and nobody can change how long any more: whether it is to go
     * @return whether it is gone; false when it was not there, or stays
     */
    Future<Boolean> end(UUID programme, Function<Keeping, Future<Boolean>> still);
}

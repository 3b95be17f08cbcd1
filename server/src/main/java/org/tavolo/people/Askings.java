package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The links by which a municipal service or a partner, without an account, is shown one action and says whether it can
 * be done (docs/protocol.md H63, H64). A token that is wrong, withdrawn or too old fails with the
 * {@link org.tavolo.board.Refusal} {@code invitation}, always by the same way. May be called from any thread; futures
 * also fail with {@code retry/unavailable}.
 */
public interface Askings {
    /** Those that are still open, oldest first. */
    Future<List<Asking>> all(UUID programme);

    /**
     * Makes a link. Fails with {@code invalid_value} unless 1 to 365 days, and {@code too_many_links} beyond 500 open ones.
     *
     * @param service whom the city asks, as it calls them
     */
    Future<NewAsking> ask(UUID programme, UUID item, String service, int days);

    /** From now on the link shows nothing. Fails with {@code not_found}. */
    Future<Void> withdraw(UUID programme, UUID asking);

    /** What the token asks about. */
    Future<Known> look(String token);

    /** It was answered; what was said is not kept here. */
    Future<Void> answered(UUID asking);

    /** Times in milliseconds since 1970. */
    record Asking(UUID asking, UUID item, String service, long at, long expires, boolean answered) {}

    /** @param token told this once */
    record NewAsking(Asking asking, String token) {}

    /** @param board that of the shared table */
    record Known(UUID asking, UUID board, UUID item, String service, Programmes.Heading heading) {}
}

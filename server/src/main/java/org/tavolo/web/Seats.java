package org.tavolo.web;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Who sits where, from the database. Answers may come on any thread. */
interface Seats {
    /** The session with this token; null when there is none or it has ended. */
    CompletionStage<Visitor> byToken(String token);

    /** Of these sessions those that have not ended, with the seats they hold now. */
    CompletionStage<Map<UUID, Visitor>> stillOpen(Set<UUID> sessions);
}

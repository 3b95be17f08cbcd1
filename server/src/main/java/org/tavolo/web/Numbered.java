package org.tavolo.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.live.Outcome;

/** What became of a submission, for those who want nothing but the revision. */
final class Numbered {
    private Numbered() {
    }

    /** The revision, now or before; fails with the refusal. */
    static CompletionStage<Long> rev(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return CompletableFuture.failedFuture(refused.why());
        }
        return CompletableFuture.completedFuture(outcome instanceof Outcome.Numbered numbered ? numbered.rev()
                : ((Outcome.Duplicate) outcome).rev());
    }
}

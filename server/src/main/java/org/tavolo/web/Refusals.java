package org.tavolo.web;

import java.util.concurrent.CompletionException;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.live.Journal;

/** Refusals that the carriers themselves give, and how a failed stage is read. */
final class Refusals {
    private Refusals() {
    }

    /** What exists not, and what is none of the asker's business: one refusal for both. */
    static Refusal notFound() {
        return Refusal.invalid("not_found");
    }

    static Refusal forbidden() {
        return new Refusal(Code.DENIED, "forbidden");
    }

    static Refusal noSession() {
        return new Refusal(Code.AUTH, "no_session");
    }

    static Refusal rate(String reason) {
        return new Refusal(Code.RATE, reason);
    }

    static Refusal unavailable() {
        return new Refusal(Code.RETRY, "unavailable");
    }

    /** The refusal in a failure, or null when it is a fault of the server's own. */
    static Refusal of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        return cause instanceof Journal.Unavailable ? unavailable() : null;
    }
}

package org.tavolo.web;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.concurrent.CompletionException;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/** One line per refusal: code, reason and request id; never what somebody sent, never a stack trace. */
final class Log {
    private static final System.Logger LOG = System.getLogger("org.tavolo.web");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] LETTERS = "23456789abcdefghjkmnpqrstuvwxyz".toCharArray();

    private Log() {
    }

    /** A new request id: 8 letters and digits that are told apart when read aloud. */
    static String requestId() {
        char[] id = new char[8];
        for (int i = 0; i < id.length; i++) {
            id[i] = LETTERS[RANDOM.nextInt(LETTERS.length)];
        }
        return new String(id);
    }

    static void refused(Refusal refusal, String requestId) {
        LOG.log(refusal.code() == Code.RETRY ? Level.WARNING : Level.INFO, "refused {0}/{1} {2}",
                refusal.code().wire(), refusal.reason(), requestId);
    }

    /** The identity provider cannot be used: in our own words where there are some, otherwise the kind of exception. */
    static void provider(Throwable failure) {
        LOG.log(Level.WARNING, "identity provider: {0}",
                failure.getClass().getSimpleName().startsWith("NoStackTrace") ? failure.getMessage()
                        : failure.getClass().getName());
    }

    /** A fault of the server's own: the kind of exception and where it arose. */
    static void fault(Throwable failure, String requestId) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        StackTraceElement[] trace = cause.getStackTrace();
        StackTraceElement at = trace.length == 0 ? null : trace[0];
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith("org.tavolo.")) {
                at = element;
                break;
            }
        }
        LOG.log(Level.ERROR, "fault {0} at {1} {2}", cause.getClass().getName(),
                at == null ? "?" : at.getClassName() + ":" + at.getLineNumber(), requestId);
    }
}

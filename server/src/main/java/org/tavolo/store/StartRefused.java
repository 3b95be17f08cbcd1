package org.tavolo.store;

/**
 * The database cannot be used as things are, and only a person can change that. The message is written for the
 * person who starts the server: what is wrong, where, and what to do. It never holds a password or content, so it
 * may be printed alone, without the stack trace.
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}

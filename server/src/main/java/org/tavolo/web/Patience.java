package org.tavolo.web;

/**
 * How long others may take, in milliseconds.
 *
 * @param firstHead from the connection to the end of the first request's headers
 * @param nextHead  from an answer to the end of the next request's headers
 * @param body      from the headers to the end of the body; two megabytes in it are the pace of a poor connection
 * @param silence   between two pings of a live socket; hidden tabs manage one a minute
 */
public record Patience(long firstHead, long nextHead, long body, long silence) {
    public static Patience usual() {
        return new Patience(15_000, 75_000, 30_000, 90_000);
    }
}

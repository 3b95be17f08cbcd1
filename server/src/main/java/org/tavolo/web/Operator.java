package org.tavolo.web;

/**
 * Who runs this installation, as its pages tell people.
 *
 * @param name    as they wish to be called; null when nobody said
 * @param contact how to reach them, in plain text; null when nobody said
 */
public record Operator(String name, String contact) {
    /** Nobody has said who runs it. */
    public static final Operator UNNAMED = new Operator(null, null);
}

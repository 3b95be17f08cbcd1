package org.tavolo.document;

/**
 * A file that cannot be brought in: where and why, in words that the browser knows. Holds nothing of the content.
 */
public final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final String why;

    /**
     * @param line counted from 1; 0 when it concerns the whole file
     * @param why  {@code empty}, {@code too_large}, {@code unclosed_quote}, {@code text_after_quote},
     *             {@code no_headings}, {@code no_rows}, {@code too_many_rows}, {@code too_many_columns},
     *             {@code invalid_text}, {@code too_many_marks}, {@code too_long}, {@code not_text},
     *             {@code double_heading}
     */
    public UnreadableFile(long line, String why) {
        super(why + (line > 0 ? " in line " + line : ""), null, false, false);
        this.line = line;
        this.why = why;
    }

    public long line() {
        return line;
    }

    public String why() {
        return why;
    }
}

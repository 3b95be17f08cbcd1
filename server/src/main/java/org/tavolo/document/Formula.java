package org.tavolo.document;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would run (CSV injection, as OWASP describes it): an apostrophe in front makes them text,
 * and taking one apostrophe away again gives back exactly what was there.
 */
final class Formula {
    private static final Pattern RUNS = Pattern.compile("^'*[\\s\\u00A0\\uFEFF]*[=+\\-@|%\\uFF1D\\uFF0B\\uFF0D\\uFF20].*",
            Pattern.DOTALL);
    private static final Pattern STARTS_WITH_CONTROL = Pattern.compile("^'*[\\t\\r\\n].*", Pattern.DOTALL);

    private Formula() {
    }

    static String neutralised(String cell) {
        return dangerous(cell) ? "'" + cell : cell;
    }

    static String restored(String cell) {
        return cell.startsWith("'") && dangerous(cell) ? cell.substring(1) : cell;
    }

    private static boolean dangerous(String cell) {
        return RUNS.matcher(cell).matches() || STARTS_WITH_CONTROL.matcher(cell).matches();
    }
}

package org.tavolo.document;

import java.util.List;
import org.tavolo.method.Method;

/** Reads an action plan from a CSV file or from cells copied out of a spreadsheet. Pure, thread-safe. */
public final class PlanIn {
    /** Largest file, in bytes. */
    public static final int LARGEST = 2_000_000;
    private static final char[] DELIMITERS = {';', ',', '\t'};
    private final PlanTable table;

    public PlanIn(Method method) {
        table = new PlanTable(method);
    }

    /** A CSV file in any of the usual encodings and with any of the usual delimiters. */
    public Preview file(byte[] bytes) throws UnreadableFile {
        checkSize(bytes);
        Decoded decoded = Decoded.of(bytes);
        checkNotEmpty(decoded.text());
        UnreadableFile first = null;
        Cells best = null;
        PlanTable.Headings found = null;
        for (char delimiter : DELIMITERS) {
            try {
                Cells cells = Cells.read(decoded.text(), delimiter);
                PlanTable.Headings headings = table.headings(cells);
                if (headings != null && (found == null || headings.known() > found.known())) {
                    best = cells;
                    found = headings;
                }
            } catch (UnreadableFile e) {
                first = first == null || e.line() > first.line() ? e : first;
            }
        }
        if (found == null) {
            throw first != null ? first : new UnreadableFile(0, "no_headings");
        }
        return preview(best, found, decoded.encoding());
    }

    /** Cells as a spreadsheet puts them on the clipboard: tabs, with or without a row of headings. */
    public Preview pasted(byte[] bytes) throws UnreadableFile {
        checkSize(bytes);
        Decoded decoded = Decoded.of(bytes);
        checkNotEmpty(decoded.text());
        Cells cells;
        try {
            cells = Cells.read(decoded.text(), '\t');
        } catch (UnreadableFile quotesMeanNothing) {
            cells = Cells.readUnquoted(decoded.text());
        }
        PlanTable.Headings headings = table.headings(cells);
        return preview(cells, headings == null ? table.inOrder(cells) : headings, decoded.encoding());
    }

    private Preview preview(Cells cells, PlanTable.Headings headings, String encoding) throws UnreadableFile {
        List<String> fields = headings.columns().stream().map(Preview.Column::field).filter(f -> f != null).toList();
        if (fields.stream().distinct().count() < fields.size()) {
            throw new UnreadableFile(cells.rows().get(headings.index()).line(), "double_heading");
        }
        List<Preview.Row> rows = table.rows(cells, headings);
        if (rows.isEmpty()) {
            throw new UnreadableFile(0, "no_rows");
        }
        List<String> leftOut = headings.columns().stream()
                .filter(column -> column.field() == null && !column.heading().isEmpty())
                .map(Preview.Column::heading).toList();
        return new Preview(headings.columns(), leftOut, rows, headings.language(), encoding,
                String.valueOf(cells.delimiter()));
    }

    private static void checkSize(byte[] bytes) throws UnreadableFile {
        if (bytes.length > LARGEST) {
            throw new UnreadableFile(0, "too_large");
        }
    }

    private static void checkNotEmpty(String text) throws UnreadableFile {
        if (text.isBlank()) {
            throw new UnreadableFile(0, "empty");
        }
    }
}

package org.tavolo.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of cells read from text with separators, each with the line it began in. Empty rows are left out. */
record Cells(List<Row> rows, char delimiter) {
    static final int MOST_ROWS = 2_000;
    static final int MOST_COLUMNS = 100;

    record Row(long line, List<String> cells) {}

    /** Reads with one delimiter, strictly: quotes are closed, and nothing follows a closing quote. */
    static Cells read(String text, char delimiter) throws UnreadableFile {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(text, format)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (true) {
                line = parser.getCurrentLineNumber() + 1;
                if (!records.hasNext()) {
                    return new Cells(rows, delimiter);
                }
                CSVRecord record = records.next();
                if (record.size() > MOST_COLUMNS) {
                    throw new UnreadableFile(line, "too_many_columns");
                }
                List<String> cells = record.toList().stream().map(Cells::lines).toList();
                if (cells.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (rows.size() == MOST_ROWS) {
                    throw new UnreadableFile(line, "too_many_rows");
                }
                rows.add(new Row(line, cells));
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new UnreadableFile(line, String.valueOf(e.getMessage()).contains("EOF") ? "unclosed_quote"
                    : "text_after_quote");
        }
    }

    /** Pasted cells whose quotes mean nothing. */
    static Cells readUnquoted(String text) throws UnreadableFile {
        List<Row> rows = new ArrayList<>();
        String[] lines = lines(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            List<String> cells = List.of(lines[i].split("\t", -1));
            if (cells.size() > MOST_COLUMNS) {
                throw new UnreadableFile(i + 1L, "too_many_columns");
            }
            if (rows.size() == MOST_ROWS) {
                throw new UnreadableFile(i + 1L, "too_many_rows");
            }
            if (!lines[i].isBlank()) {
                rows.add(new Row(i + 1L, cells));
            }
        }
        return new Cells(rows, '\t');
    }

    private static String lines(String cell) {
        return cell.replace("\r\n", "\n").replace('\r', '\n');
    }
}

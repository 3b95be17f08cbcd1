package org.tavolo.document;

import java.util.List;
import java.util.Map;

/**
 * What would be brought in, before anything changes.
 *
 * @param columns  every column of the file and the field it goes to; null: left out
 * @param leftOut  headings of the columns that are left out
 * @param language of the headings; null when there were none
 */
public record Preview(List<Column> columns, List<String> leftOut, List<Row> rows, String language, String encoding,
                      String delimiter) {
    /** @param field null when the column is left out */
    public record Column(String heading, String field) {}

    /** @param line where the row began, counted from 1 */
    public record Row(long line, Map<String, String> fields) {}
}

package org.tavolo.document;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.tavolo.board.Item;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;

/**
 * Writes the action plan as CSV: UTF-8 with a byte-order mark (spreadsheets need it), semicolons, every cell quoted,
 * formulas made harmless. {@link PlanIn} reads it back equal.
 */
public final class PlanOut {
    private final Method method;

    public PlanOut(Method method) {
        this.method = method;
    }

    /** @param actions in their order, deleted ones left out by the caller; @param language {@code it} or {@code en} */
    public byte[] csv(List<Item> actions, String language) {
        List<ItemType.Field> columns = PlanTable.columns(method);
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(';').setQuoteMode(QuoteMode.ALL).get();
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            printer.printRecord(columns.stream().map(column -> column.label().get(language)).toList());
            for (Item action : actions) {
                List<String> cells = new ArrayList<>();
                for (ItemType.Field column : columns) {
                    cells.add(Formula.neutralised(cell(action, column, language)));
                }
                printer.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Item action, ItemType.Field column, String language) {
        Object value = action.fields().get(column.name());
        return column.options().stream().filter(option -> option.value().equals(value))
                .map(option -> option.label().get(language)).findFirst()
                .orElse(value == null ? "" : value.toString());
    }
}

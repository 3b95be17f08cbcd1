package org.tavolo.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tavolo.board.Refusal;
import org.tavolo.board.Text;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;

/** Finds the columns of the action plan in a table of cells: the official headings, in any order and either language. */
final class PlanTable {
    /** How far down the headings are looked for: real files have title lines above the table. */
    private static final int DEEPEST_HEADING = 40;
    private final Method method;
    private final List<ItemType.Field> columns;

    PlanTable(Method method) {
        this.method = method;
        columns = columns(method);
    }

    /** The plan's own columns in their official order, then the state. */
    static List<ItemType.Field> columns(Method method) {
        List<ItemType.Field> columns = new ArrayList<>();
        method.type("action").fields().stream().filter(field -> field.column() > 0)
                .sorted((a, b) -> a.column() - b.column()).forEach(columns::add);
        method.type("action").fields().stream().filter(field -> field.name().equals("state")).forEach(columns::add);
        return columns;
    }

    /** A row of headings, found or supposed. @param index of the row; -1 when the cells have none */
    record Headings(int index, List<Preview.Column> columns, String language, int known) {}

    /** The row with the most known headings; at least two of them, of which one is the action itself. */
    Headings headings(Cells cells) {
        Headings best = null;
        for (int i = 0; i < Math.min(cells.rows().size(), DEEPEST_HEADING); i++) {
            Headings here = read(i, cells.rows().get(i).cells());
            if (here.known() >= 2 && (best == null || here.known() > best.known())) {
                best = here;
            }
        }
        return best;
    }

    private Headings read(int index, List<String> row) {
        List<Preview.Column> found = new ArrayList<>();
        Map<String, Integer> languages = new HashMap<>();
        int known = 0;
        for (String cell : row) {
            String field = null;
            String wanted = plain(cell);
            for (ItemType.Field column : columns) {
                for (Map.Entry<String, String> label : column.label().entrySet()) {
                    if (!wanted.isEmpty() && plain(label.getValue()).equals(wanted)) {
                        field = column.name();
                        languages.merge(label.getKey(), 1, Integer::sum);
                    }
                }
            }
            known += field == null ? 0 : 1;
            found.add(new Preview.Column(cell.strip(), field));
        }
        String language = languages.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .orElse(null);
        return new Headings(index, found, language, known);
    }

    /** Cells without headings: the six columns in their official order. */
    Headings inOrder(Cells cells) {
        int width = cells.rows().stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<Preview.Column> supposed = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            supposed.add(new Preview.Column("", i < 6 ? columns.get(i).name() : null));
        }
        return new Headings(-1, supposed, null, 0);
    }

    /** The rows under the headings; a row with nothing in a known column is left out. */
    List<Preview.Row> rows(Cells cells, Headings headings) throws UnreadableFile {
        List<Preview.Row> rows = new ArrayList<>();
        for (Cells.Row row : cells.rows().subList(headings.index() + 1, cells.rows().size())) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(row.cells().size(), headings.columns().size()); i++) {
                String field = headings.columns().get(i).field();
                String text = Formula.restored(row.cells().get(i));
                if (field == null || text.isEmpty()) {
                    continue;
                }
                check(row.line(), field, text);
                String value = field.equals("state") ? state(text) : text;
                if (value != null) {
                    fields.put(field, value);
                }
            }
            if (!fields.isEmpty()) {
                rows.add(new Preview.Row(row.line(), fields));
            }
        }
        return rows;
    }

    private void check(long line, String field, String text) throws UnreadableFile {
        try {
            Text.check(text);
            Text.checkMarks(text);
        } catch (Refusal e) {
            throw new UnreadableFile(line, e.reason());
        }
        if (text.codePointCount(0, text.length()) > method.limit("action", field)) {
            throw new UnreadableFile(line, "too_long");
        }
    }

    private String state(String text) {
        for (ItemType.Option option : columns.get(columns.size() - 1).options()) {
            if (option.value().equals(text.strip())
                    || option.label().values().stream().anyMatch(label -> plain(label).equals(plain(text)))) {
                return option.value();
            }
        }
        return null;
    }

    /** Headings compared without case, accents, numbers, hints in brackets and punctuation. */
    private static String plain(String heading) {
        String open = Normalizer.normalize(heading, Normalizer.Form.NFKD).replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT).replaceAll("\\(.*", "").replaceAll("[^\\p{L}]+", " ");
        return open.strip();
    }
}

package org.tavolo.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Edit;
import org.tavolo.board.Revision;
import org.tavolo.board.TextOp;

/** How heavy edits are, in bytes of JSON, roughly: for bounds, not for buffers. Pure. */
final class Weight {
    private static final int ENVELOPE = 120;
    private static final int EDIT = 110;

    private Weight() {
    }

    static int of(Revision revision) {
        return of(revision.edits());
    }

    static int of(List<Edit> edits) {
        long sum = ENVELOPE;
        for (Edit edit : edits) {
            sum += EDIT + of(edit);
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    private static long of(Edit edit) {
        if (edit instanceof Edit.Type type) {
            long sum = 0;
            for (TextOp.Part part : type.op().parts()) {
                sum += 8 + (part instanceof TextOp.Insert insert ? 2L * insert.text().length()
                        : part instanceof TextOp.Delete delete && delete.text() != null ? 2L * delete.text().length()
                        : 0);
            }
            return sum;
        }
        if (edit instanceof Edit.Create create) {
            return (create.fields() == null ? 0 : value(create.fields())) + respaced(create.respaced());
        }
        if (edit instanceof Edit.Set set) {
            return value(set.value()) + value(set.was());
        }
        if (edit instanceof Edit.Change change) {
            return value(change.add()) + value(change.remove());
        }
        return edit instanceof Edit.Move move ? respaced(move.respaced()) : 0;
    }

    private static long respaced(List<?> respaced) {
        return respaced == null ? 0 : 85L * respaced.size();
    }

    private static long value(Object value) {
        if (value instanceof String text) {
            return 4 + 2L * text.length();
        }
        if (value instanceof Collection<?> many) {
            return many.stream().mapToLong(Weight::value).sum();
        }
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream().mapToLong(e -> value(e.getKey()) + value(e.getValue())).sum();
        }
        return value == null ? 0 : 8;
    }
}

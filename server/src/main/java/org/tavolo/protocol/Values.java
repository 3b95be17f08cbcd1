package org.tavolo.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Refusal;
import org.tavolo.board.TextOp;

/** The values of fields and the text operations (docs/protocol.md M4, E2). */
final class Values {
    private Values() {
    }

    /** The fields of an item, none of them null. */
    static Map<String, Object> fields(Members members) throws Refusal {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : members.names()) {
            fields.put(name, field(members.take(name)));
        }
        return Collections.unmodifiableMap(fields);
    }

    /** A field's value in a create or an item: a string, number, flag or array of strings. */
    private static Object field(Object value) throws Refusal {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof String)) {
                    throw Refusal.invalid("invalid_value");
                }
            }
            return List.copyOf(list);
        }
        return single(value);
    }

    /** Everything but an array or an object; null only where the caller allows it. */
    static Object single(Object value) throws Refusal {
        if (value == null || value instanceof Map || value instanceof List) {
            throw Refusal.invalid("invalid_value");
        }
        return value;
    }

    static TextOp op(List<Object> list) throws Refusal {
        List<TextOp.Part> parts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof String text) {
                parts.add(new TextOp.Insert(text));
            } else if (element instanceof Long skip) {
                parts.add(new TextOp.Skip(length(skip)));
            } else if (element instanceof Map<?, ?> map && map.size() == 1) {
                Object deleted = map.get("d");
                if (deleted instanceof String text) {
                    parts.add(new TextOp.Delete(text));
                } else if (deleted instanceof Long length) {
                    parts.add(new TextOp.Delete(length(length)));
                } else {
                    throw Refusal.invalid("invalid_op");
                }
            } else {
                throw Refusal.invalid("invalid_op");
            }
        }
        return TextOp.of(parts);
    }

    static void write(JsonGenerator out, TextOp op) throws IOException {
        out.writeStartArray();
        for (TextOp.Part part : op.parts()) {
            if (part instanceof TextOp.Insert insert) {
                out.writeString(insert.text());
            } else if (part instanceof TextOp.Skip skip) {
                out.writeNumber(skip.length());
            } else if (part instanceof TextOp.Delete delete) {
                out.writeStartObject();
                if (delete.text() == null) {
                    out.writeNumberField("d", delete.length());
                } else {
                    out.writeStringField("d", delete.text());
                }
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private static int length(long length) throws Refusal {
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw Refusal.invalid("invalid_op");
        }
        return (int) length;
    }
}

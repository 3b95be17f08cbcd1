package org.tavolo.board;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The eight verbs (docs/protocol.md §2). One record serves both forms: the members marked <i>numbered</i> are null,
 * empty or false in a submission and filled in by {@link Board#apply} when the edit has its place in the order. Lists and
 * maps that are left out (null) are empty.
 */
public sealed interface Edit {
    UUID item();

    /** @param pos numbered; @param respaced numbered, usually empty */
    record Create(UUID item, String type, UUID parent, Place place, Map<String, Object> fields,
                  String pos, List<Respaced> respaced) implements Edit {
        public Create {
            fields = fields == null ? Map.of() : fields;
            respaced = respaced == null ? List.of() : respaced;
        }
    }

    /** A value field. @param value null clears it; @param was numbered: the value before */
    record Set(UUID item, String field, Object value, Object was) implements Edit {}

    /** A set field: the verb is {@code set} on the wire too. Numbered: narrowed to what really changed. */
    record Change(UUID item, String field, List<String> add, List<String> remove) implements Edit {
        public Change {
            add = add == null ? List.of() : add;
            remove = remove == null ? List.of() : remove;
        }
    }

    /** @param op numbered: deletions carry their text; @param of submitted: the text it was made for (M6), or null */
    record Type(UUID item, String field, TextOp op, String of) implements Edit {
        /** The text that no text is. */
        static final String GONE = "gone";

        public Type(UUID item, String field, TextOp op) {
            this(item, field, op, null);
        }
    }

    record AddLink(UUID item, String relation, UUID to, boolean noop) implements Edit {}

    record Unlink(UUID item, String relation, UUID to, boolean noop) implements Edit {}

    /** @param pos, wasParent, wasPos, respaced numbered */
    record Move(UUID item, UUID parent, Place place, String pos, UUID wasParent, String wasPos,
                List<Respaced> respaced) implements Edit {
        public Move {
            respaced = respaced == null ? List.of() : respaced;
        }
    }

    record Delete(UUID item, boolean noop) implements Edit {}

    record Restore(UUID item, boolean noop) implements Edit {}
}

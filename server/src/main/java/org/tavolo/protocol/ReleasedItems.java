package org.tavolo.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.people.Releases.Released;

/** What was released, as it is kept and as it is told (docs/protocol.md H65). */
public final class ReleasedItems {
    private ReleasedItems() {
    }

    /** The items as they are kept. */
    public static String write(List<Map<String, Object>> items) {
        return new String(Json.write(items), StandardCharsets.UTF_8);
    }

    /** The ids of the items that are kept. */
    public static List<UUID> ids(Released released) {
        List<UUID> ids = new ArrayList<>();
        for (Object item : items(released)) {
            ids.add(UUID.fromString((String) ((Map<?, ?>) item).get("item")));
        }
        return ids;
    }

    /** A release as it is told. */
    public static Map<String, Object> told(Released released) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", released.kind());
        members.put("at", released.at());
        members.put("by", released.by());
        members.put("rev", released.rev());
        members.put("items", items(released));
        return members;
    }

    private static List<?> items(Released released) {
        try {
            return (List<?>) Json.stored(released.items());
        } catch (Refusal refusal) {
            throw new IllegalStateException("what was released cannot be read", refusal);
        }
    }
}

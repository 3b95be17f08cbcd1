package org.tavolo.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;

/** The edits with which a programme's tables begin: the head of the shared one, and one item for each area. Pure. */
public final class FirstEdits {
    /** The areas, in the order in which they stand on the table; each is the name of its type. */
    private static final List<String> AREAS = List.of("plan", "needs", "notes");
    private static final List<String> CONFIDENTIAL_AREAS = List.of("journal", "questions", "asides");

    private final Map<String, UUID> areas = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    /** @param head fields of the programme item; empty ones are left out; @param ids makes ids (UUIDv7) */
    public FirstEdits(Map<String, String> head, Supplier<UUID> ids) {
        Map<String, Object> fields = new LinkedHashMap<>(head);
        fields.values().removeIf(value -> value == null || ((String) value).isEmpty());
        edits.add(create(ids.get(), "programme", null, fields));
        for (String area : AREAS) {
            UUID id = ids.get();
            areas.put(area, id);
            edits.add(create(id, area, null, Map.of()));
        }
    }

    private FirstEdits(Supplier<UUID> ids) {
        for (String area : CONFIDENTIAL_AREAS) {
            UUID id = ids.get();
            areas.put(area, id);
            edits.add(create(id, area, null, Map.of()));
        }
    }

    /** Those with which the confidential table begins: one item for each of its areas. */
    public static FirstEdits confidential(Supplier<UUID> ids) {
        return new FirstEdits(ids);
    }

    /** The item that stands for an area. */
    public UUID area(String name) {
        return areas.get(name);
    }

    public List<Edit> edits() {
        return List.copyOf(edits);
    }

    /** A create as a client would submit it, placed last. */
    public static Edit.Create create(UUID id, String type, UUID parent, Map<String, Object> fields) {
        return new Edit.Create(id, type, parent, Place.LAST, fields, null, List.of());
    }
}

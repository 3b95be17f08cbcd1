package org.tavolo.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Edit;
import org.tavolo.board.Place;
import org.tavolo.board.Rules.Kind;

/**
 * The edits with which a programme's tables begin: the head of the shared one, one item for each area, and what a preset
 * puts beside them. Pure.
 */
public final class FirstEdits {
    /** The areas, in the order in which they stand on the table; each is the name of its type. */
    private static final List<String> AREAS = List.of("plan", "needs", "notes");
    private static final List<String> CONFIDENTIAL_AREAS = List.of("journal", "questions", "asides");

    private final Supplier<UUID> ids;
    private final Map<String, UUID> areas = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    /** @param head fields of the programme item; empty ones are left out; @param ids makes ids (UUIDv7) */
    public FirstEdits(Map<String, String> head, Supplier<UUID> ids) {
        this(ids);
        Map<String, Object> fields = new LinkedHashMap<>(head);
        fields.values().removeIf(value -> value == null || ((String) value).isEmpty());
        edits.add(create(ids.get(), "programme", null, fields));
        AREAS.forEach(area -> area(area, Map.of()));
    }

    private FirstEdits(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** Those with which the confidential table begins: one item for each of its areas. */
    public static FirstEdits confidential(Supplier<UUID> ids) {
        FirstEdits first = new FirstEdits(ids);
        CONFIDENTIAL_AREAS.forEach(area -> first.area(area, Map.of()));
        return first;
    }

    /** Says in which way the method is used, and which phases that leaves out. */
    public FirstEdits as(Preset preset) {
        Edit.Create programme = (Edit.Create) edits.get(0);
        Map<String, Object> fields = new LinkedHashMap<>(programme.fields());
        fields.put("preset", preset.name());
        if (!preset.without().isEmpty()) {
            fields.put("leftOut", preset.without().stream().sorted().toList());
        }
        edits.set(0, create(programme.item(), programme.type(), null, fields));
        return this;
    }

    /**
     * The same, and adds what the preset puts on the table: its areas with what stands within them, and its visits with
     * their agenda.
     *
     * @param meetings how many visits, where the preset asks; null: as many as it proposes
     * @param language a tag, in whose words the visits are written where the method has them
     */
    public FirstEdits with(Preset preset, Long meetings, String language, Method method) {
        as(preset);
        Words words = new Words(preset.label().containsKey(language) ? language : "en", method);
        for (String area : preset.areas()) {
            area(area, words.beginning(area));
            for (ItemType.Section section : method.type(area).sections()) {
                if (section.within() != null) {
                    edits.add(create(ids.get(), section.within(), area(area), words.beginning(section.within())));
                }
            }
        }
        preset.visits(meetings).forEach(visit -> visit(visit, words));
        return this;
    }

    private void visit(Preset.Visit visit, Words words) {
        UUID id = ids.get();
        Map<String, Object> fields = words.beginning("visit");
        fields.put("host", visit.host());
        fields.put("way", visit.way());
        fields.put("goal", words.of(visit.goal()));
        fields.put("product", words.of(visit.product()));
        edits.add(create(id, "visit", area("visits"), fields));
        for (Preset.Entry entry : visit.agenda()) {
            Map<String, Object> of = words.beginning("agendaEntry");
            of.put("kind", entry.kind());
            of.put("title", words.of(entry.title()));
            if (entry.minutes() != null) {
                of.put("minutes", entry.minutes());
            }
            edits.add(create(ids.get(), "agendaEntry", id, of));
        }
    }

    private void area(String name, Map<String, Object> fields) {
        UUID id = ids.get();
        areas.put(name, id);
        edits.add(create(id, name, null, fields));
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

    /** What new items say in a language. */
    private record Words(String language, Method method) {
        String of(Map<String, String> words) {
            return words.get(language);
        }

        /** What the page would give a new one of this type. */
        Map<String, Object> beginning(String type) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (ItemType.Field field : method.type(type).fields()) {
                if (field.first() != null) {
                    fields.put(field.name(), field.first());
                } else if (field.kind() == Kind.LANGUAGE) {
                    fields.put(field.name(), language);
                }
            }
            return fields;
        }
    }
}

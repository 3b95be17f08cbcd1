package org.tavolo.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Edit;
import org.tavolo.method.FirstEdits;
import org.tavolo.method.Method;

/**
 * The programme Capaci-Mechelen: a plan as a city officer would send it, six needs and a dozen notes. The plan is read
 * by the same reader as everybody's file.
 */
public final class Sample {
    private final Method method;
    private final JsonNode content;

    public Sample(Method method) {
        this.method = method;
        try (InputStream file = resource("capaci-mechelen.json")) {
            content = JsonMapper.builder().build().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of the programme: title, theme, mentee, mentor, associations. */
    public Map<String, String> head() {
        Map<String, String> head = new LinkedHashMap<>();
        content.get("programme").fields().forEachRemaining(field -> head.put(field.getKey(), field.getValue().asText()));
        return head;
    }

    /** The people who sit at it beside the one who asked for it: name and party. */
    public List<Map.Entry<String, String>> people() {
        List<Map.Entry<String, String>> people = new ArrayList<>();
        content.get("people").forEach(person ->
                people.add(Map.entry(person.get("name").asText(), person.get("party").asText())));
        return people;
    }

    /** One author's part of the sample. @param author index into {@link #people}, from 0 */
    public record Part(int author, List<Edit> edits) {}

    /** What stands on the board, as submissions to be made one after the other, each by its author. */
    public List<Part> parts(Supplier<UUID> ids) {
        FirstEdits start = new FirstEdits(head(), ids);
        if (method.preset("incluCities") != null) {
            start.as(method.preset("incluCities"));
        }
        Map<String, UUID> known = new HashMap<>();
        List<Edit> first = new ArrayList<>(start.edits());
        content.get("plan").fields().forEachRemaining(field ->
                first.add(new Edit.Set(start.area("plan"), field.getKey(), field.getValue().asText(), null)));
        addNeeds(start.area("needs"), ids, known, first);
        addActions(start.area("plan"), ids, known, first);
        addGroups(start.area("notes"), ids, known, first);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(0, first));
        content.get("notes").forEach(note -> parts.add(note(note, start.area("notes"), ids, known)));
        return parts;
    }

    private void addNeeds(UUID needs, Supplier<UUID> ids, Map<String, UUID> known, List<Edit> edits) {
        for (JsonNode need : content.get("needs")) {
            UUID id = ids.get();
            known.put("need:" + need.get("key").asText(), id);
            Map<String, Object> fields = new LinkedHashMap<>();
            need.get("fields").fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue().asText()));
            fields.put("lang", "it");
            edits.add(FirstEdits.create(id, "need", needs, fields));
        }
    }

    private void addActions(UUID plan, Supplier<UUID> ids, Map<String, UUID> known, List<Edit> edits) {
        List<Preview.Row> rows;
        try (InputStream file = resource("piano-capaci.csv")) {
            rows = new PlanIn(method).file(file.readAllBytes()).rows();
        } catch (IOException | UnreadableFile e) {
            throw new IllegalStateException("the sample's plan cannot be read", e);
        }
        for (int i = 0; i < rows.size(); i++) {
            UUID id = ids.get();
            known.put("action:" + (i + 1), id);
            Map<String, Object> fields = new LinkedHashMap<>(rows.get(i).fields());
            fields.put("state", i < 2 ? "agreed" : i < 4 ? "toDeepen" : "idea");
            fields.put("lang", "it");
            edits.add(FirstEdits.create(id, "action", plan, fields));
        }
        for (JsonNode need : content.get("needs")) {
            for (JsonNode action : need.get("actions")) {
                edits.add(new Edit.AddLink(known.get("action:" + action.asInt()), "answers",
                        known.get("need:" + need.get("key").asText()), false));
            }
        }
    }

    private void addGroups(UUID notes, Supplier<UUID> ids, Map<String, UUID> known, List<Edit> edits) {
        for (JsonNode group : content.get("groups")) {
            UUID id = ids.get();
            known.put("group:" + group.get("key").asText(), id);
            edits.add(FirstEdits.create(id, "group", notes, Map.of("name", group.get("name").asText(), "lang", "it")));
        }
    }

    private Part note(JsonNode note, UUID notes, Supplier<UUID> ids, Map<String, UUID> known) {
        UUID id = ids.get();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : List.of("text", "kind", "lang", "onBehalf", "onBehalfParty")) {
            if (note.has(field)) {
                fields.put(field, note.get(field).asText());
            }
        }
        UUID parent = note.has("group") ? known.get("group:" + note.get("group").asText()) : notes;
        return new Part(note.get("by").asInt() - 1, List.of(FirstEdits.create(id, "note", parent, fields),
                new Edit.AddLink(id, "about", known.get(note.get("about").asText()), false)));
    }

    private static InputStream resource(String name) {
        return Sample.class.getResourceAsStream("/sample/" + name);
    }
}

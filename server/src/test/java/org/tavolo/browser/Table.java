package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/** A shared table made for a test, as the API shows it. The facilitator is called Rosa. */
final class Table {
    /** The six columns of the plan, in their order. */
    static final List<String> COLUMNS = List.of("actions", "results", "timetable", "leader", "resources", "evaluation");

    private final URI base;
    private final Peer facilitator;
    private final UUID programme;
    private final UUID board;
    private final String joinToken;

    private Table(URI base, Peer facilitator, UUID programme, UUID board, String joinToken) {
        this.base = base;
        this.facilitator = facilitator;
        this.programme = programme;
        this.board = board;
        this.joinToken = joinToken;
    }

    /** A new and empty one. */
    static Table set(URI base, String title) {
        Peer rosa = Peer.visit(base);
        return of(base, rosa, rosa.create(title, "Rosa"));
    }

    /** A new and empty one of a city. */
    static Table ofCity(URI base, String city) {
        Peer rosa = Peer.visit(base);
        return of(base, rosa, rosa.create("Il programma di " + city, city, "Rosa", "facilitator", "everyone"));
    }

    /** One with the sample on it. */
    static Table sample(URI base) {
        Peer rosa = Peer.visit(base);
        return of(base, rosa, rosa.sample("Rosa"));
    }

    /** One with little on it, yet of every kind: two actions, a need, a group, two notes, links, a second language. */
    static Table small(URI base) {
        return furnished(set(base, "Un tavolo piccolo"));
    }

    /** The same again, set by the facilitator of another one. */
    static Table smallBeside(Table other) {
        return furnished(of(other.base, other.facilitator, other.facilitator.create("Un tavolo condotto", "Rosa")));
    }

    private static Table furnished(Table table) {
        table.fill(List.of(List.of("Sportello unico", "Risposte in tre giorni", "Primavera", "Ufficio comunicazione",
            "Mediatori", "Domande allo sportello"), List.of("Gruppo di supporto", "", "", "", "", "")));
        UUID need = UUID.randomUUID();
        UUID group = UUID.randomUUID();
        UUID note = UUID.randomUUID();
        UUID action = table.actions().get(0);
        table.submit(UUID.randomUUID(), 1, new JsonArray()
            .add(create(need, "need", table.only("needs"), new JsonObject().put("statement", "Si aspetta settimane").put("kind", "supportGap")
                .put("statement@en", "People wait for weeks").put("lang", "it")))
            .add(create(group, "group", table.only("notes"), new JsonObject().put("name", "Dalla sala")))
            .add(create(note, "note", group, new JsonObject().put("text", "Chi apre la mattina?").put("lang", "it")
                .put("kind", "question")))
            .add(create(UUID.randomUUID(), "note", table.only("notes"), new JsonObject().put("text", "Bene così")
                .put("onBehalf", "Amina").put("onBehalfParty", "support").put("lang", "it")))
            .add(link(action, "answers", need)).add(link(note, "about", action)));
        return table;
    }

    private static JsonObject create(UUID item, String type, UUID parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", item.toString()).put("type", type)
            .put("parent", parent.toString()).put("at", "last").put("fields", fields);
    }

    private static JsonObject link(UUID from, String relation, UUID to) {
        return new JsonObject().put("e", "link").put("item", from.toString()).put("rel", relation)
            .put("to", to.toString());
    }

    /** One that was made in a page: looked at with that page's session. */
    static Table seenBy(Participant facilitator, UUID programme) {
        Peer peer = Peer.stranger(facilitator.base()).cookie(facilitator.cookie());
        JsonObject told = peer.get("/api/programmes/" + programme).json();
        return new Table(facilitator.base(), peer, programme, UUID.fromString(told.getString("board")), null);
    }

    private static Table of(URI base, Peer facilitator, Peer.Programme made) {
        return new Table(base, facilitator, made.programme(), made.board(), made.joinToken());
    }

    /** Joins for a party: as the mentee city, or by the table's link. @return the browser of the one who did */
    Peer join(String name, String party) {
        if (party.equals("mentee")) {
            return join(name, Role.MENTEE);
        }
        Peer peer = Peer.visit(base);
        peer.join(joinToken, name, party);
        return peer;
    }

    /** Joins in a role, for its usual party. @return the browser of the one who did */
    Peer join(String name, Role role) {
        Peer peer = Peer.visit(base);
        String party = role.parties().get(0).wire();
        peer.join(facilitator.invite(programme, role.wire(), party, false), name, party);
        return peer;
    }

    /** The number of somebody by their name. */
    int person(String name) {
        return facilitator.get("/api/programmes/" + programme).array("people").stream().map(JsonObject.class::cast)
            .filter(person -> name.equals(person.getString("name"))).findFirst().orElseThrow().getInteger("person");
    }

    URI base() {
        return base;
    }

    UUID programme() {
        return programme;
    }

    UUID board() {
        return board;
    }

    Peer facilitator() {
        return facilitator;
    }

    String joinToken() {
        return joinToken;
    }

    /** The id of the only item of a type. */
    UUID only(String type) {
        List<JsonObject> found = items().stream().filter(item -> type.equals(item.getString("type"))).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " items of type " + type);
        }
        return UUID.fromString(found.get(0).getString("id"));
    }

    /** The fields of an item as the API's snapshot has them. */
    JsonObject fields(UUID item) {
        return items().stream().filter(one -> item.toString().equals(one.getString("id"))).findFirst().orElseThrow()
            .getJsonObject("fields", new JsonObject());
    }

    /** The first item of a type that is not in the trash, in the order of ids. */
    UUID first(String type) {
        return items().stream().filter(item -> type.equals(item.getString("type")) && !item.getBoolean("deleted", false))
            .map(item -> UUID.fromString(item.getString("id"))).findFirst().orElseThrow();
    }

    /** Those of a type that are not in the trash. */
    List<UUID> all(String type) {
        return items().stream().filter(item -> type.equals(item.getString("type")) && !item.getBoolean("deleted", false))
            .map(item -> UUID.fromString(item.getString("id"))).toList();
    }

    /** The number of whoever made an item. */
    int by(UUID item) {
        return items().stream().filter(one -> item.toString().equals(one.getString("id"))).findFirst().orElseThrow()
            .getInteger("by");
    }

    /** The ids of the plan's actions, in their order. */
    List<UUID> actions() {
        return rows().stream().map(item -> UUID.fromString(item.getString("id"))).toList();
    }

    /** Puts actions with these cells at the end of the plan, 200 a submission; others see it as any other edit. */
    Table fill(List<List<String>> rows) {
        UUID plan = only("plan");
        UUID client = UUID.randomUUID();
        for (int from = 0, n = 1; from < rows.size(); from += 200, n++) {
            JsonArray edits = new JsonArray();
            for (List<String> row : rows.subList(from, Math.min(rows.size(), from + 200))) {
                JsonObject fields = new JsonObject().put("state", "idea").put("lang", "it");
                for (int i = 0; i < row.size(); i++) {
                    if (!row.get(i).isEmpty()) {
                        fields.put(COLUMNS.get(i), row.get(i));
                    }
                }
                edits.add(create(UUID.randomUUID(), "action", plan, fields));
            }
            submit(client, n, edits);
        }
        return this;
    }

    /** One submission of somebody who is not at a browser. */
    void submit(UUID client, int n, JsonArray edits) {
        var reply = facilitator.post("/api/boards/" + board + "/submissions", new JsonObject()
            .put("client", client.toString()).put("n", n).put("base", facilitator.head(board)).put("edits", edits));
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
    }

    /** The plan's cells as the API's snapshot has them. */
    List<List<String>> plan() {
        return rows().stream().map(item -> {
            JsonObject fields = item.getJsonObject("fields", new JsonObject());
            return COLUMNS.stream().map(column -> fields.getString(column, "")).toList();
        }).toList();
    }

    /** The plan's cells as they are taken out. */
    List<List<String>> csv() {
        String text = facilitator.get("/api/boards/" + board + "/plan.csv?language=it").text();
        try {
            List<List<String>> rows = new ArrayList<>();
            for (CSVRecord row : CSVFormat.RFC4180.builder().setDelimiter(';').get()
                .parse(new StringReader(text.replace("\uFEFF", "")))) {
                rows.add(row.toList().subList(0, COLUMNS.size()));
            }
            return rows.subList(1, rows.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The fields of the programme's head. */
    JsonObject head() {
        return items().stream().filter(item -> "programme".equals(item.getString("type"))).findFirst().orElseThrow()
            .getJsonObject("fields");
    }

    /** The names of all who have a seat, in the order in which they came. */
    List<String> people() {
        return facilitator.get("/api/programmes/" + programme).array("people").stream()
            .map(person -> ((JsonObject) person).getString("name")).toList();
    }

    private List<JsonObject> rows() {
        String plan = only("plan").toString();
        return items().stream()
            .filter(item -> "action".equals(item.getString("type")) && plan.equals(item.getString("parent"))
                && !item.getBoolean("deleted", false))
            .sorted(Comparator.comparing((JsonObject item) -> item.getString("pos"))
                .thenComparing(item -> item.getString("id")))
            .toList();
    }

    List<JsonObject> items() {
        return facilitator.get("/api/boards/" + board + "/snapshot").array("items").stream()
            .map(JsonObject.class::cast).toList();
    }
}

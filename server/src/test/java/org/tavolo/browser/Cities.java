package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/**
 * Three programmes with one association in each, called Ada: Porto Nuovo and Valle Verde have needs, the same obstacle,
 * and say what is missing between levels of government; Jelgava says what it is good at. What is on their tables is not
 * released yet.
 */
final class Cities {
    final Table porto;
    final Table valle;
    final Table jelgava;
    private final Peer ada;

    Cities(URI base) {
        porto = Table.ofCity(base, "Porto Nuovo");
        valle = Table.ofCity(base, "Valle Verde");
        jelgava = Table.ofCity(base, "Jelgava");
        ada = porto.join("Ada", Role.ASSOCIATION);
        for (Table table : List.of(valle, jelgava)) {
            ada.join(table.facilitator().invite(table.programme(), "association", "association", false), "Ada", "association");
        }
        needs(porto, "Si aspettano settimane per un posto a scuola");
        needs(valle, "Chi arriva non sa a quale ufficio rivolgersi");
        strengths();
    }

    Peer association() {
        return ada;
    }

    /** Somebody of a city releases everything of a kind, as they found it on the table. */
    static void release(Peer who, Table table, String kind, List<UUID> items) {
        JsonObject released = new JsonObject().put("kind", kind).put("rev", who.head(table.board()))
            .put("items", new JsonArray(items.stream().map(UUID::toString).toList()));
        var reply = who.post("/api/programmes/" + table.programme() + "/releases", released);
        if (reply.status() != 201) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
    }

    /** What of this type stands at the top of a table, or in something there; it is put there when it is not. */
    static UUID part(Table table, String type, UUID parent) {
        List<UUID> there = table.all(type);
        return there.isEmpty() ? create(table, type, parent, new JsonObject()) : there.get(0);
    }

    private static UUID create(Table table, String type, UUID parent, JsonObject fields) {
        UUID id = UUID.randomUUID();
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "create").put("item", id.toString())
            .put("type", type).put("parent", parent == null ? null : parent.toString()).put("at", "last")
            .put("fields", fields.put("lang", "it"))));
        return id;
    }

    static void write(Table table, UUID item, String field, String text) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "type").put("item", item.toString())
            .put("field", field).put("op", new JsonArray().add(text))));
    }

    private static void needs(Table table, String statement) {
        create(table, "need", table.only("needs"), new JsonObject().put("statement", statement).put("kind", "coordination")
            .put("hindrance", "funding").put("obstacles", "Contratti di pochi mesi"));
        UUID context = part(table, "localContext", part(table, "needsAnalysis", null));
        write(table, context, "inhabitants", "68.000 (2025)");
        write(table, context, "powers", "La scuola dipende dallo Stato");
    }

    private void strengths() {
        UUID sheet = part(jelgava, "strengths", null);
        write(jelgava, sheet, "city", "Jelgava");
        write(jelgava, sheet, "areas", "Scuola e lingua, con uno sportello unico aperto da sei anni");
        write(jelgava, part(jelgava, "mentorContext", sheet), "inhabitants", "55.000 (2025)");
    }
}

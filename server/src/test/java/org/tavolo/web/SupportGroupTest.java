package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** The bounds of the support group as both carriers and the ways back meet them. */
class SupportGroupTest {
    private static RunningServer server;
    private LedTable table;
    private Peer mentee;
    private UUID group;
    private List<UUID> members;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void tenActiveMembers() {
        table = new LedTable(server.base());
        mentee = Peer.visit(server.base());
        mentee.join(table.leads.invite(table.made.programme(), "mentee", null, false), "Mia", null);
        group = UUID.fromString(TalkTest.area(mentee, table.made.board(), "supportGroup"));
        members = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            members.add(UUID.randomUUID());
        }
        assertEquals(200, table.submit(table.leads, members.stream().map(this::member).toArray(JsonObject[]::new)).status());
    }

    @Test
    @DisplayName("L1 an eleventh active member is refused by both carriers")
    void carriers() {
        Reply refused = table.submit(mentee, member(UUID.randomUUID()));
        assertEquals("invalid/group_full", refused.problem());
        try (Live live = mentee.live()) {
            live.enter(table.made.board());
            long n = live.submit(table.made.board(), mentee.head(table.made.board()), member(UUID.randomUUID()));
            JsonObject why = live.await(frame -> "refused".equals(frame.getJsonObject("body").getString("type"))
                    && frame.getJsonObject("body").getLong("n") == n).getJsonObject("body");
            assertEquals("group_full", why.getString("reason"));
        }
        assertEquals(200, table.set(mentee, members.get(0), "active", null).status());
        assertEquals(200, table.submit(mentee, member(UUID.randomUUID())).status());
        assertEquals("invalid/group_full", table.set(table.leads, members.get(0), "active", true).problem());
    }

    @Test
    @DisplayName("L1 the mentee city makes the table as it was, who leads as far as there is room")
    void restored() {
        long before = mentee.head(table.made.board());
        for (UUID member : members.subList(0, 5)) {
            assertEquals(200, table.set(mentee, member, "active", null).status());
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(200, table.submit(mentee, member(UUID.randomUUID())).status());
        }
        assertEquals(200, restore(table.leads, before).status());
        assertEquals(10, active());
        assertEquals(200, restore(mentee, before).status());
        assertEquals(10, active());
        assertEquals(10, table.items(mentee).stream().filter(item -> members.contains(UUID.fromString(item.getString("id"))))
                .filter(item -> item.getJsonObject("fields").getBoolean("active", false)).count());
    }

    @Test
    @DisplayName("L2 the group is set up by the mentee city, with an active representative of migrants in it, and stays so")
    void setUp() {
        assertEquals("invalid/no_migrants", table.set(mentee, group, "constituted", "constituted").problem());
        assertEquals("denied/role", table.set(table.leads, group, "constituted", "constituted").problem());
        assertEquals(200, table.set(mentee, members.get(3), "kind", "migrants").status());
        assertEquals(200, table.set(mentee, group, "constituted", "constituted").status());
        long set = mentee.head(table.made.board());
        assertEquals(200, table.set(mentee, members.get(3), "active", null).status());
        long without = mentee.head(table.made.board());
        assertEquals(200, table.set(mentee, group, "constituted", "forming").status());
        assertEquals("invalid/no_migrants", table.set(mentee, group, "constituted", "constituted").problem());
        assertEquals(200, restore(mentee, without).status());
        assertEquals(200, restore(mentee, set).status());
    }

    private Reply restore(Peer who, long rev) {
        return who.post("/api/boards/" + table.made.board() + "/restore", new JsonObject().put("rev", rev)
                .put("command", UUID.randomUUID().toString()));
    }

    private long active() {
        return table.items(mentee).stream().filter(item -> item.getString("type").equals("member")
                        && !item.getBoolean("deleted", false))
                .filter(item -> item.getJsonObject("fields").getBoolean("active", false)).count();
    }

    private JsonObject member(UUID id) {
        return new JsonObject().put("e", "create").put("item", id.toString()).put("type", "member")
                .put("parent", group.toString()).put("fields", new JsonObject().put("name", "Associazione").put("active", true));
    }
}

package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** Votes, open and secret, and what comes of them (H55-H58). */
class PollsTest {
    /** A machine may be so much slower than the one the figure is for, before it is the server's fault. */
    private static final int SLACK = 4;
    private static RunningServer server;
    private static ExecutorService many;
    private LedTable table;
    private Peer bo;
    private Peer cy;
    private UUID one;
    private UUID two;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        many = Executors.newFixedThreadPool(60);
    }

    @AfterAll
    static void stop() {
        many.shutdownNow();
        server.close();
    }

    @BeforeEach
    void sit() {
        table = new LedTable(server.base());
        bo = table.joins("Bo");
        cy = table.joins("Cy");
        one = table.note(bo, "una casa");
        two = table.note(cy, "un lavoro");
    }

    private static JsonObject json(Object... members) {
        JsonObject json = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            json.put(members[i].toString(), members[i + 1]);
        }
        return json;
    }

    private static List<Reply> all(List<Callable<Reply>> asking) throws Exception {
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : many.invokeAll(asking)) {
            replies.add(reply.get());
        }
        return replies;
    }

    @Test
    @DisplayName("H56 H58 dots are given and taken back within a budget, and told to nobody before they are shown")
    void dots() {
        UUID poll = table.poll(json("budget", 3), one, two);
        assertEquals(json("dots", 1, "spent", 1), table.dots(bo, poll, one, 1).json());
        assertEquals(json("dots", 2, "spent", 2), table.dots(bo, poll, one, 1).json());
        assertEquals(json("dots", 1, "spent", 3), table.dots(bo, poll, two, 1).json());
        assertEquals("invalid/budget", table.dots(bo, poll, two, 1).problem());
        assertEquals(json("dots", 0, "spent", 2), table.dots(bo, poll, two, -1).json());
        assertEquals("invalid/invalid_value", table.dots(bo, poll, two, -1).problem());
        assertEquals(json("dots", 1, "spent", 1), table.dots(cy, poll, two, 1).json());
        assertEquals(json("open", true, "voters", 2, "mine", json("dots", json(one, 2))), table.poll(bo, poll));
        assertEquals(json("open", true, "voters", 2, "mine", null), table.poll(table.leads, poll));
        assertEquals("denied/role", bo.post(table.at("polls", poll) + "/show", new JsonObject()).problem());
        long rev = table.shows(poll).json().getLong("rev");
        assertEquals(rev, table.shows(poll).json().getLong("rev"), "and once only");
        assertEquals(json("of", one.toString(), "dots", 2, "support", "2"), table.result(poll, one));
        assertEquals(json("of", two.toString(), "dots", 1, "support", "1"), table.result(poll, two));
        JsonObject fields = table.item(poll).getJsonObject("fields");
        assertEquals(2, fields.getInteger("voters"));
        assertTrue(fields.getLong("closed") > 0);
        JsonArray ballots = table.poll(cy, poll).getJsonArray("ballots");
        assertEquals(2, ballots.size());
        assertTrue(ballots.stream().map(JsonObject.class::cast).anyMatch(ballot -> ballot.getString("of")
                .equals(one.toString()) && ballot.getInteger("dots") == 2 && ballot.size() == 3));
    }

    @Test
    @DisplayName("H57 a scale and a consent, with reasons, in the open: the last word counts, and an empty one takes it back")
    void openBallots() {
        UUID scale = table.poll(json("method", "scale"), one, two);
        assertEquals(204, table.votes(bo, scale, "values", json(one, 5, two, 1)).status());
        assertEquals(204, table.votes(bo, scale, "values", json(one, 4)).status());
        assertEquals(204, table.votes(cy, scale, "values", json(one, 1)).status());
        assertEquals(204, table.votes(cy, scale, "values", json()).status());
        assertEquals(json("open", true, "voters", 1, "mine", json("values", json(one, 4))), table.poll(bo, scale));
        table.shows(scale);
        assertEquals(json("of", one.toString(), "s1", 0, "s2", 0, "s3", 0, "s4", 1, "s5", 0,
                "support", "0 0 0 1 0"), table.result(scale, one));
        UUID consent = table.poll(json("method", "consent"), one);
        assertEquals("invalid/invalid_value", table.votes(bo, consent, "consent", json(one, "block")).problem());
        assertEquals(204, bo.post(table.at("polls", consent) + "/ballot", json("consent", json(one, "block"), "reasons",
                json(one, "troppo\n caro"))).status());
        assertEquals(204, table.votes(cy, consent, "consent", json(one, "agree")).status());
        assertEquals(json("consent", json(one, "block"), "reasons", json(one, "troppo caro")),
                table.poll(bo, consent).getJsonObject("mine"));
        table.shows(consent);
        assertEquals(json("of", one.toString(), "agree", 1, "concern", 0, "block", 1, "support", "1 0 1"),
                table.result(consent, one));
        assertTrue(table.poll(cy, consent).getJsonArray("ballots").encode().contains("\"reason\":\"troppo caro\""));
    }

    @Test
    @DisplayName("H57 in secret one votes once, and what is shown are sums and reasons, without anybody's name")
    void secretBallots() {
        UUID dots = table.poll(json("secret", true, "budget", 4), one, two);
        assertEquals("invalid/invalid_value", table.dots(bo, dots, one, 1).problem());
        assertEquals("invalid/budget", table.votes(bo, dots, "dots", json(one, 3, two, 2)).problem());
        assertEquals("invalid/invalid_value", table.votes(bo, dots, "dots", json()).problem());
        assertEquals(204, table.votes(bo, dots, "dots", json(one, 3, two, 1)).status());
        assertEquals("invalid/voted", table.votes(bo, dots, "dots", json(two, 1)).problem());
        assertEquals(204, table.votes(cy, dots, "dots", json(one, 1)).status());
        assertEquals(json("open", true, "voters", 2, "mine", json("voted", true)), table.poll(bo, dots));
        table.shows(dots);
        assertEquals(4, table.result(dots, one).getInteger("dots"));
        assertEquals(1, table.result(dots, two).getInteger("dots"));
        assertFalse(table.poll(bo, dots).containsKey("ballots"));
        UUID consent = table.poll(json("secret", true, "method", "consent"), one);
        for (Peer peer : List.of(cy, bo)) {
            assertEquals(204, peer.post(table.at("polls", consent) + "/ballot", json("consent", json(one, "block"),
                    "reasons", json(one, peer == bo ? "a, caro" : "z, tardi"))).status());
        }
        table.shows(consent);
        assertEquals(json("of", one.toString(), "agree", 0, "concern", 0, "block", 2, "reasons", "a, caro\nz, tardi"),
                table.result(consent, one));
    }

    @Test
    @DisplayName("H58 an open vote is also counted by party, for which each sits when it is shown; a secret one never is")
    void parties() {
        Peer marta = table.joins("Marta", "mentee");
        Peer teo = table.joins("Teo", "mentor");
        for (boolean secret : List.of(false, true)) {
            UUID dots = table.poll(json("budget", 3, "secret", secret), one, two);
            assertEquals(204, table.votes(marta, dots, "dots", json(one, 2)).status());
            assertEquals(204, table.votes(teo, dots, "dots", json(one, 1, two, 1)).status());
            assertEquals(204, table.votes(bo, dots, "dots", json(two, 3)).status());
            UUID consent = table.poll(json("method", "consent", "secret", secret), one);
            for (Peer peer : List.of(marta, teo, bo, cy)) {
                String says = peer == marta ? "concern" : "agree";
                assertEquals(204, table.votes(peer, consent, "consent", json(one, says)).status());
            }
            table.closes(dots);
            table.shows(dots);
            table.shows(consent);
            JsonObject first = json("of", one.toString(), "dots", 3);
            JsonObject second = json("of", two.toString(), "dots", 4);
            JsonObject agreed = json("of", one.toString(), "agree", 3, "concern", 1, "block", 0);
            if (!secret) {
                first.put("mentee", "2").put("mentor", "1");
                second.put("mentor", "1").put("support", "3");
                agreed.put("mentee", "0 1 0").put("mentor", "1 0 0").put("support", "2 0 0");
            }
            assertEquals(first, table.result(dots, one));
            assertEquals(second, table.result(dots, two));
            assertEquals(agreed, table.result(consent, one));
        }
    }

    @Test
    @DisplayName("20 parallel clicks on a budget of 3 count 3")
    void parallelClicks() throws Exception {
        UUID poll = table.poll(json("budget", 3), one, two);
        List<Callable<Reply>> clicks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID of = i % 2 == 0 ? one : two;
            Peer hand = Peer.stranger(server.base()).cookie(bo.cookie());
            clicks.add(() -> table.dots(hand, poll, of, 1));
        }
        List<Reply> replies = all(clicks);
        assertEquals(3, replies.stream().filter(reply -> reply.status() == 200).count());
        assertEquals(17, replies.stream().filter(reply -> reply.status() == 400
                && reply.problem().equals("invalid/budget")).count());
        table.shows(poll);
        assertEquals(3, table.result(poll, one).getInteger("dots") + table.result(poll, two).getInteger("dots"));
    }

    @Test
    @DisplayName("300 people vote within 10 seconds, in the open by clicks and in secret, and the result is exact")
    void threeHundred() throws Exception {
        List<Peer> crowd = table.crowd(server.database(), 300);
        UUID open = table.poll(json("budget", 3), one, two);
        UUID secret = table.poll(json("secret", true, "method", "consent"), one, two);
        for (UUID poll : List.of(open, secret)) {
            List<Callable<Reply>> voting = new ArrayList<>();
            for (int i = 0; i < crowd.size(); i++) {
                Peer peer = crowd.get(i);
                boolean first = i % 3 == 0;
                voting.add(poll.equals(open) ? () -> table.dots(peer, open, first ? one : two, 1)
                        : () -> table.votes(peer, secret, "consent", json(one, first ? "agree" : "concern", two, "agree")));
            }
            long began = System.nanoTime();
            assertTrue(all(voting).stream().allMatch(reply -> reply.status() < 300));
            double took = (System.nanoTime() - began) / 1e9;
            System.out.printf("300 votes, %s: %.2f s%n", poll.equals(open) ? "open" : "secret", took);
            assertTrue(took <= 10.0 * SLACK, took + " s");
            assertEquals(300, table.poll(bo, poll).getInteger("voters"));
            table.shows(poll);
        }
        assertEquals(json("of", one.toString(), "dots", 100, "other", "100"), table.result(open, one));
        assertEquals(json("of", two.toString(), "dots", 200, "other", "200"), table.result(open, two));
        assertEquals(json("of", one.toString(), "agree", 100, "concern", 200, "block", 0), table.result(secret, one));
        assertEquals(json("of", two.toString(), "agree", 300, "concern", 0, "block", 0), table.result(secret, two));
    }

    @Test
    @DisplayName("a vote that races the closing is counted and in the result, or refused")
    void racing() throws Exception {
        for (int round = 0; round < 6; round++) {
            boolean secret = round % 2 == 1;
            UUID poll = table.poll(secret ? json("secret", true) : json(), one);
            List<Peer> crowd = table.crowd(server.database(), 12);
            List<Callable<Reply>> voting = new ArrayList<>();
            for (int i = 0; i < crowd.size(); i++) {
                Peer peer = crowd.get(i);
                voting.add(() -> secret ? table.votes(peer, poll, "dots", json(one, 1)) : table.dots(peer, poll, one, 1));
                if (i == 2 + round) {
                    voting.add(() -> table.shows(poll));
                }
            }
            List<Reply> replies = all(voting);
            List<Reply> votes = new ArrayList<>(replies);
            votes.remove(3 + round);
            assertTrue(votes.stream().allMatch(reply -> reply.status() < 300 || reply.problem().equals("gone/closed")));
            long counted = votes.stream().filter(reply -> reply.status() < 300).count();
            assertEquals(counted, table.result(poll, one).getLong("dots"));
            assertEquals(counted, table.item(poll).getJsonObject("fields").getLong("voters"));
        }
    }

    @Test
    @DisplayName("C43 votes of -1, 2^31 and worse, for what is hidden or not voted on, twice and after the end count nowhere")
    void hostile() {
        UUID gone = table.note(bo, "gone");
        UUID beside = table.note(bo, "beside");
        UUID poll = table.poll(json("budget", 3), one, gone);
        UUID option = table.create(table.leads, "option", poll.toString(), json("text", "altro"));
        table.delete(bo, gone);
        for (Object change : new Object[] {-1, 0, 2, 2147483648L, -2147483648L, 1.5, "1", true, null}) {
            assertEquals("invalid/invalid_value", table.dots(bo, poll, one, change).problem(), String.valueOf(change));
        }
        for (Object wrong : new Object[] {-1, 1.5, "1", true, null, new JsonObject()}) {
            assertEquals("invalid/invalid_value", table.votes(bo, poll, "dots", json(one, wrong)).problem());
        }
        for (Object many : new Object[] {4, 2147483648L, 9007199254740991L}) {
            assertEquals("invalid/budget", table.votes(bo, poll, "dots", json(one, many)).problem());
        }
        assertEquals("invalid/unknown_member", bo.post(table.at("polls", poll) + "/ballot", json("dots", json(one, 1),
                "person", 1)).problem());
        assertEquals("invalid/unknown_member", bo.post(table.at("polls", poll) + "/dots", json("of", one.toString(),
                "change", 1, "budget", 20)).problem());
        for (UUID none : List.of(gone, beside, poll, UUID.randomUUID())) {
            assertEquals("invalid/not_found", table.dots(bo, poll, none, 1).problem());
            assertEquals("invalid/not_found", table.votes(bo, poll, "dots", json(none, 1)).problem());
        }
        assertEquals("invalid/not_found", table.votes(bo, poll, "dots", json("one", 1)).problem());
        assertEquals("invalid/invalid_value", table.votes(bo, poll, "values", json(one, 1)).problem());
        assertEquals(0, table.poll(bo, poll).getInteger("voters"));
        assertEquals(1, table.dots(bo, poll, option, 1).json().getInteger("dots"));
        table.delete(table.leads, option);
        assertEquals("invalid/not_found", table.dots(bo, poll, option, 1).problem());

        UUID scale = table.poll(json("method", "scale"), one);
        for (Object wrong : new Object[] {-1, 0, 6, 2147483648L, 1.5, "3", null}) {
            assertEquals("invalid/invalid_value", table.votes(bo, scale, "values", json(one, wrong)).problem());
        }
        assertEquals("invalid/invalid_value", table.dots(bo, scale, one, 1).problem());
        UUID consent = table.poll(json("method", "consent"), one);
        for (Object wrong : new Object[] {"maybe", "", 1, null}) {
            assertEquals("invalid/invalid_value", table.votes(bo, consent, "consent", json(one, wrong)).problem());
        }
        assertEquals("too_large/too_long", bo.post(table.at("polls", consent) + "/ballot", json("consent",
                json(one, "block"), "reasons", json(one, "x".repeat(501)))).problem());
        assertEquals("invalid/too_many_marks", bo.post(table.at("polls", consent) + "/ballot", json("consent",
                json(one, "block"), "reasons", json(one, "a" + "\u0301".repeat(9)))).problem());

        for (UUID ended : List.of(poll, table.poll(json("secret", true), one))) {
            assertEquals(204, table.votes(cy, ended, "dots", json(one, 1)).status());
            assertEquals(200, table.closes(ended).status());
            assertEquals("gone/closed", table.votes(bo, ended, "dots", json(one, 1)).problem());
            assertEquals("gone/closed", table.dots(bo, ended, one, 1).problem());
            assertEquals(false, table.poll(bo, ended).getBoolean("open"));
        }
    }

    @Test
    @DisplayName("H55 a vote that is prepared takes no vote and shows nothing, until it starts on what there is then")
    void prepared() {
        UUID poll = table.create(table.leads, "poll", table.session.toString(),
                json("question", "Che cosa?", "about", "notes", "budget", 2));
        assertEquals("invalid/not_found", bo.get(table.at("polls", poll)).problem());
        assertEquals("invalid/not_found", table.dots(bo, poll, one, 1).problem());
        assertEquals("invalid/not_found", table.votes(bo, poll, "dots", json(one, 1)).problem());
        assertEquals("invalid/not_found", table.closes(poll).problem());
        assertEquals("invalid/not_found", table.shows(poll).problem());
        assertEquals("invalid/invalid_value", table.set(table.leads, poll, "about", "everything").problem());
        assertEquals(200, table.submit(table.leads, json("e", "link", "item", poll.toString(), "rel", "on", "to", one.toString()),
                json("e", "set", "item", poll.toString(), "field", "opened", "value", 0)).status());
        assertEquals(json("dots", 1, "spent", 1), table.dots(bo, poll, one, 1).json());
        assertEquals("invalid/not_found", table.dots(bo, poll, two, 1).problem());
        table.shows(poll);
        assertEquals(1, table.result(poll, one).getInteger("dots"));
    }

    @Test
    @DisplayName("H55 H57 what was not opened or is hidden is no vote, and one that is steered anew takes no vote meant otherwise")
    void steered() {
        UUID closed = table.create(table.leads, "poll", table.session.toString(), json());
        UUID hidden = table.poll(json(), one);
        table.delete(table.leads, hidden);
        for (UUID none : List.of(closed, hidden, table.round("Che cosa?", false), UUID.randomUUID())) {
            assertEquals("invalid/not_found", bo.get(table.at("polls", none)).problem());
            assertEquals("invalid/not_found", table.dots(bo, none, one, 1).problem());
            assertEquals("invalid/not_found", table.votes(bo, none, "dots", json(one, 1)).problem());
            assertEquals("invalid/not_found", table.closes(none).problem());
            assertEquals("invalid/not_found", table.shows(none).problem());
        }
        UUID poll = table.poll(json(), one);
        table.dots(bo, poll, one, 1);
        table.set(table.leads, poll, "secret", true);
        assertEquals("invalid/changed", table.votes(cy, poll, "dots", json(one, 1)).problem());
        table.set(table.leads, poll, "secret", null);
        table.set(table.leads, poll, "method", "scale");
        assertEquals("invalid/changed", table.votes(cy, poll, "values", json(one, 1)).problem());
        UUID secret = table.poll(json("secret", true), one);
        table.votes(bo, secret, "dots", json(one, 1));
        table.set(table.leads, secret, "secret", null);
        assertEquals("invalid/changed", table.dots(cy, secret, one, 1).problem());
        assertEquals("invalid/changed", table.votes(cy, secret, "dots", json(one, 1)).problem());
        table.set(table.leads, secret, "secret", true);
        table.set(table.leads, secret, "method", "scale");
        assertEquals("invalid/changed", table.votes(cy, secret, "values", json(one, 1)).problem());
        assertEquals("denied/role", table.set(table.leads, secret, "closed", 0).problem());
        assertEquals("denied/role", table.set(table.leads, secret, "voters", 9).problem());
    }

    @Test
    @DisplayName("what the board does not say yet is said by the votes: closed in the database is closed")
    void closedInTheDatabase() throws Exception {
        for (boolean secret : new boolean[] {false, true}) {
            UUID poll = table.poll(secret ? json("secret", true) : json(), one);
            assertEquals(204, table.votes(bo, poll, "dots", json(one, 1)).status());
            try (var connection = server.database().connect(); var statement = connection.createStatement()) {
                statement.executeUpdate("update poll set closed = true where poll = '" + poll + "'");
            }
            assertEquals("gone/closed", table.votes(cy, poll, "dots", json(one, 1)).problem());
            if (!secret) {
                assertEquals("gone/closed", table.dots(cy, poll, one, 1).problem());
            }
            assertEquals(200, table.shows(poll).status());
            assertEquals(1, table.result(poll, one).getInteger("dots"));
        }
    }
}

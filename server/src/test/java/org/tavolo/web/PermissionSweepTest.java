package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;

/**
 * Every role at every route of the API, in its own programme and in another one, against the page that people read:
 * {@code docs/permissions.md}. That page is printed from the code, so a route or an edit that nobody has looked at
 * there fails this test.
 */
class PermissionSweepTest {
    private static final String RANDOM_ID = "019a0000-0000-7000-8000-00000000dead";
    private static RunningServer server;
    private static Peer.Programme own;
    private static Peer.Programme foreign;
    private static final Map<Role, Peer> PEOPLE = new LinkedHashMap<>();

    @BeforeAll
    static void oneOfEachRoleComes() {
        server = RunningServer.start();
        Peer owner = Peer.visit(server.base());
        own = owner.create("Una città per tutti", "Ada");
        foreign = Peer.visit(server.base()).create("Altrove", "Zoe");
        for (Role role : Role.values()) {
            Peer one = Peer.visit(server.base());
            String token = owner.invite(own.programme(), role.wire(), role.parties().get(0).wire(), false);
            one.join(token, "Somebody " + role.wire().replace('_', ' '), role.parties().get(0).wire());
            PEOPLE.put(role, one);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePageOfPermissionsIsTheOneThatTheCodePrints() throws IOException {
        String printed = PermissionsPage.print(server.routes());
        if (Boolean.getBoolean("tavolo.print")) {
            Files.writeString(page(), printed);
        }
        assertEquals(printed, Files.readString(page()), "run this test with -Dtavolo.print=true and read what changed");
    }

    @Test
    void everyRoleMayAskWhatThePageSaysAndNothingElse() throws IOException {
        Map<String, String> rights = table("| right | who |", 0, 1);
        Map<String, String> routes = table("| route | who may ask |", 0, 1);
        assertEquals(server.routes().size(), routes.size());
        List<String> wrong = new ArrayList<>();
        int[] cells = {0};
        for (Map.Entry<Role, Peer> someone : PEOPLE.entrySet()) {
            for (Map.Entry<String, String> route : routes.entrySet()) {
                for (Peer.Programme where : List.of(own, foreign)) {
                    String expected = expected(someone.getKey(), route, rights, where == own);
                    String found = ask(someone.getValue(), route.getKey(), where);
                    cells[0]++;
                    if (!found.matches(expected)) {
                        wrong.add(someone.getKey() + " " + route.getKey() + (where == own ? "" : " elsewhere") + ": "
                                + found + " instead of " + expected);
                    }
                }
            }
        }
        System.out.println("routes: " + cells[0] + " cells, " + wrong.size() + " wrong");
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoHasNoSessionMayAskOnlyWhatAnyoneMay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> route : table("| route | who may ask |", 0, 1).entrySet()) {
            String found = ask(Peer.stranger(server.base()), route.getKey(), own);
            boolean open = route.getValue().equals("anyone");
            if (open == found.equals("401 auth/no_session")) {
                wrong.add(route.getKey() + ": " + found);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A pattern of the answers that fit. What is let through is answered by the route itself, whatever it thinks of it. */
    private static String expected(Role role, Map.Entry<String, String> route, Map<String, String> rights,
                                   boolean ownProgramme) {
        String through = "(?!401|403).*";
        return switch (route.getValue()) {
            case "anyone", "visitor" -> through;
            case "account", "administrator" -> "403 denied/no_account";
            default -> {
                // Oneself anybody may end; here it is asked of others, which is only for who manages members.
                String right = route.getKey().startsWith("DELETE") && route.getKey().endsWith("/members/:person")
                        ? "manage" : route.getValue().replaceAll("right \\*(.*)\\*", "$1");
                boolean has = Arrays.asList(rights.get(right).split(", ")).contains(
                        role.number() + " " + role.wire().replace('_', ' '));
                boolean board = route.getKey().contains(":board");
                if (!ownProgramme || board && !role.atTheTable()) {
                    yield "404 invalid/not_found";
                }
                // Facilitators know of the confidential table only once both teams have asked them in.
                boolean hidden = right.equals("approach confidential") && role.leads();
                yield !has ? "403 denied/role" : hidden ? "404 invalid/not_found" : through;
            }
        };
    }

    private static String ask(Peer peer, String route, Peer.Programme where) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1)
                .replace(":programme", where.programme().toString()).replace(":board", where.board().toString())
                .replace(":rev", "0").replace(":person", "999999").replaceAll(":[a-z]+", RANDOM_ID);
        // Leaving would end the session with which the other routes are asked.
        Peer asking = path.equals("/api/leave") && peer.cookie() != null ? Peer.visit(server.base()) : peer;
        Reply reply = method.equals("GET") ? asking.get(path) : method.equals("DELETE") ? asking.delete(path)
                : asking.change("POST", path, new JsonObject().encode(), contentType(path));
        return reply.status() + (reply.status() < 400 ? "" : " " + reply.problem());
    }

    private static Map<String, String> contentType(String path) {
        return path.endsWith("/bring-in") ? Map.of("Content-Type", "text/csv") : Map.of();
    }

    /** Two columns of one of the page's tables; what stands in backticks without them. */
    static Map<String, String> table(String head, int key, int value) throws IOException {
        Map<String, String> rows = new HashMap<>();
        List<String> lines = Files.readAllLines(page());
        for (int i = lines.indexOf(head) + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            List<String> cells = Arrays.stream(lines.get(i).split(" \\| ")).map(cell ->
                    cell.replaceAll("^\\| |\\|$|`", "").strip()).collect(Collectors.toList());
            rows.put(cells.get(key), cells.get(value));
        }
        return rows;
    }

    static Path page() {
        return Path.of(System.getProperty("tavolo.root", ".."), "docs", "permissions.md");
    }

}

package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One tab as the network sees it; the client core in it lives in the Node process. */
final class Tab {
    final int number;
    final int person;
    final String store;
    private final World world;
    private final boolean upgrades;
    private final Map<Integer, Connection> connections = new LinkedHashMap<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Set<Integer> asking = new HashSet<>();
    private boolean alive = true;
    private boolean online = true;

    Tab(World world, int number, int person, boolean upgrades) {
        this.world = world;
        this.number = number;
        this.person = person;
        this.store = "device-" + person;
        this.upgrades = upgrades;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isOnline() {
        return online;
    }

    /** Whether a WebSocket can be had here. */
    boolean upgrades() {
        return upgrades;
    }

    void command(String name, String members) {
        world.command("{\"c\":\"" + name + "\",\"w\":" + world.id + ",\"k\":" + number
                + (members.isEmpty() ? "" : "," + members) + "}");
    }

    void open(long seed) {
        String bug = world.plant.inThePeer();
        command("new", "\"t\":" + world.now() + ",\"board\":\"" + world.board + "\",\"person\":" + person
                + ",\"store\":\"" + store + "\",\"seed\":" + (seed & 0x7fffffff) + ",\"carrier\":\""
                + (upgrades ? "live" : "http") + "\"" + (bug == null ? "" : ",\"bug\":\"" + bug + "\""));
    }

    void crash() {
        command("crash", "");
        alive = false;
        asking.clear();
        for (Connection one : List.copyOf(connections.values())) {
            world.after(world.latency(), one::end);
        }
    }

    /** The network is there or not; when it goes, the tab may be told or has to find out. */
    void online(boolean on, boolean told) {
        online = on;
        if (!on) {
            for (Connection one : List.copyOf(connections.values())) {
                one.fallSilent();
            }
        }
        if (told) {
            command("online", "\"on\":" + on);
        }
    }

    boolean closed(int connection) {
        return closed.contains(connection);
    }

    void forget(Connection connection) {
        connections.remove(connection.number);
    }

    void breakConnectionsTo(ServerNode node) {
        for (Connection one : List.copyOf(connections.values())) {
            if (one.node == node) {
                world.after(world.latency(), one::cut);
            }
        }
    }

    /** What the core wants from the network. */
    void wants(JsonNode out) {
        if (out.has("connect")) {
            int number = out.get("connect").asInt();
            Connection connection = new Connection(world, this, number, world.anyNode());
            connections.put(number, connection);
            connection.connect();
        } else if (out.has("send")) {
            Connection connection = connections.get(out.get("send").asInt());
            JsonNode frame = out.get("frame");
            world.verdict.sent(frame.path("body"), this);
            if (connection != null) {
                connection.up(frame.toString());
            }
        } else if (out.has("close")) {
            int number = out.get("close").asInt();
            closed.add(number);
            Connection connection = connections.get(number);
            if (connection != null) {
                world.after(world.latency(), connection::end);
            }
        } else if (out.has("http")) {
            ask(out.get("http").asInt(), out.get("path").asText(), out.path("body"));
        } else if (out.has("abort")) {
            asking.remove(out.get("abort").asInt());
        }
    }

    private void ask(int id, String path, JsonNode body) {
        asking.add(id);
        String text = body.isTextual() ? body.asText() : body.toString();
        if (path.endsWith("/submissions")) {
            world.verdict.sentOverHttp(text, this);
        }
        boolean lost = world.faulty() && world.between(0, 99) < 4;
        int copies = path.endsWith("/submissions") && world.faulty() && world.between(0, 99) < 8 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            world.after(world.latency(), () -> {
                ServerNode node = world.anyNode();
                if (lost || !online || !node.isAlive()) {
                    fail(id);
                } else {
                    node.asked(this, path, text, (status, answer) -> world.after(world.latency(),
                            () -> answered(id, status, answer)));
                }
            });
        }
    }

    private void answered(int id, int status, String body) {
        if (!online || world.faulty() && world.between(0, 99) < 4) {
            fail(id);
        } else if (alive && asking.remove(id)) {
            command("answer", "\"id\":" + id + ",\"status\":" + status + (body == null ? "" : ",\"body\":" + body));
        }
    }

    /** The network failed, which the tab may never hear. */
    private void fail(int id) {
        if (alive && world.between(0, 2) > 0 && asking.remove(id)) {
            command("answer", "\"id\":" + id + ",\"status\":0");
        }
    }
}

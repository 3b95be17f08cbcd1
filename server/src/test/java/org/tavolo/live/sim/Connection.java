package org.tavolo.live.sim;

import java.util.UUID;

/** One WebSocket: what is sent arrives in order and once, until it breaks, which either end may be slow to notice. */
final class Connection {
    final Tab tab;
    final int number;
    final ServerNode node;
    boolean registered;
    UUID client;
    /** With a planted bug: how many revisions the client does not know that it missed. */
    long missed;
    private final World world;
    private boolean open;
    private boolean silent;
    private long lastDown;
    private long lastUp;

    Connection(World world, Tab tab, int number, ServerNode node) {
        this.world = world;
        this.tab = tab;
        this.number = number;
        this.node = node;
    }

    void connect() {
        world.after(world.latency(), () -> {
            if (!tab.isAlive() || tab.closed(number)) {
                return;
            }
            boolean fails = !tab.isOnline() || !tab.upgrades() || !node.isAlive()
                    || world.faulty() && world.between(0, 99) < 5;
            if (fails) {
                tab.command("shut", "\"s\":" + number + ",\"code\":1006");
                tab.forget(this);
                return;
            }
            open = true;
            tab.command("open", "\"s\":" + number);
            if (world.faulty() && world.between(0, 99) < 40) {
                world.after(world.between(100, 12_000), world.between(0, 2) == 0 ? this::fallSilent : this::cut);
            }
        });
    }

    /** From the client. */
    void up(String frame) {
        lastUp = Math.max(lastUp, world.now() + world.latency());
        world.after(lastUp - world.now(), () -> {
            if (open && !silent && node.isAlive()) {
                node.received(this, frame);
            }
        });
    }

    /** From the node. */
    void down(String frame) {
        if (!open) {
            return;
        }
        lastDown = Math.max(lastDown, world.now() + world.latency());
        world.after(lastDown - world.now(), () -> {
            if (open && !silent && tab.isAlive()) {
                tab.command("frame", "\"s\":" + number + ",\"frame\":" + frame);
            }
        });
    }

    /** Both ends notice. */
    void cut() {
        if (open) {
            end();
            if (tab.isAlive()) {
                tab.command("shut", "\"s\":" + number + ",\"code\":1006");
            }
        }
    }

    /** Bytes vanish in both directions; the client must notice by itself, the node does so late. */
    void fallSilent() {
        silent = true;
        world.after(30_000, this::end);
    }

    /** The node hears that it is over; the client knows or does not exist any more. */
    void end() {
        open = false;
        tab.forget(this);
        node.closed(this);
    }
}

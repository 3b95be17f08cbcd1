package org.tavolo.live.sim;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.live.Audience;
import org.tavolo.live.Outcome;
import org.tavolo.live.Presence;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Role;
import org.tavolo.protocol.Answers;
import org.tavolo.protocol.Envelope;
import org.tavolo.protocol.Frames;
import org.tavolo.protocol.Message;
import org.tavolo.protocol.Messages;
import org.tavolo.protocol.Snapshots;

/** One node: real rooms and real messages between simulated carriers and a simulated disk (docs/protocol.md §5, §6). */
final class ServerNode implements Audience {
    /** What a client gets to an HTTP request. */
    interface Reply {
        void answer(int status, String body);
    }

    private record Poller(long after, Runnable wake) {}

    final World world;
    final Rooms rooms;
    private final UUID board;
    private final Set<Connection> listeners = new LinkedHashSet<>();
    private final Set<Poller> pollers = new LinkedHashSet<>();
    private final Scheduler thread;
    private boolean alive = true;
    private long told;

    ServerNode(World world) {
        this.world = world;
        this.board = world.board;
        this.thread = new Scheduler() {
            @Override
            public long now() {
                return world.now();
            }

            @Override
            public Timer after(long millis, Runnable task) {
                return world.clock.after(millis, () -> whileAlive(task));
            }

            @Override
            public void execute(Runnable task) {
                world.clock.execute(() -> whileAlive(task));
            }
        };
        this.rooms = new Rooms(world.plant.journal(new FaultyJournal(world, world.disk), this), SimRules.RULES, this,
                thread);
        beat();
        poll();
    }

    private void whileAlive(Runnable task) {
        if (alive) {
            task.run();
        }
    }

    boolean isAlive() {
        return alive;
    }

    /** Everything that was in its memory is gone; its connections break. */
    void crash() {
        alive = false;
        listeners.clear();
    }

    private void beat() {
        thread.after(2_000, () -> {
            for (Connection one : List.copyOf(listeners)) {
                one.down(text(Frames.heartbeat(board, told - one.missed, thread.now())));
            }
            beat();
        });
    }

    private void poll() {
        thread.after(1_000, () -> {
            rooms.heads(Map.of(board, (long) world.disk.all(board).size()));
            poll();
        });
    }

    @Override
    public void revised(UUID id, long from, List<Revision> revisions) {
        world.verdict.told(revisions);
        long to = from + revisions.size();
        told = to;
        for (Connection one : List.copyOf(listeners)) {
            if (world.faulty() && world.between(0, 99) < 3) {
                lag(one, from, revisions);
                continue;
            }
            List<Revision> seen = revisions;
            long shift = 0;
            if (one.missed > 0) {
                List<Revision> blind = world.plant.overTheGap(revisions, one.missed);
                seen = blind == null ? revisions : blind;
                shift = blind == null ? 0 : one.missed;
            }
            String frame = text(Frames.edits(board, from - shift, to - shift, seen));
            one.down(frame);
            if (world.faulty() && world.between(0, 99) < 3) {
                one.down(frame);
            }
        }
        List<Poller> waiting = List.copyOf(pollers);
        pollers.clear();
        waiting.forEach(poller -> poller.wake().run());
    }

    /** A reader too slow for this frame: it is told the head later, or sees the gap in the next frame. */
    private void lag(Connection one, long from, List<Revision> revisions) {
        if (world.plant.overTheGap(revisions, revisions.size()) != null) {
            one.missed += revisions.size();
        } else if (world.between(0, 1) == 0) {
            long head = from + revisions.size();
            one.down(text(Frames.head(board, head)));
        }
    }

    @Override
    public void present(UUID id, Presence.Frame frame) {
        // Presence is lost on purpose: nothing may depend on it.
    }

    void closed(Connection connection) {
        listeners.remove(connection);
        if (alive && connection.client != null) {
            rooms.on(board, room -> {
                room.presence().leave(connection.client, connection);
                return CompletableFuture.completedFuture(null);
            });
        }
    }

    // The live carrier

    void received(Connection from, String frame) {
        try {
            Envelope envelope = Envelope.read(frame);
            if (envelope instanceof Envelope.Register register && !register.topic().presence()) {
                from.registered = true;
            } else if (envelope instanceof Envelope.Send send) {
                if (send.message() instanceof Message.Hello hello) {
                    hello(from, hello);
                } else if (send.message() instanceof Message.Submit) {
                    submit(from, (Message.Submit) reread(frame));
                }
            }
        } catch (Refusal refusal) {
            from.down(text(Frames.err(refusal, 0, "sim")));
        }
    }

    private Message reread(String frame) throws Refusal {
        return ((Envelope.Send) Envelope.read(world.plant.onTheWay(frame))).message();
    }

    private void hello(Connection from, Message.Hello hello) {
        rooms.on(board, room -> {
            try {
                room.presence().enter(hello.client(), from.tab.person, from);
            } catch (Refusal refusal) {
                return CompletableFuture.<Room.Page>failedFuture(refusal);
            }
            from.client = hello.client();
            long head = room.head();
            if (from.registered) {
                listeners.add(from);
                told = Math.max(told, head);
            }
            from.down(text(Frames.welcome(board, head, room.generation(), from.tab.person, Role.INVITED, "sim",
                    world.now())));
            return hello.rev() == null || hello.rev() >= head ? CompletableFuture.<Room.Page>completedFuture(null)
                    : room.since(hello.rev(), 200);
        }).whenComplete((page, failure) -> {
            if (failure != null) {
                from.down(text(Frames.err(refusal(failure), 0, "sim")));
            } else if (page != null && page.to() == page.head()) {
                world.verdict.told(page.revisions());
                from.down(text(Frames.edits(board, page.from(), page.to(), page.revisions())));
            }
        });
    }

    private void submit(Connection from, Message.Submit submit) {
        order(submit, from.tab.person).whenComplete((outcome, failure) -> {
            if (failure != null) {
                from.down(text(Frames.refused(board, submit.client(), submit.n(), refusal(failure), 0, "sim")));
            } else if (outcome instanceof Outcome.Refused refused) {
                from.down(text(Frames.refused(board, submit.client(), submit.n(), refused.why(), 0, "sim")));
            } else if (outcome instanceof Outcome.Duplicate duplicate) {
                world.verdict.acknowledged(submit.client(), submit.n(), duplicate.rev());
                from.down(text(Frames.head(board, duplicate.rev())));
            } else if (outcome instanceof Outcome.Numbered numbered) {
                world.verdict.acknowledged(submit.client(), submit.n(), numbered.rev());
            }
        });
    }

    private CompletionStage<Outcome> order(Message.Submit submit, int person) {
        try {
            var submission = submit.submission(person);
            return rooms.on(board, room -> room.submit(world.plant.door(this, submission)));
        } catch (Refusal refusal) {
            return CompletableFuture.completedFuture(new Outcome.Refused(refusal));
        }
    }

    // The HTTP carrier

    void asked(Tab tab, String path, String body, Reply reply) {
        String route = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        if (route.equals("/api/me")) {
            reply.answer(200, "{\"programmes\":[{\"board\":\"" + board + "\",\"role\":\"participant\",\"person\":"
                    + tab.person + ",\"name\":\"P\",\"party\":\"other\"}],\"languages\":[\"it\",\"en\"]}");
        } else if (route.endsWith("/snapshot")) {
            pass(rooms.on(board, room -> CompletableFuture.completedFuture(
                    world.plant.snapshot(text(Snapshots.write(room.snapshot(), List.of()))))), reply);
        } else if (route.endsWith("/revisions")) {
            revisions(path, reply);
        } else if (route.endsWith("/submissions")) {
            submitted(tab, world.plant.onTheWay(body), reply);
        } else if (route.endsWith("/presence")) {
            reply.answer(204, null);
        } else {
            reply.answer(404, text(Answers.problem(Refusal.invalid("not_found"), 0, "sim")));
        }
    }

    private void submitted(Tab tab, String body, Reply reply) {
        try {
            Message.Submit submit = Messages.submission(board, body.getBytes(StandardCharsets.UTF_8));
            pass(order(submit, tab.person).thenCompose(outcome -> {
                if (outcome instanceof Outcome.Refused refused) {
                    return CompletableFuture.failedFuture(refused.why());
                }
                long rev = outcome instanceof Outcome.Numbered numbered ? numbered.rev()
                        : ((Outcome.Duplicate) outcome).rev();
                world.verdict.acknowledged(submit.client(), submit.n(), rev);
                return CompletableFuture.completedFuture(text(Answers.numbered(rev)));
            }), reply);
        } catch (Refusal refusal) {
            refuse(refusal, reply);
        }
    }

    private void revisions(String path, Reply reply) {
        long after = number(path, "after");
        long wait = number(path, "wait");
        int limit = (int) number(path, "limit");
        rooms.on(board, room -> {
            if (after < room.head() || wait == 0) {
                page(room, after, limit, reply);
            } else {
                Scheduler.Timer[] timer = new Scheduler.Timer[1];
                Poller poller = new Poller(after, () -> {
                    timer[0].cancel();
                    rooms.on(board, later -> {
                        page(later, after, limit, reply);
                        return CompletableFuture.completedFuture(null);
                    });
                });
                pollers.add(poller);
                timer[0] = thread.after(wait * 1_000, () -> {
                    if (pollers.remove(poller)) {
                        poller.wake().run();
                    }
                });
            }
            return CompletableFuture.completedFuture(null);
        }).whenComplete((done, failure) -> {
            if (failure != null) {
                refuse(refusal(failure), reply);
            }
        });
    }

    private void page(Room room, long after, int limit, Reply reply) {
        pass(room.since(after, limit).thenApply(page -> {
            world.verdict.told(page.revisions());
            return text(Answers.revisions(page.from(), page.to(), page.head(), page.generation(), page.revisions(),
                    thread.now(), List.of()));
        }), reply);
    }

    private static long number(String path, String name) {
        int at = path.indexOf(name + "=") + name.length() + 1;
        int end = path.indexOf('&', at);
        return Long.parseLong(path.substring(at, end < 0 ? path.length() : end));
    }

    private static void pass(CompletionStage<String> stage, Reply reply) {
        stage.whenComplete((body, failure) -> {
            if (failure == null) {
                reply.answer(200, body);
            } else {
                refuse(refusal(failure), reply);
            }
        });
    }

    private static void refuse(Refusal refusal, Reply reply) {
        reply.answer(Answers.status(refusal), text(Answers.problem(refusal, 0, "sim")));
    }

    private static Refusal refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        throw new IllegalStateException("a room broke", cause);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}

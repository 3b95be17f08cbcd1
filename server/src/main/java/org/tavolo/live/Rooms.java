package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Rules;

/** The rooms of this node: opened on demand, unloaded when idle. May be called from any thread. */
public final class Rooms {
    private static final System.Logger LOG = System.getLogger(Rooms.class.getName());
    private static final int REST_EVERY = 10_000;

    private final Journal journal;
    private final Rules rules;
    private final Audience audience;
    private final Scheduler thread;
    private final Map<UUID, CompletableFuture<Room>> rooms = new ConcurrentHashMap<>();
    private final Map<UUID, List<Runnable>> waiting = new HashMap<>();
    /** Outlive the rooms: sockets stay where they are while a room is opened anew. */
    private final Map<UUID, Presence> presences = new HashMap<>();
    private boolean resting;
    private boolean stopping;

    public Rooms(Journal journal, Rules rules, Audience audience, Scheduler thread) {
        this.journal = journal;
        this.rules = rules;
        this.audience = audience;
        this.thread = thread;
    }

    /**
     * Runs {@code task} with the open room on the rooms' thread and answers what its stage answers; the tasks for one
     * board run in the order in which they were given. Fails with a
     * {@code Refusal}: {@code not_found} (no such board), {@code unavailable}, {@code stopping}, or what the task
     * failed with. Never keep the room: it may be unloaded after the task.
     */
    public <T> CompletionStage<T> on(UUID board, Function<Room, CompletionStage<T>> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            CompletableFuture<Room> room = room(board);
            Runnable run = () -> run(room, task, answer);
            if (room.isDone()) {
                run.run();
            } else {
                // Not left to the future itself, which runs what waits for it last come, first served.
                waiting.computeIfAbsent(board, ignored -> new ArrayList<>()).add(run);
            }
        });
        return answer;
    }

    /** A tab's socket is closed. Opens no room, and works as well while the board cannot be opened. */
    public void left(UUID board, UUID client, Object socket) {
        thread.execute(() -> {
            Presence presence = presences.get(board);
            if (presence != null) {
                presence.leave(client, socket);
            }
        });
    }

    /** Whether nobody is at a board. On the rooms' thread. */
    public boolean isDeserted(UUID board) {
        Presence presence = presences.get(board);
        return presence == null || presence.isEmpty();
    }

    private static <T> void run(CompletableFuture<Room> opened, Function<Room, CompletionStage<T>> task,
                                CompletableFuture<T> answer) {
        opened.whenComplete((room, refusal) -> {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
                return;
            }
            try {
                task.apply(room).whenComplete((result, failure) -> {
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<Room> room(UUID board) {
        if (stopping) {
            return CompletableFuture.failedFuture(new Refusal(Code.RETRY, "stopping"));
        }
        restNowAndThen();
        CompletableFuture<Room> present = rooms.get(board);
        if (present != null) {
            return present;
        }
        CompletableFuture<Room> room = new CompletableFuture<>();
        rooms.put(board, room);
        journal.open(board).whenComplete((opening, failure) ->
                thread.execute(() -> {
                    opened(board, room, opening, failure);
                    List<Runnable> tasks = waiting.remove(board);
                    if (tasks != null) {
                        tasks.forEach(Runnable::run);
                    }
                }));
        return room;
    }

    private void opened(UUID board, CompletableFuture<Room> room, Journal.Opening opening, Throwable failure) {
        Refusal refusal = null;
        if (stopping) {
            refusal = new Refusal(Code.RETRY, "stopping");
        } else if (failure != null) {
            refusal = new Refusal(Code.RETRY, "unavailable");
        } else if (opening == null) {
            refusal = Refusal.invalid("not_found");
        } else {
            try {
                Presence presence = presences.computeIfAbsent(board,
                        id -> new Presence(thread, frame -> audience.present(id, frame)));
                Room opened = new Room(opening, rules, journal, audience, thread, presence,
                        () -> closed(board, room));
                room.complete(opened);
                if (!presence.isEmpty()) {
                    // Whoever stayed while it was closed learns from where the next revisions are told.
                    audience.revised(board, opened.head(), List.of());
                }
                return;
            } catch (IllegalStateException unfit) {
                LOG.log(System.Logger.Level.ERROR, "board {0} cannot be opened: {1}", board, unfit.getMessage());
                refusal = new Refusal(Code.RETRY, "unavailable");
            }
        }
        rooms.remove(board, room);
        room.completeExceptionally(refusal);
    }

    private void closed(UUID board, CompletableFuture<Room> room) {
        rooms.remove(board, room);
        thread.execute(() -> openWhereSomebodyIs(board));
    }

    /** Somebody who only reads asks for nothing, and yet wants to hear what others write. */
    private void openWhereSomebodyIs(UUID board) {
        if (!stopping && !rooms.containsKey(board)) {
            Presence presence = presences.get(board);
            if (presence != null && !presence.isEmpty()) {
                room(board);
            } else {
                presences.remove(board);
            }
        }
    }

    private void restNowAndThen() {
        if (!resting) {
            resting = true;
            thread.after(REST_EVERY, () -> {
                resting = false;
                List<Room> open = openRooms();
                open.forEach(Room::rest);
                List.copyOf(presences.keySet()).forEach(this::openWhereSomebodyIs);
                if (!rooms.isEmpty() || !presences.isEmpty()) {
                    restNowAndThen();
                }
            });
        }
    }

    private List<Room> openRooms() {
        List<Room> open = new ArrayList<>();
        for (CompletableFuture<Room> room : rooms.values()) {
            if (room.isDone() && !room.isCompletedExceptionally()) {
                open.add(room.join());
            }
        }
        return open;
    }

    /** The boards whose rooms are open, for the poll of heads. */
    public Set<UUID> open() {
        return Set.copyOf(rooms.keySet());
    }

    Rules rules() {
        return rules;
    }

    Scheduler thread() {
        return thread;
    }

    /** Heads as the journal has them (poll or notification); boards without an open room are ignored. */
    public void heads(Map<UUID, Long> heads) {
        thread.execute(() -> {
            for (Room room : openRooms()) {
                Long head = heads.get(room.board());
                if (head != null) {
                    room.moved(head);
                }
            }
        });
    }

    /**
     * Generations as the journal has them: a room of an older past is closed, and its audience told. Boards without an
     * open room are ignored.
     */
    public void generations(Map<UUID, Integer> generations) {
        thread.execute(() -> {
            for (Room room : openRooms()) {
                if (generations.getOrDefault(room.board(), 0) > room.generation()) {
                    room.close();
                    audience.superseded(room.board());
                }
            }
        });
    }

    /** Refuses what comes with {@code stopping}; the stage completes when nothing is in flight and snapshots are kept. */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        thread.execute(() -> {
            stopping = true;
            List<CompletableFuture<Void>> each = new ArrayList<>();
            for (Room room : openRooms()) {
                each.add(room.stop().toCompletableFuture());
            }
            CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                    .whenComplete((done, failure) -> stopped.complete(null));
        });
        return stopped;
    }
}

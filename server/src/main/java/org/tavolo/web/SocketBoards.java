package org.tavolo.web;

import io.vertx.core.Context;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Submission;
import org.tavolo.live.Outcome;
import org.tavolo.live.Presence;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Envelope.Topic;
import org.tavolo.protocol.Frames;
import org.tavolo.protocol.Message;

/**
 * What sockets say to boards: hello, submissions, where somebody is. Called on the web's thread; what concerns a room
 * hops to the rooms' thread and back.
 */
final class SocketBoards {
    /** The most revisions looked at when a client says hello with an older one (L2). */
    private static final int FEW = 200;

    private final Context context;
    private final Scheduler thread;
    private final Rooms rooms;
    private final Broadcast broadcast;
    private final Rates rates;
    private final Permits permits;
    private final String version;

    SocketBoards(Context context, Scheduler thread, Rooms rooms, Broadcast broadcast, Rates rates,
                 Permits permits, String version) {
        this.context = context;
        this.thread = thread;
        this.rooms = rooms;
        this.broadcast = broadcast;
        this.rates = rates;
        this.permits = permits;
        this.version = version;
    }

    private record Welcome(long head, int generation, Room.Page missed) {}

    /** A client wants to take part; the answer is a welcome, or why not. */
    void hello(BoardSocket socket, Seat seat, Message.Hello hello) {
        UUID board = hello.board();
        Joined before = socket.boards().get(board);
        Joined joined = before != null && before.client.equals(hello.client()) ? before : new Joined(hello.client());
        socket.boards().put(board, joined);
        if (before != null && before != joined) {
            left(socket, board, before);
        }
        onRoom(board, room -> enter(socket, seat, hello, joined, room), (welcome, failure) -> {
            if (failure != null) {
                if (joined != before) {
                    socket.boards().remove(board, joined);
                    // It may have entered before what it missed could not be read.
                    left(socket, board, joined);
                }
                refuse(socket, failure);
                return;
            }
            socket.tell(Frames.welcome(board, welcome.head, welcome.generation, seat.person().number(),
                    seat.person().role(), version, thread.now()));
            if (welcome.missed != null && welcome.missed.to() == welcome.head) {
                byte[] frame = Frames.edits(board, welcome.missed.from(), welcome.missed.to(),
                        welcome.missed.revisions());
                if (frame.length <= Frames.LARGEST) {
                    socket.tell(frame);
                }
            }
            if (socket.topics().contains(new Topic(true, board))) {
                presenceWanted(socket, board);
            }
        });
    }

    private CompletionStage<Welcome> enter(BoardSocket socket, Seat seat, Message.Hello hello, Joined joined,
                                           Room room) {
        if (joined.gone) {
            return CompletableFuture.failedFuture(Refusal.invalid("hello_required"));
        }
        try {
            room.presence().enter(hello.client(), seat.person().number(), socket);
        } catch (Refusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (!joined.listening) {
            joined.listening = true;
            broadcast.listen(hello.board(), room.head());
        }
        Welcome welcome = new Welcome(room.head(), room.generation(), null);
        boolean same = hello.generation() != null && hello.generation() == welcome.generation;
        if (!same || hello.rev() == null || hello.rev() >= welcome.head) {
            return CompletableFuture.completedFuture(welcome);
        }
        return room.since(hello.rev(), FEW)
                .thenApply(page -> new Welcome(welcome.head, welcome.generation, page));
    }

    /** A client submits; its own echo is the answer when it is numbered. */
    void submit(BoardSocket socket, Seat seat, Joined joined, Message.Submit submit, int size) {
        long wait = 0;
        try {
            if (joined == null || seat == null) {
                throw Refusal.invalid("hello_required");
            }
            wait = rates.submission(socket.visitor().session());
            if (wait > 0) {
                throw Refusals.rate("too_many_submissions");
            }
            if (size > Frames.LARGEST) {
                throw Refusal.tooLarge("too_large");
            }
            Submission submission = submit.submission(seat.person().number());
            onRoom(submit.board(), room -> room.submit(submission, permits.of(seat)).thenApply(outcome -> outcome),
                    (outcome, failure) -> answer(socket, submit, outcome, failure));
        } catch (Refusal refusal) {
            refuse(socket, submit, refusal, wait);
        }
    }

    private void answer(BoardSocket socket, Message.Submit submit, Outcome outcome, Throwable failure) {
        if (failure != null) {
            Refusal refusal = Refusals.of(failure);
            if (refusal == null) {
                Log.fault(failure, Log.requestId());
            }
            refuse(socket, submit, refusal == null ? Refusals.unavailable() : refusal, 0);
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(socket, submit, refused.why(), 0);
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            socket.tell(Frames.head(submit.board(), duplicate.rev()));
        }
    }

    /** A client tells where somebody is. */
    void presence(BoardSocket socket, Seat seat, Joined joined, Message.Presence said) {
        if (seat == null || joined == null || !joined.client.equals(said.client())) {
            refuse(socket, Refusal.invalid("hello_required"));
            return;
        }
        Presence.Here here = Here.of(said, seat.person().number());
        onRoom(said.board(), room -> {
            room.presence().at(here);
            return CompletableFuture.completedFuture(null);
        }, (done, failure) -> { });
    }

    /** Somebody listens to presence from now on and is told who is here. */
    void presenceWanted(BoardSocket socket, UUID board) {
        onRoom(board, room -> CompletableFuture.completedFuture(room.presence().everybody()), (frame, failure) -> {
            if (failure == null) {
                socket.tell(Frames.present(board, true, Broadcast.present(frame.people()), frame.gone()));
            }
        });
    }

    /** A reader who had fallen behind has room again: it learns the head and asks for what it missed (L5). */
    void caughtUp(BoardSocket socket, UUID board) {
        onRoom(board, room -> CompletableFuture.completedFuture(room.head()), (head, failure) -> {
            if (failure == null) {
                socket.tell(Frames.head(board, head));
            }
        });
        if (socket.topics().contains(new Topic(true, board))) {
            presenceWanted(socket, board);
        }
    }

    /** A socket is closed, or speaks for another tab from now on. */
    void left(BoardSocket socket, UUID board, Joined joined) {
        thread.execute(() -> {
            joined.gone = true;
            if (joined.listening) {
                joined.listening = false;
                broadcast.unlisten(board);
            }
        });
        rooms.left(board, joined.client, socket);
    }

    private <T> void onRoom(UUID board, java.util.function.Function<Room, CompletionStage<T>> task,
                            BiConsumer<T, Throwable> next) {
        rooms.on(board, task).whenComplete((result, failure) ->
                context.runOnContext(ignored -> next.accept(result, failure)));
    }

    private void refuse(BoardSocket socket, Throwable failure) {
        Refusal refusal = Refusals.of(failure);
        String requestId = Log.requestId();
        if (refusal == null) {
            Log.fault(failure, requestId);
            refusal = Refusals.unavailable();
        }
        Log.refused(refusal, requestId);
        socket.tell(Frames.err(refusal, 0, requestId));
    }

    private void refuse(BoardSocket socket, Message.Submit submit, Refusal refusal, long retryAfterMs) {
        String requestId = Log.requestId();
        Log.refused(refusal, requestId);
        socket.tell(Frames.refused(submit.board(), submit.client(), submit.n(), refusal, retryAfterMs, requestId));
    }
}

package org.tavolo.web;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.tavolo.board.Refusal;
import org.tavolo.people.Seat;
import org.tavolo.people.Sessions;
import org.tavolo.protocol.Envelope;
import org.tavolo.protocol.Envelope.Topic;
import org.tavolo.protocol.Frames;
import org.tavolo.protocol.Message;

/**
 * Reads what comes in through a socket and sees to it that it is answered: in order, in the words of the protocol,
 * and at the pace that the reader and its allowance permit. On the web's thread.
 */
final class SocketTalk {
    private final Vertx vertx;
    private final Context context;
    private final SocketBridge bridge;
    private final Sockets sockets;
    private final Sessions sessions;
    private final Rosters rosters;
    private final SocketBoards boards;

    SocketTalk(Vertx vertx, Context context, SocketBridge bridge, Sockets sockets, Sessions sessions,
               Rosters rosters, SocketBoards boards) {
        this.vertx = vertx;
        this.context = context;
        this.bridge = bridge;
        this.sockets = sockets;
        this.sessions = sessions;
        this.rosters = rosters;
        this.boards = boards;
    }

    /** A socket whose session was checked before the upgrade. */
    void opened(BoardSocket socket) {
        sockets.add(socket);
        bridge.join(socket);
        Runnable gone = () -> {
            sockets.remove(socket);
            Map.copyOf(socket.boards()).forEach((board, joined) -> boards.left(socket, board, joined));
            socket.boards().clear();
        };
        socket.onClosed(gone);
        socket.onFault(cause -> fault(socket, cause));
        socket.onLost(board -> lost(socket, board));
        socket.onMuted(seat -> socket.tell(Frames.seated(seat.board(), seat.person(), seat.muted())));
        socket.onCaughtUp(board -> boards.caughtUp(socket, board));
        socket.onFrame(frame -> frame(socket, frame));
    }

    /** Nothing more of a board for a socket that stays at others. */
    private void lost(BoardSocket socket, UUID board) {
        bridge.unregister(socket, new Topic(false, board));
        bridge.unregister(socket, new Topic(true, board));
        Joined joined = socket.boards().remove(board);
        if (joined != null) {
            boards.left(socket, board, joined);
        }
        socket.tell(Frames.ended(board));
    }

    private void frame(BoardSocket socket, Buffer frame) {
        long wait = socket.allowance();
        if (wait > 0) {
            socket.hold();
            vertx.setTimer(wait, ignored -> socket.read());
        }
        byte[] bytes = frame.getBytes();
        try {
            Envelope envelope = Envelope.read(bytes);
            socket.readable();
            take(socket, envelope, bytes.length);
        } catch (Refusal refusal) {
            refuse(socket, refusal);
            if (isText(bytes)) {
                socket.readable();
            } else if (socket.unreadable()) {
                socket.close(BoardSocket.UNREADABLE, "unreadable");
            }
        } catch (RuntimeException fault) {
            Log.fault(fault, Log.requestId());
            refuse(socket, Refusals.unavailable());
        }
    }

    private void take(BoardSocket socket, Envelope envelope, int size) {
        if (envelope instanceof Envelope.Ping) {
            bridge.ping(socket);
        } else if (envelope instanceof Envelope.Unregister gone) {
            bridge.unregister(socket, gone.topic());
        } else if (envelope instanceof Envelope.Register wanted) {
            register(socket, wanted.topic());
        } else if (envelope instanceof Envelope.Send sent) {
            message(socket, sent.message(), size);
        }
    }

    private void register(BoardSocket socket, Topic topic) {
        if (socket.topics().contains(topic)) {
            return;
        }
        if (socket.topics().size() >= SocketBridge.TOPICS) {
            refuse(socket, Refusals.rate("too_many_registrations"));
            return;
        }
        seated(socket, topic.board(), seat -> {
            bridge.register(socket, topic);
            if (topic.presence() && socket.boards().containsKey(topic.board())) {
                boards.presenceWanted(socket, topic.board());
            }
        });
    }

    private void message(BoardSocket socket, Message message, int size) {
        if (message instanceof Message.Hello hello) {
            seated(socket, hello.board(), seat -> known(socket, seat, () -> boards.hello(socket, seat, hello)));
            return;
        }
        Seat seat = socket.visitor().at(message.board());
        Joined joined = socket.boards().get(message.board());
        if (message instanceof Message.Submit submit) {
            boards.submit(socket, seat, joined, submit, size);
        } else if (message instanceof Message.Presence presence) {
            boards.presence(socket, seat, joined, presence);
        }
    }

    /** Goes on with the seat on this board, read again if it is not known, or refuses as for a board that is not. */
    private void seated(BoardSocket socket, UUID board, Consumer<Seat> next) {
        Seat known = socket.visitor().at(board);
        if (known != null) {
            next.accept(known);
            return;
        }
        socket.hold();
        UUID session = socket.visitor().session();
        long number = sockets.ask();
        sessions.look(session).onComplete(read -> context.runOnContext(ignored -> {
            if (read.failed()) {
                refuse(socket, Refusals.unavailable());
            } else if (read.result() == null) {
                socket.close(BoardSocket.ENDED, "session_ended");
            } else {
                socket.visitor(read.result(), number);
                Seat seat = socket.visitor().at(board);
                if (seat == null) {
                    refuse(socket, Refusals.notFound());
                } else if (!socket.closed()) {
                    next.accept(seat);
                }
            }
            socket.read();
        }));
    }

    /** Goes on once those who sit at the table are known: edits are judged by who wrote what they concern. */
    private void known(BoardSocket socket, Seat seat, Runnable next) {
        Future<Void> knowing = rosters.know(seat.programme());
        if (knowing.succeeded()) {
            next.run();
            return;
        }
        socket.hold();
        knowing.onComplete(read -> context.runOnContext(ignored -> {
            if (read.failed()) {
                refuse(socket, Refusals.unavailable());
            } else if (!socket.closed()) {
                next.run();
            }
            socket.read();
        }));
    }

    private static void refuse(BoardSocket socket, Refusal refusal) {
        String requestId = Log.requestId();
        Log.refused(refusal, requestId);
        socket.tell(Frames.err(refusal, 0, requestId));
    }

    private static void fault(BoardSocket socket, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            socket.close(corrupted.closeStatus().code(), null);
        } else if (cause instanceof IllegalStateException) {
            // Vert.x says so when fragments together are longer than a message may be.
            socket.close(1009, null);
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

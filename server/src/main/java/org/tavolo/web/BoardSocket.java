package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.impl.SockJSSocketBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Envelope.Topic;

/**
 * One browser's socket, wrapped around the bridge's own: what comes in is read strictly before the bridge sees any of
 * it, what goes out never waits for a slow reader. Everything on the event loop of its connection.
 */
final class BoardSocket extends SockJSSocketBase {
    /** What a reader who has fallen behind may hold up, in bytes; then it is told nothing until that has gone. */
    static final int WRITE_QUEUE = 256 * 1_024;

    /** Close codes: gone away, unreadable data, session or membership ended (L9). */
    static final int GOING_AWAY = 1001;
    static final int UNREADABLE = 1003;
    static final int ENDED = 4401;

    private final SockJSSocket raw;
    private final Map<UUID, Joined> boards = new HashMap<>();
    private final Set<Topic> topics = new HashSet<>();
    private final Set<UUID> behind = new HashSet<>();
    private final Allowance frames = new Allowance(100, 300, System.currentTimeMillis());
    private Visitor visitor;
    private long readAs;
    private Handler<UUID> lost = board -> { };
    private Handler<Seat> muted = seat -> { };
    private Handler<UUID> caughtUp = board -> { };
    private Handler<Buffer> bridge;
    private Handler<Throwable> fault = ignored -> { };
    private Runnable gone = () -> { };
    private boolean closed;
    private boolean ending;
    private int reasonsToWait;
    private int unreadable;

    BoardSocket(Vertx vertx, RoutingContext upgrade, SockJSHandlerOptions options, SockJSSocket raw, Visitor visitor) {
        super(vertx, upgrade, options);
        this.raw = raw;
        this.visitor = visitor;
        raw.setWriteQueueMaxSize(WRITE_QUEUE);
        raw.drainHandler(ignored -> drained());
    }

    Visitor visitor() {
        return visitor;
    }

    /**
     * What the session may by now, which counts unless something was asked later and answered sooner.
     *
     * @param asked the number of the question, see {@link Sockets#ask}
     */
    void visitor(Visitor read, long asked) {
        if (asked < readAs || closed) {
            return;
        }
        readAs = asked;
        Visitor before = visitor;
        visitor = read;
        Set<UUID> at = new HashSet<>(boards.keySet());
        topics.forEach(topic -> at.add(topic.board()));
        Set<UUID> kept = new HashSet<>(at);
        kept.removeIf(board -> read.at(board) == null);
        if (kept.isEmpty() && !at.isEmpty()) {
            close(ENDED, "membership_ended");
        } else {
            // At the others it stays: whoever sits there is not to see that it left one.
            at.stream().filter(board -> !kept.contains(board)).forEach(lost::handle);
            kept.stream().map(read.seats()::get).filter(seat -> isTurned(before.seats().get(seat.board()), seat))
                    .forEach(muted::handle);
        }
    }

    /** Called with each board that it may not be at any more while it stays at others. */
    void onLost(Handler<UUID> handler) {
        lost = handler;
    }

    private static boolean isTurned(Seat before, Seat now) {
        return before != null && before.asker().muted() != now.asker().muted();
    }

    /** Called with each seat whose person was muted, or may write again. */
    void onMuted(Handler<Seat> handler) {
        muted = handler;
    }

    /** The boards it said hello to. */
    Map<UUID, Joined> boards() {
        return boards;
    }

    /** What it listens to. */
    Set<Topic> topics() {
        return topics;
    }

    boolean closed() {
        return closed;
    }

    /** Gives a frame to the bridge as if it had come from the browser; only {@link SocketBridge} writes such frames. */
    void toBridge(Buffer frame) {
        bridge.handle(frame);
    }

    /** Takes one from the allowance of frames. @return 0, or how long to wait */
    long allowance() {
        return frames.take(System.currentTimeMillis());
    }

    /** One more frame that is no text. @return whether it is the third in a row */
    boolean unreadable() {
        return ++unreadable == 3;
    }

    void readable() {
        unreadable = 0;
    }

    /** Reads nothing more until {@link #read} was called as often as this. */
    void hold() {
        if (reasonsToWait++ == 0 && !closed) {
            raw.pause();
        }
    }

    void read() {
        if (--reasonsToWait == 0 && !closed) {
            raw.resume();
        }
    }

    /** Called with each board of which frames were left out, once there is room for frames again. */
    void onCaughtUp(Handler<UUID> handler) {
        caughtUp = handler;
    }

    /** A frame that went to everybody on the board: left out while this reader is behind. */
    void deliver(Encoded frame) {
        if (closed || ending || behind.contains(frame.board())
                || !topics.contains(new Topic(frame.presence(), frame.board()))) {
            return;
        }
        if (full()) {
            behind.add(frame.board());
            return;
        }
        raw.write(frame.bytes());
    }

    /** A frame for this socket alone. While its reader does not take them, no more questions are read from it. */
    void tell(byte[] frame) {
        if (closed || ending) {
            return;
        }
        raw.write(Buffer.buffer(frame));
        if (full() && behind.add(null)) {
            hold();
        }
    }

    /** Whether there is no room for more. A socket that has closed, which we are about to be told, throws when asked. */
    private boolean full() {
        try {
            return raw.writeQueueFull();
        } catch (IllegalStateException gone) {
            return true;
        }
    }

    private void drained() {
        if (closed || behind.isEmpty()) {
            return;
        }
        Set<UUID> missed = new HashSet<>(behind);
        behind.clear();
        if (missed.remove(null)) {
            read();
        }
        missed.forEach(caughtUp::handle);
    }

    @Override
    public SockJSSocket handler(Handler<Buffer> handler) {
        bridge = handler;
        return this;
    }

    /** Where frames from the browser go, once the bridge has put itself behind. */
    void onFrame(Handler<Buffer> handler) {
        raw.handler(handler);
    }

    @Override
    public SockJSSocket closeHandler(Handler<Void> handler) {
        raw.closeHandler(ignored -> {
            closed = true;
            handler.handle(null);
            gone.run();
        });
        return this;
    }

    void onClosed(Runnable handler) {
        gone = handler;
    }

    /** The bridge's own handler would log each lost connection with its stack trace. */
    @Override
    public SockJSSocket exceptionHandler(Handler<Throwable> handler) {
        raw.exceptionHandler(cause -> fault.handle(cause));
        return this;
    }

    void onFault(Handler<Throwable> handler) {
        fault = handler;
    }

    @Override
    public Future<Void> write(Buffer data) {
        return closed ? Future.failedFuture("closed") : raw.write(data);
    }

    @Override
    public boolean writeQueueFull() {
        return !closed && full();
    }

    @Override
    public SockJSSocket pause() {
        raw.pause();
        return this;
    }

    @Override
    public SockJSSocket resume() {
        raw.resume();
        return this;
    }

    @Override
    public SockJSSocket fetch(long amount) {
        raw.fetch(amount);
        return this;
    }

    @Override
    public SockJSSocket setWriteQueueMaxSize(int size) {
        raw.setWriteQueueMaxSize(size);
        return this;
    }

    @Override
    public SockJSSocket drainHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public SockJSSocket endHandler(Handler<Void> handler) {
        raw.endHandler(handler);
        return this;
    }

    @Override
    public void close() {
        close(1000, null);
    }

    @Override
    public void closeAfterSessionExpired() {
        close(GOING_AWAY, "idle");
    }

    @Override
    public void close(int code, String reason) {
        if (!closed && !ending) {
            ending = true;
            raw.close(code, reason);
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return raw.remoteAddress();
    }

    @Override
    public SocketAddress localAddress() {
        return raw.localAddress();
    }

    @Override
    public MultiMap headers() {
        return raw.headers();
    }

    @Override
    public String uri() {
        return raw.uri();
    }
}

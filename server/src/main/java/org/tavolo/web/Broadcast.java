package org.tavolo.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tavolo.board.Revision;
import org.tavolo.live.Audience;
import org.tavolo.live.OffRecord;
import org.tavolo.live.Presence;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Person;
import org.tavolo.protocol.Frames;
import org.tavolo.protocol.Message;
import org.tavolo.protocol.OffRecordNote;
import org.tavolo.protocol.Present;

/**
 * Tells everybody on a board what was committed, each frame encoded once. A board's next frame leaves when the
 * sockets have been given the one before, so that frames follow the commits while the node keeps up and grow instead
 * of queueing when it does not. On the rooms' thread, but for the constructor.
 */
public final class Broadcast implements Audience {
    /** Between two heartbeats of a board (L4), in milliseconds. */
    static final long HEARTBEAT = 2_000;

    private final Vertx vertx;
    private final Context sockets;
    private final Scheduler thread;
    private final Map<UUID, Stream> streams = new HashMap<>();

    /** @param sockets the context on which all sockets are; @param thread the rooms' */
    public Broadcast(Vertx vertx, Context sockets, Scheduler thread) {
        this.vertx = vertx;
        this.sockets = sockets;
        this.thread = thread;
        Encoded.teach(vertx.eventBus());
        thread.execute(this::heartbeat);
    }

    private static final class Stream {
        final List<Revision> waiting = new ArrayList<>();
        final Set<Runnable> pollers = new LinkedHashSet<>();
        long told;
        int listeners;
        boolean busy;
    }

    @Override
    public void revised(UUID board, long from, List<Revision> revisions) {
        Stream stream = streams.get(board);
        if (stream == null) {
            return;
        }
        List<Runnable> pollers = List.copyOf(stream.pollers);
        stream.pollers.clear();
        if (stream.listeners > 0) {
            if (stream.waiting.isEmpty()) {
                stream.told = from;
            }
            stream.waiting.addAll(revisions);
            send(board, stream);
        } else {
            forget(board, stream);
        }
        pollers.forEach(Runnable::run);
    }

    @Override
    public void superseded(UUID board) {
        publish(Encoded.of(board, Frames.superseded(board)));
    }

    @Override
    public void present(UUID board, Presence.Frame frame) {
        Stream stream = streams.get(board);
        if (stream != null && stream.listeners > 0) {
            publish(Encoded.presence(board,
                    Frames.present(board, frame.full(), present(frame.people()), frame.gone())));
        }
    }

    /** People who are new or changed. */
    public void people(UUID board, Collection<Person> people) {
        publish(Encoded.of(board, Frames.people(board, people)));
    }

    /** What is off the record on a board now; nothing of it is kept here. */
    void offRecord(UUID board, Collection<OffRecord.Note> notes) {
        publish(Encoded.of(board, Frames.offRecord(board, notes.stream()
                .map(note -> new OffRecordNote(note.note(), note.by(), note.at(), note.text())).toList())));
    }

    /** One more socket listens to the board, whose head is {@code head}. */
    void listen(UUID board, long head) {
        Stream stream = stream(board);
        if (stream.listeners++ == 0) {
            stream.told = head;
        }
    }

    void unlisten(UUID board) {
        Stream stream = streams.get(board);
        if (stream != null && stream.listeners > 0 && --stream.listeners == 0) {
            stream.waiting.clear();
            forget(board, stream);
        }
    }

    /** Runs {@code wake} once, when something new is committed. @return takes it back */
    Runnable await(UUID board, Runnable wake) {
        stream(board).pollers.add(wake);
        return () -> {
            Stream stream = streams.get(board);
            if (stream != null && stream.pollers.remove(wake)) {
                forget(board, stream);
            }
        };
    }

    /** Lets everybody who waits go on at once, since nothing more will be told. */
    void stop() {
        streams.values().forEach(stream -> {
            List<Runnable> pollers = List.copyOf(stream.pollers);
            stream.pollers.clear();
            pollers.forEach(Runnable::run);
        });
    }

    /** How somebody's whereabouts are written. */
    static List<Present> present(Collection<Presence.Here> here) {
        return here.stream().map(one -> new Present(one.client(), one.person(), one.item(), one.field(),
                one.caret() == null ? null : new Message.Caret(one.caret().from(), one.caret().to()), one.rev()))
                .toList();
    }

    private Stream stream(UUID board) {
        return streams.computeIfAbsent(board, ignored -> new Stream());
    }

    private void forget(UUID board, Stream stream) {
        if (stream.listeners == 0 && stream.pollers.isEmpty() && !stream.busy) {
            streams.remove(board, stream);
        }
    }

    private void send(UUID board, Stream stream) {
        if (stream.busy || stream.waiting.isEmpty()) {
            return;
        }
        List<Revision> revisions = List.copyOf(stream.waiting);
        stream.waiting.clear();
        long from = stream.told;
        stream.told = from + revisions.size();
        Encoded frame = Encoded.of(board, Frames.edits(board, from, stream.told, revisions));
        publish(frame.tooLarge() ? Encoded.of(board, Frames.head(board, stream.told)) : frame);
        stream.busy = true;
        // The bus hands the frame to each socket in a task of its own on this context; behind them comes this one.
        sockets.runOnContext(delivered -> thread.execute(() -> {
            stream.busy = false;
            send(board, stream);
            forget(board, stream);
        }));
    }

    private void heartbeat() {
        streams.forEach((board, stream) -> {
            if (stream.listeners > 0 && !stream.busy) {
                publish(Encoded.of(board, Frames.heartbeat(board, stream.told, thread.now())));
            }
        });
        thread.after(HEARTBEAT, this::heartbeat);
    }

    private void publish(Encoded frame) {
        vertx.eventBus().publish(frame.address(), frame, new DeliveryOptions().setLocalOnly(true));
    }
}

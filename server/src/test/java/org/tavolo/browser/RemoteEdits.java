package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.tavolo.web.Live;
import org.tavolo.web.Peer;

/**
 * People elsewhere who write at a steady pace, over sockets of their own without a browser, until closed. Each puts one
 * character after another at the beginning of one text, and goes on only when its last one was numbered.
 */
final class RemoteEdits implements AutoCloseable {
    /** What they write, none of which the person at the browser types. */
    static final String LETTERS = "0123456789";
    private static final int EACH_PER_SECOND = 10;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final long began;
    private final CountDownLatch entered;
    private volatile boolean over;
    private volatile Throwable failure;

    /** @param targets item and field of each writer, of which there are so many as the pace needs */
    RemoteEdits(Table table, List<JsonObject> targets) {
        entered = new CountDownLatch(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Peer peer = table.join("Remote " + i, "mentor");
            JsonObject target = targets.get(i);
            Thread thread = new Thread(() -> write(table.board(), peer, target), "remote-edits-" + i);
            threads.add(thread);
            thread.start();
        }
        try {
            entered.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        began = System.nanoTime();
    }

    /** Five for 50 edits a second: all write at the beginning of these texts, in turn. */
    static RemoteEdits fifty(Table table, JsonObject... texts) {
        List<JsonObject> targets = new ArrayList<>();
        for (int i = 0; i < 50 / EACH_PER_SECOND; i++) {
            targets.add(texts[i % texts.length]);
        }
        return new RemoteEdits(table, targets);
    }

    static JsonObject at(UUID item, String field) {
        return new JsonObject().put("item", item.toString()).put("field", field);
    }

    /** How many were numbered. */
    int count() {
        return done.get();
    }

    /** Numbered edits a second since all of them were at the table. */
    double pace() {
        return done.get() * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join(15_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    private void write(UUID board, Peer peer, JsonObject target) {
        try (Live live = peer.live()) {
            long base = live.enter(board).getLong("head");
            entered.countDown();
            long next = System.nanoTime();
            for (int i = 0; !over; i++) {
                JsonObject edit = target.copy().put("e", "type").put("op",
                    new JsonArray().add(LETTERS.substring(i % 10, i % 10 + 1)));
                long n = live.submit(board, base, edit);
                base = live.numbered(board, live.client(), n).getLong("rev");
                done.incrementAndGet();
                next += TimeUnit.SECONDS.toNanos(1) / EACH_PER_SECOND;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (Throwable thrown) {
            failure = thrown;
            entered.countDown();
        }
    }
}

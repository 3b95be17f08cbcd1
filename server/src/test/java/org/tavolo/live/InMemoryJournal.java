package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;

/** A journal for tests: answers at once, on the caller's thread. Safe for several threads, as the contract asks. */
public class InMemoryJournal implements Journal, Past {
    private final Map<UUID, Stream> streams = new HashMap<>();

    private record Key(int by, UUID client, long n) {
        static Key of(Revision revision) {
            return new Key(revision.by(), revision.client(), revision.n());
        }
    }

    private static final class Stream {
        final List<Revision> revisions = new ArrayList<>();
        final Set<Key> keys = new HashSet<>();
        /** All that were kept, as if every one were a milestone. */
        final TreeMap<Long, Snapshot> kept = new TreeMap<>();
        Snapshot snapshot;
    }

    public synchronized UUID create(UUID board) {
        Stream stream = new Stream();
        stream.snapshot = new Snapshot(board, 0, 1, List.of());
        streams.put(board, stream);
        return board;
    }

    /** All revisions of a board, from the first on. */
    public synchronized List<Revision> all(UUID board) {
        return List.copyOf(streams.get(board).revisions);
    }

    /** The newest snapshot that was kept. */
    public synchronized Snapshot snapshot(UUID board) {
        return streams.get(board).snapshot;
    }

    /** As when the database is restored from a backup: what came after {@code head} never was. */
    public synchronized void cutBack(UUID board, long head) {
        Stream stream = streams.get(board);
        List<Revision> gone = stream.revisions.subList((int) head, stream.revisions.size());
        gone.forEach(revision -> stream.keys.remove(Key.of(revision)));
        gone.clear();
    }

    @Override
    public synchronized CompletionStage<Opening> open(UUID board) {
        Stream stream = streams.get(board);
        if (stream == null) {
            return CompletableFuture.completedFuture(null);
        }
        int from = (int) stream.snapshot.rev();
        return CompletableFuture.completedFuture(new Opening(stream.snapshot,
                List.copyOf(stream.revisions.subList(from, stream.revisions.size())), stream.revisions.size()));
    }

    @Override
    public synchronized CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
        Stream stream = streams.get(board);
        Set<Key> fresh = new HashSet<>();
        for (Revision revision : revisions) {
            Key key = Key.of(revision);
            if (stream.keys.contains(key) || !fresh.add(key)) {
                return CompletableFuture.completedFuture(Appended.MOVED);
            }
        }
        if (stream.revisions.size() != head) {
            return CompletableFuture.completedFuture(Appended.MOVED);
        }
        stream.revisions.addAll(revisions);
        stream.keys.addAll(fresh);
        return CompletableFuture.completedFuture(Appended.COMMITTED);
    }

    @Override
    public synchronized CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
        List<Revision> all = streams.get(board).revisions;
        int from = (int) Math.min(after, all.size());
        return CompletableFuture.completedFuture(List.copyOf(
                all.subList(from, (int) Math.min((long) from + limit, all.size()))));
    }

    @Override
    public synchronized CompletionStage<Snapshot> snapshot(UUID board, long rev) {
        Map.Entry<Long, Snapshot> found = streams.get(board).kept.floorEntry(rev);
        return CompletableFuture.completedFuture(found != null ? found.getValue()
                : new Snapshot(board, 0, streams.get(board).snapshot.generation(), List.of()));
    }

    @Override
    public synchronized CompletionStage<Void> keep(Snapshot snapshot) {
        Stream stream = streams.get(snapshot.board());
        if (snapshot.generation() != stream.snapshot.generation()) {
            return CompletableFuture.completedFuture(null);
        }
        stream.kept.put(snapshot.rev(), snapshot);
        if (snapshot.rev() > stream.snapshot.rev()) {
            stream.snapshot = snapshot;
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Boolean> rewrite(UUID board, long head, int generation, List<Revision> changed,
                                                         List<Snapshot> snapshots) {
        Stream stream = streams.get(board);
        if (stream.revisions.size() != head || stream.snapshot.generation() != generation) {
            return CompletableFuture.completedFuture(false);
        }
        changed.forEach(revision -> stream.revisions.set((int) revision.rev() - 1, revision));
        stream.kept.clear();
        snapshots.forEach(snapshot -> stream.kept.put(snapshot.rev(), snapshot));
        stream.snapshot = stream.kept.lastEntry().getValue();
        return CompletableFuture.completedFuture(true);
    }
}

package org.tavolo.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;
import org.tavolo.board.Snapshot;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.people.Person;
import org.tavolo.protocol.Snapshots;

/**
 * Boards as clients are given them: written and compressed once for all who join while nothing changes, and not on the
 * threads that everybody waits for.
 */
final class WrittenSnapshots {
    private static final int BOARDS = 16;

    /** @param tag equal tags mean equal bodies */
    record Written(String tag, byte[] plain, byte[] gzip) {}

    private record Newest(String tag, CompletableFuture<Written> written) {}

    private final Rooms rooms;
    /** On the rooms' thread. */
    private final Map<UUID, Newest> newest = new LinkedHashMap<>(BOARDS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Newest> eldest) {
            return size() > BOARDS;
        }
    };

    WrittenSnapshots(Rooms rooms) {
        this.rooms = rooms;
    }

    /** The board as it is now. */
    CompletionStage<Written> now(UUID board, List<Person> people) {
        return rooms.on(board, room -> written(room, people));
    }

    private CompletionStage<Written> written(Room room, List<Person> people) {
        String tag = "\"" + room.head() + "." + room.generation() + "." + Integer.toHexString(people.hashCode()) + "\"";
        Newest known = newest.get(room.board());
        if (known != null && known.tag.equals(tag) && !known.written.isCompletedExceptionally()) {
            return known.written;
        }
        Snapshot snapshot = room.snapshot();
        CompletableFuture<Written> writing = CompletableFuture.supplyAsync(() -> write(tag, snapshot, people));
        newest.put(room.board(), new Newest(tag, writing));
        return writing;
    }

    private static Written write(String tag, Snapshot snapshot, List<Person> people) {
        byte[] plain = Snapshots.write(snapshot, people);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 8_192)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Written(tag, plain, packed.toByteArray());
    }
}

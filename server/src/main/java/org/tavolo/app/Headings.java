package org.tavolo.app;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Revision;
import org.tavolo.live.Audience;
import org.tavolo.live.Presence;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Programmes;

/**
 * Hears what is committed before the audience does, and brings the list of programmes up to date a moment after
 * somebody changed a programme's head on its board. On the rooms' thread.
 */
final class Headings implements Audience {
    private static final Set<String> FIELDS = Set.of("title", "theme", "mentee", "mentor");
    private static final int LONGEST = 200;
    private static final long DELAY = 1_000;

    private final Audience next;
    private final Programmes programmes;
    private final Scheduler thread;
    private final Set<UUID> due = new HashSet<>();
    private Rooms rooms;

    Headings(Audience next, Programmes programmes, Scheduler thread) {
        this.next = next;
        this.programmes = programmes;
        this.thread = thread;
    }

    /** To be called once, before the first room opens. */
    void readFrom(Rooms open) {
        rooms = open;
    }

    @Override
    public void revised(UUID board, long from, List<Revision> revisions) {
        next.revised(board, from, revisions);
        boolean touched = revisions.stream().flatMap(revision -> revision.edits().stream())
                .anyMatch(edit -> FIELDS.contains(field(edit)));
        if (touched && due.add(board)) {
            thread.after(DELAY, () -> {
                due.remove(board);
                retitle(board);
            });
        }
    }

    @Override
    public void superseded(UUID board) {
        next.superseded(board);
    }

    @Override
    public void present(UUID board, Presence.Frame frame) {
        next.present(board, frame);
    }

    private static String field(Edit edit) {
        return edit instanceof Edit.Type type ? type.field() : edit instanceof Edit.Set set ? set.field() : "";
    }

    private void retitle(UUID board) {
        rooms.on(board, room -> CompletableFuture.completedFuture(room.snapshot().items().stream()
                .filter(item -> item.type().equals("programme")).findFirst().map(Item::fields).orElse(Map.of())))
                .thenAccept(head -> {
                    if (!text(head, "title").isEmpty()) {
                        programmes.retitle(board, new Programmes.Heading(text(head, "title"), text(head, "theme"),
                                text(head, "mentee"), text(head, "mentor"), null));
                    }
                });
    }

    private static String text(Map<String, Object> head, String field) {
        String text = (String) head.getOrDefault(field, "");
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}

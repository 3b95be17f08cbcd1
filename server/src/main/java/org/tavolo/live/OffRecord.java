package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.board.Text;

/**
 * Notes that are kept nowhere (docs/protocol.md H44): in this memory only, board by board, until somebody ends them,
 * nobody has been at the table for {@link #ALONE}, or the server stops. They are no edits, reach no journal, and no
 * promise to keep what was written holds for them. On the rooms' thread.
 */
public final class OffRecord {
    /** How long notes outlast the last who was there, in milliseconds. */
    public static final long ALONE = 600_000;

    /** Longest note, and all notes of a board together, in code points: one frame holds them all. */
    public static final int LONGEST = 2_000;
    public static final int ALTOGETHER = 6_000;
    /** Notes of one board. */
    public static final int MOST = 40;

    private static final long LOOK_EVERY = 10_000;

    private final Scheduler thread;
    private final Predicate<UUID> deserted;
    private final BiConsumer<UUID, List<Note>> told;
    private final Map<UUID, Talk> talks = new HashMap<>();
    private boolean looking;

    /** @param by number of the person; @param at milliseconds since 1970 */
    public record Note(UUID note, int by, long at, String text) {}

    private static final class Talk {
        final List<Note> notes = new ArrayList<>();
        long attended;
    }

    /** @param deserted whether nobody is at a board; @param told is given all notes of a board after each change */
    public OffRecord(Scheduler thread, Predicate<UUID> deserted, BiConsumer<UUID, List<Note>> told) {
        this.thread = thread;
        this.deserted = deserted;
        this.told = told;
    }

    /** All of a board, oldest first. */
    public List<Note> notes(UUID board) {
        Talk talk = talks.get(board);
        return talk == null ? List.of() : List.copyOf(talk.notes);
    }

    /** Adds a note. Refuses with {@code invalid_value} when it says nothing, {@code invalid_text}, {@code too_long}. */
    public Note add(UUID board, int by, String text) throws Refusal {
        Text.check(text);
        if (text.isBlank()) {
            throw Refusal.invalid("invalid_value");
        }
        List<Note> before = notes(board);
        int length = length(text);
        if (length > LONGEST || before.size() >= MOST
                || length + before.stream().mapToInt(note -> length(note.text())).sum() > ALTOGETHER) {
            throw Refusal.tooLarge("too_long");
        }
        Note note = new Note(UUID.randomUUID(), by, thread.now(), text);
        Talk talk = talks.computeIfAbsent(board, ignored -> new Talk());
        talk.notes.add(note);
        talk.attended = thread.now();
        told.accept(board, notes(board));
        lookNowAndThen();
        return note;
    }

    /** Takes a note away; it is its author's. Refuses with {@code not_found}, {@code not_yours}. */
    public void remove(UUID board, UUID note, int by) throws Refusal {
        Note found = notes(board).stream().filter(one -> one.note().equals(note)).findFirst()
                .orElseThrow(() -> Refusal.invalid("not_found"));
        if (found.by() != by) {
            throw new Refusal(Code.DENIED, "not_yours");
        }
        talks.get(board).notes.remove(found);
        told.accept(board, notes(board));
    }

    /** Nothing of it is left. */
    public void end(UUID board) {
        if (talks.remove(board) != null) {
            told.accept(board, List.of());
        }
    }

    private void lookNowAndThen() {
        if (!looking) {
            looking = true;
            thread.after(LOOK_EVERY, () -> {
                looking = false;
                List.copyOf(talks.keySet()).forEach(this::look);
                if (!talks.isEmpty()) {
                    lookNowAndThen();
                }
            });
        }
    }

    private void look(UUID board) {
        Talk talk = talks.get(board);
        if (!deserted.test(board)) {
            talk.attended = thread.now();
        } else if (thread.now() - talk.attended >= ALONE) {
            end(board);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

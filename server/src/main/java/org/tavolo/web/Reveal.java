package org.tavolo.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.board.Submission;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.method.FirstEdits;
import org.tavolo.people.Person;
import org.tavolo.people.Rounds;
import org.tavolo.people.Rounds.Note;
import org.tavolo.people.Rounds.Round;
import org.tavolo.people.Seat;

/**
 * Puts what was written in a round on the board, in a new group of notes, by submissions of the server's own: of an
 * anonymous round by one of nobody's, of a named one by one of each author's. Ids, order and clients are fixed before
 * the first of them, and what stands on the board already is not put there again: a reveal that was broken off is
 * finished by asking again. May be called from any thread.
 */
final class Reveal {
    private static final int LONGEST_NAME = 300;

    private final Rooms rooms;
    private final Rounds rounds;
    private final Map<Which, CompletionStage<Long>> running = new ConcurrentHashMap<>();

    Reveal(Rooms rooms, Rounds rounds) {
        this.rooms = rooms;
        this.rounds = rounds;
    }

    private record Which(UUID board, UUID round) {}

    /** What becomes one submission; the last one says that the round is revealed. */
    private record Part(UUID client, int by, List<Edit> edits) {}

    /** @param notes where notes stand; @param free for how many there is room beside their group */
    private record Place(Round round, UUID notes, String question, int free) {}

    /** Answers the last revision of the reveal. Fails with {@code not_found}, {@code too_many_items}. */
    CompletionStage<Long> of(Seat seat, UUID round) {
        Which which = new Which(seat.board(), round);
        CompletableFuture<Long> mine = new CompletableFuture<>();
        CompletionStage<Long> before = running.putIfAbsent(which, mine);
        if (before != null) {
            return before;
        }
        begin(seat.board(), round).whenComplete((rev, failure) -> {
            running.remove(which, mine);
            if (failure == null) {
                mine.complete(rev);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private CompletionStage<Long> begin(UUID board, UUID round) {
        return Opened.on(rooms, board, round, "round", (at, item) -> place(board, at, item))
                .thenCompose(place -> rounds.reveal(place.round, place.free).toCompletionStage()
                        .thenCompose(reveal -> submit(place, parts(place, reveal), 0, 0L)))
                .thenCompose(rev -> rounds.revealed(board, round).map(rev).toCompletionStage());
    }

    private static Place place(UUID board, Board at, Item item) throws Refusal {
        Item notes = at.children(null).stream().filter(one -> one.type().equals("notes") && !one.deleted()).findFirst()
                .orElseThrow(Refusals::notFound);
        String question = (String) item.fields().getOrDefault("question", "");
        return new Place(new Round(board, item.id(), Boolean.TRUE.equals(item.fields().get("anonymous"))), notes.id(),
                question.codePoints().limit(LONGEST_NAME).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append).toString(), Board.ITEMS - at.items().size() - 1);
    }

    private static List<Part> parts(Place place, Rounds.Reveal reveal) {
        List<Part> parts = new ArrayList<>();
        Edit group = FirstEdits.create(reveal.group(), "group", place.notes,
                place.question.isEmpty() ? Map.of() : Map.of("name", place.question));
        UUID client = null;
        for (Note note : reveal.notes()) {
            if (parts.isEmpty()) {
                parts.add(new Part(note.by() == Person.NOBODY ? note.client() : reveal.command(), Person.NOBODY,
                        new ArrayList<>(List.of(group))));
                client = parts.get(0).client;
            }
            if (!note.client().equals(client)) {
                client = note.client();
                parts.add(new Part(client, note.by(), new ArrayList<>()));
            }
            parts.get(parts.size() - 1).edits.addAll(edits(note, reveal.group(), place.round.round()));
        }
        Edit revealed = new Edit.Set(place.round.round(), "revealed", 0L, null);
        if (parts.size() == 1 && parts.get(0).client.equals(client)) {
            parts.get(0).edits.add(revealed);
        } else {
            parts.add(new Part(UUID.randomUUID(), Person.NOBODY, List.of(revealed)));
        }
        return parts;
    }

    private static List<Edit> edits(Note note, UUID group, UUID round) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", note.draft().text());
        if (note.draft().kind() != null) {
            fields.put("kind", note.draft().kind());
        }
        if (note.draft().lang() != null) {
            fields.put("lang", note.draft().lang());
        }
        return List.of(FirstEdits.create(note.item(), "note", group, fields),
                new Edit.AddLink(note.item(), "from", round, false));
    }

    private CompletionStage<Long> submit(Place place, List<Part> parts, int next, long rev) {
        if (next == parts.size()) {
            return CompletableFuture.completedFuture(rev);
        }
        return rooms.on(place.round.board(), room -> submit(room, place, parts.get(next)))
                .thenCompose(numbered -> submit(place, parts, next + 1, numbered));
    }

    private static CompletionStage<Long> submit(Room room, Place place, Part part) {
        boolean[] done = new boolean[1];
        room.look(board -> done[0] = part.edits.get(0) instanceof Edit.Create create
                ? board.item(create.item()).isPresent()
                : board.item(place.round.round()).filter(item -> item.fields().containsKey("revealed")).isPresent());
        if (done[0]) {
            return CompletableFuture.completedFuture(room.head());
        }
        return room.submit(new Submission(room.board(), part.client, 1, room.head(), part.by, part.edits))
                .thenCompose(Numbered::rev);
    }
}

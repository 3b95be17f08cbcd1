package org.tavolo.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.tavolo.board.Edit;
import org.tavolo.board.Rules;
import org.tavolo.board.Submission;
import org.tavolo.board.Text;
import org.tavolo.live.Outcome;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.method.FirstEdits;
import org.tavolo.people.Person;
import org.tavolo.people.Polls;
import org.tavolo.people.Polls.How;
import org.tavolo.people.Polls.Votes;

/**
 * Ends votes and writes what came of them on the board, by submissions of the server's own. What stands there already
 * is not written again. May be called from any thread.
 */
final class PollResult {
    private static final List<String> SCALE = List.of("s1", "s2", "s3", "s4", "s5");
    private static final List<String> CONSENT = List.of("agree", "concern", "block");

    private final Rooms rooms;
    private final Polls polls;
    private final Rules rules;

    PollResult(Rooms rooms, Polls polls, Rules rules) {
        this.rooms = rooms;
        this.polls = polls;
        this.rules = rules;
    }

    /** Takes no vote any more. Answers a revision at which the board says so. */
    CompletionStage<Long> close(UUID board, PollRoutes.Put put) {
        return polls.close(put.poll()).toCompletionStage().thenCompose(result ->
                submit(board, put, "closed", UUID.randomUUID(), closing(put)));
    }

    /** Closes and shows. Answers a revision at which the result stands on the board. */
    CompletionStage<Long> show(UUID board, PollRoutes.Put put) {
        return polls.close(put.poll()).toCompletionStage().thenCompose(result ->
                submit(board, put, "closed", UUID.randomUUID(), closing(put)).thenCompose(closed ->
                        submit(board, put, "voters", result.command(), results(put, result))));
    }

    private static List<Edit> closing(PollRoutes.Put put) {
        return List.of(new Edit.Set(put.poll().poll(), "closed", 0L, null));
    }

    private List<Edit> results(PollRoutes.Put put, Polls.Result result) {
        Set<UUID> on = new LinkedHashSet<>(put.on());
        on.addAll(result.votes().keySet());
        List<Edit> edits = new ArrayList<>();
        for (UUID of : on) {
            Votes votes = result.votes().getOrDefault(of, new Votes(new int[SCALE.size()], Map.of(), List.of()));
            edits.add(FirstEdits.create(UUID.nameUUIDFromBytes((result.command() + "/" + of)
                    .getBytes(StandardCharsets.UTF_8)), "result", put.poll().poll(), fields(result.how(), of, votes)));
        }
        edits.add(new Edit.Set(put.poll().poll(), "voters", (long) result.voters(), null));
        return edits;
    }

    private Map<String, Object> fields(How how, UUID of, Votes votes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("of", of.toString());
        List<String> names = how == How.DOTS ? List.of("dots") : how == How.SCALE ? SCALE : CONSENT;
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), (long) votes.counts()[i]);
        }
        votes.parties().forEach((party, counts) -> fields.put(party.wire(), Arrays.stream(counts).limit(names.size())
                .mapToObj(String::valueOf).collect(Collectors.joining(" "))));
        if (!votes.reasons().isEmpty()) {
            fields.put("reasons", lines(votes.reasons()));
        }
        return fields;
    }

    /** As many as the field holds, and how many more there are. */
    private String lines(List<String> reasons) {
        StringBuilder lines = new StringBuilder();
        int room = rules.limit("result", "reasons") - 20;
        for (int i = 0; i < reasons.size(); i++) {
            room -= Text.length(reasons.get(i)) + 1;
            if (room < 0) {
                return lines.append("… +").append(reasons.size() - i).toString();
            }
            lines.append(i == 0 ? "" : "\n").append(reasons.get(i));
        }
        return lines.toString();
    }

    /** @param said the field of the vote by which it is known that this was done */
    private CompletionStage<Long> submit(UUID board, PollRoutes.Put put, String said, UUID client, List<Edit> edits) {
        return rooms.on(board, room -> {
            boolean[] done = new boolean[1];
            room.look(at -> done[0] = at.item(put.poll().poll()).orElseThrow().fields().containsKey(said));
            return done[0] ? CompletableFuture.completedFuture(room.head()) : submit(room, client, edits);
        });
    }

    private static CompletionStage<Long> submit(Room room, UUID client, List<Edit> edits) {
        return room.submit(new Submission(room.board(), client, 1, room.head(), Person.NOBODY, edits))
                .thenCompose(outcome -> outcome instanceof Outcome.Refused refused
                        // By somebody else at the same moment: nobody knows this id before.
                        && refused.why().reason().equals("op_id_conflict")
                        ? CompletableFuture.completedFuture(room.head()) : Numbered.rev(outcome));
    }
}

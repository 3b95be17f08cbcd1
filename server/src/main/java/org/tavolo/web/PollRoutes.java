package org.tavolo.web;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Board;
import org.tavolo.board.Code;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.live.Rooms;
import org.tavolo.people.Polls;
import org.tavolo.people.Polls.Ballot;
import org.tavolo.people.Polls.How;
import org.tavolo.people.Polls.Poll;
import org.tavolo.people.Polls.Standing;
import org.tavolo.people.Right;
import org.tavolo.protocol.Answers;
import org.tavolo.protocol.Members;

/** Votes (H55-H58): nobody is told how it stands before somebody who leads shows it, and of a secret one never whose vote it was. */
final class PollRoutes {
    private static final String POLL = "/api/boards/:board/polls/:poll";
    private static final int BODY = 64 * 1_024;
    private static final int BUDGET = 3;

    private final Rooms rooms;
    private final Polls polls;
    private final PollResult result;

    PollRoutes(Rooms rooms, Polls polls, PollResult result) {
        this.rooms = rooms;
        this.polls = polls;
        this.result = result;
    }

    void on(Api api) {
        Access voter = Access.board(Right.VOTE);
        api.get(POLL, Access.board(Right.READ), this::look);
        api.post(POLL + "/dots", voter, this::dots);
        api.post(POLL + "/ballot", voter, Set.of("application/json"), BODY, this::vote);
        Access leader = Access.board(Right.LEAD);
        api.post(POLL + "/close", leader, this::close);
        api.post(POLL + "/show", leader, this::show);
    }

    /** A vote as it stands on its board. @param on what is voted on */
    record Put(Poll poll, Set<UUID> on, boolean closed, boolean shown) {}

    private CompletionStage<Put> find(Asked asked) throws Refusal {
        UUID board = asked.seat().board();
        return Opened.on(rooms, board, asked.id("poll"), "poll", (at, item) -> put(board, at, item));
    }

    static Put put(UUID board, Board at, Item item) {
        Map<String, Object> fields = item.fields();
        Set<UUID> on = new LinkedHashSet<>();
        at.children(item.id()).stream().filter(child -> child.type().equals("option") && !child.deleted())
                .forEach(child -> on.add(child.id()));
        item.links().stream().filter(link -> link.relation().equals("on") && !at.hidden(link.to()))
                .forEach(link -> on.add(link.to()));
        int budget = fields.get("budget") instanceof Long dots ? dots.intValue() : BUDGET;
        return new Put(new Poll(board, item.id(), How.of((String) fields.get("method")),
                Boolean.TRUE.equals(fields.get("secret")), budget), on, fields.containsKey("closed"),
                fields.containsKey("voters"));
    }

    private CompletionStage<Answer> look(Asked asked) throws Refusal {
        int person = asked.seat().person().number();
        return find(asked).thenCompose(put -> polls.look(put.poll, person).compose(standing -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("open", standing.open() && !put.closed);
            answer.put("voters", standing.voters());
            answer.put("mine", mine(standing));
            if (!put.shown || put.poll.secret()) {
                return Future.succeededFuture(Answer.of(answer));
            }
            return polls.ballots(put.poll.board(), put.poll.poll()).map(ballots -> {
                List<Map<String, Object>> all = new ArrayList<>();
                ballots.forEach((who, ballot) -> all.addAll(ballot(who, standing.how(), ballot)));
                answer.put("ballots", all);
                return Answer.of(answer);
            });
        }).toCompletionStage());
    }

    private CompletionStage<Answer> dots(Asked asked) throws Refusal {
        int person = asked.seat().person().number();
        Members members = asked.members();
        UUID of = members.id("of", "invalid_value");
        Object change = members.take("change");
        members.end();
        if (!Long.valueOf(1).equals(change) && !Long.valueOf(-1).equals(change)) {
            throw Refusal.invalid("invalid_value");
        }
        return find(asked).thenCompose(put -> told(() -> {
            taken(put);
            if (put.poll.how() != How.DOTS || put.poll.secret()) {
                throw Refusal.invalid("invalid_value");
            }
            among(put, of);
            return polls.dots(put.poll, person, of, ((Long) change).intValue())
                    .map(dots -> Answer.of(Map.of("dots", dots.dots(), "spent", dots.spent())));
        }));
    }

    private CompletionStage<Answer> vote(Asked asked) throws Refusal {
        int person = asked.seat().person().number();
        Members members = asked.members();
        return find(asked).thenCompose(put -> told(() -> {
            taken(put);
            Ballot ballot = new BallotIn(put.poll).read(members);
            for (UUID of : ballot.choices().keySet()) {
                among(put, of);
            }
            return polls.vote(put.poll, person, ballot, put.on).map(done -> Answer.nothing());
        }));
    }

    private static void taken(Put put) throws Refusal {
        if (put.closed) {
            throw new Refusal(Code.GONE, "closed");
        }
    }

    private static void among(Put put, UUID of) throws Refusal {
        if (!put.on.contains(of)) {
            throw Refusals.notFound();
        }
    }

    private CompletionStage<Answer> close(Asked asked) throws Refusal {
        asked.members().end();
        UUID board = asked.seat().board();
        return find(asked).thenCompose(put -> result.close(board, put))
                .thenApply(rev -> Answer.json(Answers.numbered(rev)));
    }

    private CompletionStage<Answer> show(Asked asked) throws Refusal {
        asked.members().end();
        UUID board = asked.seat().board();
        return find(asked).thenCompose(put -> result.show(board, put))
                .thenApply(rev -> Answer.json(Answers.numbered(rev)));
    }

    private interface Step {
        Future<Answer> take() throws Refusal;
    }

    private static CompletionStage<Answer> told(Step step) {
        try {
            return step.take().toCompletionStage();
        } catch (Refusal refusal) {
            return Future.<Answer>failedFuture(refusal).toCompletionStage();
        }
    }

    private static Object mine(Standing standing) {
        How how = standing.how();
        if (standing.mine() == null) {
            return standing.voted() ? Map.of("voted", true) : null;
        }
        Map<String, Object> mine = new LinkedHashMap<>();
        Map<String, Object> choices = new LinkedHashMap<>();
        standing.mine().choices().forEach((of, choice) -> choices.put(of.toString(), BallotIn.word(how, choice)));
        mine.put(BallotIn.member(how), choices);
        if (how == How.CONSENT) {
            Map<String, Object> reasons = new LinkedHashMap<>();
            standing.mine().reasons().forEach((of, reason) -> reasons.put(of.toString(), reason));
            mine.put("reasons", reasons);
        }
        return mine;
    }

    private static List<Map<String, Object>> ballot(int person, How how, Ballot ballot) {
        List<Map<String, Object>> all = new ArrayList<>();
        ballot.choices().forEach((of, choice) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("person", person);
            one.put("of", of);
            one.put(how == How.SCALE ? "value" : BallotIn.member(how), BallotIn.word(how, choice));
            if (ballot.reasons().containsKey(of)) {
                one.put("reason", ballot.reasons().get(of));
            }
            all.add(one);
        });
        return all;
    }
}

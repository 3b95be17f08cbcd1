package org.tavolo.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.board.Submission;
import org.tavolo.live.History;
import org.tavolo.live.Presence;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Answers;
import org.tavolo.protocol.Json;
import org.tavolo.protocol.Message;
import org.tavolo.protocol.Messages;
import org.tavolo.protocol.Snapshots;

/** The HTTP carrier: the board, what came since, submissions and presence without a socket (H1-H5). */
final class BoardRoutes {
    private static final int SUBMISSION = 2_000_000;
    private static final int PAGE = 500;
    private static final long LONGEST_WAIT = 25;

    private final Rooms rooms;
    private final History history;
    private final Programmes programmes;
    private final Broadcast broadcast;
    private final Scheduler thread;
    private final Rates rates;
    private final InTurn inTurn;
    private final Rosters rosters;
    private final Permits permits;
    private final WrittenSnapshots snapshots;

    BoardRoutes(Rooms rooms, History history, Programmes programmes, Broadcast broadcast, Scheduler thread,
                Rates rates, InTurn inTurn, Rosters rosters, Permits permits) {
        this.inTurn = inTurn;
        this.rooms = rooms;
        this.history = history;
        this.programmes = programmes;
        this.broadcast = broadcast;
        this.thread = thread;
        this.rates = rates;
        this.rosters = rosters;
        this.permits = permits;
        this.snapshots = new WrittenSnapshots(rooms);
    }

    void on(Api api) {
        api.get("/api/boards/:board/snapshot", Access.board(Right.READ), this::snapshot);
        api.get("/api/boards/:board/revisions", Access.board(Right.READ), this::revisions);
        api.post("/api/boards/:board/submissions", Access.board(Right.SUBMIT), Set.of("application/json"), SUBMISSION, this::submit);
        api.post("/api/boards/:board/presence", Access.board(Right.READ), this::presence);
        api.get("/api/boards/:board/at/:rev", Access.board(Right.READ), this::at);
    }

    private CompletionStage<Answer> snapshot(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        String known = asked.header("If-None-Match");
        boolean gzip = asked.takesGzip();
        return people(seat).thenCompose(people -> snapshots.now(seat.board(), people)).thenApply(written -> {
            Answer answer = written.tag().equals(known) ? new Answer(304, null, new byte[0], Map.of())
                    : gzip ? Answer.json(written.gzip()).with("Content-Encoding", "gzip")
                    : Answer.json(written.plain());
            return answer.with("ETag", written.tag()).with("Vary", "Accept-Encoding")
                    .with("Cache-Control", "private, no-cache");
        });
    }

    private CompletionStage<Answer> at(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        long rev = asked.pathNumber("rev");
        UUID session = asked.visitor().session();
        return people(seat).thenCompose(people -> inTurn.ask(session, () -> history.at(seat.board(), rev))
                .thenApplyAsync(snapshot -> Answer.json(Snapshots.write(snapshot, people))));
    }

    private CompletionStage<List<Person>> people(Seat seat) {
        return programmes.people(seat.programme()).toCompletionStage();
    }

    private CompletionStage<Answer> revisions(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        long after = asked.number("after", 0, 0, Json.GREATEST_WHOLE);
        long wait = asked.number("wait", 0, 0, LONGEST_WAIT);
        int limit = (int) asked.number("limit", PAGE, 1, PAGE);
        UUID client = asked.idOrNull("client");
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        rooms.on(seat.board(), room -> {
            try {
                if (client != null) {
                    room.presence().polled(client, seat.person().number());
                }
            } catch (Refusal refusal) {
                return CompletableFuture.<Void>failedFuture(refusal);
            }
            if (after < room.head() || wait == 0) {
                pass(page(room, after, limit), answer);
            } else if (after > room.head()) {
                answer.completeExceptionally(Refusal.invalid("invalid_seq"));
            } else {
                await(asked, seat.board(), after, wait, limit, answer);
            }
            return CompletableFuture.completedFuture(null);
        }).whenComplete((done, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** On the rooms' thread, so that nothing is committed between looking at the head and waiting. */
    private void await(Asked asked, UUID board, long after, long wait, int limit, CompletableFuture<Answer> answer) {
        Runnable read = () -> pass(stillThere(asked, board)
                .thenCompose(there -> rooms.on(board, room -> page(room, after, limit))), answer);
        Runnable[] leave = new Runnable[1];
        Scheduler.Timer timer = thread.after(wait * 1_000, () -> {
            leave[0].run();
            read.run();
        });
        leave[0] = broadcast.await(board, () -> {
            timer.cancel();
            read.run();
        });
        asked.onGone(() -> thread.execute(() -> {
            timer.cancel();
            leave[0].run();
        }));
    }

    /** Whoever has waited may have been sent away meanwhile. */
    private static CompletionStage<Void> stillThere(Asked asked, UUID board) {
        return asked.again().compose(now -> now == null || now.at(board) == null
                ? Future.<Void>failedFuture(Refusals.notFound()) : Future.<Void>succeededFuture()).toCompletionStage();
    }

    private CompletionStage<Answer> page(Room room, long after, int limit) {
        return room.since(after, limit).thenApply(page -> Answer.json(Answers.revisions(page.from(), page.to(),
                page.head(), page.generation(), page.revisions(), thread.now(),
                Broadcast.present(room.presence().everybody().people()))));
    }

    private static void pass(CompletionStage<Answer> from, CompletableFuture<Answer> to) {
        from.whenComplete((answer, failure) -> {
            if (failure != null) {
                to.completeExceptionally(failure);
            } else {
                to.complete(answer);
            }
        });
    }

    private CompletionStage<Answer> submit(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Message.Submit submit = Messages.submission(seat.board(), asked.body());
        long wait = rates.submission(asked.visitor().session());
        if (wait > 0) {
            return CompletableFuture.failedFuture(new TooOften("too_many_submissions", wait));
        }
        Submission submission = submit.submission(seat.person().number());
        return rosters.know(seat.programme()).toCompletionStage()
                .thenCompose(known -> rooms.on(seat.board(), room -> room.submit(submission, permits.of(seat))))
                .thenCompose(Numbered::rev).thenApply(rev -> Answer.json(Answers.numbered(rev)));
    }

    private CompletionStage<Answer> presence(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Message.Presence said = Messages.presence(seat.board(), asked.body());
        Presence.Here here = Here.of(said, seat.person().number());
        return rooms.on(seat.board(), room -> {
            try {
                room.presence().polled(said.client(), seat.person().number());
            } catch (Refusal refusal) {
                return CompletableFuture.failedFuture(refusal);
            }
            room.presence().at(here);
            return CompletableFuture.completedFuture(Answer.nothing());
        });
    }
}

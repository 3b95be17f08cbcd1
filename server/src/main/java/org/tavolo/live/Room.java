package org.tavolo.live;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.tavolo.board.Board;
import org.tavolo.board.Code;
import org.tavolo.board.Permit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Rules;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;

/**
 * One open board: puts submissions in order, has them committed, and only then answers and tells the audience.
 * Methods are called on the rooms' thread ({@link Rooms#on}); stages complete on it.
 *
 * <p>At any time the room does one of three things: it waits for submissions, it has one flight on its way to the
 * journal, or it reads what it does not know from the journal. What arrives meanwhile rides in the next flight.
 */
public final class Room {
    /** Committed revisions {@code (from, to]}; the board's head was {@code head} then. */
    public record Page(long from, long to, long head, int generation, List<Revision> revisions) {}

    private static final System.Logger LOG = System.getLogger(Room.class.getName());

    private final UUID id;
    private final int generation;
    private final Journal journal;
    private final Audience audience;
    private final Scheduler thread;
    private final Runnable onClose;
    private final Board board;
    private final Tail tail;
    private final Queue queue = new Queue();
    private final List<Runnable> afterReading = new ArrayList<>();
    private final Pages pages;
    private final Presence presence;
    private final LookBack lookBack;
    private final Keeper keeper;

    private Flight flight;
    private boolean boarding;
    private boolean reading;
    private int flightLimit = Limits.FLUSH_SUBMISSIONS;
    private long retryIn = Limits.RETRY_FIRST;
    private long saidHead;
    private long saidBeforeReading;
    private long lastUse;
    private long lastWrite;
    private boolean closed;
    private Snapshot snapshot;

    /** @param onClose called once, when the room is of no use any more */
    Room(Journal.Opening opening, Rules rules, Journal journal, Audience audience, Scheduler thread,
         Presence presence, Runnable onClose) {
        this.id = opening.snapshot().board();
        this.generation = opening.snapshot().generation();
        this.journal = journal;
        this.audience = audience;
        this.thread = thread;
        this.onClose = onClose;
        this.board = new Board(rules, opening.snapshot());
        this.tail = new Tail(opening.snapshot().rev());
        this.pages = new Pages(journal, thread, this, tail);
        this.presence = presence;
        this.lookBack = new LookBack(journal, thread, this);
        this.keeper = new Keeper(journal, thread, this, opening.snapshot().rev());
        opening.after().forEach(this::take);
        lastUse = thread.now();
        lastWrite = lastUse;
    }

    public UUID board() {
        return id;
    }

    /** The newest committed revision this room knows. */
    public long head() {
        return tail.head();
    }

    public int generation() {
        return generation;
    }

    /** Who is here; the same one as in the room that this board had before. */
    public Presence presence() {
        return presence;
    }

    /** The board as it was committed last. */
    public Snapshot snapshot() {
        lastUse = thread.now();
        return committed();
    }

    /** The same, which does not count as use. */
    Snapshot committed() {
        if (snapshot == null || snapshot.rev() != head()) {
            aside(() -> snapshot = board.snapshot(id, head(), generation));
        }
        return snapshot;
    }

    /** Shows {@code look} the board as it was committed last, without a copy: it keeps nothing of it. */
    public void look(Consumer<Board> look) {
        lastUse = thread.now();
        aside(() -> look.accept(board));
    }

    private void aside(Runnable look) {
        if (flight == null) {
            look.run();
        } else {
            flight.aside(look);
        }
    }

    /**
     * The next page of what came after {@code rev}: at most {@code limit} and {@link Limits#PAGE_REVISIONS} revisions
     * and about {@link Limits#PAGE_WEIGHT}, at least one when there is any. Fails with a {@code Refusal}:
     * {@code invalid_seq} when {@code rev} is negative or greater than the head, {@code unavailable}.
     */
    public CompletionStage<Page> since(long rev, int limit) {
        lastUse = thread.now();
        if (rev > head() && !closed) {
            CompletionStage<Page> answer = pages.later(rev, limit);
            readOn();
            return answer;
        }
        return pages.since(rev, limit);
    }

    /** What the server itself submits, as {@link #submit(Submission, Permit)}. */
    public CompletionStage<Outcome> submit(Submission submission) {
        return submit(submission, Permit.ALL);
    }

    /** The stage never fails. @param permit what the author may do, asked when it is this submission's turn */
    public CompletionStage<Outcome> submit(Submission submission, Permit permit) {
        lastUse = thread.now();
        if (closed) {
            return CompletableFuture.completedFuture(new Outcome.Refused(unavailable()));
        }
        if (submission.base() < 0) {
            return CompletableFuture.completedFuture(new Outcome.Refused(Refusal.invalid("invalid_seq")));
        }
        Waiting same = queue.same(submission);
        if (same != null) {
            return same.submission.equals(submission) ? same.outcome : CompletableFuture.completedFuture(
                    new Outcome.Refused(Refusal.invalid("op_id_conflict")));
        }
        if (queue.isFull()) {
            return CompletableFuture.completedFuture(new Outcome.Refused(unavailable()));
        }
        Waiting one = new Waiting(submission, permit, thread.now());
        queue.add(one);
        if (submission.base() > head()) {
            afterReading.add(() -> refuseFromTheFuture(one));
            readOn();
        } else {
            departIfIdle();
        }
        return one.outcome;
    }

    private void refuseFromTheFuture(Waiting one) {
        if (one.submission.base() > head()) {
            queue.answer(one, new Outcome.Refused(Refusal.invalid("invalid_seq")));
        }
    }

    /** Another node may have written: the head is said to be {@code head}. */
    public void moved(long head) {
        saidHead = Math.max(saidHead, head);
        if (saidHead > head()) {
            readOn();
        }
    }

    // Flights

    private void departIfIdle() {
        if (flight != null || boarding || reading || closed || queue.isEmpty()) {
            return;
        }
        boarding = true;
        Flight next = new Flight(board, head());
        for (Waiting one : queue.list()) {
            if (!next.takes(one, flightLimit)) {
                break;
            }
            if (isAbreast(one)) {
                queue.board(one);
                next.judge(one, thread.now());
            }
        }
        boarding = false;
        if (next.revisions().isEmpty()) {
            land(next);
            return;
        }
        flight = next;
        next.takeOff();
        journal.append(id, next.head(), next.revisions())
                .whenComplete((answer, failure) -> thread.execute(() -> landed(next, answer, failure)));
    }

    /** Whether it is rebased to the head and may be judged; when it was numbered before, it is answered here. */
    private boolean isAbreast(Waiting one) {
        if (one.lookingBack() || one.upTo() > head()) {
            return false;
        }
        if (one.upTo() < tail.from() && one.found() == null) {
            lookBack.start(one);
            return false;
        }
        while (one.found() == null && one.upTo() < head()) {
            one.advance(tail.get(one.upTo() + 1));
        }
        if (one.found() != null) {
            queue.answer(one, one.answerFound());
            return false;
        }
        return true;
    }

    private void landed(Flight landed, Journal.Appended answer, Throwable failure) {
        if (closed) {
            return;
        }
        flight = null;
        if (answer == Journal.Appended.COMMITTED) {
            retryIn = Limits.RETRY_FIRST;
            flightLimit = Math.min(Limits.FLUSH_SUBMISSIONS, flightLimit * 2);
            land(landed);
            keeper.wrote();
            if (saidHead > head() || !afterReading.isEmpty() || pages.isAsked()) {
                readOn();
            }
            departIfIdle();
            return;
        }
        landed.rollBack();
        queue.backInFront(landed.passengers());
        if (failure != null) {
            reading = true;
            tryAgain();
        } else if (answer == Journal.Appended.POISONED) {
            divide(landed, "invalid_text");
            departIfIdle();
        } else {
            afterReading.add(() -> stillMoved(landed));
            readOn();
        }
    }

    private void land(Flight landed) {
        board.settle();
        if (!landed.revisions().isEmpty()) {
            lastWrite = thread.now();
            landed.revisions().forEach(tail::add);
            audience.revised(id, landed.head(), landed.revisions());
        }
        landed.outcomes().forEach(queue::answer);
    }

    /** Nothing was written since, and yet the journal takes this flight for late. */
    private void stillMoved(Flight landed) {
        if (head() != landed.head()) {
            return;
        }
        if (landed.revisions().size() > 1) {
            divide(landed, "op_id_conflict");
            return;
        }
        reading = true;
        journal.open(id).whenComplete((opening, failure) -> thread.execute(() -> {
            if (closed) {
                return;
            }
            if (failure != null) {
                tryAgain();
            } else if (opening == null || opening.head() < head() || opening.snapshot().generation() != generation) {
                LOG.log(System.Logger.Level.WARNING, "board {0} has another past than its room: opened anew", id);
                close();
            } else {
                // Its number was used before its base.
                if (opening.head() == head()) {
                    divide(landed, "op_id_conflict");
                }
                read();
            }
        }));
    }

    /** Something in this flight can never be committed: smaller flights find out what, and the others arrive. */
    private void divide(Flight refused, String reason) {
        int size = refused.revisions().size();
        if (size == 1) {
            queue.answer(refused.only(), new Outcome.Refused(Refusal.invalid(reason)));
        } else {
            flightLimit = Math.max(1, size / 2);
        }
    }

    // Reading on

    private void readOn() {
        if (flight == null && !reading && !closed) {
            reading = true;
            saidBeforeReading = saidHead;
            read();
        }
    }

    private void read() {
        journal.read(id, head(), Limits.PAGE_REVISIONS)
                .whenComplete((page, failure) -> thread.execute(() -> onRead(page, failure)));
    }

    private void onRead(List<Revision> page, Throwable failure) {
        if (closed) {
            return;
        }
        if (failure != null) {
            tryAgain();
            return;
        }
        retryIn = Limits.RETRY_FIRST;
        if (!page.isEmpty()) {
            long from = head();
            try {
                page.forEach(this::take);
            } catch (IllegalStateException unfit) {
                LOG.log(System.Logger.Level.ERROR, "board {0} cannot take a revision after {1}", id, head());
                close();
                return;
            }
            lastWrite = thread.now();
            audience.revised(id, from, page);
            read();
            return;
        }
        if (saidHead > saidBeforeReading && saidHead > head()) {
            saidBeforeReading = saidHead;
            read();
            return;
        }
        reading = false;
        saidHead = head();
        keeper.wrote();
        pages.answer();
        List<Runnable> next = List.copyOf(afterReading);
        afterReading.clear();
        next.forEach(Runnable::run);
        departIfIdle();
    }

    private void take(Revision revision) {
        board.replay(revision);
        board.settle();
        tail.add(revision);
    }

    private void tryAgain() {
        long tooLong = thread.now() - Limits.WAITING_TIME;
        queue.answer(one -> one.since <= tooLong, new Outcome.Refused(unavailable()));
        pages.refuse(unavailable());
        thread.after(retryIn, () -> {
            if (!closed) {
                read();
            }
        });
        retryIn = Math.min(Limits.RETRY_LAST, retryIn * 2);
    }

    /** The revision after which the tail begins. */
    long reachesBackTo() {
        return tail.from();
    }

    void lookedBack(Waiting one, boolean reached) {
        if (closed) {
            return;
        }
        if (!reached) {
            queue.answer(one, new Outcome.Refused(unavailable()));
        }
        departIfIdle();
    }

    // Resting and closing

    /** Called now and then: keeps a snapshot when idle, and closes when of no use for long. */
    void rest() {
        long now = thread.now();
        if (flight == null && !reading && now - lastWrite >= Limits.SNAPSHOT_IDLE) {
            keeper.keep();
        }
        if (flight == null && !reading && queue.isEmpty() && presence.isEmpty()
                && now - lastUse >= Limits.UNLOAD_IDLE) {
            close();
        }
    }

    /** Takes no more submissions, lands what is in flight, keeps a snapshot, closes. */
    CompletionStage<Void> stop() {
        Outcome stopping = new Outcome.Refused(new Refusal(Code.RETRY, "stopping"));
        queue.answer(one -> true, stopping);
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Flight last = flight;
        List<CompletableFuture<Outcome>> flying = last == null ? List.of()
                : last.passengers().stream().map(one -> one.outcome).toList();
        CompletableFuture.allOf(flying.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            if (closed) {
                stopped.complete(null);
                return;
            }
            Snapshot now = keeper.isDone() ? null : committed();
            close();
            if (now == null) {
                stopped.complete(null);
            } else {
                journal.keep(now).whenComplete((kept, lost) -> stopped.complete(null));
            }
        });
        return stopped;
    }

    /** Whatever still waits is told to ask again. */
    void close() {
        if (!closed) {
            closed = true;
            queue.answer(one -> true, new Outcome.Refused(unavailable()));
            if (flight != null) {
                flight.passengers().forEach(one -> queue.answer(one, new Outcome.Refused(unavailable())));
            }
            afterReading.clear();
            pages.refuse(unavailable());
            onClose.run();
        }
    }

    static Refusal unavailable() {
        return new Refusal(Code.RETRY, "unavailable");
    }
}

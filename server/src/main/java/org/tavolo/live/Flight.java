package org.tavolo.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;

/**
 * Submissions on their way to the journal together. The board already shows them to the next judgement, and is rolled
 * back when they do not arrive; nobody is answered before that is known, refused ones included, since they were judged
 * by what may still be rolled back.
 */
final class Flight {
    private static final System.Logger LOG = System.getLogger(Flight.class.getName());

    private final Board board;
    private final int mark;
    private final long head;
    private final List<Waiting> passengers = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<Waiting, Outcome> outcomes = new LinkedHashMap<>();
    private long weight;

    Flight(Board board, long head) {
        this.board = board;
        this.head = head;
        this.mark = board.mark();
    }

    /** Whether one more may come aboard. */
    boolean takes(Waiting one, int limit) {
        return revisions.size() < limit && (revisions.isEmpty() || weight + one.weight <= Limits.FLUSH_WEIGHT);
    }

    /** Judges a submission at its turn. */
    void judge(Waiting one, long now) {
        passengers.add(one);
        Submission submission = one.submission;
        try {
            List<Edit> numbered = board.applyAll(one.behind(revisions), submission.by(), now, one.permit);
            Revision revision = new Revision(head + revisions.size() + 1, submission.client(), submission.n(),
                    submission.by(), now, numbered);
            revisions.add(revision);
            weight += one.weight;
            outcomes.put(one, new Outcome.Numbered(revision.rev()));
        } catch (Refusal refusal) {
            outcomes.put(one, new Outcome.Refused(refusal));
        } catch (RuntimeException fault) {
            // Whatever is wrong with this one, the others on the board go on.
            LOG.log(System.Logger.Level.ERROR, "a submission could not be judged: {0} at {1}",
                    fault.getClass().getName(), fault.getStackTrace().length == 0 ? "?" : fault.getStackTrace()[0]);
            outcomes.put(one, new Outcome.Refused(Refusal.invalid("invalid_op")));
        }
    }

    long head() {
        return head;
    }

    List<Waiting> passengers() {
        return passengers;
    }

    /** Those that were accepted, numbered from the head on. */
    List<Revision> revisions() {
        return revisions;
    }

    /** The only one that was accepted, when there is one only. */
    Waiting only() {
        return passengers.stream().filter(one -> outcomes.get(one) instanceof Outcome.Numbered).findFirst()
                .orElseThrow();
    }

    /** What to tell whom once the flight has landed. */
    Map<Waiting, Outcome> outcomes() {
        return outcomes;
    }

    void takeOff() {
        passengers.forEach(Waiting::fly);
    }

    /** Shows the committed board to {@code look} while the flight is on its way. */
    void aside(Runnable look) {
        board.rollback(mark);
        look.run();
        revisions.forEach(board::replay);
    }

    /** The board forgets everything about it. */
    void rollBack() {
        board.rollback(mark);
    }
}

package org.tavolo.live;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tavolo.board.Edit;
import org.tavolo.board.Rebase;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;

/** A submission that was neither numbered nor refused yet, and how far it is rebased over what is committed. */
final class Waiting {
    final Submission submission;
    final int weight;
    final long since;
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final boolean typing;
    private List<Edit> edits;
    private long upTo;
    private Revision found;
    private boolean sameAsFound;
    private boolean flown;
    private boolean lookingBack;

    Waiting(Submission submission, long now) {
        this.submission = submission;
        this.weight = Weight.of(submission.edits());
        this.since = now;
        this.edits = submission.edits();
        this.upTo = submission.base();
        this.typing = edits.stream().anyMatch(Edit.Type.class::isInstance);
    }

    /** The revision whose board {@link #edits} speak of. */
    long upTo() {
        return upTo;
    }

    List<Edit> edits() {
        return edits;
    }

    /** Goes over the next committed revision: either it is this very submission, or the edits are rebased over it. */
    void advance(Revision revision) {
        if (is(revision)) {
            found = revision;
            sameAsFound = Sameness.of(edits, revision.edits());
        } else if (typing && found == null) {
            edits = Rebase.over(edits, revision.edits());
        }
        upTo = revision.rev();
    }

    private boolean is(Revision revision) {
        return revision.n() == submission.n() && revision.client().equals(submission.client());
    }

    /** The edits as they read behind revisions that are not committed yet; this object does not move. */
    List<Edit> behind(List<Revision> revisions) {
        List<Edit> rebased = edits;
        if (typing) {
            for (Revision revision : revisions) {
                rebased = Rebase.over(rebased, revision.edits());
            }
        }
        return rebased;
    }

    /** The revision with this client and number, when one was met. */
    Revision found() {
        return found;
    }

    /** Answers that the revision that was found is this submission, or that its number was used for something else. */
    Outcome answerFound() {
        if (!sameAsFound) {
            return new Outcome.Refused(Refusal.invalid("op_id_conflict"));
        }
        return flown ? new Outcome.Numbered(found.rev()) : new Outcome.Duplicate(found.rev());
    }

    /** It was handed to the journal: should it be found later, it was this very attempt. */
    void fly() {
        flown = true;
    }

    boolean lookingBack() {
        return lookingBack;
    }

    void lookBack(boolean on) {
        lookingBack = on;
    }
}

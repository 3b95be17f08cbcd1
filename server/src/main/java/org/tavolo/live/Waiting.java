package org.tavolo.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.tavolo.board.Edit;
import org.tavolo.board.Permit;
import org.tavolo.board.Rebase;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;

/** A submission that was neither numbered nor refused yet, and how far it is rebased over what is committed. */
final class Waiting {
    private record Field(UUID item, String name) {}

    final Submission submission;
    final Permit permit;
    final int weight;
    final long since;
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Set<Field> typing = new HashSet<>();
    private List<Edit> edits;
    private long upTo;
    private Revision found;
    private boolean sameAsFound;
    private boolean flown;
    private boolean lookingBack;

    Waiting(Submission submission, Permit permit, long now) {
        this.submission = submission;
        this.permit = permit;
        this.weight = Weight.of(submission.edits());
        this.since = now;
        this.edits = submission.edits();
        this.upTo = submission.base();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Type type) {
                typing.add(new Field(type.item(), type.field()));
            }
        }
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
            sameAsFound = Sameness.of(edits, revision.edits(), revision.at());
        } else if (found == null) {
            edits = over(edits, revision);
        }
        upTo = revision.rev();
    }

    private boolean is(Revision revision) {
        return revision.n() == submission.n() && revision.by() == submission.by()
                && revision.client().equals(submission.client());
    }

    /** The edits as they read behind revisions that are not committed yet; this object does not move. */
    List<Edit> behind(List<Revision> revisions) {
        List<Edit> rebased = edits;
        for (Revision revision : revisions) {
            rebased = over(rebased, revision);
        }
        return rebased;
    }

    private List<Edit> over(List<Edit> mine, Revision revision) {
        for (Edit edit : revision.edits()) {
            if (!typing.isEmpty() && edit instanceof Edit.Type type
                    && typing.contains(new Field(type.item(), type.field()))) {
                return Rebase.over(mine, revision.edits());
            }
        }
        return mine;
    }

    /** The revision with this author, client and number, when one was met. */
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

package org.tavolo.live.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tavolo.board.Edit;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.board.Submission;
import org.tavolo.board.TextOp;
import org.tavolo.live.Journal;

/** Ten bugs that cost others somebody's text, each planted around the real parts, to see that the simulator finds it. */
enum Plants {
    NO_DEDUPE(NoDedupe::new),
    ACKNOWLEDGED_BEFORE_COMMIT(AcknowledgedBeforeCommit::new),
    BROADCAST_BEFORE_COMMIT(BroadcastBeforeCommit::new),
    IN_FLIGHT_MUTATED(InFlightMutated::new),
    TIE_RULE_SWAPPED(TieRuleSwapped::new),
    GAP_CHECK_SKIPPED(GapCheckSkipped::new),
    DOUBLED_AFTER_AN_UNKNOWN_COMMIT(DoubledAfterAnUnknownCommit::new),
    REFUSAL_LOSES_WHAT_WAITED_BEHIND(RefusalLosesWhatWaitedBehind::new),
    DELETE_RESURRECTS(DeleteResurrects::new),
    REBASE_SKIPPED(RebaseSkipped::new);

    final Supplier<Plant> plant;

    Plants(Supplier<Plant> plant) {
        this.plant = plant;
    }

    private record Key(UUID client, long n) {}

    /** What is sent again is taken for something new. */
    private static final class NoDedupe extends Plant {
        private final Set<Key> seen = new HashSet<>();
        private long again = 1_000_000;

        @Override
        Submission door(ServerNode node, Submission one) {
            return seen.add(new Key(one.client(), one.n())) ? one
                    : new Submission(one.board(), one.client(), one.n() + again++, one.base(), one.by(), one.edits());
        }
    }

    /** The journal says yes at once and writes a moment later, if the node lives as long. */
    private static final class AcknowledgedBeforeCommit extends Plant {
        @Override
        Journal journal(Journal real, ServerNode node) {
            return new Around(real) {
                private CompletionStage<?> last = CompletableFuture.completedFuture(null);

                @Override
                public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
                    CompletableFuture<Void> written = new CompletableFuture<>();
                    CompletionStage<?> before = last;
                    last = written;
                    node.world.after(100, () -> before.whenComplete((done, lost) -> {
                        if (node.isAlive()) {
                            super.append(board, head, revisions)
                                    .whenComplete((appended, failure) -> written.complete(null));
                        }
                    }));
                    return CompletableFuture.completedFuture(Appended.COMMITTED);
                }
            };
        }
    }

    /** Everybody sees it on its way to the disk. */
    private static final class BroadcastBeforeCommit extends Plant {
        @Override
        Journal journal(Journal real, ServerNode node) {
            return new Around(real) {
                @Override
                public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
                    node.revised(board, head, revisions);
                    return super.append(board, head, revisions);
                }
            };
        }
    }

    /** What is typed while a submission is in flight goes into it when it is sent again. */
    private static final class InFlightMutated extends Plant {
        private static final Pattern NUMBER = Pattern.compile("\"client\":\"([^\"]+)\",\"n\":(\\d+)");
        private final Set<String> seen = new HashSet<>();

        @Override
        String onTheWay(String body) {
            Matcher number = NUMBER.matcher(body);
            boolean again = number.find() && !seen.add(number.group());
            return again ? body.replaceFirst("(\"op\":\\[(\\d+,)?\"[^\"]*)\"", "$1+\"") : body;
        }
    }

    /** The later insert stands first. */
    private static final class TieRuleSwapped extends Plant {
        @Override
        Submission door(ServerNode node, Submission one) {
            List<Revision> journal = node.world.disk.all(one.board());
            List<Edit> edits = new ArrayList<>(one.edits());
            for (int rev = (int) one.base(); rev < journal.size(); rev++) {
                Revision revision = journal.get(rev);
                if (revision.client().equals(one.client()) && revision.n() == one.n()) {
                    return one;
                }
                swapped(edits, revision);
            }
            return new Submission(one.board(), one.client(), one.n(), journal.size(), one.by(), edits);
        }

        private static void swapped(List<Edit> edits, Revision revision) {
            for (Edit earlier : revision.edits()) {
                for (int i = 0; i < edits.size(); i++) {
                    if (earlier instanceof Edit.Type theirs && edits.get(i) instanceof Edit.Type mine
                            && mine.item().equals(theirs.item()) && mine.field().equals(theirs.field())) {
                        edits.set(i, new Edit.Type(mine.item(), mine.field(),
                                mine.op().transform(theirs.op(), TextOp.Side.LEFT)));
                    }
                }
            }
        }
    }

    /** A client applies what comes behind a gap as if nothing were missing. */
    private static final class GapCheckSkipped extends Plant {
        @Override
        List<Revision> overTheGap(List<Revision> revisions, long missed) {
            return revisions.stream().map(one -> new Revision(one.rev() - missed, one.client(), one.n(), one.by(),
                    one.at(), one.edits())).toList();
        }
    }

    /** A commit whose answer was lost is done again under another number. */
    private static final class DoubledAfterAnUnknownCommit extends Plant {
        private long again = 1_000_000;

        @Override
        Journal journal(Journal real, ServerNode node) {
            return new Around(real) {
                @Override
                public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
                    CompletableFuture<Appended> answer = new CompletableFuture<>();
                    super.append(board, head, revisions).whenComplete((appended, failure) -> {
                        if (failure == null) {
                            answer.complete(appended);
                            return;
                        }
                        long now = node.world.disk.all(board).size();
                        List<Revision> renamed = new ArrayList<>();
                        for (Revision one : revisions) {
                            renamed.add(new Revision(now + renamed.size() + 1, one.client(), again++, one.by(),
                                    one.at(), one.edits()));
                        }
                        super.append(board, now, renamed)
                                .whenComplete((twice, lost) -> answer.completeExceptionally(failure));
                    });
                    return answer;
                }
            };
        }
    }

    private static final class RefusalLosesWhatWaitedBehind extends Plant {
        @Override
        String inThePeer() {
            return "refusal";
        }
    }

    /** Snapshots forget that something is deleted. */
    private static final class DeleteResurrects extends Plant {
        @Override
        String snapshot(String json) {
            return json.replace(",\"deleted\":true", "");
        }
    }

    /** The base is not looked at: edits apply where they said, whatever came between. */
    private static final class RebaseSkipped extends Plant {
        private final Map<Key, Long> bases = new HashMap<>();

        @Override
        Submission door(ServerNode node, Submission one) {
            long head = node.world.disk.all(one.board()).size();
            long base = bases.computeIfAbsent(new Key(one.client(), one.n()), first -> head);
            return new Submission(one.board(), one.client(), one.n(), base, one.by(), one.edits());
        }
    }

    private abstract static class Around implements Journal {
        private final Journal real;

        Around(Journal real) {
            this.real = real;
        }

        @Override
        public CompletionStage<Opening> open(UUID board) {
            return real.open(board);
        }

        @Override
        public CompletionStage<Appended> append(UUID board, long head, List<Revision> revisions) {
            return real.append(board, head, revisions);
        }

        @Override
        public CompletionStage<List<Revision>> read(UUID board, long after, int limit) {
            return real.read(board, after, limit);
        }

        @Override
        public CompletionStage<Void> keep(Snapshot snapshot) {
            return real.keep(snapshot);
        }
    }
}

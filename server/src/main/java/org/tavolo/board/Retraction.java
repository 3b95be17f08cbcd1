package org.tavolo.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes back what one person did in a stretch of revisions, as if it had never happened, while what others did in it and
 * since stays. It goes from the newest edit to the oldest: each of the person's is inverted and passes what others did
 * after it (Rebase), so that a text loses what they put in and gets back what they took out, wherever it stands by now.
 * Of values, links, places and marks what somebody else has set since holds. Something that they made goes, unless
 * somebody else has worked in it: then it stays, without what they wrote in it.
 */
public final class Retraction {
    /** What others have set since: a value, a member of a set, a link, a place or a mark. */
    private record Slot(UUID item, String what, Object which) {}

    private final Board trial;
    private final int person;
    private final Set<Slot> settled = new HashSet<>();
    /** Where others have worked since. */
    private final Set<UUID> shared = new HashSet<>();
    /** What others typed since, in the order in which it was numbered, as it reads without what is taken back. */
    private final Map<Slot, List<Edit>> typed = new HashMap<>();
    private final Set<Slot> stuck = new HashSet<>();
    /** Places to which there was no way back when it was tried. */
    private final Map<UUID, Edit> blocked = new LinkedHashMap<>();
    private final List<Edit> back = new ArrayList<>();

    private Retraction(Board trial, int person) {
        this.trial = trial;
        this.person = person;
    }

    /**
     * What to submit at the head, in this order; it applies as a whole. Empty when there is nothing of theirs.
     *
     * @param now   the board at the head; it is as before when this returns
     * @param since every revision from the first that may be taken back up to the head, in order
     */
    public static List<Edit> of(Board now, List<Revision> since, int person) {
        int mark = now.mark();
        Retraction retraction = new Retraction(now, person);
        for (int i = since.size() - 1; i >= 0; i--) {
            List<Edit> edits = since.get(i).edits();
            boolean theirs = since.get(i).by() == person;
            for (int j = edits.size() - 1; j >= 0; j--) {
                if (theirs) {
                    retraction.takeBack(edits.get(j));
                } else {
                    retraction.leave(edits.get(j));
                }
            }
        }
        retraction.unblock();
        now.rollback(mark);
        return List.copyOf(retraction.back);
    }

    /** Somebody else's: what they take back of the person's own from here on must respect it. */
    private void leave(Edit edit) {
        UUID item = edit.item();
        if (edit instanceof Edit.Create create) {
            work(create.parent());
        } else if (edit instanceof Edit.Set set) {
            settled.add(new Slot(item, "value", set.field()));
            shared.add(item);
        } else if (edit instanceof Edit.Change change) {
            change.add().forEach(member -> settled.add(member(item, change.field(), member)));
            change.remove().forEach(member -> settled.add(member(item, change.field(), member)));
            shared.add(item);
        } else if (edit instanceof Edit.Type type) {
            typed(item, type.field()).add(0, type);
            shared.add(item);
        } else if (edit instanceof Edit.AddLink link) {
            settled.add(new Slot(item, link.relation(), link.to()));
            shared.add(item);
            work(link.to());
        } else if (edit instanceof Edit.Unlink link) {
            settled.add(new Slot(item, link.relation(), link.to()));
        } else if (edit instanceof Edit.Move move) {
            settled.add(place(item));
            work(move.parent());
        } else {
            settled.add(mark(item));
        }
    }

    private void takeBack(Edit edit) {
        UUID item = edit.item();
        if (edit instanceof Edit.Create create) {
            unmake(create);
        } else if (edit instanceof Edit.Type type) {
            untype(item, type.field(), type.op().invert());
        } else if (edit instanceof Edit.Set set) {
            if (!settled.contains(new Slot(item, "value", set.field()))) {
                does(new Edit.Set(item, set.field(), set.was(), null));
            }
        } else if (edit instanceof Edit.Change change) {
            does(new Edit.Change(item, change.field(), free(change, change.remove()), free(change, change.add())));
        } else if (edit instanceof Edit.Move move) {
            if (!settled.contains(place(item))) {
                Edit away = Inverse.of(move, trial).orElseThrow();
                if (does(away)) {
                    blocked.remove(item);
                } else {
                    blocked.put(item, away);
                }
            }
        } else if (edit instanceof Edit.AddLink link) {
            unless(new Slot(item, link.relation(), link.to()), edit);
        } else if (edit instanceof Edit.Unlink link) {
            unless(new Slot(item, link.relation(), link.to()), edit);
        } else {
            unless(mark(item), edit);
        }
    }

    /** What stood in the way of a move, as above in its own place, may have left meanwhile. */
    private void unblock() {
        boolean moved = true;
        while (moved) {
            moved = blocked.values().removeIf(this::does);
        }
    }

    private void unless(Slot slot, Edit edit) {
        if (!settled.contains(slot)) {
            Inverse.of(edit, trial).ifPresent(this::does);
        }
    }

    private void unmake(Edit.Create create) {
        UUID item = create.item();
        if (!shared.contains(item) && !settled.contains(mark(item))) {
            does(new Edit.Delete(item, false));
            return;
        }
        if (!shared.contains(item) && trial.item(item).map(Item::deleted).orElse(true)) {
            return;
        }
        // Somebody else has worked in it or has brought it back, and with it in whatever holds it.
        work(create.parent());
        create.fields().forEach((field, value) -> {
            if (value instanceof List<?> members) {
                List<String> theirs = members.stream().map(String.class::cast)
                        .filter(one -> !settled.contains(member(item, field, one))).toList();
                does(new Edit.Change(item, field, List.of(), theirs));
            } else if (isText(create.type(), field)) {
                untype(item, field, TextOp.between((String) value, ""));
            } else if (!settled.contains(new Slot(item, "value", field))) {
                does(new Edit.Set(item, field, null, null));
            }
        });
    }

    private boolean isText(String type, String field) {
        return trial.rules().knows(type) && trial.rules().kind(type, field) == Rules.Kind.TEXT;
    }

    private void untype(UUID item, String field, TextOp inverse) {
        Slot slot = new Slot(item, "text", field);
        Rebase.Crossed crossed = Rebase.cross(List.of(new Edit.Type(item, field, inverse)), typed(item, field));
        typed.put(slot, new ArrayList<>(crossed.theirs()));
        Edit.Type passed = (Edit.Type) crossed.mine().get(0);
        // What follows in this field counts on what did not go through.
        if (!stuck.contains(slot) && !passed.op().isNothing() && !does(passed)) {
            stuck.add(slot);
        }
    }

    private List<String> free(Edit.Change change, List<String> members) {
        return members.stream().filter(one -> !settled.contains(member(change.item(), change.field(), one))).toList();
    }

    /** @return whether the board, by its rules, takes it; what it does not take is left as it is */
    private boolean does(Edit edit) {
        if (edit instanceof Edit.Change change && change.add().isEmpty() && change.remove().isEmpty()
                || edit instanceof Edit.Delete && trial.item(edit.item()).map(Item::deleted).orElse(true)) {
            return true;
        }
        try {
            trial.applyAll(List.of(edit), person, Long.MAX_VALUE);
            back.add(edit);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private void work(UUID place) {
        if (place != null) {
            shared.add(place);
        }
    }

    private List<Edit> typed(UUID item, String field) {
        return typed.computeIfAbsent(new Slot(item, "text", field), ignored -> new ArrayList<>());
    }

    private static Slot member(UUID item, String field, String member) {
        return new Slot(item, "member of " + field, member);
    }

    private static Slot place(UUID item) {
        return new Slot(item, "place", null);
    }

    private static Slot mark(UUID item) {
        return new Slot(item, "mark", null);
    }
}

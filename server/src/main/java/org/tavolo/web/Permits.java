package org.tavolo.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Permit;
import org.tavolo.board.Refusal;
import org.tavolo.method.Bounds;
import org.tavolo.method.Method;
import org.tavolo.people.Deed;
import org.tavolo.people.Part;
import org.tavolo.people.Party;
import org.tavolo.people.Pen;
import org.tavolo.people.Permissions;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;

/** Reads off a board what {@link Permissions} have to know of an edit, and asks them. */
final class Permits {
    /** In one session. */
    private static final int MOST_HANDS = 100;
    private static final Set<String> MENTEES = Set.of(Part.PLAN.wire(), Part.DECISION.wire());

    private final Method method;
    private final Rosters rosters;
    private final Bounds bounds;

    Permits(Method method, Rosters rosters) {
        this.method = method;
        this.bounds = new Bounds(method);
        this.rosters = rosters;
    }

    /** What somebody may do at their table, by the role they have now; what they write says all that is required of it. */
    Permit of(Seat seat) {
        return (board, edit) -> {
            new Asking(seat, board, null).check(edit);
            requires(board, edit);
        };
    }

    /** What they may bring back, as if the pen were where it is said: it may be as old as the time before a field was required. */
    Permit with(Seat seat, Pen pen) {
        return (board, edit) -> new Asking(seat, board, pen).check(edit);
    }

    private void requires(Board board, Edit edit) throws Refusal {
        boolean lacks = edit instanceof Edit.Create create ? !method.isComplete(create.type(), create.fields())
                : edit instanceof Edit.Set set && Method.isNothing(set.value()) && board.item(set.item())
                        .filter(item -> method.requires(item.type(), set.field())).isPresent();
        if (lacks) {
            throw Refusal.invalid("required");
        }
    }

    private static boolean isOpenSession(Item item) {
        return item.type().equals("session") && !item.deleted() && item.fields().containsKey("opened")
                && !item.fields().containsKey("closed");
    }

    private final class Asking {
        private final Seat seat;
        private final Board board;
        private final Pen supposed;

        Asking(Seat seat, Board board, Pen supposed) {
            this.seat = seat;
            this.board = board;
            this.supposed = supposed;
        }

        void check(Edit edit) throws Refusal {
            if (edit instanceof Edit.Create create) {
                create(create);
                return;
            }
            Item item = board.item(edit.item()).orElse(null);
            if (item == null || !method.knows(item.type())) {
                return;
            }
            if (edit instanceof Edit.Set set) {
                value(item, set.field(), set.value());
                value(item, set.field(), item.fields().get(set.field()));
                write(item, set.field());
                bounds.checkAnswer(board, item.id(), item.type(), set.field(), set.value(),
                        item.fields().get(set.field()));
            } else if (edit instanceof Edit.Change change) {
                write(item, change.field());
            } else if (edit instanceof Edit.Type type) {
                write(item, type.field());
            } else if (edit instanceof Edit.Move move) {
                ask(Deed.MOVE, item, method.part(item.type()), locked(item.id()) || locked(move.parent()));
                if (move.parent() != null && board.hidden(move.parent()) && !board.hidden(item.id())) {
                    // Nobody sees it there: that is deleting it.
                    ask(Deed.DELETE, item, method.part(item.type()), locked(item.id()));
                }
            } else {
                ask(deed(edit), item, method.part(item.type()), locked(item.id()));
            }
        }

        private static Deed deed(Edit edit) {
            return edit instanceof Edit.AddLink ? Deed.LINK : edit instanceof Edit.Unlink ? Deed.UNLINK
                    : edit instanceof Edit.Delete ? Deed.DELETE : Deed.RESTORE;
        }

        private void create(Edit.Create create) throws Refusal {
            String type = create.type();
            if (!method.knows(type)) {
                return;
            }
            if (!method.standsAt(seat.table().wire(), type)) {
                // What is written at the other table does not exist at this one.
                throw Refusal.invalid("unknown_type");
            }
            boolean locked = locked(create.parent());
            own(Deed.CREATE, method.part(type), locked);
            bounds.checkAfter(board, type);
            if (method.part(type).equals(Part.HAND.wire()) && !seat.has(Right.LEAD)) {
                oneHand(create.parent());
            }
            for (Map.Entry<String, Object> field : create.fields().entrySet()) {
                String part = method.part(type, field.getKey(), field.getValue());
                if (!part.equals(method.part(type))) {
                    own(Deed.WRITE, part, locked);
                }
                bounds.checkAnswer(board, create.item(), type, field.getKey(), field.getValue(), null);
            }
        }

        /** One hand at a time, and so many times that nobody fills a board with them: what is taken down stays there. */
        private void oneHand(UUID session) throws Refusal {
            List<Item> raised = board.children(session).stream().filter(item -> item.type().equals("hand")
                    && item.by() == seat.person().number()).toList();
            if (raised.stream().anyMatch(hand -> !hand.deleted() && !hand.fields().containsKey("spoke"))) {
                throw Refusal.invalid("hand_up");
            }
            if (raised.size() >= MOST_HANDS) {
                throw Refusal.tooLarge("too_many_hands");
            }
        }

        private void own(Deed deed, String part, boolean locked) throws Refusal {
            Permissions.check(seat.asker(), deed,
                    new Permissions.About(Part.of(part), seat.person().party(), true, locked), now());
        }

        private void write(Item item, String field) throws Refusal {
            ask(field.indexOf('@') < 0 ? Deed.WRITE : Deed.TRANSLATE, item, method.part(item.type(), field),
                    locked(item.id()));
        }

        /** An answer that only some may give is theirs to take back too. */
        private void value(Item item, String field, Object value) throws Refusal {
            String part = method.part(item.type(), field, value);
            if (!part.equals(method.part(item.type(), field))) {
                ask(Deed.WRITE, item, part, locked(item.id()));
            }
        }

        private void ask(Deed deed, Item item, String part, boolean locked) throws Refusal {
            boolean mentees = deed == Deed.DELETE && (holdsMentees(item)
                    || seat.person().role() != Role.MENTEE && saysMentees(item));
            Party author = mentees ? Party.MENTEE : rosters.party(seat.programme(), item.by());
            boolean own = !mentees && item.by() == seat.person().number();
            Permissions.check(seat.asker(), deed, new Permissions.About(Part.of(part), author, own, locked), now());
        }

        /** What is below an item goes with it: where the mentee city wrote some of that, the whole is theirs to delete. */
        private boolean holdsMentees(Item item) {
            return board.children(item.id()).stream()
                    .anyMatch(below -> !below.deleted()
                            && (isMentees(below) || saysMentees(below) || holdsMentees(below)));
        }

        /** One sheet has words of several: whoever put it there has not written what the mentee city says in it. */
        private boolean saysMentees(Item item) {
            return !MENTEES.contains(method.part(item.type())) && item.fields().entrySet().stream()
                    .anyMatch(field -> MENTEES.contains(method.part(item.type(), field.getKey()))
                            && method.isSaid(item.type(), field.getKey(), field.getValue()));
        }

        private boolean isMentees(Item item) {
            Party author = rosters.party(seat.programme(), item.by());
            return item.by() != seat.person().number() && (author == null || author == Party.MENTEE);
        }

        private Permissions.Now now() {
            Item programme = board.children(null).stream().filter(item -> item.type().equals("programme")).findFirst()
                    .orElse(null);
            Pen pen = programme == null ? Pen.MENTEE : Pen.of((String) programme.fields().get("pen"));
            return new Permissions.Now(supposed != null ? supposed : pen,
                    programme != null && board.children(programme.id()).stream().anyMatch(Permits::isOpenSession));
        }

        private boolean locked(UUID id) {
            for (UUID at = id; at != null; ) {
                Item item = board.item(at).orElse(null);
                if (item == null) {
                    return false;
                }
                if (Boolean.TRUE.equals(item.fields().get("lock"))) {
                    return true;
                }
                at = item.parent();
            }
            return false;
        }
    }
}

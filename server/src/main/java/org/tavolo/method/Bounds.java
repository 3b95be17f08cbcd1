package org.tavolo.method;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;

/**
 * Judges what types say of how many there may be ({@link ItemType.Most}), of what there must be before an answer
 * ({@link ItemType.Without}) and before one is made ({@link ItemType.After}), on the board as it stands at an edit's
 * turn; changes nothing. Deleted items do not count.
 */
public final class Bounds {
    private final Method method;

    public Bounds(Method method) {
        this.method = method;
    }

    /**
     * How many there may be, once all edits of a submission are done: one may leave in it for another to come. Asked of
     * everybody's, the server's own too, so that what two people bring at once does not exceed it either.
     *
     * @throws Refusal with the reason that the type names, and the index of the last edit that brought one too many
     */
    public void checkMost(Board board, List<Edit> done) throws Refusal {
        for (int at = done.size() - 1; at >= 0; at--) {
            Edit edit = done.get(at);
            Item item = board.item(edit.item()).orElseThrow();
            ItemType type = method.type(item.type());
            if (type == null || type.most() == null || !brings(edit, type.most()) || !counts(item, type.most())) {
                continue;
            }
            long there = board.children(item.parent()).stream()
                    .filter(one -> one.type().equals(item.type()) && counts(one, type.most())).count();
            if (there > type.most().count()) {
                throw Refusal.invalid(type.most().reason()).at(at);
            }
        }
    }

    /** Whether it may have made one more there in that state than there were. */
    private static boolean brings(Edit done, ItemType.Most most) {
        return done instanceof Edit.Create
                || done instanceof Edit.Restore restore && !restore.noop()
                || done instanceof Edit.Move move && !Objects.equals(move.parent(), move.wasParent())
                || done instanceof Edit.Set set && set.field().equals(most.field())
                && !Objects.equals(set.value(), set.was());
    }

    /**
     * That a table has one of what there is one of, and a sheet one of what stands within it, once all edits of a
     * submission are done.
     *
     * @throws Refusal {@code already_there}, with the index of the last edit that brought a second one
     */
    public void checkAlone(Board board, List<Edit> done) throws Refusal {
        for (int at = done.size() - 1; at >= 0; at--) {
            Edit edit = done.get(at);
            boolean brings = edit instanceof Edit.Create || edit instanceof Edit.Restore restore && !restore.noop()
                    || edit instanceof Edit.Move move && !Objects.equals(move.parent(), move.wasParent());
            Item item = board.item(edit.item()).orElseThrow();
            if (brings && !item.deleted() && isAlone(board, item) && board.children(item.parent()).stream()
                    .anyMatch(one -> one != item && one.type().equals(item.type()) && !one.deleted())) {
                throw Refusal.invalid("already_there").at(at);
            }
        }
    }

    private boolean isAlone(Board board, Item item) {
        if (item.parent() == null) {
            return method.alone(item.type());
        }
        ItemType above = method.type(board.item(item.parent()).orElseThrow().type());
        return above != null && above.sections().stream().anyMatch(section -> item.type().equals(section.within()));
    }

    private static boolean counts(Item item, ItemType.Most most) {
        return !item.deleted() && is(item, most.field(), most.is());
    }

    /**
     * Whether there is below an item what an answer asks for. Asked when somebody gives the answer, and only then: that
     * the last of these rows goes later takes no answer back and refuses nobody anything, which is for the page to warn
     * of; and what the server makes as it was is as it was.
     *
     * @param item which need not be there yet: then there is nothing below it
     * @param given what is given already; null when nothing is
     * @throws Refusal with the reason that the answer names
     */
    public void checkAnswer(Board board, UUID item, String type, String field, Object value, Object given)
            throws Refusal {
        ItemType known = method.type(type);
        if (known == null || value == null || value.equals(given)) {
            return;
        }
        for (ItemType.Field one : known.fields()) {
            for (ItemType.Option option : one.options()) {
                if (one.name().equals(field) && option.value().equals(value) && option.without() != null
                        && board.children(item).stream().noneMatch(row -> answers(row, option.without()))) {
                    throw Refusal.invalid(option.without().reason());
                }
            }
        }
    }

    /**
     * Whether what somebody makes comes after what its type says it comes after. Asked when somebody makes one, and only
     * then, as for answers.
     *
     * @throws Refusal with the reason that the type names
     */
    public void checkAfter(Board board, String type) throws Refusal {
        ItemType known = method.type(type);
        if (known == null) {
            return;
        }
        for (ItemType.After after : known.after()) {
            if (board.items().stream().noneMatch(item -> after.any().stream().anyMatch(one -> isWritten(item, one))
                    && !board.hidden(item.id()))) {
                throw Refusal.invalid(after.reason());
            }
        }
    }

    private static boolean isWritten(Item item, ItemType.Written written) {
        return item.type().equals(written.type()) && (written.field() == null
                || item.fields().get(written.field()) instanceof String text && !text.isBlank());
    }

    private static boolean answers(Item row, ItemType.Without without) {
        return !row.deleted() && row.type().equals(without.rows()) && is(row, without.field(), without.is())
                && (without.also() == null || is(row, without.also().field(), without.also().is()));
    }

    private static boolean is(Item item, String field, Object said) {
        return (said instanceof Integer whole ? Long.valueOf(whole) : said).equals(item.fields().get(field));
    }
}

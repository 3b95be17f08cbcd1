package org.tavolo.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tavolo.board.Edit;
import org.tavolo.board.TextOp;

/**
 * Whether numbered edits are these submitted ones (S3). Exact, because the submitted edits are rebased to the very
 * place where the revision was numbered; only of set fields, whose numbered form is narrowed, it sees what is left.
 */
final class Sameness {
    private Sameness() {
    }

    static boolean of(List<Edit> submitted, List<Edit> numbered, long at) {
        if (submitted.size() != numbered.size()) {
            return false;
        }
        for (int i = 0; i < submitted.size(); i++) {
            if (!of(submitted.get(i), numbered.get(i), at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean of(Edit mine, Edit numbered, long at) {
        if (mine.getClass() != numbered.getClass() || !mine.item().equals(numbered.item())) {
            return false;
        }
        if (mine instanceof Edit.Create a && numbered instanceof Edit.Create b) {
            return same(a.type(), b.type()) && same(a.parent(), b.parent()) && same(a.place(), b.place())
                    && sameFields(plain(a.fields()), plain(b.fields()), at);
        }
        if (mine instanceof Edit.Set a && numbered instanceof Edit.Set b) {
            return a.field().equals(b.field()) && sameValue(a.value(), b.value(), at);
        }
        if (mine instanceof Edit.Change a && numbered instanceof Edit.Change b) {
            return a.field().equals(b.field()) && a.add().containsAll(b.add()) && a.remove().containsAll(b.remove());
        }
        if (mine instanceof Edit.Type a && numbered instanceof Edit.Type b) {
            return a.field().equals(b.field()) && plain(a.op()).equals(plain(b.op()));
        }
        if (mine instanceof Edit.AddLink a && numbered instanceof Edit.AddLink b) {
            return a.relation().equals(b.relation()) && a.to().equals(b.to());
        }
        if (mine instanceof Edit.Unlink a && numbered instanceof Edit.Unlink b) {
            return a.relation().equals(b.relation()) && a.to().equals(b.to());
        }
        if (mine instanceof Edit.Move a && numbered instanceof Edit.Move b) {
            return same(a.parent(), b.parent()) && same(a.place(), b.place());
        }
        return true;
    }

    private static boolean sameFields(Map<String, Object> mine, Map<String, Object> numbered, long at) {
        return mine.keySet().equals(numbered.keySet())
                && mine.keySet().stream().allMatch(field -> sameValue(mine.get(field), numbered.get(field), at));
    }

    /** A moment that was left to the server is the one of the revision. */
    private static boolean sameValue(Object mine, Object numbered, long at) {
        return same(mine, numbered) || Long.valueOf(0).equals(mine) && Long.valueOf(at).equals(numbered);
    }

    private static boolean same(Object a, Object b) {
        return a == null ? b == null : a.equals(b);
    }

    /** Parts without the text of deletions. */
    private static List<Object> plain(TextOp op) {
        List<Object> plain = new ArrayList<>();
        for (TextOp.Part part : op.parts()) {
            plain.add(part instanceof TextOp.Delete delete ? new TextOp.Delete(delete.length()) : part);
        }
        return plain;
    }

    /** Fields without empty ones (M3), sets in order and without doubles (M4). */
    private static Map<String, Object> plain(Map<String, Object> fields) {
        Map<String, Object> plain = new HashMap<>();
        if (fields != null) {
            fields.forEach((field, value) -> {
                Object one = value instanceof Collection<?> many ? many.stream().distinct().sorted().toList() : value;
                if (one != null && !one.equals("") && !one.equals(List.of())) {
                    plain.put(field, one);
                }
            });
        }
        return plain;
    }
}

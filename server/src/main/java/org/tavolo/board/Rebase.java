package org.tavolo.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rebasing over what was sequenced meanwhile: only text operations on the same field change (E11). */
public final class Rebase {
    private Rebase() {
    }

    /**
     * Both sides of a rebase.
     *
     * @param mine   what spoke of the base, as it reads after theirs
     * @param theirs what was sequenced, as it reads after mine
     */
    public record Crossed(List<Edit> mine, List<Edit> theirs) {}

    private record Field(UUID item, String name) {}

    /** The edits of a submission as they read after the numbered edits sequenced since its base, in that order. */
    public static List<Edit> over(List<Edit> submitted, List<Edit> earlier) {
        return cross(submitted, earlier).mine();
    }

    /**
     * Both sides of the rebase, one edit at a time, never over a composition: composing first can break ties otherwise
     * than the other side does. Each of theirs passes all of mine on its field, so that the second of mine meets it as
     * it reads after the first.
     */
    public static Crossed cross(List<Edit> mine, List<Edit> theirs) {
        List<Edit> left = new ArrayList<>(mine);
        List<Edit> passed = new ArrayList<>(theirs.size());
        Map<Field, List<Integer>> typed = new HashMap<>();
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) instanceof Edit.Type type) {
                typed.computeIfAbsent(new Field(type.item(), type.field()), field -> new ArrayList<>()).add(i);
            }
        }
        for (Edit their : theirs) {
            if (!(their instanceof Edit.Type type)) {
                passed.add(their);
                continue;
            }
            TextOp op = type.op();
            for (int i : typed.getOrDefault(new Field(type.item(), type.field()), List.of())) {
                Edit.Type mineNow = (Edit.Type) left.get(i);
                TextOp own = mineNow.op();
                // Changed and changed back, the text reads the same, but its words are others.
                String of = mineNow.of() == null ? null : Edit.Type.GONE;
                left.set(i, new Edit.Type(type.item(), type.field(), own.transform(op), of));
                op = op.transform(own, TextOp.Side.LEFT);
            }
            passed.add(new Edit.Type(type.item(), type.field(), op));
        }
        return new Crossed(List.copyOf(left), List.copyOf(passed));
    }
}

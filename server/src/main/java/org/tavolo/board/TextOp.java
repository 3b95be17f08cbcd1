package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A change of a text (E2): parts that walk over it from its start, counted in code points; what follows the last part
 * stays. Immutable. Semantics of the npm package <a href="https://github.com/ottypes/text">ot-text-unicode</a> 4.0 by
 * Joseph Gentle, against which it is tested differentially.
 */
public final class TextOp {
    /** Most code points that the parts of one operation may speak of; far above any text, far below overflow. */
    static final int LONGEST = 1_000_000;

    /** Changes nothing. */
    public static final TextOp NOTHING = new TextOp(List.of());

    /** Which of two inserts at one place stands first. */
    public enum Side { LEFT, RIGHT }

    /** One part; lengths are at least 1. */
    public sealed interface Part {
        /** Length in code points. */
        int length();
    }

    /** Leaves so many code points. */
    public record Skip(int length) implements Part {}

    /** Puts text in. */
    public record Insert(String text) implements Part {
        @Override
        public int length() {
            return Text.length(text);
        }
    }

    /** Takes so many code points out. @param text what is taken out, or null when not known */
    public record Delete(int length, String text) implements Part {
        public Delete(int length) {
            this(length, null);
        }

        public Delete(String text) {
            this(Text.length(text), text);
        }
    }

    private final List<Part> parts;

    private TextOp(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Checks and normalises what somebody submitted: neighbours of one kind are merged, a trailing skip is dropped.
     *
     * @throws Refusal {@code invalid_op} for empty or negative parts and operations beyond {@value #LONGEST} code
     *                 points, {@code invalid_text} for text that E3 does not allow
     */
    public static TextOp of(List<? extends Part> parts) throws Refusal {
        long total = 0;
        Builder builder = new Builder();
        for (Part part : parts) {
            if (part instanceof Insert insert) {
                Text.check(insert.text());
            } else if (part instanceof Delete delete && delete.text() != null) {
                Text.check(delete.text());
                if (Text.length(delete.text()) != delete.length()) {
                    throw Refusal.invalid("invalid_op");
                }
            }
            total += part.length();
            if (part.length() <= 0 || total > LONGEST) {
                throw Refusal.invalid("invalid_op");
            }
            builder.add(part);
        }
        return builder.build();
    }

    /** The shortest single replacement that turns one text into the other; takes out text by its words. */
    public static TextOp between(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int start = 0;
        while (start < most && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < most - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        if (end > 0 && Character.isLowSurrogate(before.charAt(before.length() - end))) {
            end--;
        }
        Builder builder = new Builder();
        builder.skip(before.codePointCount(0, start));
        builder.insert(after.substring(start, after.length() - end));
        builder.delete(before.substring(start, before.length() - end));
        return builder.build();
    }

    /** The parts in order, normalised. */
    public List<Part> parts() {
        return parts;
    }

    public boolean isNothing() {
        return parts.isEmpty();
    }

    /** @throws Refusal {@code invalid_op} when it runs past the end of the text */
    public String apply(String text) throws Refusal {
        StringBuilder result = new StringBuilder(text.length() + 16);
        int position = 0;
        for (Part part : parts) {
            if (part instanceof Insert insert) {
                result.append(insert.text());
                continue;
            }
            int end = advance(text, position, part.length());
            if (part instanceof Skip) {
                result.append(text, position, end);
            }
            position = end;
        }
        return result.append(text, position, text.length()).toString();
    }

    /**
     * The same operation with the text of every deletion, taken from the text it is applied to.
     *
     * @throws Refusal {@code invalid_op} when it runs past the end of the text
     */
    public TextOp invertible(String before) throws Refusal {
        Builder builder = new Builder();
        int position = 0;
        for (Part part : parts) {
            if (part instanceof Insert) {
                builder.add(part);
                continue;
            }
            int end = advance(before, position, part.length());
            builder.add(part instanceof Skip ? part : new Delete(part.length(), before.substring(position, end)));
            position = end;
        }
        return builder.build();
    }

    /**
     * The operation that takes this one back.
     *
     * @throws IllegalStateException when a deletion has no text ({@link #invertible} was not called)
     */
    public TextOp invert() {
        Builder builder = new Builder();
        for (Part part : parts) {
            if (part instanceof Insert insert) {
                builder.delete(insert.text());
            } else if (part instanceof Delete delete) {
                if (delete.text() == null) {
                    throw new IllegalStateException("a deletion without its text cannot be inverted");
                }
                builder.insert(delete.text());
            } else {
                builder.add(part);
            }
        }
        return builder.build();
    }

    /** This operation as it reads after another one that was sequenced earlier, whose inserts stay left (E11). */
    public TextOp transform(TextOp earlier) {
        return transform(earlier, Side.RIGHT);
    }

    /** This operation as it reads after the other one was applied; both speak of the same text. */
    public TextOp transform(TextOp other, Side side) {
        Builder builder = new Builder();
        Reader mine = new Reader(parts);
        for (Part part : other.parts) {
            if (part instanceof Insert) {
                if (side == Side.LEFT && mine.next() instanceof Insert) {
                    builder.add(mine.take());
                }
                builder.skip(part.length());
                continue;
            }
            int left = part.length();
            while (left > 0) {
                if (mine.next() instanceof Insert) {
                    builder.add(mine.take());
                    continue;
                }
                Part taken = mine.take(left);
                if (part instanceof Skip) {
                    builder.add(taken);
                }
                left -= taken.length();
            }
        }
        return builder.rest(mine).build();
    }

    /** One operation that does what this one and then the next one do. */
    public TextOp compose(TextOp next) {
        Builder builder = new Builder();
        Reader mine = new Reader(parts);
        for (Part part : next.parts) {
            if (part instanceof Insert) {
                builder.add(part);
                continue;
            }
            Part rest = part;
            while (rest != null) {
                if (mine.next() instanceof Delete) {
                    builder.add(mine.take());
                    continue;
                }
                Part taken = mine.take(rest.length());
                if (part instanceof Skip) {
                    builder.add(taken);
                } else if (taken instanceof Skip) {
                    builder.add(head(rest, taken.length()));
                }
                rest = tail(rest, taken.length());
            }
        }
        return builder.rest(mine).build();
    }

    /** A position in the text as it stands after this operation; what is inserted exactly there stays behind it. */
    public int transform(int position) {
        int at = 0;
        int result = position;
        for (Part part : parts) {
            if (at >= result) {
                break;
            }
            if (part instanceof Insert) {
                at += part.length();
                result += part.length();
            } else if (part instanceof Skip) {
                at += part.length();
            } else {
                result -= Math.min(part.length(), result - at);
            }
        }
        return result;
    }

    private static int advance(String text, int position, int codePoints) throws Refusal {
        try {
            return text.offsetByCodePoints(position, codePoints);
        } catch (IndexOutOfBoundsException beyond) {
            throw Refusal.invalid("invalid_op");
        }
    }

    private static Part head(Part part, int length) {
        if (length >= part.length()) {
            return part;
        }
        if (part instanceof Insert insert) {
            return new Insert(insert.text().substring(0, insert.text().offsetByCodePoints(0, length)));
        }
        if (part instanceof Delete delete && delete.text() != null) {
            return new Delete(length, delete.text().substring(0, delete.text().offsetByCodePoints(0, length)));
        }
        return part instanceof Skip ? new Skip(length) : new Delete(length);
    }

    /** What follows the head, or null when nothing does. */
    private static Part tail(Part part, int length) {
        int rest = part.length() - length;
        if (rest <= 0) {
            return null;
        }
        if (part instanceof Insert insert) {
            return new Insert(insert.text().substring(insert.text().offsetByCodePoints(0, length)));
        }
        if (part instanceof Delete delete && delete.text() != null) {
            return new Delete(rest, delete.text().substring(delete.text().offsetByCodePoints(0, length)));
        }
        return part instanceof Skip ? new Skip(rest) : new Delete(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextOp op && op.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts);
    }

    /** Says how much, never what: it may stand in a log. */
    @Override
    public String toString() {
        return "TextOp of " + parts.size() + " parts";
    }

    /** Walks over parts, giving out pieces; behind the last part there are skips for ever. */
    private static final class Reader {
        private final List<Part> parts;
        private int index;
        private Part current;

        Reader(List<Part> parts) {
            this.parts = parts;
            this.current = parts.isEmpty() ? null : parts.get(0);
        }

        Part next() {
            return current;
        }

        Part take() {
            Part whole = current;
            index++;
            current = index < parts.size() ? parts.get(index) : null;
            return whole;
        }

        Part take(int most) {
            if (current == null) {
                return new Skip(most);
            }
            if (current.length() <= most) {
                return take();
            }
            Part piece = head(current, most);
            current = tail(current, most);
            return piece;
        }
    }

    private static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        void skip(int length) {
            if (length > 0) {
                add(new Skip(length));
            }
        }

        void insert(String text) {
            if (!text.isEmpty()) {
                add(new Insert(text));
            }
        }

        void delete(String text) {
            if (!text.isEmpty()) {
                add(new Delete(text));
            }
        }

        void add(Part part) {
            Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (last == null || last.getClass() != part.getClass()) {
                parts.add(part);
            } else {
                parts.set(parts.size() - 1, merge(last, part));
            }
        }

        private static Part merge(Part first, Part second) {
            if (first instanceof Insert a && second instanceof Insert b) {
                return new Insert(a.text() + b.text());
            }
            if (first instanceof Delete a && second instanceof Delete b) {
                return a.text() != null && b.text() != null
                        ? new Delete(a.text() + b.text())
                        : new Delete(a.length() + b.length());
            }
            return new Skip(first.length() + second.length());
        }

        Builder rest(Reader reader) {
            while (reader.next() != null) {
                add(reader.take());
            }
            return this;
        }

        TextOp build() {
            if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof Skip) {
                parts.remove(parts.size() - 1);
            }
            return parts.isEmpty() ? NOTHING : new TextOp(List.copyOf(parts));
        }
    }
}

package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random texts and operations made of what breaks text code: astral characters, joiners, marks, both directions. */
final class RandomText {
    private static final String[] PIECES = {"a", "b", "e", "Z", " ", "\n", "\t", "é", "e\u0301", "ß", "\u0308", "\u0323",
        "中", "𠮷", "😀", "👩\u200D👩\u200D👧", "👍🏽", "🇮🇹", "🏴\uDB40\uDC67\uDB40\uDC7F", "\uFE0F", "\u200D", "שלום", "مرحبا",
        "\u202E", "\u200F", "हि", "ก็", "\uFEFF", "\uFFFD", "\uE000", "\uFFFF", "\uDBFF\uDFFF", "<b>", "\\", "\""};

    private final Random random;

    RandomText(Random random) {
        this.random = random;
    }

    String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Parts that fit the text, not always normalised, deletions with and without their text. */
    List<TextOp.Part> parts(String text) {
        List<TextOp.Part> parts = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        int at = 0;
        for (int i = random.nextInt(7); i > 0; i--) {
            int rest = points.length - at;
            int kind = random.nextInt(3);
            if (kind == 0) {
                parts.add(new TextOp.Insert(PIECES[random.nextInt(PIECES.length)] + text(2)));
            } else if (rest > 0) {
                int length = 1 + random.nextInt(Math.min(rest, 6));
                String taken = new String(points, at, length);
                parts.add(kind == 1 ? new TextOp.Skip(length)
                        : random.nextBoolean() ? new TextOp.Delete(taken) : new TextOp.Delete(length));
                at += length;
            }
        }
        return parts;
    }

    TextOp op(String text) {
        try {
            return TextOp.of(parts(text));
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }
}

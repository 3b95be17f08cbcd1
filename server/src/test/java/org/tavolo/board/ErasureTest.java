package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one person wrote is taken out of a board and its past, and nothing else; seeded, the seed is printed. */
class ErasureTest {
    private static final int HISTORIES = Integer.getInteger("histories", 150);
    private static final int STEPS = 60;
    /** Nobody writes with anybody else's letters; those of the third take two UTF-16 units each. */
    private static final String[] ALPHABETS = {"", "αβγδεζηθ", "абвгдежз", "𐌀𐌁𐌂𐌃𐌄𐌅𐌆𐌇"};
    private static final UUID ITEM = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    private final Rules rules = new ToyRules();
    private Board board = new Board(rules);
    private List<Revision> journal = new ArrayList<>();

    @Test
    void ofARandomHistoryNothingOfTheErasedIsLeftAndAllOfTheOthersIs() {
        long seed = Long.getLong("tavolo.seed", System.nanoTime());
        System.out.println("histories with somebody erased: -Dtavolo.seed=" + seed);
        int erased = 0;
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(seed + history);
            board = new Board(rules);
            journal = new ArrayList<>();
            new Writers(random).write();
            int person = 1 + random.nextInt(3);
            String told = "-Dtavolo.seed=" + (seed + history) + ", person " + person;
            Map<String, String> before = others(board, person);
            Board rewritten = erase(person, told);
            assertEquals(before, others(rewritten, person), told);
            erased += journal.size();
        }
        assertTrue(erased > HISTORIES * STEPS / 2, "most edits were refused");
    }

    /** Erases by the rules of a server: an edit forward, then the journal anew. @return the board as it reads then */
    private Board erase(int person, String told) {
        List<Edit> forward = read(person).forward();
        if (!forward.isEmpty()) {
            submit(person, forward);
        }
        assertEquals(List.of(), read(person).forward(), told);
        Erasure erasure = new Erasure(rules, person, (type, field) -> false);
        List<Revision> anew = journal.stream().map(erasure::next).toList();
        Board rewritten = new Board(rules);
        anew.forEach(rewritten::replay);
        assertEquals(BoardJson.json(board.items()), BoardJson.json(rewritten.items()), told);
        assertEquals(BoardJson.json(board.items()),
                BoardJson.json(erasure.after(new UUID(0, 2), journal.size(), 2).items()), told);
        for (int i = 0; i < anew.size(); i++) {
            Revision was = journal.get(i);
            Revision is = anew.get(i);
            assertEquals(was.client() + " " + was.n() + " " + was.by() + " " + was.at() + " " + was.edits().size(),
                    is.client() + " " + is.n() + " " + is.by() + " " + is.at() + " " + is.edits().size(), told);
            assertEquals("", letters(person, is.edits()), told + ", revision " + was.rev());
            for (int other = 1; other <= 3; other++) {
                if (other != person) {
                    assertEquals(letters(other, was.edits()), letters(other, is.edits()), told);
                }
            }
        }
        assertUntouchedTheSecondTime(person, anew);
        return rewritten;
    }

    private void assertUntouchedTheSecondTime(int person, List<Revision> anew) {
        Erasure again = new Erasure(rules, person, (type, field) -> false);
        anew.forEach(revision -> assertSame(revision, again.next(revision)));
        assertEquals(List.of(), again.forward());
    }

    private Erasure read(int person) {
        Erasure erasure = new Erasure(rules, person, (type, field) -> false);
        journal.forEach(erasure::next);
        return erasure;
    }

    /** The letters of one person in whatever edits hold, in their order; of sets sorted, since a set has none. */
    private static String letters(int person, List<Edit> edits) {
        StringBuilder found = new StringBuilder();
        edits.forEach(edit -> {
            if (edit instanceof Edit.Create create) {
                create.fields().values().forEach(value -> found.append(letters(person, value)));
            } else if (edit instanceof Edit.Set set) {
                found.append(letters(person, set.value())).append(letters(person, set.was()));
            } else if (edit instanceof Edit.Change change) {
                found.append(letters(person, change.add())).append(letters(person, change.remove()));
            } else if (edit instanceof Edit.Type type) {
                type.op().parts().forEach(part -> found.append(letters(person, part instanceof TextOp.Insert insert
                        ? insert.text() : part instanceof TextOp.Delete delete ? delete.text() : "")));
            }
        });
        return found.toString();
    }

    private static String letters(int person, Object value) {
        return String.valueOf(value).codePoints().filter(point -> ALPHABETS[person].indexOf(point) >= 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Everything on a board that somebody else wrote. */
    private static Map<String, String> others(Board board, int person) {
        Map<String, String> left = new TreeMap<>();
        board.items().forEach(item -> item.fields().forEach((field, value) -> {
            StringBuilder written = new StringBuilder();
            for (int other = 1; other <= 3; other++) {
                written.append(other == person ? "" : letters(other, value));
            }
            if (!written.isEmpty()) {
                left.put(item.id() + " " + field, written.toString());
            }
        }));
        return left;
    }

    private Revision submit(int by, List<Edit> edits) {
        try {
            int rev = journal.size() + 1;
            Revision revision = new Revision(rev, new UUID(9, by), rev, by, rev, board.applyAll(edits, by, rev));
            board.settle();
            journal.add(revision);
            return revision;
        } catch (Refusal refusal) {
            return null;
        }
    }

    /** Three people who write, each with their own letters, and take back what they did. */
    private final class Writers {
        private final Random random;
        private final RandomEdits edits;
        private final Map<Integer, List<Revision>> done = new HashMap<>();

        Writers(Random random) {
            this.random = random;
            this.edits = new RandomEdits(random);
        }

        void write() {
            for (int step = 0; step < STEPS; step++) {
                int by = 1 + random.nextInt(3);
                List<Revision> mine = done.computeIfAbsent(by, ignored -> new ArrayList<>());
                List<Edit> next = random.nextInt(6) == 0 && !mine.isEmpty() ? undo(mine.remove(mine.size() - 1))
                        : edits.submission(board, 2).stream().map(edit -> own(edit, by)).toList();
                Revision revision = next.isEmpty() ? null : submit(by, next);
                if (revision != null) {
                    mine.add(revision);
                }
            }
        }

        /** Only what takes out more than a letter: one letter that comes back is nobody's quotation. */
        private List<Edit> undo(Revision revision) {
            List<Edit> back = Inverse.of(revision.edits(), board).stream()
                    .filter(edit -> edit instanceof Edit.Type type && type.op().parts().stream()
                            .noneMatch(part -> part instanceof TextOp.Insert && part.length() < 2)
                            || edit instanceof Edit.Set || edit instanceof Edit.Change).toList();
            List<Edit> since = journal.subList((int) revision.rev(), journal.size()).stream()
                    .flatMap(each -> each.edits().stream()).toList();
            return Rebase.over(back, since);
        }

        private Edit own(Edit edit, int by) {
            if (edit instanceof Edit.Create create) {
                Map<String, Object> fields = new TreeMap<>();
                create.fields().forEach((name, value) -> fields.put(name, own(value, by)));
                return new Edit.Create(create.item(), create.type(), create.parent(), create.place(), fields, null, null);
            } else if (edit instanceof Edit.Set set && set.value() instanceof String && !set.field().equals("state")) {
                return new Edit.Set(set.item(), set.field(), own(set.value(), by), null);
            } else if (edit instanceof Edit.Change change) {
                List<String> there = Board.set(board.item(change.item()).orElseThrow(), change.field());
                List<String> some = there.stream().filter(member -> random.nextInt(3) == 0).toList();
                return new Edit.Change(change.item(), change.field(), random.nextBoolean() ? List.of()
                        : List.of(word(by, 2)), some);
            } else if (edit instanceof Edit.Type type) {
                try {
                    return new Edit.Type(type.item(), type.field(), TextOp.of(type.op().parts().stream()
                            .map(part -> part instanceof TextOp.Insert insert
                                    ? new TextOp.Insert(word(by, Text.length(insert.text()))) : part).toList()));
                } catch (Refusal refusal) {
                    throw new AssertionError(refusal);
                }
            }
            return edit;
        }

        private Object own(Object value, int by) {
            return value instanceof String text ? word(by, Text.length(text))
                    : value instanceof List<?> list ? list.stream().map(member -> word(by, 3)).distinct().toList() : value;
        }

        private String word(int by, int length) {
            int[] alphabet = ALPHABETS[by].codePoints().toArray();
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < length; i++) {
                word.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            return word.toString();
        }
    }

    // By name

    private void note(int by, UUID id, String text) {
        submit(by, List.of(new Edit.Create(id, "note", null, Place.LAST, Map.of("text", text), null, null)));
    }

    private void text(int by, String text) {
        submit(by, List.of(new Edit.Type(ITEM, "text", TextOp.between(Board.text(board.item(ITEM).orElseThrow(), "text"),
                text))));
    }

    private String text() {
        return Board.text(board.item(ITEM).orElseThrow(), "text");
    }

    @Test
    void aNoteInWhichNobodyElseWroteGoesAndOneInWhichSomebodyDidKeepsTheirWords() {
        note(1, ITEM, "αβ γδ");
        note(1, OTHER, "εζ");
        text(2, "αβ где γδ");
        erase(1, "by name");
        assertEquals("где ", text());
        assertFalse(board.item(ITEM).orElseThrow().deleted());
        assertTrue(board.item(OTHER).orElseThrow().deleted());
        assertEquals(Map.of(), board.item(OTHER).orElseThrow().fields());
    }

    @Test
    void anItemUnderWhichSomethingOfOthersHangsStaysWithoutItsWords() {
        note(1, ITEM, "αβ");
        submit(2, List.of(new Edit.Create(OTHER, "note", ITEM, Place.LAST, Map.of("text", "где"), null, null)));
        erase(1, "by name");
        assertFalse(board.hidden(OTHER));
        assertEquals(Map.of(), board.item(ITEM).orElseThrow().fields());
    }

    /** Found by -Dtavolo.seed=21070957744804. */
    @Test
    void whatIsPutBackFromTwoPlacesBetweenWhichTheSameStepTakesSomethingOutIsItsFirstWriters() throws Refusal {
        note(1, ITEM, "γζεθδε");
        op(2, new TextOp.Delete(2), new TextOp.Skip(2), new TextOp.Delete(2), new TextOp.Insert("ееезжба"));
        op(1, new TextOp.Insert("ηη"), new TextOp.Delete(2));
        op(1, new TextOp.Delete(2), new TextOp.Insert("εθ"));
        op(2, new TextOp.Skip(2), new TextOp.Insert("γζδε"), new TextOp.Delete(7));
        erase(1, "by name");
        assertEquals("", text());
    }

    private void op(int by, TextOp.Part... parts) throws Refusal {
        submit(by, List.of(new Edit.Type(ITEM, "text", TextOp.of(List.of(parts)))));
    }

    @Test
    void whatSomebodyElsePutsBackIsItsFirstWriters() {
        note(2, ITEM, "где ");
        text(1, "где αβγδεζηθαβγδεζηθ");
        text(1, "где αβγδεζηθαβγδεζηθ ζηθ");
        // The third takes it out letter by letter, and the second makes the whole as it was.
        for (String text = text(); text.length() > 4; text = text.substring(0, text.length() - 1)) {
            text(3, text.substring(0, text.length() - 1));
        }
        text(2, "где αβγδεζηθαβγδεζηθ ζηθ");
        erase(1, "by name");
        assertEquals("где ", text());
    }

    @Test
    void whatIsEverybodysStays() {
        submit(1, List.of(new Edit.Create(ITEM, "area", null, Place.LAST, Map.of("title", "αβγ"), null, null)));
        Erasure erasure = new Erasure(rules, 1, (type, field) -> type.equals("area"));
        journal.forEach(revision -> assertSame(revision, erasure.next(revision)));
        assertEquals(List.of(), erasure.forward());
    }

    @Test
    void marksOfOthersThatWouldPileUpGoWithTheLettersBetweenThem() {
        String marks = "\u0301".repeat(8);
        note(2, ITEM, "г" + marks);
        text(1, "г" + marks + "αβ");
        text(2, "г" + marks + "αβ" + marks);
        erase(1, "by name");
        assertEquals("г" + marks, text());
    }
}

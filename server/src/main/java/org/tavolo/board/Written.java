package org.tavolo.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who wrote each code point of one text. What was taken out is remembered where it stood, since somebody who puts it
 * back did not write it: an undone deletion, or an older state that was restored, belongs to its first writer. As put
 * back counts an insertion that the same person took out, nearby or of at least {@value #OWN} code points; one of at
 * least {@value #WHOLE} that anybody took out; and of a longer one each stretch of at least {@value #STRETCH}.
 */
final class Written {
    private static final int OWN = 2;
    private static final int WHOLE = 4;
    private static final int STRETCH = 12;
    /** How many code points away, at the most, one undoes one's own deletion. */
    private static final int NEARBY = 3;
    /** So many places with the same beginning are compared; more are of texts that repeat themselves. */
    private static final int CANDIDATES = 8;
    /** So many of the newest removals are looked at as the first of those that are taken back together. */
    private static final int REMOVALS = 64;

    /** @param when the how manieth operation took it out */
    private record Gone(int point, int author, int remover, int when) {}

    private static final class Point {
        final int point;
        final int author;
        /** What was taken out right before it. */
        List<Gone> gone = List.of();

        Point(int point, int author) {
            this.point = point;
            this.author = author;
        }
    }

    private record Arrival(int index, int part, int[] text) {}

    /** The last one stands behind the text and is not of it. */
    private List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    private int operations;

    /** The authors of the text as it stands, one for each code point. */
    int[] authors() {
        return points.subList(0, points.size() - 1).stream().mapToInt(point -> point.author).toArray();
    }

    /**
     * Follows a numbered operation.
     *
     * @return for each of its parts the authors of what it puts in or takes out; null for a skip
     */
    List<int[]> apply(TextOp op, int by) {
        int[][] authors = new int[op.parts().size()][];
        List<Arrival> arrivals = new ArrayList<>();
        List<Point> left = new ArrayList<>(points.size());
        List<Gone> gone = new ArrayList<>();
        int at = 0;
        operations++;
        for (int i = 0; i < authors.length; i++) {
            TextOp.Part part = op.parts().get(i);
            if (part instanceof TextOp.Insert insert) {
                arrivals.add(new Arrival(left.size(), i, insert.text().codePoints().toArray()));
                continue;
            }
            List<Point> range = points.subList(at, at + part.length());
            at += part.length();
            if (part instanceof TextOp.Delete) {
                authors[i] = range.stream().mapToInt(point -> point.author).toArray();
                range.forEach(point -> {
                    gone.addAll(point.gone);
                    gone.add(new Gone(point.point, point.author, by, operations));
                });
            } else {
                follow(left, range, gone);
            }
        }
        follow(left, points.subList(at, points.size()), gone);
        points = left;
        for (int i = arrivals.size() - 1; i >= 0; i--) {
            Arrival arrival = arrivals.get(i);
            authors[arrival.part] = writers(arrival, by);
        }
        for (int i = arrivals.size() - 1; i >= 0; i--) {
            Arrival arrival = arrivals.get(i);
            List<Point> fresh = new ArrayList<>(arrival.text.length);
            for (int j = 0; j < arrival.text.length; j++) {
                fresh.add(new Point(arrival.text[j], authors[arrival.part][j]));
            }
            points.addAll(arrival.index, fresh);
        }
        return Arrays.asList(authors);
    }

    private static void follow(List<Point> left, List<Point> range, List<Gone> gone) {
        if (!gone.isEmpty() && !range.isEmpty()) {
            Point first = range.get(0);
            List<Gone> all = new ArrayList<>(gone);
            all.addAll(first.gone);
            first.gone = all;
            gone.clear();
        }
        left.addAll(range);
    }

    private int[] writers(Arrival arrival, int by) {
        int[] text = arrival.text;
        int[] writers = new int[text.length];
        Arrays.fill(writers, by);
        int near = Math.max(0, arrival.index - NEARBY);
        List<Point> nearby = points.subList(near, Math.min(points.size(), arrival.index + NEARBY + 1));
        List<Gone> back = find(text.length >= OWN ? points : nearby, text, by);
        if (back == null && text.length >= WHOLE) {
            back = find(points, text, 0);
        }
        if (back != null) {
            take(back, 0, text.length, writers, 0);
        } else if (text.length > STRETCH) {
            stretches(text, writers);
        }
        return writers;
    }

    /** The text as it was taken out; null when it was not. @param remover 0: whoever took it out */
    private List<Gone> find(List<Point> points, int[] text, int remover) {
        for (Point point : points) {
            if (point.gone.size() >= text.length) {
                List<Gone> found = find(point, text, remover);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /**
     * What had been taken out longer ago was not between them any more: it is overlooked, more and more of it. So is
     * what the same operation takes out: it stood between them until now.
     */
    private List<Gone> find(Point point, int[] text, int remover) {
        int[] since = point.gone.stream().filter(each -> remover == 0 || each.remover == remover)
                .mapToInt(Gone::when).map(when -> -when).sorted().distinct().limit(REMOVALS).toArray();
        for (int when : since) {
            for (int until = operations; until >= operations - 1; until--) {
                int last = until;
                List<Gone> found = in(point.gone.stream().filter(each -> each.when >= -when && each.when <= last
                        && (remover == 0 || each.remover == remover)).toList(), text);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static List<Gone> in(List<Gone> gone, int[] text) {
        for (int from = 0; from + text.length <= gone.size(); from++) {
            int i = 0;
            while (i < text.length && gone.get(from + i).point == text[i]) {
                i++;
            }
            if (i == text.length) {
                return gone.subList(from, from + i);
            }
        }
        return null;
    }

    private static void take(List<Gone> gone, int from, int length, int[] writers, int at) {
        for (int i = 0; i < length; i++) {
            writers[at + i] = gone.get(from + i).author;
        }
    }

    private record Spot(List<Gone> gone, int from) {}

    /** By the first code points of a stretch the places are found where it may stand. */
    private void stretches(int[] text, int[] writers) {
        Map<Integer, List<Spot>> spots = new HashMap<>();
        for (Point point : points) {
            for (int from = 0; from + STRETCH <= point.gone.size(); from++) {
                int beginning = 0;
                for (int i = 0; i < STRETCH; i++) {
                    beginning = 31 * beginning + point.gone.get(from + i).point;
                }
                List<Spot> same = spots.computeIfAbsent(beginning, ignored -> new ArrayList<>(1));
                if (same.size() < CANDIDATES) {
                    same.add(new Spot(point.gone, from));
                }
            }
        }
        for (int at = 0; at + STRETCH <= text.length && !spots.isEmpty(); ) {
            int beginning = 0;
            for (int i = 0; i < STRETCH; i++) {
                beginning = 31 * beginning + text[at + i];
            }
            int longest = 0;
            Spot best = null;
            for (Spot spot : spots.getOrDefault(beginning, List.of())) {
                int length = common(spot, text, at);
                if (length >= STRETCH && length > longest) {
                    longest = length;
                    best = spot;
                }
            }
            if (best == null) {
                at++;
            } else {
                take(best.gone, best.from, longest, writers, at);
                at += longest;
            }
        }
    }

    private static int common(Spot spot, int[] text, int at) {
        int length = 0;
        while (at + length < text.length && spot.from + length < spot.gone.size()
                && spot.gone.get(spot.from + length).point == text[at + length]) {
            length++;
        }
        return length;
    }
}

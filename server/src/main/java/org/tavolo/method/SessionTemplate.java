package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tavolo.board.Refusal;

/**
 * A session as it may be prepared: its agenda, and what is asked at each point. All words are by language.
 *
 * @param name    that of its file ({@code method/sessions/<name>.json})
 * @param purpose what it is for, in one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record SessionTemplate(String name, Map<String, String> label, Map<String, String> purpose, List<Point> points) {
    private static final Set<String> LANGUAGES = Set.of("it", "en");
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_PURPOSE = 300;
    private static final int MOST_POINTS = 20;
    private static final int MOST_ASKED = 5;
    private static final int MOST_OPTIONS = 20;
    private static final String ROUND = "round";
    private static final String POLL = "poll";

    public SessionTemplate {
        points = points == null ? List.of() : List.copyOf(points);
    }

    /** @param area where the work is; null where nowhere in particular */
    public record Point(Map<String, String> title, Long minutes, String area, List<Ask> asks) {
        public Point {
            asks = asks == null ? List.of() : List.copyOf(asks);
        }
    }

    /**
     * A writing round or a vote, as the fields of these types.
     *
     * @param kind    {@code round} or {@code poll}
     * @param options answers to choose from, of a vote about these
     */
    public record Ask(String kind, Map<String, String> question, boolean anonymous, String method, Long budget,
                      boolean secret, String about, List<Map<String, String>> options) {
        public Ask {
            options = options == null ? List.of() : List.copyOf(options);
        }
    }

    /**
     * Whether a session can be made of it as it stands.
     *
     * @throws IllegalStateException when it cannot: a language, a point or a question is missing, something is too long,
     *                               or a value is none that the method has
     */
    void check(Method method) {
        words(label, LONGEST_LABEL);
        words(purpose, LONGEST_PURPOSE);
        require(!points.isEmpty() && points.size() <= MOST_POINTS, "points");
        List<Ask> before = new ArrayList<>();
        for (Point point : points) {
            words(point.title(), method.limit("point", "title"));
            value(method, "point", "minutes", point.minutes());
            value(method, "point", "area", point.area());
            require(point.asks().size() <= MOST_ASKED, "asks");
            for (Ask ask : point.asks()) {
                check(method, ask, before);
                before.add(ask);
            }
        }
    }

    private void check(Method method, Ask ask, List<Ask> before) {
        boolean vote = POLL.equals(ask.kind());
        require(vote || ROUND.equals(ask.kind()), "kind");
        words(ask.question(), method.limit(ask.kind(), "question"));
        if (!vote) {
            require(ask.method() == null && ask.budget() == null && ask.about() == null && !ask.secret()
                    && ask.options().isEmpty(), "round");
            return;
        }
        require(!ask.anonymous() && ask.method() != null && ask.about() != null, "vote");
        value(method, POLL, "method", ask.method());
        value(method, POLL, "budget", ask.budget());
        value(method, POLL, "about", ask.about());
        require(ask.about().equals("options") ? ask.options().size() >= 2 && ask.options().size() <= MOST_OPTIONS
                : ask.options().isEmpty(), "options");
        ask.options().forEach(option -> words(option, method.limit("option", "text")));
        require(!ask.about().equals("lastRound") || before.stream().anyMatch(one -> ROUND.equals(one.kind())), "lastRound");
    }

    private void words(Map<String, String> words, int limit) {
        require(words != null && words.keySet().equals(LANGUAGES), "languages");
        words.values().forEach(text -> require(!text.isBlank() && text.codePointCount(0, text.length()) <= limit, "words"));
    }

    private void value(Method method, String type, String field, Object value) {
        if (value != null) {
            try {
                method.check(type, field, value);
            } catch (Refusal refusal) {
                throw new IllegalStateException(wrong(type + "." + field), refusal);
            }
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(wrong(what));
        }
    }

    private String wrong(String what) {
        return "the session " + name + " of the method cannot be prepared: " + what;
    }
}

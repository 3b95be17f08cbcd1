package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A session as it may be prepared: its agenda, and what is asked at each point. All words are by language.
 *
 * @param name    that of its file ({@code method/sessions/<name>.json})
 * @param purpose what it is for, in one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record SessionTemplate(String name, Map<String, String> label, Map<String, String> purpose, List<Point> points) {
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
        FileCheck file = new FileCheck("the session " + name, method);
        file.label(label);
        file.sentence(purpose);
        file.require(!points.isEmpty() && points.size() <= MOST_POINTS, "points");
        List<Ask> before = new ArrayList<>();
        for (Point point : points) {
            file.words(point.title(), method.limit("point", "title"));
            file.value("point", "minutes", point.minutes());
            file.value("point", "area", point.area());
            file.require(point.asks().size() <= MOST_ASKED, "asks");
            for (Ask ask : point.asks()) {
                check(file, method, ask, before);
                before.add(ask);
            }
        }
    }

    private static void check(FileCheck file, Method method, Ask ask, List<Ask> before) {
        boolean vote = POLL.equals(ask.kind());
        file.require(vote || ROUND.equals(ask.kind()), "kind");
        file.words(ask.question(), method.limit(ask.kind(), "question"));
        if (!vote) {
            file.require(ask.method() == null && ask.budget() == null && ask.about() == null && !ask.secret()
                    && ask.options().isEmpty(), "round");
            return;
        }
        file.require(!ask.anonymous() && ask.method() != null && ask.about() != null, "vote");
        file.value(POLL, "method", ask.method());
        file.value(POLL, "budget", ask.budget());
        file.value(POLL, "about", ask.about());
        file.require(ask.about().equals("options") ? ask.options().size() >= 2 && ask.options().size() <= MOST_OPTIONS
                : ask.options().isEmpty(), "options");
        ask.options().forEach(option -> file.words(option, method.limit("option", "text")));
        file.require(!ask.about().equals("lastRound") || before.stream().anyMatch(one -> ROUND.equals(one.kind())),
                "lastRound");
    }
}

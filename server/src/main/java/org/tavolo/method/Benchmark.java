package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ready-made benchmark as a table may begin with it; one without factors is a frame to be filled. All words are by
 * language.
 *
 * @param name    that of its file ({@code method/benchmarks/<name>.json})
 * @param label   its theme
 * @param key     what a city can work on, in order
 * @param context what is not in the city's hands
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record Benchmark(String name, Map<String, String> label, Map<String, String> rationale, List<Key> key,
                        List<Context> context) {
    private static final Set<String> LANGUAGES = Set.of("it", "en");
    private static final int MOST_FACTORS = 30;
    private static final int MOST_QUESTIONS = 20;

    public Benchmark {
        key = key == null ? List.of() : List.copyOf(key);
        context = context == null ? List.of() : List.copyOf(context);
    }

    /**
     * @param number   which it is in the benchmark it was taken from
     * @param why      why it counts, and how one gets there
     * @param tips     null when there are none; so {@code examples}
     */
    public record Key(String name, int number, Map<String, String> label, Map<String, String> why,
                      List<Map<String, String>> questions, Map<String, String> tips, Map<String, String> examples) {
        public Key {
            questions = questions == null ? List.of() : List.copyOf(questions);
        }
    }

    /** @param text what to look at */
    public record Context(String name, Map<String, String> label, Map<String, String> text) {}

    /**
     * Whether a table can begin with it as it stands.
     *
     * @throws IllegalStateException when it cannot: a language or a text is missing, something is too long, or two
     *                               factors are called the same
     */
    void check(Method method) {
        words(label, method.limit("benchmark", "theme"));
        words(rationale, method.limit("benchmark", "rationale"));
        require(key.size() <= MOST_FACTORS && context.size() <= MOST_FACTORS, "factors");
        Set<String> names = new HashSet<>();
        int before = 0;
        for (Key factor : key) {
            require(factor.name() != null && names.add(factor.name()) && factor.number() > before, factor.name());
            before = factor.number();
            words(factor.label(), method.limit("factor", "title"));
            words(factor.why(), method.limit("factor", "why"));
            require(!factor.questions().isEmpty() && factor.questions().size() <= MOST_QUESTIONS, "questions");
            factor.questions().forEach(question -> words(question, method.limit("factorQuestion", "text")));
            optional(factor.tips(), method.limit("factor", "tips"));
            optional(factor.examples(), method.limit("factor", "examples"));
        }
        for (Context factor : context) {
            require(factor.name() != null && names.add(factor.name()), factor.name());
            words(factor.label(), method.limit("factor", "title"));
            words(factor.text(), method.limit("factor", "why"));
        }
    }

    private void optional(Map<String, String> words, int limit) {
        if (words != null) {
            words(words, limit);
        }
    }

    private void words(Map<String, String> words, int limit) {
        require(words != null && words.keySet().equals(LANGUAGES), "languages");
        words.values().forEach(text -> require(!text.isBlank() && text.codePointCount(0, text.length()) <= limit, "words"));
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("no table can begin with the benchmark " + name + " of the method: " + what);
        }
    }
}

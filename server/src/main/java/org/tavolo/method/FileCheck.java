package org.tavolo.method;

import java.util.Map;
import java.util.Set;
import org.tavolo.board.Refusal;

/** What is asked of every file of the method beside the types, and the words for what is wrong with one. */
final class FileCheck {
    private static final Set<String> LANGUAGES = Set.of("it", "en");
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_SENTENCE = 300;

    private final String file;
    private final Method method;

    /** @param file what it is and what it is called, for whoever has to mend it */
    FileCheck(String file, Method method) {
        this.file = file;
        this.method = method;
    }

    /** @throws IllegalStateException unless it holds */
    void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(wrong(what));
        }
    }

    /** A name of a few words, in every language. */
    void label(Map<String, String> words) {
        words(words, LONGEST_LABEL);
    }

    /** A sentence or two, in every language. */
    void sentence(Map<String, String> words) {
        words(words, LONGEST_SENTENCE);
    }

    /** Words in every language. @param limit in code points */
    void words(Map<String, String> words, int limit) {
        require(words != null && words.keySet().equals(LANGUAGES), "languages");
        words.values().forEach(text -> require(!text.isBlank() && text.codePointCount(0, text.length()) <= limit, "words"));
    }

    /** A value that a field may have; null is none and fits. */
    void value(String type, String field, Object value) {
        if (value != null) {
            try {
                method.check(type, field, value);
            } catch (Refusal refusal) {
                throw new IllegalStateException(wrong(type + "." + field), refusal);
            }
        }
    }

    private String wrong(String what) {
        return file + " of the method does not fit it: " + what;
    }
}

package org.tavolo.method;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How easy a text is to read, by two formulas over its sentences, words, letters and syllables.
 *
 * <p>A sentence ends with {@code . ! ?} or {@code …} before a space, a closing mark or the end; what has none is one
 * sentence. A word is a run of letters and digits; in it an apostrophe holds parts together, in English a hyphen too.
 * Syllables are counted by the letters: one for each run of vowels ({@code y} is one), less a silent {@code e}, also in
 * {@code -ed} and {@code -es}, and one more for pairs that are mostly spoken apart, as in "association", "period",
 * "evaluate", "create", "society", "video", "area" and "doing". Every word has one at least.
 */
final class Readability {
    private static final Pattern SENTENCE = Pattern.compile("[.!?…]+(?=[\\s»”\")]|$)");
    private static final Pattern ITALIAN = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}\\p{N}]+)*");
    private static final Pattern ENGLISH = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern SILENT = Pattern.compile("[^aeiouyl]e$|[aeiouy]le$|[^aeioutdy]ed$|[^aeiouyszxcgh]es$|[^cs]hes$");
    private static final Pattern APART =
            Pattern.compile("ia(?!ls?$|ns?$)|(?<![cgtx])io(?!n)|(?<![gq])ua(?!r)|creat|iet|eo(?![upr])|[dr]eas?$|[aeiouy]ing");

    private Readability() {
    }

    /**
     * The Gulpease index of an Italian text: 89 + (300 · sentences − 10 · letters) / words. From 0 to 100 and over for
     * very short sentences; from 60 on it is easy for who has been to the middle school.
     *
     * @see <a href="https://www.corrige.it/leggibilita/lindice-gulpease/">Lucisano and Piemontese, "Gulpease: una formula
     *     per la predizione della difficoltà dei testi in lingua italiana", Scuola e città 3, 1988</a>
     */
    static double gulpease(String text) {
        List<String> words = words(ITALIAN, text);
        long letters = words.stream().flatMapToInt(String::codePoints).filter(Character::isLetterOrDigit).count();
        return 89 + (300.0 * sentences(text) - 10 * letters) / words.size();
    }

    /**
     * The Flesch-Kincaid grade of an English text, about the years of school that it asks for: 0.39 · words / sentences +
     * 11.8 · syllables / words − 15.59.
     *
     * @see <a href="https://stars.library.ucf.edu/istlibrary/56/">Kincaid, Fishburne, Rogers and Chissom, "Derivation of
     *     New Readability Formulas", Research Branch Report 8-75, Naval Technical Training Command, 1975</a>
     */
    static double grade(String text) {
        List<String> words = words(ENGLISH, text);
        double syllables = words.stream().mapToInt(Readability::syllables).sum();
        return 0.39 * words.size() / sentences(text) + 11.8 * syllables / words.size() - 15.59;
    }

    /** How many words an Italian or an English text has. */
    static int words(String language, String text) {
        return words(language.equals("it") ? ITALIAN : ENGLISH, text).size();
    }

    static int syllables(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        int runs = count(VOWELS, letters) + count(APART, letters) - count(SILENT, letters);
        return Math.max(1, runs);
    }

    private static int sentences(String text) {
        return Math.max(1, count(SENTENCE, text));
    }

    private static List<String> words(Pattern word, String text) {
        return word.matcher(text).results().map(MatchResult::group).toList();
    }

    private static int count(Pattern what, String text) {
        return (int) what.matcher(text).results().count();
    }
}

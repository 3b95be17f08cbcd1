package org.tavolo.board;

import java.util.ArrayList;
import java.util.List;

/**
 * Position keys (E10): strings over base 62 that sort by code point and always leave room between two of them. The
 * midpoint algorithm is that of David Greenspan, <i>Implementing Fractional Indexing</i>, without the integer part; at
 * the ends keys are counted on instead, since halving what is left there would lengthen them with every few additions.
 */
public final class PositionKeys {
    /** Longest key; beyond it the siblings are respaced (E9). */
    public static final int LONGEST = 40;

    /** So many digits are counted on at the ends: 7.3 million additions before they are used up. */
    private static final int COUNTED = 4;
    private static final long COUNTED_KEYS = 62L * 62 * 62 * 62;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private PositionKeys() {
    }

    /** Whether it can be a key: not empty, of base-62 digits, not ending in 0. */
    public static boolean isKey(String key) {
        return key != null && !key.isEmpty() && key.charAt(key.length() - 1) != '0'
                && key.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }

    /**
     * A key strictly between two others: halfway and as short as it can be, or at an end the next of four digits.
     *
     * @param after  the key before the new one, or null
     * @param before the key behind the new one, or null
     * @throws IllegalArgumentException unless {@code after} is less than {@code before}
     */
    public static String between(String after, String before) {
        if (after != null && before != null && after.compareTo(before) >= 0) {
            throw new IllegalArgumentException("no key between keys that are not in order");
        }
        if (after != null && before == null) {
            long next = counted(after) + 1;
            if (next < COUNTED_KEYS) {
                return counted(next);
            }
        } else if (after == null && before != null) {
            long previous = counted(before) - 1;
            if (previous > 0) {
                return counted(previous);
            }
        }
        StringBuilder key = new StringBuilder();
        midpoint(after == null ? "" : after, before, key);
        return key.toString();
    }

    /** So many keys of equal length, evenly spaced and in order. */
    public static List<String> spread(int count) {
        long space = DIGITS.length();
        int length = 1;
        while (space < 2L * (count + 1)) {
            space *= DIGITS.length();
            length++;
        }
        List<String> keys = new ArrayList<>(count);
        for (long i = 1; i <= count; i++) {
            long value = i * space / (count + 1);
            if (value % DIGITS.length() == 0) {
                value++;
            }
            keys.add(digits(value, length));
        }
        return keys;
    }

    /** The first digits of a key as a number. */
    private static long counted(String key) {
        long number = 0;
        for (int digit = 0; digit < COUNTED; digit++) {
            number = number * DIGITS.length() + (digit < key.length() ? DIGITS.indexOf(key.charAt(digit)) : 0);
        }
        return number;
    }

    /** The shortest key with these first digits. */
    private static String counted(long number) {
        String key = digits(number, COUNTED);
        int length = COUNTED;
        while (key.charAt(length - 1) == '0') {
            length--;
        }
        return key.substring(0, length);
    }

    private static String digits(long number, int length) {
        char[] digits = new char[length];
        long rest = number;
        for (int digit = length - 1; digit >= 0; digit--) {
            digits[digit] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    private static void midpoint(String a, String b, StringBuilder key) {
        int digit = 0;
        boolean open = b == null;
        while (true) {
            int low = digit < a.length() ? DIGITS.indexOf(a.charAt(digit)) : 0;
            int high = open ? DIGITS.length() : DIGITS.indexOf(b.charAt(digit));
            if (!open && low == high) {
                key.append(DIGITS.charAt(low));
            } else if (high - low > 1) {
                key.append(DIGITS.charAt((low + high + 1) / 2));
                return;
            } else if (!open && b.length() > digit + 1) {
                key.append(b.charAt(digit));
                return;
            } else {
                key.append(DIGITS.charAt(low));
                open = true;
            }
            digit++;
        }
    }
}

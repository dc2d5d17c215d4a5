package io.ucmbilling.calls.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Number in a text, such as a name or an account code. Digits with at most two characters between them that numbers are written with
 * are one number.
 *
 * @param begin where it stands in the text
 * @param written as it stands there, with what numbers are written with before its first digit
 */
public record NumberInText(int begin, String written) {
    private static final int MOST_OF_EXTENSION = 6;

    /** In texts shorter ones count things, such as trunks. */
    private static final int FEWEST_OF_KNOWN = 4;

    private static final String BEFORE = "+*#(";
    private static final String BETWEEN = " +*#().,/_:-\u00A0\u2010\u2011\u2012\u2013\u2014";
    private static final int MOST_BETWEEN = 2;

    /** Returns all numbers in a text, in their order. */
    public static List<NumberInText> of(String text) {
        List<NumberInText> numbers = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                int from = begin(text, i, done);
                done = end(text, i);
                numbers.add(new NumberInText(from, text.substring(from, done)));
                i = done - 1;
            }
        }
        return numbers;
    }

    private static int begin(String text, int digit, int least) {
        int begin = digit;
        while (begin > least && BEFORE.indexOf(text.charAt(begin - 1)) >= 0) {
            begin--;
        }
        return begin;
    }

    /** Returns where the number ends that has this digit: behind its last one. */
    private static int end(String text, int digit) {
        int end = digit + 1;
        for (int i = end; i < text.length() && i - end <= MOST_BETWEEN; i++) {
            if (Character.isDigit(text.charAt(i))) {
                end = i + 1;
            } else if (BETWEEN.indexOf(text.charAt(i)) < 0) {
                break;
            }
        }
        return end;
    }

    /** Returns where it ends in the text, exclusive. */
    int end() {
        return begin + written.length();
    }

    /** Returns its digits alone. */
    public String digits() {
        return digits(written);
    }

    /** Returns whether it is too long for an extension, so that it is hidden unless it is one of the call. */
    public boolean isLong() {
        return isLong(digits());
    }

    /** Returns whether it is hidden if it is an outside party's. */
    public boolean isOutsideIfKnown() {
        return digits().length() >= FEWEST_OF_KNOWN;
    }

    static boolean isLong(String digits) {
        return digits.length() > MOST_OF_EXTENSION;
    }

    static String digits(String text) {
        return text.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

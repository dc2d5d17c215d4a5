package io.ucmbilling.billing.call;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mask of the outside numbers of one call (billing contract A5). Pure.
 *
 * <ol>
 *   <li>A number is hidden if it is an outside party's on some leg, or has more than six digits. Extensions of the call never are.
 *   <li>Each of its characters is a {@code *}. The last three show if it is longer than three and they are digits.
 *   <li>In a text, such as a name or an account code, each number is hidden that is one of these, of four digits or more. Digits with
 *       at most two characters between them that numbers are written with are one number.
 * </ol>
 */
final class NumberMask {
    private static final int MOST_DIGITS = 6;
    private static final int SHOWN = 3;

    /** In texts shorter ones are left: they count things, such as trunks. */
    private static final int FEWEST_DIGITS_IN_TEXT = 4;

    private static final String BEFORE = "+*#(";
    private static final String BETWEEN = " +*#().,/_:-\u00A0\u2010\u2011\u2012\u2013\u2014";
    private static final int MOST_BETWEEN = 2;

    private final Set<String> extensions;
    private final Set<String> outside;
    private final Set<String> outsideDigits;

    /** @param outside numbers that are an outside party's on some leg */
    NumberMask(Collection<String> extensions, Collection<String> outside) {
        this.extensions = Set.copyOf(extensions);
        this.outside = Set.copyOf(outside);
        this.outsideDigits = outside.stream().map(NumberMask::digits).collect(Collectors.toUnmodifiableSet());
    }

    boolean hides(String number) {
        return !extensions.contains(number)
                && (outside.contains(number) || digits(number).length() > MOST_DIGITS);
    }

    @Nullable
    String number(@Nullable String number) {
        return number == null || !hides(number) ? number : hidden(number);
    }

    /** Returns a text with the numbers in it hidden; null of null. */
    @Nullable
    String text(@Nullable String text) {
        return text == null ? null : textIn(text);
    }

    /** Returns a text with the numbers in it hidden. */
    String textIn(String text) {
        if (extensions.contains(text)) {
            return text;
        }
        if (outside.contains(text)) {
            return hidden(text);
        }
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                int from = begin(text, i, done);
                int to = end(text, i);
                String number = text.substring(from, to);
                masked.append(text, done, from).append(hidesInText(number) ? hidden(number) : number);
                done = to;
                i = to - 1;
            }
        }
        return masked.append(text, done, text.length()).toString();
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

    private boolean hidesInText(String number) {
        String digits = digits(number);
        boolean known = outside.contains(number) || outsideDigits.contains(digits);
        return !extensions.contains(number)
                && !extensions.contains(digits)
                && (digits.length() > MOST_DIGITS || (known && digits.length() >= FEWEST_DIGITS_IN_TEXT));
    }

    private static String digits(String text) {
        return text.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String hidden(String number) {
        int[] characters = number.codePoints().toArray();
        int last = characters.length - SHOWN;
        boolean shows = last > 0;
        for (int i = Math.max(0, last); i < characters.length; i++) {
            shows = shows && Character.isDigit(characters[i]);
        }
        return shows ? "*".repeat(last) + new String(characters, last, SHOWN) : "*".repeat(characters.length);
    }
}

package io.ucmbilling.calls.mask;

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
 *   <li>In a text, such as a name or an account code, each number is hidden that is one of these, of four digits or more (see
 *       {@link NumberInText}). A text that is one of these as a whole is hidden, however short.
 * </ol>
 */
public final class NumberMask {
    private static final int SHOWN = 3;

    private final Set<String> extensions;
    private final Set<String> outside;
    private final Set<String> outsideDigits;

    /** @param outside numbers that are an outside party's on some leg */
    public NumberMask(Collection<String> extensions, Collection<String> outside) {
        this.extensions = Set.copyOf(extensions);
        this.outside = Set.copyOf(outside);
        this.outsideDigits = outside.stream().map(NumberInText::digits).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a number is hidden. */
    public boolean hides(String number) {
        return !extensions.contains(number)
                && (outside.contains(number) || NumberInText.isLong(NumberInText.digits(number)));
    }

    /** Returns the number, hidden if need be; null of null. */
    public @Nullable String number(@Nullable String number) {
        return number == null || !hides(number) ? number : hidden(number);
    }

    /** Returns a text with the numbers in it hidden; null of null. */
    public @Nullable String text(@Nullable String text) {
        return text == null ? null : textIn(text);
    }

    /** Returns whether a text has nothing to hide in it. */
    public boolean showsText(String text) {
        return extensions.contains(text)
                || (!outside.contains(text) && NumberInText.of(text).stream().noneMatch(this::hidesInText));
    }

    /** Returns a text with the numbers in it hidden. */
    public String textIn(String text) {
        if (extensions.contains(text)) {
            return text;
        }
        if (outside.contains(text)) {
            return hidden(text);
        }
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        for (NumberInText number : NumberInText.of(text)) {
            masked.append(text, done, number.begin())
                    .append(hidesInText(number) ? hidden(number.written()) : number.written());
            done = number.end();
        }
        return masked.append(text, done, text.length()).toString();
    }

    private boolean hidesInText(NumberInText number) {
        String digits = number.digits();
        boolean known = outside.contains(number.written()) || outsideDigits.contains(digits);
        return !extensions.contains(number.written())
                && !extensions.contains(digits)
                && (number.isLong() || (known && number.isOutsideIfKnown()));
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

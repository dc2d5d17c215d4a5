package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reader and writer of the pattern lists of caller, callee and answeredby (contract S2, <i>Pattern list</i>). */
final class NumberPatternList {
    private static final String ALLOWED = "@_-,+*#. ";

    /** No value of a record has as many digits. A longer bound counts as this, lest reading it take for ever. */
    private static final int LONGEST = 1000;

    private static final BigInteger BEYOND = BigInteger.TEN.pow(LONGEST);

    private NumberPatternList() {}

    /** Reads one value. Several values of one parameter are one list. */
    static List<NumberPattern> parse(String value) throws WrongValueException {
        if (!value.codePoints().allMatch(NumberPatternList::isAllowed)) {
            throw new WrongValueException(
                    Excerpt.of(value) + " with a disallowed character",
                    "letters, digits and @ _ - , + * # . and spaces");
        }
        if (value.startsWith(",") || value.contains(",,")) {
            throw new WrongValueException(
                    Excerpt.of(value) + " with a comma in front or two in a row", "items with one comma between them");
        }
        List<NumberPattern> patterns = new ArrayList<>();
        for (String item : value.split(",")) {
            patterns.add(item(item.startsWith(" ") ? "+" + item.substring(1) : item));
        }
        return patterns;
    }

    /** Returns the list as one value that reads back the same. */
    static String text(List<NumberPattern> patterns) {
        return patterns.stream().map(NumberPatternList::text).collect(Collectors.joining(","));
    }

    private static NumberPattern item(String item) throws WrongValueException {
        if (item.indexOf('@') >= 0 || item.indexOf('_') >= 0) {
            return new NumberPattern.Wildcard(item);
        }
        int hyphen = item.indexOf('-');
        if (hyphen < 0) {
            return new NumberPattern.Exact(item);
        }
        if (item.indexOf('-', hyphen + 1) >= 0) {
            throw new WrongValueException(Excerpt.of(item) + " with more than one hyphen", "a range such as 5300-5309");
        }
        return new NumberPattern.Range(number(item.substring(0, hyphen)), number(item.substring(hyphen + 1)));
    }

    /** Returns the digits alone, of any script, as a number; none are 0. */
    private static BigInteger number(String side) {
        StringBuilder digits = new StringBuilder();
        side.codePoints()
                .filter(Character::isDigit)
                .map(digit -> Character.digit(digit, 10))
                .filter(digit -> digit != 0 || !digits.isEmpty())
                .forEach(digits::append);
        if (digits.length() > LONGEST) {
            return BEYOND;
        }
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits.toString());
    }

    private static boolean isAllowed(int c) {
        return Character.isLetter(c) || Character.isDigit(c) || ALLOWED.indexOf(c) >= 0;
    }

    private static String text(NumberPattern pattern) {
        return switch (pattern) {
            case NumberPattern.Exact exact -> exact.value();
            case NumberPattern.Wildcard wildcard -> wildcard.text();
            case NumberPattern.Range range -> range.low() + "-" + range.high();
        };
    }
}

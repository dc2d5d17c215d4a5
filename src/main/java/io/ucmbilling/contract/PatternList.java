package io.ucmbilling.contract;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes the pattern lists of caller, callee and answeredby (contract S2, <i>Pattern list</i>). */
final class PatternList {
    private static final String ALLOWED = "@_-,+*#. ";

    /** No value of a record has as many digits; a longer bound counts as this, lest reading it take for ever. */
    private static final int LONGEST = 1000;

    private static final BigInteger BEYOND = BigInteger.TEN.pow(LONGEST);

    private PatternList() {}

    /** Reads one value; several values of one parameter are one list. */
    static List<Pattern> parse(String value) throws WrongValueException {
        if (!value.codePoints().allMatch(PatternList::isAllowed)) {
            throw new WrongValueException(
                    Found.of(value) + " with a disallowed character", "letters, digits and @ _ - , + * # . and spaces");
        }
        if (value.startsWith(",") || value.contains(",,")) {
            throw new WrongValueException(
                    Found.of(value) + " with a comma in front or two in a row", "items with one comma between them");
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String item : value.split(",")) {
            patterns.add(item(item.startsWith(" ") ? "+" + item.substring(1) : item));
        }
        return patterns;
    }

    /** The list as one value that reads back the same. */
    static String text(List<Pattern> patterns) {
        return patterns.stream().map(PatternList::text).collect(Collectors.joining(","));
    }

    private static Pattern item(String item) throws WrongValueException {
        if (item.indexOf('@') >= 0 || item.indexOf('_') >= 0) {
            return new Pattern.Wildcard(item);
        }
        int hyphen = item.indexOf('-');
        if (hyphen < 0) {
            return new Pattern.Exact(item);
        }
        if (item.indexOf('-', hyphen + 1) >= 0) {
            throw new WrongValueException(Found.of(item) + " with more than one hyphen", "a range such as 5300-5309");
        }
        return new Pattern.Range(number(item.substring(0, hyphen)), number(item.substring(hyphen + 1)));
    }

    /** The digits alone, of any script, as a number; none are 0. */
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

    private static String text(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Exact exact -> exact.value();
            case Pattern.Wildcard wildcard -> wildcard.text();
            case Pattern.Range range -> range.low() + "-" + range.high();
        };
    }
}

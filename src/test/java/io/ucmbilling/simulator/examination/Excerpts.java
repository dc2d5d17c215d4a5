package io.ucmbilling.simulator.examination;

/** Text of a server as a report shows it: short, and without control characters that would reach a terminal. */
public final class Excerpts {
    private static final int LONGEST = 60;

    private Excerpts() {}

    public static String of(String text) {
        String plain = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(LONGEST + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.codePointCount(0, plain.length()) > LONGEST
                ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…"
                : plain;
    }
}

package io.ucmbilling.testing.ucm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file are sent (RFC 9110, 14). Several ranges in one request, and whatever cannot be read, mean the whole file.
 *
 * @param from inclusive
 * @param to exclusive; below {@code from}: none of them is there
 * @param partial whether a range is answered
 */
record ByteRange(long from, long to, boolean partial) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange whole(ShelvedFile file) {
        return new ByteRange(0, file.length(), false);
    }

    static ByteRange of(HttpRequest request, ShelvedFile file) {
        String header = request.header("range");
        String condition = request.header("if-range");
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        boolean holds = condition == null || condition.equals(file.tag());
        if (!holds || !matcher.matches() || matcher.group().equals("bytes=-")) {
            return whole(file);
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            long suffix = Math.min(file.length(), Long.parseLong(last));
            return suffix == 0 ? unsatisfied() : new ByteRange(file.length() - suffix, file.length(), true);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? file.length() : Math.min(file.length(), Long.parseLong(last) + 1);
        boolean backwards = !last.isEmpty() && Long.parseLong(last) < from;
        return backwards ? whole(file) : from >= file.length() ? unsatisfied() : new ByteRange(from, to, true);
    }

    private static ByteRange unsatisfied() {
        return new ByteRange(0, -1, true);
    }

    boolean isUnsatisfied() {
        return to < from;
    }

    long length() {
        return to - from;
    }
}

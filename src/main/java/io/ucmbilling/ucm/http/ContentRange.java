package io.ucmbilling.ucm.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Content of a {@code Content-Range} header (RFC 9110, 14.4).
 *
 * @param from the first byte that comes
 * @param length of the whole file; -1: not told
 */
public record ContentRange(long from, long length) {
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)", Pattern.CASE_INSENSITIVE);

    /** Asks for the bytes from there on; 0: for the whole file, without a word. */
    public static void ask(HttpRequest request, long from) {
        if (from > 0) {
            request.setHeader("Range", "bytes=" + from + "-");
        }
    }

    /** Reads the header; null: no range, or one that makes no sense. */
    public static @Nullable ContentRange of(@Nullable String header) {
        Matcher matcher = CONTENT_RANGE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return null;
        }
        long from = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        long length = matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3));
        return from > last || (length >= 0 && last >= length) ? null : new ContentRange(from, length);
    }
}

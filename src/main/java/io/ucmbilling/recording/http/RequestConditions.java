package io.ucmbilling.recording.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The conditions of a request on a file that exists, in the order of RFC 9110, 13.2.2. A tag counts before a date. A
 * date that cannot be read, and If-Modified-Since of another method than GET and HEAD, are not looked at. Spring's own
 * check leaves out If-Match of a GET and {@code If-None-Match: *}.
 *
 * @param tag strong
 * @param modified as told in Last-Modified
 */
public record RequestConditions(ETag tag, Instant modified) {
    private static final String IF_NONE_MATCH = "If-None-Match";

    /** A tag as RFC 9110, 8.8.3 has it, or nothing, and a comma or the end behind it. */
    private static final Pattern LIST_ELEMENT =
            Pattern.compile("\\G[ \\t]*(?:(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"[ \\t]*)?(?:,|$)");

    /**
     * @return 0: they hold; 304, or 412: they do not
     */
    int failing(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (has(request, "If-Match")) {
            if (!anyTag(request, "If-Match", any -> any.compare(tag, true))) {
                return 412;
            }
        } else if (isAfter(request, "If-Unmodified-Since")) {
            return 412;
        }
        if (has(request, IF_NONE_MATCH)) {
            return isKnown(tag, request) ? reads ? 304 : 412 : 0;
        }
        return reads && date(request, "If-Modified-Since") != null && !isAfter(request, "If-Modified-Since") ? 304 : 0;
    }

    /** Returns whether If-None-Match names that tag, by weak comparison. */
    public static boolean isKnown(ETag tag, HttpServletRequest request) {
        return anyTag(request, IF_NONE_MATCH, any -> any.compare(tag, false));
    }

    /**
     * Returns whether a range may be answered with a part. A date never allows it: one of whole seconds is no strong
     * validator if bytes may change within one (RFC 9110, 13.1.5).
     */
    boolean allowPart(HttpServletRequest request) {
        List<String> ifRange = Collections.list(request.getHeaders("If-Range"));
        return ifRange.isEmpty() || ifRange.equals(List.of(tag.formattedTag()));
    }

    private static boolean has(HttpServletRequest request, String header) {
        return request.getHeader(header) != null;
    }

    private static boolean anyTag(HttpServletRequest request, String header, Predicate<ETag> same) {
        String all = String.join(",", Collections.list(request.getHeaders(header)));
        return isListOfTags(all) && ETag.parse(all).stream().anyMatch(any -> any.isWildcard() || same.test(any));
    }

    /** Returns whether nothing else stands there: Spring's parser takes the tags that it finds between anything. */
    private static boolean isListOfTags(String text) {
        if (text.strip().equals("*")) {
            return true;
        }
        Matcher element = LIST_ELEMENT.matcher(text);
        int end = 0;
        while (end < text.length() && element.find()) {
            end = element.end();
        }
        return end == text.length();
    }

    /** Returns whether the file was modified after that date; false if there is none that can be read. */
    private boolean isAfter(HttpServletRequest request, String header) {
        Instant date = date(request, header);
        return date != null && modified.truncatedTo(ChronoUnit.SECONDS).isAfter(date);
    }

    private static @Nullable Instant date(HttpServletRequest request, String header) {
        try {
            long millis = request.getDateHeader(header);
            return millis < 0 ? null : Instant.ofEpochMilli(millis);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

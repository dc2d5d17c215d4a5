package io.ucmbilling.ucm.transport;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that a UCM's answers set in one session, whatever their names (contract U2). Lenient: domain, path and
 * all other attributes are ignored, since the cookies go to that UCM alone. Only an expiry that has passed counts, and
 * deletes. Bounded: what exceeds a bound is ignored. Never printed. Safe for use by several threads.
 */
final class SessionCookies {
    static final int MOST_COOKIES = 20;
    /** Of one cookie's name and value, in characters. */
    static final int LONGEST_COOKIE = 4096;
    /** Of all names and values, in characters. Servers take request heads of 8 KB. */
    static final int LONGEST_IN_ALL = 6 * 1024;

    private final Clock clock;
    private final Map<String, String> values = new LinkedHashMap<>();

    SessionCookies(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes what an answer sets.
     *
     * @param headers the {@code Set-Cookie} headers, in their order; a later one replaces an earlier one of that name
     */
    synchronized void take(List<String> headers) {
        headers.forEach(this::take);
    }

    private void take(String header) {
        String[] parts = header.split(";", 2);
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        if (name.isEmpty() || !isPrintable(name + value)) {
            return;
        }
        String before = values.remove(name);
        if (parts.length == 2 && isOver(parts[1])) {
            return;
        }
        if (fits(name, value)) {
            values.put(name, value);
        } else if (before != null) {
            values.put(name, before);
        }
    }

    private boolean fits(String name, String value) {
        int length = name.length() + value.length();
        int others = values.entrySet().stream()
                .mapToInt(cookie -> cookie.getKey().length() + cookie.getValue().length())
                .sum();
        return values.size() < MOST_COOKIES && length <= LONGEST_COOKIE && others + length <= LONGEST_IN_ALL;
    }

    /**
     * Returns whether it holds no control character, which could end the header, and nothing that HTTP sends
     * differently from how it came.
     */
    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Returns whether the attributes name an end that has come. Max-Age counts before Expires. */
    private boolean isOver(String attributes) {
        String maxAge = attribute(attributes, "max-age");
        if (maxAge != null && maxAge.matches("-?[0-9]+")) {
            return maxAge.matches("-.*|0+");
        }
        String expires = attribute(attributes, "expires");
        try {
            return expires != null
                    && !Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(expires.replace('-', ' ')))
                            .isAfter(clock.instant());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable String attribute(String attributes, String name) {
        return Stream.of(attributes.split(";"))
                .map(attribute -> attribute.split("=", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equalsIgnoreCase(name))
                .map(parts -> parts[1].strip())
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /** Returns the {@code Cookie} header; null: there is nothing to send. */
    synchronized @Nullable String header() {
        return values.isEmpty()
                ? null
                : values.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }
}

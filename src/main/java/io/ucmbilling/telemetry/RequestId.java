package io.ucmbilling.telemetry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Id of a request, as logs and answers show it. A client's own is taken if it is harmless: 1 to 64 letters, digits, dots, hyphens and
 * underscores. Nothing else that a client sends comes into a log by it.
 */
public record RequestId(String text) {
    /** The header that a client may send, and that an answer of the REST view has. */
    public static final String HEADER = "X-Request-Id";

    /** The header of W3C Trace Context, whose trace id counts if there is no other id. */
    public static final String TRACE_HEADER = "traceparent";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.{0,128})?");

    /**
     * Returns the client's id, the trace it belongs to, or else a new one.
     *
     * @param given value of {@link #HEADER}; null: it was not sent
     * @param trace value of {@link #TRACE_HEADER}; null: it was not sent
     */
    public static RequestId of(@Nullable String given, @Nullable String trace) {
        if (given != null && HARMLESS.matcher(given).matches()) {
            return new RequestId(given);
        }
        if (trace != null) {
            var parts = TRACE.matcher(trace);
            if (parts.matches()) {
                return new RequestId(parts.group(1));
            }
        }
        return new RequestId(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }
}

package io.ucmbilling.billing.collection;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a client names a request, so that it may send it again without asking for it twice. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    /** Visible ASCII, quotes included: a key is compared as it was sent. */
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private IdempotencyKey() {}

    /** Reads it; null: the client did not name the request. */
    static @Nullable String of(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1) {
            throw new ProblemException(Problem.wrongValue(HEADER, keys.get(1), "the header once"));
        }
        if (!KEY.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(
                    Problem.wrongValue(HEADER, keys.getFirst(), "1 to 200 visible ASCII characters, without spaces"));
        }
        return keys.getFirst();
    }
}

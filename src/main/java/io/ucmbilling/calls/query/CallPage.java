package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.StoredCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of a list of calls.
 *
 * @param more whether there are calls behind it
 * @param count of all that match, on whatever page; null: it was not asked for
 */
public record CallPage(
        List<StoredCall> calls, boolean more, @Nullable Long count) {
    public CallPage {
        calls = List.copyOf(calls);
    }
}

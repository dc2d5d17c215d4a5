package io.ucmbilling.calls.report;

import io.ucmbilling.calls.view.StoredCall;
import java.util.List;

/**
 * Page of the report.
 *
 * @param calls in the order that was asked for
 * @param count of all calls that match, exact
 * @param number of this page, from 1 on
 */
public record ShownPage(List<StoredCall> calls, long count, int number) {
    public ShownPage {
        calls = List.copyOf(calls);
    }
}

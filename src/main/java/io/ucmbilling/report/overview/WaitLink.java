package io.ucmbilling.report.overview;

import io.ucmbilling.calls.usage.WaitingTimeBucket;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportQuery;
import org.jspecify.annotations.Nullable;

/** Address of those calls of a view whose callers waited for some time. */
final class WaitLink {
    private WaitLink() {}

    /** Returns the query of the address: of the bucket's seconds, those that the view asks for, if it does. */
    static String of(ReportQuery query, WaitingTimeBucket bucket) {
        SecondsRange asked = query.filter().extras().waited();
        int least = Math.max(bucket.fromSeconds(), asked.least() == null ? 0 : asked.least());
        Integer most = least(bucket.toSeconds() == null ? null : bucket.toSeconds() - 1, asked.most());
        return query.with(FilterField.WAITED_FROM, Integer.toString(least))
                .with(FilterField.WAITED_TO, most == null ? new String[0] : new String[] {most.toString()})
                .address();
    }

    private static @Nullable Integer least(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}

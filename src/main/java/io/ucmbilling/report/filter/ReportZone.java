package io.ucmbilling.report.filter;

import io.ucmbilling.calls.view.StoredCall;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time zone in which a report is read and shown.
 *
 * @param named null: each site's own
 */
public record ReportZone(@Nullable ZoneId named) {
    public static final ReportZone OF_SITES = new ReportZone(null);

    /**
     * Returns the zone in which a call is shown.
     *
     * @param site the zone of its site; empty: it is not configured any more, and the call's own distance from UTC counts
     */
    public ZoneId of(StoredCall call, Optional<ZoneId> site) {
        if (named != null) {
            return named;
        }
        return site.orElseGet(() -> Objects.requireNonNull(call.call()).times().offset());
    }

    public boolean isOfSites() {
        return named == null;
    }
}

package io.ucmbilling.calls.table;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Call that is not as it is kept, ready to be written.
 *
 * @param site its site's number
 * @param before what is kept of it; null: nothing
 * @param version the one that it now gets
 * @param content null: it is gone
 */
record ChangedCall(
        UUID id,
        short site,
        @Nullable KnownCall before,
        int version,
        @Nullable Content content) {

    /**
     * What a call is now.
     *
     * @param digest of all that is shown of the call and its legs, raw fields included
     * @param commit the latest of the storing transactions whose legs it shows
     * @param month see {@code call.month}
     * @param columns the other columns, see {@link CallColumns}
     */
    record Content(long digest, long commit, LocalDate month, byte[] columns) {}
}

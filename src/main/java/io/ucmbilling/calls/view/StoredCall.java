package io.ucmbilling.calls.view;

import io.ucmbilling.calls.call.Call;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Version of a call, as it is kept.
 *
 * @param site the site's id
 * @param changedAt when this version was made
 * @param commit the latest of the storing transactions whose legs it shows
 * @param call null: the call is gone
 */
public record StoredCall(
        UUID id,
        String site,
        long place,
        int version,
        Instant changedAt,
        long commit,
        @Nullable Call call) {}

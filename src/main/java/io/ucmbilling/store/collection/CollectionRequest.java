package io.ucmbilling.store.collection;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Request to collect days of a site anew.
 *
 * @param site its id; it is registered
 * @param from in the zone of the PBX, inclusive
 * @param to exclusive, not before from; the same as from: there is nothing to do
 * @param client who asks
 * @param key by which the client names the request, so that it may send it again; null: it does not
 * @param at when it was asked for
 */
public record CollectionRequest(
        String site,
        LocalDate from,
        LocalDate to,
        String client,
        @Nullable String key,
        Instant at) {}

package io.ucmbilling.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action of one client.
 *
 * @param at when it was done
 * @param actor the name of the API client; of a JWT {@code jwt:} and its subject
 * @param address where the request came from; null: from nowhere outside, such as a job of the gateway's own
 * @param site the site's id; null: more than one, so that only those who see all sites see it
 * @param target what it was done to, such as a path below {@code /api/v1}; without phone numbers
 * @param detail what else is to be known, such as the range of bytes; null: nothing
 */
public record AuditEntry(
        Instant at,
        String actor,
        @Nullable String address,
        AuditAction action,
        @Nullable String site,
        String target,
        AuditOutcome outcome,
        @Nullable String detail) {}

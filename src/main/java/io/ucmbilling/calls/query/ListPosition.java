package io.ucmbilling.calls.query;

import java.time.Instant;
import java.util.UUID;

/** Position of a call or leg in a list. */
public record ListPosition(Instant startedAt, UUID id) {}

package io.ucmbilling.store.row;

import java.time.Instant;

/** A place in the order of serving: that of a leg, or of a call by its first leg. */
public record ServingPosition(Instant startedAt, long acctId, long number) {}

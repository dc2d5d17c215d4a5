package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.LegKey;
import java.time.Instant;

/** Values of a kept leg that are compared when it comes again. */
record KnownLeg(LegKey key, long number, long digest, Instant startedAt) {}

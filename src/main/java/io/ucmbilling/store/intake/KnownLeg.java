package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.LegKey;
import java.time.Instant;

/** What is looked at of a kept leg when it comes again. */
record KnownLeg(LegKey key, long number, long digest, Instant startedAt) {}

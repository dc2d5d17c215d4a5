package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.LegKey;
import java.time.Instant;

/**
 * Values of a kept leg that are compared when it comes again.
 *
 * @param commit the storing transaction that wrote it last; 0: it was written before they were numbered
 */
record KnownLeg(LegKey key, long number, long digest, Instant startedAt, long commit) {}

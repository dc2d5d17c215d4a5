package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import java.time.Instant;

/**
 * A leg of a call that is still going on, or is over and about to be written.
 *
 * @param hangUp when it is written and gets its AcctId
 * @param start by the PBX's own clock
 * @param leg all but the AcctId
 */
record PendingLeg(Instant hangUp, Instant start, CdrRecord.Builder leg) {}

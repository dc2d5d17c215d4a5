package io.ucmbilling.calls.table;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What a call's row says beside its content.
 *
 * @param digest of all that is shown of the call and its legs, raw fields included
 * @param commit the latest of the storing transactions whose legs it shows
 * @param month see {@code call.month}
 */
record WrittenCall(UUID id, long place, long digest, long commit, LocalDate month, int version) {}

package io.ucmbilling.calls.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is looked at of a kept call when it is made again.
 *
 * @param month see {@code call.month}
 * @param commit the latest of the storing transactions whose legs it shows
 * @param recordings names of all that ever had a number, number 1 first; empty: the name was erased
 */
record KnownCall(LocalDate month, int version, long digest, long commit, Instant startedAt, List<String> recordings) {}

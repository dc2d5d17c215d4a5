package io.ucmbilling.calls.report;

import io.ucmbilling.calls.query.CallSearch.FoundCall;
import java.util.List;

/**
 * Calls of a page, of which only the keys are read yet.
 *
 * @param count of all calls that match
 */
record PageKeys(List<FoundCall> calls, long count) {}

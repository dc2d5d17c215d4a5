/**
 * Table of calls, a call opened, its recordings, and the deletion of calls (report contract R2).
 *
 * <p>Start at {@link io.ucmbilling.report.call.CallsPageController}.
 */
@NullMarked
package io.ucmbilling.report.call;

import org.jspecify.annotations.NullMarked;

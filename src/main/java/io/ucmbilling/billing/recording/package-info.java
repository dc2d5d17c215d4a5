/**
 * Recordings of calls in the REST view (billing contract B7), and what lists of calls tell of them (B2).
 *
 * <p>Start at {@link io.ucmbilling.billing.recording.RecordingController}, then {@link
 * io.ucmbilling.billing.recording.ServedRecordings}.
 */
@NullMarked
package io.ucmbilling.billing.recording;

import org.jspecify.annotations.NullMarked;

/**
 * One recording as HTTP answers it: conditions, ranges, tags and digests. Both faces serve recordings by it.
 *
 * <p>Start at {@link io.ucmbilling.recording.http.RecordingAnswer}.
 */
@NullMarked
package io.ucmbilling.recording.http;

import org.jspecify.annotations.NullMarked;

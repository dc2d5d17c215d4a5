/**
 * What is known of recordings without asking a UCM, of many at one time.
 *
 * <p>Start at {@link io.ucmbilling.recording.standing.RecordingStandings}.
 */
@NullMarked
package io.ucmbilling.recording.standing;

import org.jspecify.annotations.NullMarked;

/**
 * What a recording is called. Promises: nothing that a request says leaves its directory, and all names of one recording
 * are known to be one. Pure.
 *
 * <p>Read in this order: {@link io.ucmbilling.recording.name.RecordingName}, {@link
 * io.ucmbilling.recording.name.Candidates}, {@link io.ucmbilling.recording.name.ListingRows}.
 */
@NullMarked
package io.ucmbilling.recording.name;

import org.jspecify.annotations.NullMarked;

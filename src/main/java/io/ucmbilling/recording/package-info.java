/**
 * Fetches a recording once, serves it many times. Promises: a file that is served as whole is whole; the cache stays under
 * its bound; a UCM is asked once for a file, however many ask. The way in is {@link io.ucmbilling.recording.Recordings}.
 *
 * <p>Read in this order: {@code CachedRecordings} for what is served from where, {@code SharedDownload} for how a recording
 * comes into the cache, {@code CachedRecording} and {@code PassThroughRecording} for how it is read.
 */
@NullMarked
package io.ucmbilling.recording;

import org.jspecify.annotations.NullMarked;

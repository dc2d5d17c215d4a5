/**
 * Brings one recording from its UCM, over breaks. Promises: what comes is of one recording and no byte of it is missing, or
 * a {@link io.ucmbilling.ucm.site.UcmFault} tells why. Keeps nothing.
 *
 * <p>Read in this order: {@link io.ucmbilling.recording.download.RecordingFinder} finds and opens, {@link
 * io.ucmbilling.recording.download.UcmDownload} brings the bytes into a sink.
 */
@NullMarked
package io.ucmbilling.recording.download;

import org.jspecify.annotations.NullMarked;

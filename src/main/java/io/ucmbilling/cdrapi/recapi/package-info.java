/**
 * Answers of {@code recapi} (contract S6): listings of directories and files, one recording as itself, several as a tar.
 *
 * <p>Read in this order: {@link io.ucmbilling.cdrapi.recapi.RecapiAnswers}, {@link
 * io.ucmbilling.cdrapi.recapi.RecapiListings}, {@link io.ucmbilling.cdrapi.recapi.RecordingSearch}, {@link
 * io.ucmbilling.cdrapi.recapi.ServedTar}.
 */
@NullMarked
package io.ucmbilling.cdrapi.recapi;

import org.jspecify.annotations.NullMarked;

/**
 * Fetches a recording once, serves it many times. Promises: a file that is served as whole is whole; the cache stays under
 * its bound; a UCM is asked once for a file, however many ask. Public: {@link io.ucmbilling.recording.Recordings}
 * and what it speaks in.
 */
@NullMarked
package io.ucmbilling.recording;

import org.jspecify.annotations.NullMarked;

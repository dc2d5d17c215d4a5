/**
 * Fetches every new recording of a site that is to keep them all, before its UCM deletes it. Promises: each is fetched once,
 * by one replica at a time, and people who listen go first.
 *
 * <p>Read in this order: {@code Archive} for the algorithm, {@code Archives} for its turns.
 */
@NullMarked
package io.ucmbilling.recording.archive;

import org.jspecify.annotations.NullMarked;

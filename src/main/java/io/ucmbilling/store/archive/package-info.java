/**
 * The table of the archive: which recordings are to be fetched, and what became of each. {@link
 * io.ucmbilling.store.archive.WantedRecordings} is its face.
 */
@NullMarked
package io.ucmbilling.store.archive;

import org.jspecify.annotations.NullMarked;

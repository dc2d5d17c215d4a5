package io.ucmbilling.recording;

import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.Optional;

/** The fleet's recordings, through the local cache (contract S6, U12). Safe for use by several threads. */
public interface Recordings {

    /**
     * A UCM's listing.
     *
     * @param csv byte for byte as the UCM gave it
     * @param age how long ago the UCM gave it; zero: now. More than zero only if it cannot be reached
     */
    record Listing(byte[] csv, Duration age) {}

    /**
     * Returns the UCM's own CSV of directories.
     *
     * @throws UcmFault if it cannot be reached and no listing is known
     */
    Listing directories(Site site) throws UcmFault;

    /**
     * Returns the UCM's own CSV of the contents of directories.
     *
     * @param filedir as asked, several joined by {@code @}
     * @return empty: the UCM has none of that name
     * @throws UcmFault if it cannot be reached and no listing is known
     */
    Optional<Listing> contents(Site site, String filedir) throws UcmFault;

    /**
     * Opens a recording: from the cache, or while it arrives. The month folder of its name may be there or lack.
     *
     * @return empty: neither the cache nor the UCM has it
     * @throws UcmFault if it is not in the cache and the UCM cannot be asked
     */
    Optional<Recording> open(Site site, RecordingName name) throws UcmFault;

    /** Tells whether the cache has it whole, so that no UCM is asked. */
    boolean isCached(Site site, RecordingName name);
}

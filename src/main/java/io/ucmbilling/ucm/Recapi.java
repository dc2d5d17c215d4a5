package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;

/**
 * Client of one UCM's recordings, by whichever way in its site is configured (guide, <i>REC API</i>; contract U1, U12). Safe for
 * use by several threads. Only so many files are on their way at one time ({@code gateway.sites.<id>.parallel-files}).
 * Pages of records never wait for them.
 */
public interface Recapi {

    /** Returns the CSV of directories, byte for byte as the UCM gave it. */
    byte[] directories() throws UcmFault;

    /**
     * Returns the CSV of one directory's contents, byte for byte as the UCM gave it.
     *
     * @param filedir as the UCM lists it, such as {@code monitor}; several joined by {@code @} are passed on
     * @return empty if the UCM answers that there is none (404)
     */
    Optional<byte[]> contents(String filedir) throws UcmFault;

    /**
     * Opens a file. Waits while as many as allowed are on their way, at most the site's answer timeout.
     *
     * @param filedir such as {@code monitor}
     * @param filename may hold a month folder; never several
     * @param from the first byte wanted; 0: the whole file
     * @return empty if the UCM answers that there is none (404)
     */
    Optional<RemoteFile> open(String filedir, String filename, long from) throws UcmFault;
}

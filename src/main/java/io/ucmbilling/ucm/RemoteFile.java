package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.UcmFault;

/** A file on its way from a UCM; close it, read to the end or not. For one thread at a time. */
public interface RemoteFile extends AutoCloseable {

    /** Where in the file the first byte read stands: where asked, or 0 where the UCM does not know ranges. */
    long from();

    /** Length of the whole file in bytes; -1: the UCM does not say. */
    long length();

    /**
     * Reads on; blocks, at most the site's read timeout.
     *
     * @return how many bytes came; -1 at the end, which is never told before {@link #length()} is reached
     * @throws UcmFault where the answer breaks, stalls or ends early; what came before it is good
     */
    int read(byte[] into) throws UcmFault;

    @Override
    void close();
}

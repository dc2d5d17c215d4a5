package io.ucmbilling.ucm;

import io.ucmbilling.ucm.site.UcmFault;

/** A file on its way from a UCM. To be closed, read to the end or not. For one thread at a time. */
public interface RemoteFile extends AutoCloseable {

    /** Returns the place in the file of the first byte read: as asked, or 0 if the UCM does not know ranges. */
    long from();

    /** Returns the length of the whole file in bytes; -1: the UCM does not say. */
    long length();

    /**
     * Reads on. Blocks, at most the site's read timeout.
     *
     * @return how many bytes came; -1 at the end, which is never told before {@link #length()} is reached
     * @throws UcmFault if the answer breaks, stalls or ends early; what came before it is good
     */
    int read(byte[] into) throws UcmFault;

    @Override
    void close();
}

package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where one reader finds the bytes of a recording that have come. */
@FunctionalInterface
interface Bytes {

    /**
     * Reads some of them.
     *
     * @return how many came into the buffer; none or fewer: they are not there any more
     * @throws UcmFault where they broke for good before
     */
    int read(ByteBuffer into, long position) throws IOException, UcmFault;
}

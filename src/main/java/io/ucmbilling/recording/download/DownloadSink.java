package io.ucmbilling.recording.download;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;

/** The taker of a download's bytes, in their order. */
@FunctionalInterface
public interface DownloadSink {

    /**
     * Takes the next bytes.
     *
     * @throws UcmFault of kind INTERNAL, to end the download
     */
    void write(byte[] bytes, int offset, int count) throws IOException, UcmFault;

    /** A sink that can begin again at the first byte. */
    interface Restartable extends DownloadSink {

        /** Throws away what it has taken. */
        void restart() throws IOException;
    }
}

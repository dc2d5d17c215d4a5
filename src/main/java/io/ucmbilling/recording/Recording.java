package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An open recording, whole or still on its way; it stays readable until closed, whatever the cache throws away meanwhile. */
public interface Recording extends AutoCloseable {

    RecordingLabel label();

    /** Returns the SHA-256 of the whole file, 32 bytes; null: it has not all arrived yet. */
    byte @Nullable [] sha256();

    /**
     * Copies bytes of it, waiting for those that have not arrived yet.
     *
     * @param from first byte, inclusive
     * @param count how many; {@code from + count} is at most the length
     * @throws UcmFault if the fetch breaks for good before they have come; some may have been written
     * @throws IOException from {@code to}
     */
    void copy(long from, long count, OutputStream to) throws IOException, UcmFault;

    /** Gives back what it holds of the UCM, for the time being: whoever has several open reads one at a time. */
    default void rest() {}

    /** Once closed, closing again does nothing. */
    @Override
    void close();
}

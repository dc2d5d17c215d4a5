package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open recording, whole or still on its way; it stays readable until closed, whatever the cache throws away meanwhile. */
public interface Recording extends AutoCloseable {

    /** Length of the whole file in bytes; known before the first byte is read. */
    long length();

    /** A strong tag: the same bytes have the same one, others another. Without quotes. */
    String tag();

    /** SHA-256 of the whole file, 32 bytes; null: it has not all arrived yet. */
    byte @Nullable [] sha256();

    /** The recording's start where its name has an epoch (contract U12), else when it was fetched. */
    Instant startedAt();

    /** When it was fetched: a recording may have grown since an earlier fetch. */
    Instant lastModified();

    /**
     * Copies bytes of it, waiting for those that have not arrived yet.
     *
     * @param from first byte, inclusive
     * @param count how many; {@code from + count} is at most {@link #length()}
     * @throws UcmFault where the fetch breaks for good before they have come; some may have been written
     * @throws IOException from {@code to}
     */
    void copy(long from, long count, OutputStream to) throws IOException, UcmFault;

    /** Gives back what it holds of the UCM, for the time being: whoever has several open reads one at a time. */
    default void rest() {}

    /** Once closed, closing again does nothing. */
    @Override
    void close();
}

package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import org.jspecify.annotations.Nullable;

/** How far a file has come. */
interface Arrival {

    /** Of the whole file, in bytes. */
    long length();

    /** SHA-256; null: it has not all come yet. */
    byte @Nullable [] sha256();

    /** Whether more than {@code position} bytes have come, or none will. */
    boolean hasBeyond(long position);

    /**
     * Waits until more than {@code position} bytes have come.
     *
     * @return how many can be read; negative: no more will come this way, and each reader goes on by itself
     * @throws UcmFault where it broke for good before
     */
    long awaitBeyond(long position) throws InterruptedException, UcmFault;

    /** Of a file that is there. */
    static Arrival of(CachedFile file) {
        return new Arrival() {
            @Override
            public long length() {
                return file.length();
            }

            @Override
            public byte[] sha256() {
                return file.sha256Bytes();
            }

            @Override
            public boolean hasBeyond(long position) {
                return true;
            }

            @Override
            public long awaitBeyond(long position) {
                return file.length();
            }
        };
    }
}

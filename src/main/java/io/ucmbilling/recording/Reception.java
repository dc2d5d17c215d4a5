package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Brings the bytes of one file into its part, over breaks; {@link Fetch} says how. */
final class Reception implements AutoCloseable {
    private final Source source;
    private final Part part;
    private final BooleanSupplier isWanted;
    private final IntConsumer count;
    private @Nullable Incoming incoming;
    private int tries = 1;

    /**
     * @param opened at the beginning of the file; closed with this
     * @param isWanted asked with every piece; where not, it ends
     * @param count told how many bytes came with each
     */
    Reception(Source source, Incoming opened, Part part, BooleanSupplier isWanted, IntConsumer count) {
        this.source = source;
        this.incoming = opened;
        this.part = part;
        this.isWanted = isWanted;
        this.count = count;
    }

    /** Told how many bytes may be read of the part. */
    @FunctionalInterface
    interface Progress {
        void readable(long bytes);
    }

    /**
     * Until the length is reached.
     *
     * @param told whether the UCM said the length; where only the header did, the UCM must end it just there
     */
    void receive(long length, boolean told, Progress progress) throws UcmFault, IOException {
        while (true) {
            try {
                Incoming from = incoming == null
                        ? source.goOn(told, part.length(), told ? length : -1, part.sha256())
                        : incoming;
                incoming = from;
                drain(from, length, told, progress);
                return;
            } catch (UcmFault e) {
                goOnAfter(e);
            }
        }
    }

    private void drain(Incoming from, long length, boolean told, Progress progress) throws UcmFault, IOException {
        while (part.length() < length || !told) {
            int came = from.read();
            if (came < 0 && part.length() == length) {
                return;
            }
            if (came < 0) {
                throw source.fault(FaultKind.BROKEN_OFF, "found " + part.length() + " bytes, expected " + length);
            }
            if (part.length() + came > length) {
                throw source.fault(FaultKind.DRIFTED, "found more bytes than the " + length + " expected");
            }
            take(from, came);
            progress.readable(told ? part.length() : Math.min(part.length(), length - 1));
        }
    }

    /** Until two readings in a row are the same. */
    void receiveTwice() throws UcmFault, IOException {
        byte[] former = null;
        while (true) {
            try {
                part.restart();
                byte[] reading = reading();
                if (Arrays.equals(former, reading)) {
                    return;
                }
                former = reading;
                if (tries++ == Source.TRIES) {
                    throw source.fault(FaultKind.DRIFTED, "no two of " + Source.TRIES + " readings are the same");
                }
            } catch (UcmFault e) {
                goOnAfter(e);
            }
        }
    }

    private byte[] reading() throws UcmFault, IOException {
        Incoming from = incoming == null ? source.goOn(false, 0, -1, null) : incoming;
        incoming = from;
        for (int came = from.read(); came >= 0; came = from.read()) {
            take(from, came);
        }
        close();
        return part.sha256();
    }

    private void take(Incoming from, int came) throws UcmFault, IOException {
        part.write(from.chunk(), came);
        count.accept(came);
        if (!isWanted.getAsBoolean()) {
            throw source.fault(FaultKind.INTERNAL, "nobody waits for it any more");
        }
    }

    private void goOnAfter(UcmFault e) throws UcmFault {
        close();
        if (!Source.mayGoOn(e, tries++)) {
            throw e;
        }
    }

    @Override
    public void close() {
        if (incoming != null) {
            incoming.close();
            incoming = null;
        }
    }
}

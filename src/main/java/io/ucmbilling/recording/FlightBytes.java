package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way to the bytes of a flight: the first from memory, the others through a descriptor of its own. That is opened
 * when it is needed, or when all has come, before anything happens to the part's name.
 */
final class FlightBytes implements Bytes {
    private final Flight flight;
    private volatile @Nullable FileChannel channel;

    FlightBytes(Flight flight) {
        this.flight = flight;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException, UcmFault {
        int first = flight.readFirst(into, position);
        if (first > 0) {
            return first;
        }
        FileChannel open = channel;
        if (open == null) {
            open = flight.open(this);
        }
        return open.read(into, position);
    }

    /** For the flight alone, and once. */
    void readFrom(FileChannel opened) {
        channel = opened;
    }

    @Nullable
    FileChannel channel() {
        return channel;
    }

    /** It was only read: nothing is lost where that fails. */
    void close() {
        flight.forget(this);
        FileChannel open = channel;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // The descriptor is gone all the same.
        }
    }
}

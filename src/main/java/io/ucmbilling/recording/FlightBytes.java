package io.ucmbilling.recording;

import io.ucmbilling.ucm.UcmFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** One reader's way to the bytes of a flight: the first from memory, the others through a descriptor of its own. */
final class FlightBytes implements Bytes {
    private final Flight flight;
    private @Nullable FileChannel channel;

    FlightBytes(Flight flight) {
        this.flight = flight;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException, UcmFault {
        int first = flight.readFirst(into, position);
        if (first > 0) {
            return first;
        }
        FileChannel open = channel == null ? flight.openPart() : channel;
        channel = open;
        return open.read(into, position);
    }

    /** It was only read: nothing is lost where that fails. */
    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The descriptor is gone all the same.
        }
    }
}

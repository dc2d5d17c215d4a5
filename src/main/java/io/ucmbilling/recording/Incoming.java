package io.ucmbilling.recording;

import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file on its way, and how long it will be: as the UCM says, and as its own RIFF/WAVE header says. */
final class Incoming implements AutoCloseable {
    /** "RIFF", the length of what follows, "WAVE". */
    private static final int HEADER = 12;

    /** Bytes of a WAV as it is when its recording begins: a header, and no sound. */
    static final int SILENT_WAVE = 44;

    private static final int CHUNK = 1 << 16;

    private final RemoteFile file;
    private final byte[] chunk = new byte[CHUNK];
    private int ahead;
    private boolean ended;
    private long announced = -1;

    /** Reads its header, where it begins at the beginning. */
    Incoming(RemoteFile file) throws UcmFault {
        this.file = file;
        if (file.from() == 0) {
            try {
                readHeader();
            } catch (UcmFault | RuntimeException e) {
                file.close();
                throw e;
            }
        }
    }

    private void readHeader() throws UcmFault {
        byte[] more = new byte[HEADER];
        while (ahead < HEADER && !ended) {
            int count = file.read(ahead == 0 ? chunk : more);
            if (count < 0) {
                ended = true;
            } else if (ahead == 0) {
                ahead = count;
            } else {
                System.arraycopy(more, 0, chunk, ahead, count);
                ahead += count;
            }
        }
        announced = announcedIn(ByteBuffer.wrap(chunk, 0, ahead));
    }

    private static long announcedIn(ByteBuffer start) {
        byte[] text = new byte[4];
        if (start.remaining() < HEADER) {
            return -1;
        }
        start.get(0, text);
        boolean riff = new String(text, StandardCharsets.ISO_8859_1).equals("RIFF");
        start.get(8, text);
        boolean wave = new String(text, StandardCharsets.ISO_8859_1).equals("WAVE");
        return riff && wave
                ? 8
                        + Integer.toUnsignedLong(
                                start.order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                : -1;
    }

    /** Where in the file the next byte read stood when it was opened. */
    long from() {
        return file.from();
    }

    /** Length of the whole file as the UCM says; -1: it does not. */
    long told() {
        return file.length();
    }

    /** Length of the whole file as its header says; -1: it has none, or was not opened at the beginning. */
    long announced() {
        return announced;
    }

    /** The first bytes of it that have come with its header, at most so many; they are still to be read. */
    byte[] first(long most) {
        return Arrays.copyOf(chunk, (int) Math.min(ahead, most));
    }

    /**
     * Reads on.
     *
     * @return how many bytes came into {@link #chunk()}; -1 at the end
     */
    int read() throws UcmFault {
        if (ahead > 0) {
            int count = ahead;
            ahead = 0;
            return count;
        }
        return ended ? -1 : file.read(chunk);
    }

    byte[] chunk() {
        return chunk;
    }

    /**
     * Reads over the first bytes of it; what came behind them is read next.
     *
     * @param into takes them in; null: nobody looks at them
     */
    void skip(long count, @Nullable MessageDigest into) throws UcmFault {
        long left = count;
        while (left > 0) {
            int came = read();
            if (came < 0) {
                throw new UcmFault(FaultKind.BROKEN_OFF, "recording: ended " + left + " bytes too early");
            }
            int skipped = (int) Math.min(left, came);
            if (into != null) {
                into.update(chunk, 0, skipped);
            }
            left -= skipped;
            unread(skipped, came);
        }
    }

    /** Gives back what was not used of the bytes read last. */
    void unread(int used, int came) {
        System.arraycopy(chunk, used, chunk, 0, came - used);
        ahead = came - used;
    }

    @Override
    public void close() {
        file.close();
    }
}

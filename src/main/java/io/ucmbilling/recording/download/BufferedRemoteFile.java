package io.ucmbilling.recording.download;

import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.WaveHeader;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recording that comes from a UCM, read ahead by at most 64 KiB. Its WAV header is read at once, as it tells the length
 * that many UCMs do not. For one thread at a time.
 */
final class BufferedRemoteFile implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final RemoteFile file;
    private final byte[] piece = new byte[PIECE];
    private int next;
    private int end;
    private boolean ended;
    private final WaveHeader header;

    /** Reads the header if the file was opened at its beginning. Closes the file if that fails. */
    BufferedRemoteFile(RemoteFile file) throws UcmFault {
        this.file = file;
        try {
            readHeader();
        } catch (UcmFault | RuntimeException e) {
            file.close();
            throw e;
        }
        this.header = WaveHeader.of(piece, file.from() == 0 ? end : 0);
    }

    private void readHeader() throws UcmFault {
        byte[] more = new byte[WaveHeader.BYTES];
        while (file.from() == 0 && end < WaveHeader.BYTES && !ended) {
            int count = file.read(end == 0 ? piece : more);
            if (end > 0 && count > 0) {
                System.arraycopy(more, 0, piece, end, count);
            }
            ended = count < 0;
            end += Math.max(0, count);
        }
    }

    /** Returns where in the whole file it was opened. */
    long from() {
        return file.from();
    }

    /** Returns the length of the whole file as the UCM says; -1: it does not. */
    long toldLength() {
        return file.length();
    }

    /** Returns the length of the whole file as its header says; -1: it has none, or was not opened at its beginning. */
    long headerLength() {
        return header.isWave() ? header.length() : -1;
    }

    /** Returns the bytes that have come, at most so many. They are still to be read. */
    byte[] head(long most) {
        return Arrays.copyOfRange(piece, next, next + (int) Math.min(end - next, most));
    }

    /** Waits for a byte unless one is there, and returns how many are there; 0: the file has ended. */
    int available() throws UcmFault {
        if (next == end && !ended) {
            int count = file.read(piece);
            ended = count < 0;
            next = 0;
            end = Math.max(0, count);
        }
        return end - next;
    }

    /** Gives bytes that are there to a sink, and to a digest unless it is null. */
    void take(int count, DownloadSink sink, @Nullable MessageDigest into) throws IOException, UcmFault {
        sink.write(piece, next, count);
        if (into != null) {
            into.update(piece, next, count);
        }
        next += count;
    }

    /** Reads over bytes, into a digest. */
    void skip(long count, MessageDigest into) throws UcmFault {
        long left = count;
        while (left > 0) {
            int some = (int) Math.min(left, available());
            if (some == 0) {
                throw new UcmFault(FaultKind.BROKEN_OFF, "recording: ended " + left + " bytes too early");
            }
            into.update(piece, next, some);
            next += some;
            left -= some;
        }
    }

    /** Tells whether the file ends behind the bytes that are there. If not, one byte is lost: it is to be closed. */
    boolean endsHere() throws UcmFault {
        ended = ended || file.read(new byte[1]) < 0;
        return ended;
    }

    @Override
    public void close() {
        file.close();
    }
}

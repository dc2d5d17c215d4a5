package io.ucmbilling.recording.download;

import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The download of one recording from the one place on its UCM where it was found, into a {@link DownloadSink}.
 *
 * <ol>
 *   <li>It is opened at its beginning. The UCM says how long it is (Content-Length); if it does not, the file's own WAV header
 *       does, unless that was wrong before.
 *   <li>{@link #read} brings its bytes. If only the header tells the length, the last piece is held back until the UCM has
 *       ended the file just there.
 *   <li>After a break it goes on at once, {@link Tries#MOST} tries in all: from the byte where it broke if the UCM knows
 *       ranges and the name stands for one recording for ever, else from the beginning, over what has come, which must be the
 *       same. Another length or other bytes end it as DRIFTED: nobody can be served both.
 *   <li>If nothing tells the length, {@link #readTwice} reads until two readings in a row agree in length and SHA-256.
 * </ol>
 *
 * It holds one piece of 64 KiB. For one thread at a time. Once closed it may be read on: it is opened again.
 */
public final class UcmDownload implements AutoCloseable {
    /** Bytes of a WAV as it is when its recording begins: a header, and no sound. */
    public static final int SILENT_WAVE = 44;

    private final RecordingPlace place;
    private final boolean told;
    private final long headerLength;
    private long length;
    private @Nullable BufferedRemoteFile file;
    private long position;
    private MessageDigest digest = DigestUtils.getSha256Digest();
    private long digested;

    private UcmDownload(RecordingPlace place, BufferedRemoteFile opened, boolean believesHeader) {
        this.place = place;
        this.file = opened;
        this.told = opened.toldLength() >= 0;
        this.headerLength = opened.headerLength();
        this.length = told || !believesHeader ? opened.toldLength() : headerLength;
    }

    /**
     * Opens a recording at its beginning and reads its header.
     *
     * @param believesHeader whether the header may tell the length
     * @return empty: it is not there
     */
    static Optional<UcmDownload> open(RecordingPlace place, boolean believesHeader) throws UcmFault {
        Tries tries = new Tries();
        while (true) {
            Optional<RemoteFile> file = place.open(0);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new UcmDownload(place, new BufferedRemoteFile(file.get()), believesHeader));
            } catch (UcmFault e) {
                tries.failed(e);
            }
        }
    }

    /** Returns the length of the whole file in bytes; -1: nothing tells it before it has come whole. */
    public long length() {
        return length;
    }

    /** Tells whether that length may be wrong, as only the file's header says it. */
    public boolean isLengthFromHeader() {
        return !told;
    }

    /** Returns the first bytes that have come and may be served. They are still to be read. */
    public byte[] head() {
        return file == null ? new byte[0] : file.head(told ? length : Math.max(0, length - 1));
    }

    /** Returns the SHA-256 of what has come so far, if it was read from the first byte on. */
    public byte[] sha256() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tells whether what has come is a whole recording, as far as it tells: if it has no sound, or another length than its
     * header says, it may be being recorded still.
     */
    public boolean isFinished() {
        return position > SILENT_WAVE && (headerLength < 0 || headerLength == position);
    }

    /** Goes to a byte, from which on it is read next. */
    public void seek(long from) {
        if (position != from) {
            close();
            position = from;
        }
        if (from == 0) {
            rewind();
        }
    }

    private void rewind() {
        position = 0;
        digested = 0;
        digest = DigestUtils.getSha256Digest();
    }

    /** Reads up to a byte, exclusive, at most to the length, which must be known. */
    public void read(long end, DownloadSink sink) throws UcmFault, IOException {
        Tries tries = new Tries();
        while (position < end) {
            try {
                readPiece(end, sink);
            } catch (UcmFault e) {
                close();
                tries.failed(e);
            }
        }
    }

    private void readPiece(long end, DownloadSink sink) throws UcmFault, IOException {
        BufferedRemoteFile from = opened();
        int came = from.available();
        if (came == 0) {
            throw place.request().fault(FaultKind.BROKEN_OFF, "found " + position + " bytes, expected " + length);
        }
        boolean last = !told && position + came >= length;
        if (position + came > length || (last && !from.endsHere())) {
            throw place.request().fault(FaultKind.DRIFTED, "found more bytes than the " + length + " expected");
        }
        if (last) {
            close();
        }
        take(from, (int) Math.min(came, end - position), sink);
    }

    private void take(BufferedRemoteFile from, int count, DownloadSink sink) throws UcmFault, IOException {
        boolean all = digested == position;
        from.take(count, sink, all ? digest : null);
        position += count;
        digested = all ? position : digested;
    }

    /** Reads the whole file until two readings in a row are the same. Its length is known then. */
    public void readTwice(DownloadSink.Restartable sink) throws UcmFault, IOException {
        Tries tries = new Tries();
        byte[] former = null;
        while (true) {
            try {
                sink.restart();
                rewind();
                readToEnd(sink);
                byte[] reading = sha256();
                if (Arrays.equals(former, reading)) {
                    length = position;
                    return;
                }
                former = reading;
                if (!tries.isAnotherLeft()) {
                    throw place.request()
                            .fault(FaultKind.DRIFTED, "no two of " + Tries.MOST + " readings are the same");
                }
            } catch (UcmFault e) {
                close();
                tries.failed(e);
            }
        }
    }

    private void readToEnd(DownloadSink sink) throws UcmFault, IOException {
        BufferedRemoteFile from = opened();
        while (from.available() > 0) {
            take(from, from.available(), sink);
        }
        close();
    }

    private BufferedRemoteFile opened() throws UcmFault {
        BufferedRemoteFile open = file;
        if (open == null) {
            open = place.reopen(position, told ? length : -1, digested == position ? sha256() : null);
            file = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}

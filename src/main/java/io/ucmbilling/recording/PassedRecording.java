package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recording passed through from the UCM, for one reader and without any file: where the cache has no room or no disk. It
 * holds one piece of it in memory; where it breaks it is gone on with like a fetch.
 */
final class PassedRecording implements Recording {
    private final Source source;
    private final OpenRecording.Label label;
    private final long length;
    private final boolean told;
    private @Nullable Incoming incoming;
    private long position;
    private MessageDigest passed = Sha256.start();
    private long digested;

    /**
     * @param length of the whole file
     * @param told whether the UCM said it; else its header did, and the last byte waits for its end
     * @param opened at the beginning; null: not opened yet
     */
    PassedRecording(Source source, OpenRecording.Label label, long length, boolean told, @Nullable Incoming opened) {
        this.source = source;
        this.label = label;
        this.length = length;
        this.told = told;
        this.incoming = opened;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String tag() {
        return label.tag();
    }

    @Override
    public byte @Nullable [] sha256() {
        return null;
    }

    @Override
    public Instant startedAt() {
        return label.startedAt();
    }

    @Override
    public Instant lastModified() {
        return label.lastModified();
    }

    @Override
    public void copy(long from, long count, OutputStream to) throws IOException, UcmFault {
        long end = from + count;
        int tries = 1;
        if (position != from) {
            close();
            position = from;
        }
        if (from == 0) {
            passed = Sha256.start();
            digested = 0;
        }
        while (position < end) {
            try {
                pass(end - position, to);
            } catch (UcmFault e) {
                close();
                if (!Source.mayGoOn(e, tries++)) {
                    throw e;
                }
            }
        }
    }

    private void pass(long most, OutputStream to) throws IOException, UcmFault {
        Incoming from = incoming == null ? source.goOn(told, position, told ? length : -1, former()) : incoming;
        incoming = from;
        int came = from.read();
        if (came < 0) {
            throw source.fault(FaultKind.BROKEN_OFF, "found " + position + " bytes, expected " + length);
        }
        int used = (int) Math.min(most, came);
        boolean last = !told && position + came >= length;
        byte[] bytes = last || used < came ? Arrays.copyOf(from.chunk(), used) : from.chunk();
        if (last) {
            mustEnd(from, came);
            close();
        } else {
            from.unread(used, came);
        }
        to.write(bytes, 0, used);
        if (digested == position) {
            passed.update(bytes, 0, used);
            digested += used;
        }
        position += used;
    }

    /** SHA-256 of all that lies before the position; null: not all of it was passed. */
    private byte @Nullable [] former() {
        return digested == position ? Sha256.soFar(passed) : null;
    }

    private void mustEnd(Incoming from, int came) throws UcmFault {
        if (position + came > length || from.read() >= 0) {
            throw source.fault(FaultKind.DRIFTED, "found more bytes than the " + length + " expected");
        }
    }

    @Override
    public void rest() {
        close();
    }

    @Override
    public void close() {
        if (incoming != null) {
            incoming.close();
            incoming = null;
        }
    }
}

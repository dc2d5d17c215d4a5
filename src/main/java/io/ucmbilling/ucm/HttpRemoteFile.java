package io.ucmbilling.ucm;

import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file as it comes over HTTP. Its end is believed if the announced length is reached. If none is announced, it is
 * believed if the chunks say so, or if the connection was closed in order and not before the length in the file's own
 * RIFF header.
 */
final class HttpRemoteFile implements RemoteFile {
    private final Site site;
    private final StreamingResponse answer;
    private final ContentRange range;
    private final long least;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long position;
    private @Nullable UcmFault broken;

    /**
     * @param part what comes of the file; null: all of it
     * @param afterwards runs once, when it is closed
     * @throws UcmFault if the answer is no sound
     */
    HttpRemoteFile(Site site, StreamingResponse answer, @Nullable ContentRange part, Runnable afterwards)
            throws IOException, UcmFault {
        this.site = site;
        this.answer = answer;
        this.range = part == null ? new ContentRange(0, answer.length()) : part;
        this.position = range.from();
        this.afterwards = afterwards;
        checkType(part == null);
        boolean ownEnd = range.length() >= 0 || range.from() > 0 || answer.isChunked();
        this.least = ownEnd ? range.length() : leastLength();
    }

    private void checkType(boolean whole) throws IOException, UcmFault {
        String type = answer.head().mediaType();
        if (type == null && whole && !header().isRiff()) {
            throw wrongType("no content type, and no RIFF in front");
        } else if (type != null && !type.startsWith("audio/") && !type.equals("application/octet-stream")) {
            throw wrongType("the content type " + type);
        }
    }

    private UcmFault wrongType(String found) {
        return FaultFactory.of(site, FaultKind.WRONG_CONTENT_TYPE, found, "audio/wav");
    }

    private WaveHeader header() throws IOException {
        byte[] beginning = answer.peek(WaveHeader.SIZE_END);
        return WaveHeader.of(beginning, beginning.length);
    }

    /** Returns the length that the file's header tells, or that of the header itself; 0: it tells none. */
    private long leastLength() throws IOException {
        if (answer.peek(WaveHeader.SIZE_END).length < WaveHeader.SIZE_END) {
            return WaveHeader.SIZE_END;
        }
        WaveHeader header = header();
        return header.hasLength() ? header.length() : 0;
    }

    @Override
    public long from() {
        return range.from();
    }

    @Override
    public long length() {
        return range.length();
    }

    @Override
    public int read(byte[] into) throws UcmFault {
        if (broken != null) {
            // What broke once may look like an end the next time.
            throw broken;
        }
        try {
            return readOn(into);
        } catch (UcmFault fault) {
            broken = fault;
            throw fault;
        }
    }

    private int readOn(byte[] into) throws UcmFault {
        int count;
        try {
            count = answer.read(into);
        } catch (IOException e) {
            throw FaultFactory.broken(site, HttpCall.Phase.ANSWER, e);
        }
        if (count < 0 && position < least) {
            throw FaultFactory.of(
                    site, FaultKind.BROKEN_OFF, "the end of a file after " + position + " bytes", least + " bytes");
        }
        position += Math.max(0, count);
        if (range.length() >= 0 && position > range.length()) {
            throw FaultFactory.of(
                    site, FaultKind.MALFORMED, "more than the " + range.length() + " bytes of a file", "no more");
        }
        return count;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            answer.close();
            afterwards.run();
        }
    }
}

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
 * A file as it comes over HTTP. Its end is believed where the announced length is reached. If none is announced, where
 * the chunks say so, or the connection was closed in order and not before the length in the file's own RIFF header.
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
     * @param range what comes
     * @param afterwards runs once, when it is closed
     */
    HttpRemoteFile(Site site, StreamingResponse answer, ContentRange range, Runnable afterwards) throws IOException {
        this.site = site;
        this.answer = answer;
        this.range = range;
        this.position = range.from();
        this.afterwards = afterwards;
        boolean ownEnd = range.length() >= 0 || range.from() > 0 || answer.isChunked();
        this.least = ownEnd ? range.length() : headerLength(answer);
    }

    /** Returns the length that the file's header tells, or that of the header itself; 0: it tells none. */
    private static long headerLength(StreamingResponse answer) throws IOException {
        byte[] beginning = answer.peek(WaveHeader.SIZE_END);
        WaveHeader header = WaveHeader.of(beginning, beginning.length);
        if (beginning.length < WaveHeader.SIZE_END) {
            return WaveHeader.SIZE_END;
        }
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

package io.ucmbilling.ucm.http;

import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose head has come, and whose body is still on its way. For one thread at a time. Whoever got it closes
 * it, which takes the connection down if the body was not read to its end.
 */
public final class StreamingResponse implements AutoCloseable {
    /** The most that {@link #peek} looks at. */
    public static final int LONGEST_PEEK = 4096;
    /** The most that is read of a body that says nothing, so that its connection can be reused. */
    private static final int IDLE_TALK = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final Site site;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final PushbackInputStream body;
    private boolean read;
    private long came;

    StreamingResponse(Site site, HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        this.site = site;
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.read = entity == null;
        this.body = new PushbackInputStream(
                entity == null ? InputStream.nullInputStream() : entity.getContent(), LONGEST_PEEK);
    }

    public int status() {
        return response.getCode();
    }

    private @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Returns the header {@code Date} as it came; null: none. */
    public @Nullable String date() {
        return header("Date");
    }

    public List<String> challenges() {
        return headers("WWW-Authenticate");
    }

    public List<String> cookies() {
        return headers("Set-Cookie");
    }

    private List<String> headers(String name) {
        return Stream.of(response.getHeaders(name)).map(Header::getValue).toList();
    }

    /** Returns the body's length in bytes; -1: not announced. */
    public long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** Returns whether the body tells its own end. */
    public boolean isChunked() {
        HttpEntity entity = response.getEntity();
        return entity != null && entity.isChunked();
    }

    /** Returns the part of a file that comes; null: the answer is no part, or does not say which. */
    public @Nullable ContentRange part() {
        return status() == 206 ? ContentRange.of(header("Content-Range")) : null;
    }

    public HttpAnswer head() {
        return answer(NOTHING);
    }

    private HttpAnswer answer(byte[] bytes) {
        return new HttpAnswer(status(), header("Content-Type"), header("Retry-After"), challenges(), length(), bytes);
    }

    /**
     * Returns the body's first bytes, fewer only if it is shorter. They stay to be read. Called before anything is
     * read.
     */
    public byte[] peek(int most) throws IOException {
        byte[] beginning = body.readNBytes(most);
        body.unread(beginning);
        return beginning;
    }

    /**
     * Reads on. Blocks, at most the site's read timeout. Once the last byte announced has come, the connection can be
     * reused.
     *
     * @return how many bytes came; -1: the end
     */
    public int read(byte[] into) throws IOException {
        int count = body.read(into);
        came += Math.max(0, count);
        read |= count < 0 || came == length();
        return count;
    }

    /** Reads the answer with its body, which is within the site's bound. The body of any status but 200 is dropped. */
    public HttpAnswer whole() throws IOException, UcmFault {
        return answer(status() == 200 ? bytes() : idleTalk());
    }

    private byte[] bytes() throws IOException, UcmFault {
        int most = site.limits().maxAnswerBytes();
        if (length() > most) {
            throw tooLong(length() + " bytes");
        }
        if (length() >= 0) {
            // One array of the very size: pages are the largest things this process holds.
            byte[] bytes = new byte[(int) length()];
            int count = body.readNBytes(bytes, 0, bytes.length);
            read = true;
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
        byte[] bytes = body.readNBytes(most);
        if (bytes.length == most && body.read() >= 0) {
            throw tooLong("more than " + most + " bytes");
        }
        read = true;
        return bytes;
    }

    private byte[] idleTalk() throws IOException {
        if (length() <= IDLE_TALK) {
            read |= body.readNBytes(IDLE_TALK).length < IDLE_TALK;
        }
        return NOTHING;
    }

    private UcmFault tooLong(String found) {
        return FaultFactory.of(
                site,
                FaultKind.TOO_LARGE,
                "an answer of " + found,
                "at most " + site.limits().maxAnswerBytes());
    }

    @Override
    public void close() {
        if (!read) {
            // Else closing would read the rest first, be it endless.
            request.cancel();
        }
        Closer.closeQuietly(response);
    }
}

package io.ucmbilling.ucm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a {@link Line} sends and gets, one request after another; knows how far it came, which tells faults
 * apart. Used by the call's own thread; only {@link #phase} is read from outside.
 */
final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();
    /** What is read of a body that says nothing, so that its connection can go on. */
    private static final int IDLE_TALK = 64 * 1024;

    private static final byte[] NOTHING = {};

    /** How far a request came. */
    enum Phase {
        CONNECTING,
        HANDSHAKE,
        ANSWER
    }

    private final Site site;
    private final HttpClient client;
    private volatile Phase phase = Phase.CONNECTING;
    private boolean newConnection;
    private boolean answered;
    private @Nullable IOException handshakeFailure;

    Exchange(Site site, HttpClient client) {
        this.site = site;
        this.client = client;
    }

    /** The exchange a connection is made for. */
    static Exchange of(@Nullable HttpContext context) {
        return (Exchange) Objects.requireNonNull(
                Objects.requireNonNull(context, "context").getAttribute(ATTRIBUTE), "exchange");
    }

    Phase phase() {
        return phase;
    }

    void reached(Phase phase) {
        this.phase = phase;
    }

    void connected() {
        newConnection = true;
        handshakeFailure = null;
    }

    void handshakeFailed(IOException e) {
        handshakeFailure = e;
    }

    /**
     * Sends a request and reads its answer. Sent a second time where a connection kept from before breaks before it says
     * anything: the UCM had closed it meanwhile. Every request of this room only reads, so twice is as good as once.
     *
     * @param request makes it anew for each sending
     */
    Answer send(Supplier<HttpUriRequestBase> request) throws UcmFault {
        try {
            return sendOnce(request.get());
        } catch (IOException e) {
            if (newConnection || answered || phase != Phase.ANSWER || Faults.isTimeout(e)) {
                throw fault(e);
            }
        }
        try {
            return sendOnce(request.get());
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private Answer sendOnce(HttpUriRequestBase request) throws IOException, UcmFault {
        phase = Phase.CONNECTING;
        newConnection = false;
        answered = false;
        handshakeFailure = null;
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        ClassicHttpResponse response = client.executeOpen(HttpHost.create(site.url()), request, context);
        answered = true;
        byte[] body = null;
        try {
            body = body(response);
        } finally {
            if (body == null) {
                // Else closing would read the rest first, be it endless.
                request.cancel();
            }
            Closer.closeQuietly(response);
        }
        return new Answer(
                response.getCode(),
                value(response, "Content-Type"),
                value(response, "Retry-After"),
                Stream.of(response.getHeaders("WWW-Authenticate"))
                        .map(Header::getValue)
                        .toList(),
                body == null || !wanted(response) ? NOTHING : body);
    }

    private UcmFault fault(IOException e) {
        IOException failure = handshakeFailure;
        return failure == null ? Faults.broken(site, phase, e) : Faults.broken(site, Phase.HANDSHAKE, failure);
    }

    private static @Nullable String value(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The body within its bound; null: of an unwanted one there is more, which is left. */
    private byte @Nullable [] body(ClassicHttpResponse response) throws IOException, UcmFault {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return NOTHING;
        }
        int most = wanted(response) ? site.limits().maxAnswerBytes() : IDLE_TALK;
        if (entity.getContentLength() > most) {
            return tooLong(response, entity.getContentLength() + " bytes");
        }
        InputStream content = entity.getContent();
        if (entity.getContentLength() >= 0) {
            // One array of the very size: bodies are the largest things this process holds.
            byte[] body = new byte[(int) entity.getContentLength()];
            int length = content.readNBytes(body, 0, body.length);
            return length == body.length ? body : Arrays.copyOf(body, length);
        }
        byte[] body = content.readNBytes(most);
        return body.length == most && content.read() >= 0 ? tooLong(response, "more than " + most + " bytes") : body;
    }

    private static boolean wanted(ClassicHttpResponse response) {
        return response.getCode() == 200;
    }

    private byte @Nullable [] tooLong(ClassicHttpResponse response, String found) throws UcmFault {
        if (wanted(response)) {
            throw Faults.of(
                    site,
                    FaultKind.TOO_LARGE,
                    "an answer of " + found,
                    "at most " + site.limits().maxAnswerBytes());
        }
        return null;
    }
}

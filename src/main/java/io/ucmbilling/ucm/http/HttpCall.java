package io.ucmbilling.ucm.http;

import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.tls.HandshakeListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link SiteHttpClient}: its requests and their answers, one after another. Knows how far it came, which
 * tells faults apart. Used by the call's own thread. From outside come only {@link #phase} and {@link #giveUp}.
 */
public final class HttpCall implements HandshakeListener {
    public enum Phase {
        CONNECTING,
        HANDSHAKE,
        ANSWER
    }

    private final Site site;
    private final HttpClient client;
    private volatile Phase phase = Phase.CONNECTING;
    private boolean newConnection;
    private @Nullable IOException handshakeFailure;
    private @Nullable HttpUriRequestBase underWay;
    private boolean givenUp;

    HttpCall(Site site, HttpClient client) {
        this.site = site;
        this.client = client;
    }

    Phase phase() {
        return phase;
    }

    /** Notes that the connection stands. From now on the answer is waited for. */
    void awaitsAnswer() {
        phase = Phase.ANSWER;
    }

    @Override
    public void handshakeBegins() {
        phase = Phase.HANDSHAKE;
    }

    @Override
    public void handshakeSucceeded() {
        newConnection = true;
        handshakeFailure = null;
    }

    @Override
    public void handshakeFailed(IOException e) {
        handshakeFailure = e;
    }

    /** Reads an answer to its end and closes it. */
    public HttpAnswer finish(StreamingResponse open) throws UcmFault {
        try (open) {
            return open.whole();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /**
     * Sends a request and returns with the head of its answer. Sends it a second time if a connection kept from before
     * breaks before it says anything: the UCM had closed it meanwhile. Every request of this room only reads, so twice
     * is as good as once. The caller closes the answer.
     *
     * @param request makes it anew for each sending
     */
    public StreamingResponse open(Supplier<HttpUriRequestBase> request) throws UcmFault {
        try {
            return openOnce(request.get());
        } catch (IOException e) {
            if (newConnection || phase != Phase.ANSWER || FaultFactory.isTimeout(e)) {
                throw fault(e);
            }
        }
        try {
            return openOnce(request.get());
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private StreamingResponse openOnce(HttpUriRequestBase request) throws IOException {
        phase = Phase.CONNECTING;
        newConnection = false;
        handshakeFailure = null;
        HttpClientContext context = HttpClientContext.create();
        listenIn(context);
        begin(request);
        ClassicHttpResponse response = client.executeOpen(HttpHost.create(site.url()), request, context);
        return new StreamingResponse(site, request, response);
    }

    private synchronized void begin(HttpUriRequestBase request) throws IOException {
        if (givenUp) {
            throw new InterruptedIOException("given up meanwhile");
        }
        underWay = request;
    }

    /**
     * Gives the call up, as nobody waits for it any more: its connection is closed wherever it hangs, and none is
     * opened again. From any thread. An interruption alone would not do: it is not seen by a thread whose bytes come
     * without a pause.
     */
    synchronized void giveUp() {
        givenUp = true;
        if (underWay != null) {
            underWay.cancel();
        }
    }

    /** Returns the fault that broke the request under way. */
    public UcmFault fault(IOException e) {
        IOException failure = handshakeFailure;
        return failure == null
                ? FaultFactory.broken(site, phase, e)
                : FaultFactory.broken(site, Phase.HANDSHAKE, failure);
    }
}

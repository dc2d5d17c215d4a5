package io.ucmbilling.ucm.tls;

import java.io.IOException;
import java.util.Objects;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Listener to the TLS handshake of the connection that a request is made on. */
public interface HandshakeListener {
    void handshakeBegins();

    void handshakeSucceeded();

    void handshakeFailed(IOException failure);

    /** Listens to the connections that are made in that context. */
    default void listenIn(HttpContext context) {
        context.setAttribute(HandshakeListener.class.getName(), this);
    }

    /** Returns the listener in that context, which must have one. */
    static HandshakeListener of(@Nullable HttpContext context) {
        Object listener = Objects.requireNonNull(context, "context").getAttribute(HandshakeListener.class.getName());
        return (HandshakeListener) Objects.requireNonNull(listener, "listener");
    }
}

package io.ucmbilling.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;

/**
 * The connection on which a request came. Tells whether the client is still there, before anything is sent to it. It
 * reads ahead without waiting, as Tomcat does for a servlet that asks how much of a body is there: TLS's farewell, the
 * end of the stream and a reset all end the reading. What a client sends ahead, such as its next request, is kept for
 * later. Then its end is no longer seen.
 */
public final class ClientPresence {
    private static final String ATTRIBUTE = ClientPresence.class.getName();

    private final org.apache.coyote.Request request;

    private ClientPresence(org.apache.coyote.Request request) {
        this.request = request;
    }

    /** Valve that attaches to each request its connection, for {@link #of}. */
    public static final class PresenceValve extends ValveBase {
        public PresenceValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(ATTRIBUTE, new ClientPresence(request.getCoyoteRequest()));
            getNext().invoke(request, response);
        }
    }

    /** Returns that of a request to a server that has the valve. */
    public static ClientPresence of(HttpServletRequest request) {
        Object presence = request.getAttribute(ATTRIBUTE);
        return (ClientPresence)
                Objects.requireNonNull(presence, "the listener has no " + PresenceValve.class.getName());
    }

    /**
     * Returns whether the client is still there. For any thread, but only while the request is being answered and
     * nobody else reads or writes.
     */
    public boolean isOpen() {
        // At its end, Tomcat tells of one byte at each try to read, though none is there. Bytes sent ahead are told of
        // without trying (behind a form), or only once.
        return !(available(true) > 0 && available(false) == 0 && available(true) > 0);
    }

    /** Breaks an answer off, quietly, if nobody waits for it any more. May be called as {@link #isOpen} may. */
    public void demandOpen() throws CloseNowException {
        if (!isOpen()) {
            throw new CloseNowException("the client has left");
        }
    }

    private int available(boolean read) {
        request.action(ActionCode.AVAILABLE, read);
        return request.getAvailable();
    }
}

package io.ucmbilling.billing.answer;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * The connection on which a request came. It tells whether the client is still there: it reads ahead without waiting, as Tomcat does
 * for a servlet that asks how much of a body is there. What a client sends ahead, such as its next request, is kept for later. Then its
 * end is no longer seen.
 */
public final class ClientPresence {
    private static final String ATTRIBUTE = ClientPresence.class.getName();

    private final org.apache.coyote.Request request;

    private ClientPresence(org.apache.coyote.Request request) {
        this.request = request;
    }

    /** Valve that attaches to each request its connection, for {@link #of}. */
    static final class PresenceValve extends ValveBase {
        PresenceValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(ATTRIBUTE, new ClientPresence(request.getCoyoteRequest()));
            getNext().invoke(request, response);
        }
    }

    /**
     * Returns what tells whether the client of a request is still there. It is for any thread, but only while the request is being
     * answered and nobody else reads or writes.
     */
    public static BooleanSupplier of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientPresence client ? client::isOpen : () -> true;
    }

    private boolean isOpen() {
        // At its end, Tomcat tells of one byte at each try to read, though none is there.
        return !(available(true) > 0 && available(false) == 0 && available(true) > 0);
    }

    private int available(boolean read) {
        request.action(ActionCode.AVAILABLE, read);
        return request.getAvailable();
    }
}

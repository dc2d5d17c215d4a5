package io.ucmbilling.cdrapi;

import io.ucmbilling.cdrapi.connection.PeerConnection;
import io.ucmbilling.cdrapi.connection.PeerConnection.Origin;
import io.ucmbilling.cdrapi.export.AccessDenials;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Around everything that a listener answers, also to what is no proper request and never comes to the servlet: who is permitted
 * by no export gets 403, and no error has a body. The gateway itself, which asks whether the listener answers, gets 204. The
 * connection is told when the head is here, and when the answer is made.
 */
final class PermittedPeersValve extends ErrorReportValve {
    private final ListenerSettings settings;
    private final AccessDenials denials;

    PermittedPeersValve(ListenerSettings settings, AccessDenials denials) {
        this.settings = settings;
        this.denials = denials;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        PeerConnection connection = PeerConnection.current().orElseThrow();
        connection.deadline().begin();
        try {
            if (connection.origin() == Origin.SELF) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                answer(request, response);
            }
        } finally {
            connection.deadline().end();
        }
    }

    private void answer(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (settings.exports().stream().noneMatch(export -> export.permitted().permit(peer))) {
            denials.address(settings.names(), peer);
            response.reset();
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentLength(0);
            response.setHeader("Connection", "close"); // It is one of few that may be told (ExportEndpoint).
            return;
        }
        super.invoke(request, response);
    }

    /** Does nothing. The class above breaks off what had begun. */
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        // The status says it all.
    }
}

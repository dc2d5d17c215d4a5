package io.ucmbilling.cdrapi;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Around everything that a listener answers, also to what is no proper request and never comes to the servlet: who is permitted
 * by no export gets 403, and no error has a body.
 */
final class Refusals extends ErrorReportValve {
    private final List<Export> exports;

    Refusals(List<Export> exports) {
        this.exports = exports;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (exports.stream().noneMatch(export -> export.permitted().permit(peer))) {
            response.reset();
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentLength(0);
            return;
        }
        super.invoke(request, response);
    }

    /** Nothing; breaking off what had begun is left to the class above. */
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        // The status says it all.
    }
}

package io.ucmbilling.watching;

import io.ucmbilling.telemetry.LogIds;
import io.ucmbilling.telemetry.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request to the application's port an id, before anything else looks at it. The answer and all log lines have it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = RequestIdFilter.class.getName() + ".ID";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestId id = id(request);
        response.setHeader(RequestId.HEADER, id.text());
        try (LogIds.Block _ = LogIds.request(id)) {
            chain.doFilter(request, response);
        }
    }

    /** Returns the id, which stays the same when a request that waited goes on. */
    private static RequestId id(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestId known) {
            return known;
        }
        RequestId id = RequestId.of(request.getHeader(RequestId.HEADER), request.getHeader(RequestId.TRACE_HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}

package io.ucmbilling.watching;

import io.ucmbilling.store.database.PassingFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers of the management port while the database is away: 503 with {@code Retry-After}, as on every other face, and no stack trace. */
final class DatabaseAwayFilter extends OncePerRequestFilter {
    private static final String RETRY_SECONDS = "5";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            if (e.getCause() == null || !PassingFailures.include(e.getCause()) || response.isCommitted()) {
                throw e;
            }
            response.reset();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            response.setContentType("application/json");
            response.getOutputStream().print("{\"status\":503,\"error\":\"the database does not answer\"}\n");
        }
    }
}

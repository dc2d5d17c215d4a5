package io.ucmbilling.report.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** A calm page where the database does not answer before any controller is asked: sessions are kept there. */
final class AwayDatabaseFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AwayDatabaseFilter.class);
    private static final String RETRY_SECONDS = "10";

    private final PageRenderer pages;

    AwayDatabaseFilter(PageRenderer pages) {
        this.pages = pages;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ReportAddresses.PAGES.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.error("report: the database did not answer", e);
            response.setHeader("Retry-After", RETRY_SECONDS);
            pages.error(request, response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        }
    }
}

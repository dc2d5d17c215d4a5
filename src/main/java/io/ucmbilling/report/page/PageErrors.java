package io.ucmbilling.report.page;

import io.ucmbilling.report.page.ReadingPermits.BusyException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** The page for whatever a controller of the report throws, in plain words: no stack and no SQL is told, both go to the log. */
@ControllerAdvice("io.ucmbilling.report")
class PageErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    @ExceptionHandler
    ModelAndView notFound(NotFoundException missing) {
        return page(HttpStatus.NOT_FOUND, "not-found");
    }

    /** What is no name of that kind, such as an id, names nothing, if it stands in the path. */
    @ExceptionHandler
    ModelAndView mistyped(MethodArgumentTypeMismatchException wrong) {
        return wrong.getParameter().hasParameterAnnotation(PathVariable.class)
                ? page(HttpStatus.NOT_FOUND, "not-found")
                : page(HttpStatus.BAD_REQUEST, "bad-request");
    }

    /** An escape such as {@code %zz}, or a form without end: the server reads parameters when they are first asked for. */
    @ExceptionHandler
    ModelAndView unreadable(InvalidParameterException wrong) {
        return page(HttpStatus.BAD_REQUEST, "bad-request");
    }

    @ExceptionHandler
    ModelAndView tooSlow(QueryTimeoutException slow) {
        return page(HttpStatus.SERVICE_UNAVAILABLE, "too-slow");
    }

    @ExceptionHandler
    ModelAndView busy(BusyException busy, HttpServletResponse response) {
        response.setHeader("Retry-After", "2");
        return page(HttpStatus.SERVICE_UNAVAILABLE, "busy");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView ofDatabase(RuntimeException failure, HttpServletResponse response) {
        LOG.error("report: the database did not answer a page", failure);
        response.setHeader("Retry-After", "10");
        return page(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
    }

    @ExceptionHandler
    ModelAndView failed(Exception failure, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw failure;
        }
        if (failure instanceof ErrorResponse chosen) {
            HttpStatus status = HttpStatus.valueOf(chosen.getStatusCode().value());
            return page(status, status == HttpStatus.NOT_FOUND ? "not-found" : "bad-request");
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            LOG.info("report: somebody left before their page was whole");
        } else {
            LOG.error("report: a page failed", failure);
        }
        return page(HttpStatus.INTERNAL_SERVER_ERROR, "failed");
    }

    private static ModelAndView page(HttpStatus status, String kind) {
        return new ModelAndView("report/error", Map.of("kind", kind), status);
    }
}

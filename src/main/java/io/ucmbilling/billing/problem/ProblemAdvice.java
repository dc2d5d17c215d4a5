package io.ucmbilling.billing.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The answer to whatever a controller of the REST view throws: no stack and no SQL is told, both go to the log. */
@ControllerAdvice("io.ucmbilling.billing")
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int RETRY_SECONDS = 5;

    @ExceptionHandler
    void told(ProblemException told, HttpServletResponse response) throws IOException {
        ProblemAnswer.write(told.problem(), response);
    }

    @ExceptionHandler
    void noDatabase(DataAccessException failure, HttpServletResponse response) throws IOException {
        LOG.warn("api: the database did not answer: {}", failure.getClass().getSimpleName());
        LOG.debug("api: the database did not answer", failure);
        ProblemAnswer.write(Problem.unavailable("the database did not answer", RETRY_SECONDS), response);
    }

    @ExceptionHandler
    void failed(Exception failure, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse chosen) {
            ProblemAnswer.write(Problem.of(chosen.getStatusCode().value()), response);
            return;
        }
        LOG.error("api: a request failed", failure);
        ProblemAnswer.write(Problem.of(ProblemKind.INTERNAL, "the request failed"), response);
    }
}

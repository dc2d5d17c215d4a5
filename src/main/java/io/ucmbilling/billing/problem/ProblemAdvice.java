package io.ucmbilling.billing.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The answer to whatever a controller of the REST view throws: no stack and no SQL is told, both go to the log. */
@ControllerAdvice("io.ucmbilling.billing")
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    void told(ProblemException told, HttpServletResponse response) throws IOException {
        ProblemAnswer.write(told.problem(), response);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void ofDatabase(RuntimeException failure, HttpServletResponse response) {
        answer(FailureProblems.ofDatabase(failure), failure, response);
    }

    @ExceptionHandler
    void failed(Exception failure, HttpServletResponse response) {
        if (failure instanceof ErrorResponse chosen) {
            answer(Problem.of(chosen.getStatusCode().value()), failure, response);
            return;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            LOG.info("api: the client left before its answer was whole");
            answer(Problem.of(ProblemKind.INTERNAL, "the request failed"), failure, response);
            return;
        }
        answer(FailureProblems.internal(failure), failure, response);
    }

    /** Tells the problem. An answer that has begun is broken off by the failure itself, as the server resets the connection. */
    private static void answer(Problem problem, Exception failure, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw new BrokenAnswerException(failure);
        }
        try {
            ProblemAnswer.write(problem, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that cannot be made whole any more. */
    private static final class BrokenAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenAnswerException(Exception cause) {
            super(cause);
        }
    }
}

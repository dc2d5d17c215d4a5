package io.ucmbilling.billing.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer that tells a problem, whatever media type was asked for. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Writes it, unless the answer has begun. Headers that stand already, such as RateLimit, stay. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        byte[] body = problem.json();
        response.setStatus(problem.kind().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

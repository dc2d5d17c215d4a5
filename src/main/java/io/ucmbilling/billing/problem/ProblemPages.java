package io.ucmbilling.billing.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The open pages about the kinds of problem, and the answer to errors that no code of the REST view has told. */
@Hidden
@RestController
class ProblemPages implements ErrorController {
    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body><h1>%s</h1><p>Status %d, type <code>/problems/%s</code></p><p>%s</p></body>
        </html>
        """;

    /** Returns the page about one kind. */
    @GetMapping(path = "/problems/{kind}", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable("kind") String id) {
        ProblemKind kind = ProblemKind.find(id).orElseThrow(() -> new ProblemException(Problem.notFound()));
        String explanation =
                kind.explanation().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return PAGE.formatted(kind.title(), kind.title(), kind.status(), kind.id(), explanation);
    }

    /** Tells an error by the status that the server or the framework has chosen. */
    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = status instanceof Integer code ? Problem.of(code) : Problem.notFound();
        String allow = response.getHeader(HttpHeaders.ALLOW);
        if (allow != null && allow.equals("GET")) {
            // What takes GET takes HEAD, which the framework leaves out.
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
        }
        ProblemAnswer.write(problem, response);
    }
}

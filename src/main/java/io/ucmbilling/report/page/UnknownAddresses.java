package io.ucmbilling.report.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * A page for people at an address of the report that nothing answers. Whoever does not ask for HTML, and at any other address, gets what
 * the REST view answers (billing contract B1).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownAddresses implements HandlerExceptionResolver {
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String accept = request.getHeader("Accept");
        boolean unknown = failure instanceof NoResourceFoundException;
        if ((!unknown && !(failure instanceof HttpRequestMethodNotSupportedException))
                || accept == null
                || !accept.contains("text/html")
                || !ReportAddresses.ALL.matches(request)) {
            return null;
        }
        PageHeaders.set(response);
        Map<String, Object> model = PageModel.with(Map.of("kind", unknown ? "not-found" : "bad-request"), request);
        return new ModelAndView("report/error", model, unknown ? HttpStatus.NOT_FOUND : HttpStatus.METHOD_NOT_ALLOWED);
    }
}

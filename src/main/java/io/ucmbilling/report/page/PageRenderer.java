package io.ucmbilling.report.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Renderer of pages where there is no controller, such as in a filter. */
@Component
public class PageRenderer {
    /** Template of an error's page. */
    static final String ERROR = "report/error";

    private final ObjectProvider<ThymeleafViewResolver> views;

    PageRenderer(ObjectProvider<ThymeleafViewResolver> views) {
        this.views = views;
    }

    /** Writes the page of an error. @param kind of the texts {@code error.<kind>.title} and {@code error.<kind>.text} */
    public void error(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String kind)
            throws IOException {
        write(request, response, status, new Page(ERROR, Map.of("kind", kind)));
    }

    /**
     * A template and what it shows.
     *
     * @param view its name
     */
    public record Page(String view, Map<String, ?> model) {}

    /** Writes a page, unless an answer has begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Page page)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status.value());
        PageHeaders.set(response);
        try {
            view(page.view()).render(PageModel.with(page.model(), request), request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a page could not be written", e);
        }
    }

    private View view(String name) throws Exception {
        return Objects.requireNonNull(views.getObject().resolveViewName(name, Locale.ENGLISH), name);
    }
}

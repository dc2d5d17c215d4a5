package io.ucmbilling.report.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.view.ThymeleafView;

/** Page that is sent whole or not at all: if its template fails, an error's page is sent instead. */
class WholePage extends ThymeleafView {
    private static final Logger LOG = LoggerFactory.getLogger(WholePage.class);

    @Override
    public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        try {
            super.render(model, request, response);
        } catch (TemplateEngineException e) {
            LOG.error("report: the template {} failed", getTemplateName(), e);
            if (response.isCommitted() || PageRenderer.ERROR.equals(getTemplateName())) {
                throw e;
            }
            Objects.requireNonNull(getApplicationContext())
                    .getBean(PageRenderer.class)
                    .error(request, response, HttpStatus.INTERNAL_SERVER_ERROR, "failed");
        }
    }
}

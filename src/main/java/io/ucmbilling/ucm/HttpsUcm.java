package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.login.ApiRequests;
import io.ucmbilling.ucm.login.ApiSession;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.LinkedHashMap;
import java.util.Map;

/** The newer HTTPS API (contract U1): {@code cdrapi} with the session's cookie and the guide's parameters gives a page. */
final class HttpsUcm implements Ucm {
    private final SiteHttpClient line;
    private final PageResponses pages;
    private final ApiSession session;

    HttpsUcm(SiteHttpClient line, PageResponses pages, ApiSession session) {
        this.line = line;
        this.pages = pages;
        this.session = session;
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        return line.call(
                exchange -> session.ask(exchange, "cdrapi", false, requests -> page(exchange, query, requests)));
    }

    private Page page(HttpCall exchange, CdrQuery query, ApiRequests requests) throws UcmFault, RefusedPageException {
        Map<String, String> request = new LinkedHashMap<>(query.parameters());
        request.put("action", "cdrapi");
        return pages.readOrRefused(query, requests.send(exchange, request));
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.RequestAddresses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.login.RefusedLogin;
import io.ucmbilling.ucm.login.SignedRequests;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The guide's way in: {@code GET /cdrapi?…} with MD5 Digest or Basic. */
final class LegacyUcm implements Ucm {
    private final Site site;
    private final SiteHttpClient line;
    private final PageResponses pages;
    private final SignedRequests requests;

    LegacyUcm(Site site, SiteHttpClient line, PageResponses pages, RefusedLogin refused) {
        this.site = site;
        this.line = line;
        this.pages = pages;
        this.requests = new SignedRequests(site, refused, false);
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        URI target = RequestAddresses.under(site, "/cdrapi?" + query.queryString());
        return line.call(exchange ->
                pages.read(query, exchange.finish(requests.open(exchange, () -> new HttpGet(target)))));
    }
}

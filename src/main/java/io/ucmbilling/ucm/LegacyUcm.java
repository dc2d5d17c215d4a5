package io.ucmbilling.ucm;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Page;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The guide's way in: {@code GET /cdrapi?…} with MD5 Digest or Basic. */
final class LegacyUcm implements Ucm {
    private final Site site;
    private final Line line;
    private final Pages pages;
    private final SignedRequests requests;

    LegacyUcm(Site site, Line line, Pages pages, RefusedLogin refused) {
        this.site = site;
        this.line = line;
        this.pages = pages;
        this.requests = new SignedRequests(site, refused, false);
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        URI target = Addresses.under(site, "/cdrapi?" + query.queryString());
        return line.call(exchange ->
                pages.read(query, exchange.finish(requests.open(exchange, () -> new HttpGet(target)))));
    }
}

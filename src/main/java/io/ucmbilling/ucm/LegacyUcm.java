package io.ucmbilling.ucm;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Page;
import java.net.URI;
import java.time.Clock;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The guide's way in: {@code GET /cdrapi?…} with MD5 Digest or Basic. */
final class LegacyUcm implements Ucm {
    private final Site site;
    private final Line line;
    private final Clock clock;
    private final SignedRequests requests;

    LegacyUcm(Site site, Line line, Clock clock, RefusedLogin refused) {
        this.site = site;
        this.line = line;
        this.clock = clock;
        this.requests = new SignedRequests(site, refused, false);
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        URI target = Addresses.under(site, "/cdrapi?" + query.queryString());
        Answer answer = line.call(exchange -> exchange.finish(requests.open(exchange, () -> new HttpGet(target))));
        return Pages.read(site, query.format(), answer, clock);
    }
}

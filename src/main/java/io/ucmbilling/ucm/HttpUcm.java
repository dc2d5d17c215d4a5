package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.transport.Transport;

/** A UCM's pages of records by either way in. */
record HttpUcm(SiteHttpClient client, Transport transport, PageResponses responses) implements Ucm {

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        return client.call(call ->
                transport.ask(call, query.parameters(), 0, answer -> responses.read(query, call.finish(answer))));
    }
}

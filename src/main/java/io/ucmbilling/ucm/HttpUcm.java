package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.HttpAnswer;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.site.UcmFault;

/** A UCM's pages of records by either way in. */
record HttpUcm(SiteHttpClient client, Transport transport, Reader reader) implements Ucm {

    /** Reader that makes a page of an answer. */
    interface Reader {
        Page read(CdrQuery query, HttpAnswer answer) throws UcmFault, RefusedPageException;
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        return client.call(
                call -> transport.ask(call, query.parameters(), 0, answer -> reader.read(query, call.finish(answer))));
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A UCM's pages of records by either way in. */
record HttpUcm(SiteHttpClient client, Transport transport, PageResponses responses, UcmClock ucmClock) implements Ucm {

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        Instant asked = ucmClock.asks();
        return client.call(call -> transport.ask(call, query.parameters(), 0, answer -> {
            ucmClock.heard(asked, answer.date());
            return responses.read(query, call.finish(answer));
        }));
    }

    @Override
    public Optional<Duration> clockError() {
        return ucmClock.ahead();
    }
}

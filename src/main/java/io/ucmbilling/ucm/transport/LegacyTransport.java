package io.ucmbilling.ucm.transport;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.query.QueryString;
import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The transport of the guide's API: {@code GET /cdrapi?…} and {@code GET /recapi?…} with MD5 Digest or Basic. */
record LegacyTransport(Site site, String action, SignedRequests requests) implements Transport {

    @Override
    public <T> T ask(HttpCall call, Map<String, String> parameters, long from, AnswerReader<T> reader) throws UcmFault {
        String query = parameters.isEmpty() ? "" : "?" + QueryString.of(parameters);
        URI target = site.under("/" + action + query);
        StreamingResponse answer = requests.open(call, () -> {
            HttpGet get = new HttpGet(target);
            ContentRange.ask(get, from);
            return get;
        });
        try {
            return reader.read(answer);
        } catch (RefusedPageException e) {
            throw ApiStatus.fault(site, action, e.status());
        }
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Page;
import java.net.URI;
import java.time.Clock;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The guide's way in: {@code GET /cdrapi?…} with MD5 Digest or Basic. */
final class LegacyUcm implements Ucm {
    /** Bare, with credentials, and twice again for a nonce that went stale meanwhile. */
    private static final int MOST_SENDINGS = 4;

    private final Site site;
    private final Line line;
    private final Clock clock;
    private final SignIn signIn;

    LegacyUcm(Site site, Line line, Clock clock) {
        this.site = site;
        this.line = line;
        this.clock = clock;
        this.signIn = new SignIn(site);
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        URI target = Addresses.under(site, "/cdrapi?" + query.queryString());
        Answer answer = line.call(exchange -> get(exchange, target));
        return Pages.read(site, query.format(), answer, clock);
    }

    private Answer get(Exchange exchange, URI target) throws UcmFault {
        for (int sendings = 1; ; sendings++) {
            Answer answer = exchange.send(() -> request(target));
            if (answer.status() != 401) {
                signIn.accepted();
                return answer;
            }
            if (!signIn.challenged(answer.challenges()) || sendings == MOST_SENDINGS) {
                throw refused(answer);
            }
        }
    }

    private HttpGet request(URI target) {
        HttpGet request = new HttpGet(target);
        signIn.authorize(request);
        return request;
    }

    private UcmFault refused(Answer answer) {
        String schemes = answer.challenges().stream()
                .map(header -> header.strip().split("[ ,]", 2)[0])
                .toList()
                .toString();
        return site.username().isEmpty()
                ? Faults.of(
                        site,
                        FaultKind.LOGIN_REFUSED,
                        "HTTP 401 " + schemes + " without a user",
                        "gateway.sites." + site.id() + ".username and .password to be set")
                : Faults.of(
                        site,
                        FaultKind.LOGIN_REFUSED,
                        "HTTP 401 " + schemes,
                        "the configured user and password to be accepted by Digest or Basic");
    }
}

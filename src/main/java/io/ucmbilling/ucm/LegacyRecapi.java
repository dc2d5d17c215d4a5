package io.ucmbilling.ucm;

import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.RequestAddresses;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.login.RefusedLogin;
import io.ucmbilling.ucm.login.SignedRequests;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** {@code GET /recapi?filedir=…&filename=…} with MD5 Digest or Basic (guide, <i>REC API</i>). */
final class LegacyRecapi implements RecapiTransport {
    /** Stand as they are: RFC 3986's unreserved ones, and the two that the guide's own examples leave so. */
    private static final String PLAIN = "-._~/@";

    private final Site site;
    private final SignedRequests requests;

    LegacyRecapi(Site site, RefusedLogin refused) {
        this.site = site;
        this.requests = new SignedRequests(site, refused, true);
    }

    @Override
    public StreamingResponse ask(HttpCall exchange, Map<String, String> variables, long from) throws UcmFault {
        URI target = RequestAddresses.under(site, "/recapi" + query(variables));
        return requests.open(exchange, () -> {
            HttpGet get = new HttpGet(target);
            ContentRange.ask(get, from);
            return get;
        });
    }

    private static String query(Map<String, String> variables) {
        return variables.isEmpty()
                ? ""
                : variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + encoded(variable.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (one >= '0' && one <= '9')
                    || (one >= 'A' && one <= 'Z')
                    || (one >= 'a' && one <= 'z')
                    || PLAIN.indexOf(one) >= 0;
            if (plain) {
                encoded.append((char) one);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", one));
            }
        }
        return encoded.toString();
    }
}

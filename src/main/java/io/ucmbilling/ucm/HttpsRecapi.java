package io.ucmbilling.ucm;

import io.ucmbilling.contract.RefusedPageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** The newer HTTPS API's {@code recapi} (contract U1): an answer is the listing's or the file's bytes, or a {@link Refusal}. */
final class HttpsRecapi implements RecapiWay {
    private final Site site;
    private final ApiSession session;

    HttpsRecapi(Site site, ApiSession session) {
        this.site = site;
        this.session = session;
    }

    @Override
    public OpenAnswer ask(Exchange exchange, Map<String, String> variables, long from) throws UcmFault {
        return session.ask(exchange, "recapi", true, cookie -> ask(exchange, variables, from, cookie));
    }

    private OpenAnswer ask(Exchange exchange, Map<String, String> variables, long from, String cookie)
            throws UcmFault, RefusedPageException {
        Map<String, String> request = new LinkedHashMap<>(variables);
        request.put("action", "recapi");
        request.put("cookie", cookie);
        Supplier<HttpUriRequestBase> post = ApiLogin.post(site, request);
        OpenAnswer answer = exchange.open(() -> {
            HttpUriRequestBase made = post.get();
            Range.ask(made, from);
            return made;
        });
        Refusal refusal = refusal(exchange, answer);
        if (refusal != null && refusal.endsSession()) {
            exchange.finish(answer);
            throw new RefusedPageException(refusal.status(), "recapi");
        }
        return answer;
    }

    private static @Nullable Refusal refusal(Exchange exchange, OpenAnswer answer) throws UcmFault {
        try {
            return Refusal.of(answer);
        } catch (IOException e) {
            answer.close();
            throw exchange.fault(e);
        }
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.contract.RefusedPageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newer HTTPS API's {@code recapi} (contract U1): an answer is the listing's or the file's bytes, or a {@link Refusal}. */
final class HttpsRecapi implements RecapiWay {
    private final ApiSession session;

    HttpsRecapi(ApiSession session) {
        this.session = session;
    }

    @Override
    public OpenAnswer ask(Exchange exchange, Map<String, String> variables, long from) throws UcmFault {
        Map<String, String> request = new LinkedHashMap<>(variables);
        request.put("action", "recapi");
        return session.ask(
                exchange, "recapi", true, requests -> answer(exchange, requests.open(exchange, request, from)));
    }

    private static OpenAnswer answer(Exchange exchange, OpenAnswer answer) throws UcmFault, RefusedPageException {
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

package io.ucmbilling.ucm;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.login.ApiRefusal;
import io.ucmbilling.ucm.login.ApiSession;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newer HTTPS API's {@code recapi} (contract U1): an answer is the listing's or the file's bytes, or a {@link ApiRefusal}. */
final class HttpsRecapi implements RecapiTransport {
    private final ApiSession session;

    HttpsRecapi(ApiSession session) {
        this.session = session;
    }

    @Override
    public StreamingResponse ask(HttpCall exchange, Map<String, String> variables, long from) throws UcmFault {
        Map<String, String> request = new LinkedHashMap<>(variables);
        request.put("action", "recapi");
        return session.ask(
                exchange, "recapi", true, requests -> answer(exchange, requests.open(exchange, request, from)));
    }

    private static StreamingResponse answer(HttpCall exchange, StreamingResponse answer)
            throws UcmFault, RefusedPageException {
        ApiRefusal refusal = refusal(exchange, answer);
        if (refusal != null && refusal.endsSession()) {
            exchange.finish(answer);
            throw new RefusedPageException(refusal.status(), "recapi");
        }
        return answer;
    }

    private static @Nullable ApiRefusal refusal(HttpCall exchange, StreamingResponse answer) throws UcmFault {
        try {
            return ApiRefusal.of(answer);
        } catch (IOException e) {
            answer.close();
            throw exchange.fault(e);
        }
    }
}

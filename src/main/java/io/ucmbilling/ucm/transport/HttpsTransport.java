package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transport of the newer HTTPS API (contract U1). It sends {@code POST /api} with the session's cookie, the action
 * and the guide's parameters.
 *
 * @param heeds whether a login refused not long ago stops another
 */
record HttpsTransport(ApiSession session, String action, boolean heeds) implements Transport {

    @Override
    public <T> T ask(HttpCall call, Map<String, String> parameters, long from, AnswerReader<T> reader) throws UcmFault {
        Map<String, String> request = new LinkedHashMap<>(parameters);
        request.put("action", action);
        return session.ask(call, action, heeds, requests -> reader.read(requests.open(call, request, from)));
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Map;

/** One way in to a UCM's recapi. Safe for use by several threads. */
interface RecapiTransport {

    /**
     * Asks, signed in; the caller closes the answer. An end of the session is dealt with here.
     *
     * @param variables {@code filedir} and {@code filename}, or one of them, or none
     * @param from above 0: asks for the bytes from there on
     */
    StreamingResponse ask(HttpCall exchange, Map<String, String> variables, long from) throws UcmFault;
}

package io.ucmbilling.ucm.transport;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Map;

/** A way in to a UCM for one action, {@code cdrapi} or {@code recapi}. Safe for use by several threads. */
public interface Transport {

    /** The caller's part: it makes its result of the answer and closes the answer. */
    interface AnswerReader<T> {
        /**
         * @throws RefusedPageException if the answer is a refusal with a status; the transport knows what that means
         */
        T read(StreamingResponse answer) throws UcmFault, RefusedPageException;
    }

    /**
     * Asks, signed in, and has the answer read. If the answer says that the session is over, asks once again in a new
     * one.
     *
     * @param parameters by name, not encoded
     * @param from above 0: asks for the bytes from there on
     */
    <T> T ask(HttpCall call, Map<String, String> parameters, long from, AnswerReader<T> reader) throws UcmFault;
}

package io.ucmbilling.recording.http;

import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sending of one answer, which is noted before its first byte. If it ends early, that is noted too, and the connection is closed, so that
 * nobody takes what came for the whole.
 */
public final class NotedSending {
    private static final Logger LOG = LoggerFactory.getLogger(NotedSending.class);

    private final Notes notes;

    /** Notes of it in the audit. */
    @FunctionalInterface
    public interface Notes {
        /**
         * Notes what came of it. If it cannot note that bytes are about to be sent, nothing is sent.
         *
         * @param outcome {@link AuditOutcome#DONE} before the first byte, {@link AuditOutcome#BROKEN_OFF} if they ended early
         * @param range as Content-Range has it
         */
        void add(AuditOutcome outcome, String range);
    }

    public NotedSending(Notes notes) {
        this.notes = notes;
    }

    /**
     * Sends an answer.
     *
     * @throws UcmFault if the recording cannot be had and nothing was sent yet
     */
    public void send(RecordingAnswer answer, HttpServletResponse response) throws IOException, UcmFault {
        if (answer.hasBytes()) {
            notes.add(AuditOutcome.DONE, answer.range());
        }
        answer.begin(response);
        boolean sent = false;
        try {
            answer.send(response);
            sent = true;
        } catch (UcmFault e) {
            if (response.isCommitted()) {
                throw new CloseNowException("the recording did not come to its end", e);
            }
            throw e;
        } finally {
            if (!sent) {
                noteBrokenOff(answer.range());
            }
        }
    }

    private void noteBrokenOff(String range) {
        try {
            notes.add(AuditOutcome.BROKEN_OFF, range);
        } catch (RuntimeException e) {
            LOG.error("recordings: that one was broken off is not noted", e);
        }
    }
}

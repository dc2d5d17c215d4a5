package io.ucmbilling.recording.http;

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

    /** Notes of it, such as in the audit. */
    public interface Notes {
        /** Notes that bytes are about to be sent. If it cannot, nothing is sent. @param range as Content-Range has it */
        void begun(String range);

        /** Notes that they ended early. */
        void brokenOff(String range);
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
            notes.begun(answer.range());
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
            notes.brokenOff(range);
        } catch (RuntimeException e) {
            LOG.error("recordings: that one was broken off is not noted", e);
        }
    }
}

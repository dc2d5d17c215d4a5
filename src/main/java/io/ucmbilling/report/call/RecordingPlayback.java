package io.ucmbilling.report.call;

import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.calls.leg.RecordedFiles.RecordedFile;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.http.NotedSending;
import io.ucmbilling.recording.http.RecordingAnswer;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.page.ReadingPermits.BusyException;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Recordings, sent to those who listen. Each is noted in the audit before its first byte. */
@Component
final class RecordingPlayback {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingPlayback.class);
    private static final int AT_ONE_TIME = 256;
    static final String DIRECTORY = "monitor";

    private final Fleet fleet;
    private final Recordings recordings;
    private final AuditTrail trail;
    private final ReportAudit audit;
    private final ConcurrencyLimit turns = new ConcurrencyLimit(AT_ONE_TIME);

    RecordingPlayback(Fleet fleet, Recordings recordings, AuditTrail trail, ReportAudit audit) {
        this.fleet = fleet;
        this.recordings = recordings;
        this.trail = trail;
        this.audit = audit;
    }

    /** @throws NotFoundException if neither the gateway nor the UCM has it */
    void send(RecordedFile file, ReportUser user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!turns.begin(user.name())) {
            throw new BusyException();
        }
        try (Recording recording = open(file)) {
            RecordingAnswer answer = new RecordingAnswer(recording, LegReader.recordingName(file.path()), request);
            response.setHeader("Cache-Control", "no-cache, private");
            new NotedSending(notes(file, user, request)).send(answer, response);
        } catch (UcmFault e) {
            LOG.warn("report: site {}: recording: {}: {}", file.site(), e.kind(), e.getMessage());
            response.reset();
            response.setHeader("Retry-After", "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } finally {
            turns.end(user.name());
        }
    }

    private Recording open(RecordedFile file) throws UcmFault {
        Site site = fleet.find(file.site()).orElseThrow(NotFoundException::new);
        RecordingName name = RecordingName.of(DIRECTORY, file.path()).orElseThrow(NotFoundException::new);
        return recordings.open(site, name).orElseThrow(NotFoundException::new);
    }

    private NotedSending.Notes notes(RecordedFile file, ReportUser user, HttpServletRequest request) {
        ReportAudit.Deed deed = new ReportAudit.Deed(AuditAction.RECORDING, file.site(), request.getRequestURI());
        return (outcome, range) -> trail.add(audit.entry(user, request, deed, outcome, range));
    }
}

package io.ucmbilling.billing.recording;

import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.audit.Auditor;
import io.ucmbilling.billing.audit.Auditor.AuditNote;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.billing.recording.RecordingController.AskedRecording;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.RecordedFiles;
import io.ucmbilling.calls.leg.RecordedFiles.RecordedFile;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.http.NotedSending;
import io.ucmbilling.recording.http.RecordingAnswer;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Recordings of calls, answered to clients.
 *
 * <ol>
 *   <li>The call, the recording and the name that a leg has for it are read, and the database's connection is given back.
 *   <li>The client waits for a turn: only so many are served at one time, shared among the clients, however slowly they read.
 *   <li>The recording is opened, by the cache or its UCM.
 *   <li>If bytes are to be sent, that is noted in the audit first. Then they are sent.
 *   <li>If they end early, that is noted too, and the connection is closed, so that nobody takes them for the whole.
 * </ol>
 */
@Component
class ServedRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(ServedRecordings.class);
    private static final int AT_ONE_TIME = 512;
    private static final String DIRECTORY = "monitor";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** What describes a recording and may not stay on an answer that tells a problem. */
    private static final List<String> OF_A_RECORDING =
            List.of("Content-Disposition", "Content-Range", "Repr-Digest", "ETag", "Last-Modified", "Accept-Ranges");

    private final RecordedFiles files;
    private final SeenSites sites;
    private final Fleet fleet;
    private final Recordings recordings;
    private final Auditor auditor;
    private final ApiSettings settings;
    private final ConcurrencyLimit turns = new ConcurrencyLimit(AT_ONE_TIME);

    ServedRecordings(
            RecordedFiles files,
            SeenSites sites,
            Fleet fleet,
            Recordings recordings,
            Auditor auditor,
            ApiSettings settings) {
        this.files = files;
        this.sites = sites;
        this.fleet = fleet;
        this.recordings = recordings;
        this.auditor = auditor;
        this.settings = settings;
    }

    void answer(ApiClient client, AskedRecording asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RecordedFile file = CallId.parse(asked.call())
                .flatMap(call -> files.find(call, asked.number(), sites.of(client), settings.queryTimeout()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
        if (!turns.begin(client.name())) {
            throw new ProblemException(
                    Problem.unavailable("as many recordings as may be are being served", RETRY_AFTER.toSeconds()));
        }
        try (Recording recording = open(file)) {
            RecordingAnswer answer = new RecordingAnswer(recording, LegReader.recordingName(file.path()), request);
            refuse(answer.status(), recording.label().length(), response);
            response.setHeader("Cache-Control", "no-cache, private");
            new NotedSending(notes(file, client, request)).send(answer, response);
        } catch (UcmFault e) {
            LOG.warn("api: site {}: recording: {}: {}", file.site(), e.kind(), e.getMessage());
            OF_A_RECORDING.forEach(header -> response.setHeader(header, null));
            throw new ProblemException(unreachable(e));
        } finally {
            turns.end(client.name());
        }
    }

    /** Tells what a condition or a range of the request does not let be answered. */
    private static void refuse(int status, long length, HttpServletResponse response) {
        if (status == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            response.setHeader("Content-Range", "bytes */" + length);
            throw new ProblemException(Problem.of(
                    ProblemKind.RANGE_NOT_SATISFIABLE, "Range: expected one that begins before byte " + length));
        }
        if (status == HttpServletResponse.SC_PRECONDITION_FAILED) {
            throw new ProblemException(Problem.of(
                    ProblemKind.PRECONDITION_FAILED,
                    "If-Match or If-Unmodified-Since: expected the recording's tag, or a date not before its own"));
        }
    }

    private Recording open(RecordedFile file) throws UcmFault {
        Site site = fleet.find(file.site()).orElseThrow(() -> missing("its site is not configured any more"));
        RecordingName name = RecordingName.of(DIRECTORY, file.path())
                .orElseThrow(() -> missing("its name is none that a UCM may be asked for"));
        return recordings.open(site, name).orElseThrow(() -> missing("the UCM does not have it any more"));
    }

    private static ProblemException missing(String reason) {
        return new ProblemException(Problem.of(ProblemKind.NOT_FOUND, "the recording is missing: " + reason));
    }

    private static Problem unreachable(UcmFault fault) {
        Duration wait = Objects.requireNonNullElse(fault.retryAfter(), RETRY_AFTER);
        return Problem.unavailable(
                "the recording is unreachable: its UCM could not be asked (" + fault.kind() + ")",
                Math.max(1, wait.toSeconds()));
    }

    private NotedSending.Notes notes(RecordedFile file, ApiClient client, HttpServletRequest request) {
        return (outcome, range) -> auditor.note(
                client,
                request,
                new AuditNote(AuditAction.RECORDING, file.site(), request.getRequestURI(), outcome, range));
    }
}

package io.ucmbilling.report.mail;

import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.leg.RecordedFiles;
import io.ucmbilling.calls.leg.RecordedFiles.RecordedFile;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.CallStreams;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recordings of a report, as a ZIP for its mail. Their names in it are made of the site, the start in UTC and the call. Those that cannot be had are
 * named. Those that were mailed are noted in the audit, with whoever saved the setting as their actor.
 */
@Component
final class MailedRecordingFiles {
    /** Recordings that one mail looks at. */
    static final int MOST = 500;

    private static final String DIRECTORY = "monitor";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final CallStreams calls;
    private final RecordedFiles files;
    private final Recordings recordings;
    private final Fleet fleet;
    private final AuditTrail audit;
    private final Clock clock;

    MailedRecordingFiles(
            CallStreams calls, RecordedFiles files, Recordings recordings, Fleet fleet, AuditTrail audit, Clock clock) {
        this.calls = calls;
        this.files = files;
        this.recordings = recordings;
        this.fleet = fleet;
        this.audit = audit;
        this.clock = clock;
    }

    /** A recording of a call. */
    record CallWithRecording(StoredCall call, CallRecording recording) {
        /** Returns the address of its call's page. */
        String page() {
            return "/calls/" + CallId.text(call.id());
        }

        String path() {
            return page() + "/recordings/" + recording.number();
        }

        String fileName() {
            Instant start = Objects.requireNonNull(call.call()).times().startedAt();
            return call.site() + "-" + SECOND.format(start) + "-" + CallId.text(call.id()) + "-" + recording.number()
                    + ".wav";
        }
    }

    /**
     * Recordings of a report.
     *
     * @param first {@value #MOST} at most, in the order of the calls
     * @param all how many there are
     */
    record ReportRecordings(List<CallWithRecording> first, int all) {}

    /** Returns the recordings of a report's calls. */
    ReportRecordings of(MailedReport report) {
        Thread self = Thread.currentThread();
        QueryClient client = new QueryClient(Legs.NO_LIMIT, () -> !self.isInterrupted());
        List<CallWithRecording> found = new ArrayList<>();
        AtomicInteger all = new AtomicInteger();
        calls.calls(report.query().filter(), CallOrder.EARLIEST_FIRST, client, LIMIT, batch -> {
            for (StoredCall call : batch) {
                for (CallRecording recording :
                        Objects.requireNonNull(call.call()).recordings()) {
                    if (all.incrementAndGet() <= MOST) {
                        found.add(new CallWithRecording(call, recording));
                    }
                }
            }
        });
        return new ReportRecordings(found, all.get());
    }

    /**
     * Writes a ZIP.
     *
     * @param put takes those that are in it
     * @param missing takes those that cannot be had
     */
    void zip(
            List<CallWithRecording> wanted,
            List<CallWithRecording> put,
            List<CallWithRecording> missing,
            OutputStream out)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (CallWithRecording one : wanted) {
            try (Recording recording = open(one)) {
                if (recording == null) {
                    missing.add(one);
                    continue;
                }
                // Whole in the cache first: a ZIP has no part of a recording.
                recording.copy(0, recording.label().length(), OutputStream.nullOutputStream());
                zip.putNextEntry(new ZipEntry(one.fileName()));
                recording.copy(0, recording.label().length(), zip);
                zip.closeEntry();
                put.add(one);
            } catch (UcmFault e) {
                missing.add(one);
            }
        }
        zip.finish();
    }

    /**
     * Notes that recordings were mailed (billing contract A7). It comes behind the mail: one that a server refuses is no mail, however often it
     * is tried. If the gateway dies between both, the mail is sent once more and then noted; if it dies behind this, each has two entries.
     */
    void mailed(List<CallWithRecording> sent, ReportUser owner) {
        note(sent, owner, AuditOutcome.DONE);
    }

    /** Notes that recordings were in a mail of which it is not known whether the server took it: it may never be tried again. */
    void brokenOff(List<CallWithRecording> sent, ReportUser owner) {
        note(sent, owner, AuditOutcome.BROKEN_OFF);
    }

    private void note(List<CallWithRecording> sent, ReportUser owner, AuditOutcome outcome) {
        if (!sent.isEmpty()) {
            audit.add(sent.stream().map(one -> entry(one, owner, outcome)).toList());
        }
    }

    private @Nullable Recording open(CallWithRecording wanted) throws UcmFault {
        Optional<RecordedFile> file = files.find(
                wanted.call().id(),
                wanted.recording().number(),
                Set.of(wanted.call().site()),
                LIMIT);
        Optional<Site> site = fleet.find(wanted.call().site());
        Optional<RecordingName> name = file.flatMap(found -> RecordingName.of(DIRECTORY, found.path()));
        return site.isEmpty() || name.isEmpty()
                ? null
                : recordings.open(site.get(), name.get()).orElse(null);
    }

    private AuditEntry entry(CallWithRecording sent, ReportUser owner, AuditOutcome outcome) {
        return new AuditEntry(
                clock.instant(),
                owner.actor(),
                null,
                AuditAction.RECORDING,
                sent.call().site(),
                sent.path(),
                outcome,
                "mailed");
    }
}

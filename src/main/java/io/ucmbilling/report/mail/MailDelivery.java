package io.ucmbilling.report.mail;

import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.FileName;
import io.ucmbilling.report.export.FileProgress;
import io.ucmbilling.report.export.ReportFiles;
import io.ucmbilling.report.mail.DayCertificates.UncertifiedDay;
import io.ucmbilling.report.mail.MailWriter.MailMatter;
import io.ucmbilling.report.mail.MailWriter.RecordingNote;
import io.ucmbilling.report.mail.MailedRecordingFiles.CallWithRecording;
import io.ucmbilling.report.mail.MailedRecordingFiles.ReportRecordings;
import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.store.mailing.MailedFiles;
import io.ucmbilling.store.mailing.MailedRecordings;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.store.mailing.Sendings.SentMail;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

/**
 * Delivery of one mail.
 *
 * <ol>
 *   <li>Its files are written into a folder, by what writes the page's downloads. What would be too large is left out, and named.
 *   <li>The mail is made, with the Message-ID that was drawn when it was planned.
 *   <li>It is handed to the server. If the server takes it for some recipients and refuses others, it is sent; who was refused is noted.
 *   <li>The audit gets which recordings were in it, also if it is not known whether the server took it.
 * </ol>
 */
@Component
final class MailDelivery {
    private final ReportFiles reports;
    private final MailedReports mailed;
    private final MailedRecordingFiles recordings;
    private final MailWriter writer;
    private final MailPost post;
    private final MailSettings settings;

    MailDelivery(
            ReportFiles reports,
            MailedReports mailed,
            MailedRecordingFiles recordings,
            MailWriter writer,
            MailPost post,
            MailSettings settings) {
        this.reports = reports;
        this.mailed = mailed;
        this.recordings = recordings;
        this.writer = writer;
        this.post = post;
        this.settings = settings;
    }

    /** What a mail is made of. */
    record MailOrder(Mailing mailing, Sending sending, MailedReport report, List<UncertifiedDay> missing) {}

    /**
     * Delivers it.
     *
     * @throws MailException if the server does not take it for anybody
     */
    SentMail deliver(MailOrder order) throws IOException, MessagingException {
        try (MailFiles files = new MailFiles(settings.attachmentLimit().toBytes())) {
            long calls = addReport(order, files);
            AddedRecordings added = addRecordings(order, files);
            MailMatter matter = new MailMatter(
                    order.mailing(), order.sending(), order.report(), calls, order.missing(), added.note());
            String refused = send(order, writer.write(matter, files), files, added);
            recordings.mailed(added.attached(), order.report().owner());
            return new SentMail(
                    order.mailing().recipients(), calls, order.missing().isEmpty(), note(refused, order.report()));
        }
    }

    /** Returns what the history is to tell of a mail that was sent; null: nothing. */
    private static @Nullable String note(@Nullable String refused, MailedReport report) {
        if (report.leftOut().isEmpty()) {
            return refused;
        }
        String leftOut = "Left out are sites that who saved this setting may not see any more: "
                + String.join(", ", report.leftOut()) + ".";
        return refused == null ? leftOut : refused + " " + leftOut;
    }

    private @Nullable String send(MailOrder order, MailText text, MailFiles files, AddedRecordings added)
            throws MessagingException {
        try {
            post.send(order.mailing(), order.sending(), text, files);
            return null;
        } catch (MessagingException | RuntimeException e) {
            Optional<String> refused = MailFailure.refusedWhileSent(e);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (MailFailure.mayBeSent(e)) {
                recordings.brokenOff(added.attached(), order.report().owner());
            }
            throw e;
        }
    }

    /** Adds the files of the calls, and returns how many calls they have. */
    private long addReport(MailOrder order, MailFiles files) throws IOException {
        Thread self = Thread.currentThread();
        QueryClient client = new QueryClient(Legs.NO_LIMIT, () -> !self.isInterrupted());
        long calls = 0;
        for (FileFormat format : formats(order.mailing().files())) {
            CountedCalls counted = new CountedCalls();
            files.add(
                    name(order.sending(), format.key()),
                    format.mediaType(),
                    out -> reports.write(mailed.file(order.report(), format), client, counted, out));
            calls = counted.total / format.passes();
        }
        return calls;
    }

    /** Takes how many calls a file has, also if it is given up. */
    private static final class CountedCalls implements FileProgress {
        private long total;

        @Override
        public void total(long calls) {
            total = calls;
        }

        @Override
        public void written(long calls) {}
    }

    private static List<FileFormat> formats(MailedFiles files) {
        return switch (files) {
            case CSV -> List.of(FileFormat.CSV);
            case XLSX -> List.of(FileFormat.XLSX);
            case BOTH -> List.of(FileFormat.CSV, FileFormat.XLSX);
        };
    }

    private static String name(Sending sending, String ending) {
        return FileName.ofDays(sending.from(), sending.to().minusDays(1), ending);
    }

    /** Recordings that are in a mail, and what it tells of them. */
    private record AddedRecordings(List<CallWithRecording> attached, RecordingNote note) {}

    private AddedRecordings addRecordings(MailOrder order, MailFiles files) throws IOException {
        if (order.mailing().recordings() == MailedRecordings.NONE) {
            return new AddedRecordings(List.of(), RecordingNote.NONE);
        }
        ReportRecordings found = recordings.of(order.report());
        List<CallWithRecording> wanted = found.first();
        List<CallWithRecording> put = new ArrayList<>();
        List<CallWithRecording> missing = new ArrayList<>();
        String zip = name(order.sending(), "recordings.zip");
        boolean fits = !wanted.isEmpty()
                && files.add(zip, "application/zip", out -> recordings.zip(wanted, put, missing, out));
        List<CallWithRecording> attached = fits ? put : List.of();
        if (fits && attached.isEmpty()) {
            files.drop(zip);
        }
        List<String> pages = (fits ? missing : wanted)
                .stream().map(CallWithRecording::page).distinct().toList();
        int unreachable = fits ? missing.size() : 0;
        return new AddedRecordings(attached, new RecordingNote(found.all(), attached.size(), pages, unreachable));
    }
}

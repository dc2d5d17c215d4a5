package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.recapi.RecordingSearch.FoundRecording;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.http.RecordingAnswer;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Several recordings as a tar, streamed: nothing of it is held but the two that are open. Its end is written only behind the
 * last one, so that a tar that breaks off never looks whole. Entries have the names that were asked for.
 */
final class ServedTar {
    private static final int READABLE_BY_ALL = 0100644;

    private ServedTar() {}

    /** Answers with an archive. {@code search} finds the recordings behind the second. */
    static RequestOutcome answer(
            FoundRecording first,
            FoundRecording second,
            RecordingSearch search,
            Instant begun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, UcmFault {
        response.setContentType("application/x-tar");
        response.setHeader("Content-Disposition", RecordingAnswer.attachment(begun.getEpochSecond() + ".tar"));
        response.setHeader("Accept-Ranges", "none");
        if (request.getMethod().equals("HEAD")) {
            return RequestOutcome.ANSWERED;
        }
        var tar = new TarArchiveOutputStream(response.getOutputStream(), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        add(first, tar);
        first.close();
        add(second, tar);
        second.close();
        for (FoundRecording next = search.next(); next != null; next = search.next()) {
            try (FoundRecording found = next) {
                add(found, tar);
            }
        }
        tar.finish();
        tar.flush();
        return RequestOutcome.ANSWERED;
    }

    private static void add(FoundRecording found, TarArchiveOutputStream tar) throws IOException, UcmFault {
        Recording recording = found.recording();
        var entry = new TarArchiveEntry(found.name().file());
        entry.setSize(recording.label().length());
        entry.setMode(READABLE_BY_ALL);
        // Whole seconds: a fraction would put an extended header in front of the entry.
        entry.setLastModifiedTime(FileTime.from(recording.label().startedAt().truncatedTo(ChronoUnit.SECONDS)));
        tar.putArchiveEntry(entry);
        recording.copy(0, recording.label().length(), tar);
        tar.closeArchiveEntry();
    }
}

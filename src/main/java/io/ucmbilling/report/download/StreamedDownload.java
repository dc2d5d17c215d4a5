package io.ucmbilling.report.download;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.report.download.DownloadProgress.DownloadState;
import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.FileName;
import io.ucmbilling.report.export.FileRequest;
import io.ucmbilling.report.export.ReportFiles;
import io.ucmbilling.report.page.ReadingPermits.BusyException;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answer that is a file. Each takes a connection of the pool for as long as its reader takes, so only some are under way at one time, and
 * one user leaves some to others.
 *
 * <p>If it fails before its first byte was sent, a page tells so. Later the connection is closed: a file that ends well is whole.
 */
@Component
final class StreamedDownload {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedDownload.class);
    private static final int AT_ONE_TIME = 4;

    private final ReportFiles files;
    private final Clock clock;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(AT_ONE_TIME);

    StreamedDownload(ReportFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Writes the answer.
     *
     * @throws BusyException if too many are under way
     */
    void write(
            FileRequest file,
            ReportUser user,
            DownloadProgress progress,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!limit.begin(user.name())) {
            progress.end(DownloadState.FAILED);
            throw new BusyException();
        }
        try {
            begin(file.columns().format(), response);
            QueryClient client = new QueryClient(Legs.NO_LIMIT, ClientPresence.of(request)::isOpen);
            files.write(file, client, progress, response.getOutputStream());
            progress.end(DownloadState.DONE);
        } catch (RuntimeException e) {
            progress.end(DownloadState.FAILED);
            throw brokenOff(e, response);
        } finally {
            limit.end(user.name());
        }
    }

    /** Says what comes; without the body it is the answer to HEAD. */
    void begin(FileFormat format, HttpServletResponse response) {
        response.setContentType(format.mediaType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + FileName.madeAt(clock.instant(), format) + "\"");
    }

    private static RuntimeException brokenOff(RuntimeException failure, HttpServletResponse response)
            throws CloseNowException {
        if (response.isCommitted()) {
            if (failure instanceof UncheckedIOException) {
                LOG.info("report: somebody left before their download was whole");
            } else {
                LOG.error("report: a download was broken off", failure);
            }
            throw new CloseNowException("the download did not come to its end", failure);
        }
        response.resetBuffer();
        response.setHeader("Content-Disposition", null);
        response.setContentType(null);
        return failure;
    }
}

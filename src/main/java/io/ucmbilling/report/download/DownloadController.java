package io.ucmbilling.report.download;

import io.ucmbilling.report.export.ChosenColumns;
import io.ucmbilling.report.export.FileFormat;
import io.ucmbilling.report.export.FileRequest;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.user.ReportUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code /calls/download}: the report of an address of {@code /calls} as a file, and how far it is. */
@Controller
final class DownloadController {
    private final ReportSites sites;
    private final ColumnChoice choices;
    private final StreamedDownload streamed;
    private final RunningDownloads running;
    private final Clock clock;

    DownloadController(
            ReportSites sites, ColumnChoice choices, StreamedDownload streamed, RunningDownloads running, Clock clock) {
        this.sites = sites;
        this.choices = choices;
        this.streamed = streamed;
        this.running = running;
        this.clock = clock;
    }

    /**
     * Streams a file. If anything is wrong with the filter, the page tells it beside its field.
     *
     * @param format {@code csv} or {@code xlsx}
     * @param columns keys by commas; null: those that the user has chosen
     * @param download name under which its progress is asked for; null: it is not
     */
    @GetMapping("/calls/download")
    @Nullable
    String download(
            ReportUser user,
            @RequestParam String format,
            @RequestParam @Nullable String columns,
            @RequestParam @Nullable String download,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FileFormat wanted = FileFormat.of(format).orElseThrow(DownloadController::wrong);
        ChosenColumns chosen = columns == null
                ? choices.of(user, wanted)
                : ChosenColumns.parse(wanted, columns).orElseThrow(DownloadController::wrong);
        VisibleSites visible = sites.of(user);
        ReportQuery query = ReportQuery.of(request.getParameterMap(), visible, clock);
        if (!query.errors().isEmpty()) {
            return "redirect:/calls?" + query.address();
        }
        if (request.getMethod().equals("HEAD")) {
            streamed.begin(wanted, response);
        } else {
            FileRequest file = FileRequest.of(query, visible, chosen);
            streamed.write(file, user, running.begin(download, user.name()), request, response);
        }
        return null;
    }

    private static ResponseStatusException wrong() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    /** Answers a part of a page; without content if this replica does not know the download. */
    @GetMapping("/calls/download/{name}/progress")
    @Nullable
    String progress(ReportUser user, @PathVariable String name, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        Optional<DownloadProgress> progress = running.find(name, user.name());
        if (progress.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        model.addAttribute("progress", progress.get().now());
        return "report/download-progress";
    }
}

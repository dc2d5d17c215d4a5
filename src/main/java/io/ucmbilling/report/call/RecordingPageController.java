package io.ucmbilling.report.call;

import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.RecordedFiles;
import io.ucmbilling.calls.leg.RecordedFiles.RecordedFile;
import io.ucmbilling.calls.leg.RecordingErasure;
import io.ucmbilling.recording.ErasureNotice;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Recordings of a call: heard, downloaded, deleted. */
@Controller
final class RecordingPageController {
    private static final String PATH = "/calls/{id}/recordings/{number:[1-9][0-9]{0,8}}";

    private final RecordedFiles files;
    private final RecordingPlayback playback;
    private final RecordingErasure erasure;
    private final ErasureNotice notice;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final ReportAudit audit;

    RecordingPageController(
            RecordedFiles files,
            RecordingPlayback playback,
            RecordingErasure erasure,
            ErasureNotice notice,
            ReportSites sites,
            ReadingPermits permits,
            ReportAudit audit) {
        this.files = files;
        this.playback = playback;
        this.erasure = erasure;
        this.notice = notice;
        this.sites = sites;
        this.permits = permits;
        this.audit = audit;
    }

    @GetMapping(PATH)
    void recording(
            @PathVariable String id,
            @PathVariable int number,
            ReportUser user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        playback.send(find(id, number, user, Role.LISTENER), user, request, response);
    }

    /** Asks whether a recording is really to be deleted. */
    @GetMapping(PATH + "/delete")
    String ask(@PathVariable String id, @PathVariable int number, ReportUser user, Model model) {
        find(id, number, user, Role.ADMINISTRATOR);
        model.addAttribute("call", id);
        model.addAttribute("number", number);
        return "report/delete-recording";
    }

    @PostMapping(PATH + "/delete")
    String delete(@PathVariable String id, @PathVariable int number, ReportUser user, HttpServletRequest request) {
        RecordedFile file = find(id, number, user, Role.ADMINISTRATOR);
        ReportAudit.Deed deed =
                new ReportAudit.Deed(AuditAction.ERASURE, file.site(), "calls/" + id + "/recordings/" + number);
        erasure.run(file, audit.entry(user, request, deed, AuditOutcome.DONE, "recording"));
        notice.look();
        return "redirect:/calls/" + id;
    }

    private RecordedFile find(String id, int number, ReportUser user, Role role) {
        if (!user.may(role)) {
            throw new NotFoundException();
        }
        return CallId.parse(id)
                .flatMap(call -> permits.with(
                        user, () -> files.find(call, number, sites.of(user).ids(), ReadingPermits.LIMIT)))
                .orElseThrow(NotFoundException::new);
    }
}

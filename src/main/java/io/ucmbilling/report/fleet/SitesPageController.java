package io.ucmbilling.report.fleet;

import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /sites}: the board of the fleet. It asks for itself again every few seconds, while somebody sees it. */
@Controller
final class SitesPageController {
    private final FleetBoardReader boards;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final Clock clock;

    SitesPageController(FleetBoardReader boards, ReportSites sites, ReadingPermits permits, Clock clock) {
        this.boards = boards;
        this.sites = sites;
        this.permits = permits;
        this.clock = clock;
    }

    @GetMapping("/sites")
    String sites(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String page,
            ReportUser user,
            Model model) {
        FleetBoard board = permits.with(user, () -> boards.of(sites.of(user)));
        BoardView view = BoardView.of(state, q, page);
        List<BoardRow> matching = view.matching(board.rows());
        model.addAttribute("board", board);
        model.addAttribute("view", view);
        model.addAttribute("matching", matching.size());
        model.addAttribute("rows", view.shown(matching));
        model.addAttribute("page", view.shownPage(matching.size()));
        model.addAttribute("pages", BoardView.pages(matching.size()));
        model.addAttribute(
                "readAt", clock.instant().atZone(ZoneOffset.UTC).toLocalTime().withNano(0));
        return "report/sites";
    }
}

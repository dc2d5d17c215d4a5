package io.ucmbilling.report.call;

import io.ucmbilling.calls.erasure.ErasureRequest;
import io.ucmbilling.calls.erasure.ErasureStart;
import io.ucmbilling.calls.erasure.ErasureState;
import io.ucmbilling.calls.erasure.Erasures;
import io.ucmbilling.calls.report.SortedCalls;
import io.ucmbilling.report.filter.FilterForm;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.filter.ReportSites;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * <i>Delete All</i>: the calls of a view are deleted once their number was typed, and no others: if another number matches by then,
 * nothing is, and the page asks anew. An address that is not wholly understood would stand for more calls than were meant. It is refused.
 */
@Controller
final class DeletionController {
    /** What the form itself adds to the fields of the view. */
    private static final Set<String> OWN = Set.of("typed", "_csrf");

    private final SortedCalls calls;
    private final Erasures erasures;
    private final ReportSites sites;
    private final ReadingPermits permits;
    private final Clock clock;

    DeletionController(SortedCalls calls, Erasures erasures, ReportSites sites, ReadingPermits permits, Clock clock) {
        this.calls = calls;
        this.erasures = erasures;
        this.sites = sites;
        this.permits = permits;
        this.clock = clock;
    }

    @GetMapping("/calls/delete")
    String ask(ReportUser user, HttpServletRequest request, Model model) {
        return ask(query(user, request), null, user, request, model);
    }

    private String ask(
            ReportQuery query, @Nullable String error, ReportUser user, HttpServletRequest request, Model model) {
        long count = permits.with(user, () -> calls.page(query.filter(), query.page(), ReadingPermits.client(request)))
                .count();
        model.addAttribute("query", query);
        model.addAttribute("count", count);
        model.addAttribute("error", error);
        return "report/delete-calls";
    }

    /** @param typed how many calls there are, as the administrator read it */
    @PostMapping("/calls/delete")
    String delete(
            @RequestParam(defaultValue = "") String typed, ReportUser user, HttpServletRequest request, Model model) {
        ReportQuery query = query(user, request);
        String digits = digits(typed);
        if (!digits.matches("[0-9]{1,18}")) {
            return ask(query, "deletion.number", user, request, model);
        }
        ErasureStart start = erasures.begin(
                new ErasureRequest(query.filter(), user.actor(), request.getRemoteAddr(), Long.valueOf(digits)));
        return switch (start) {
            case ErasureStart.Begun(UUID id, long count) -> "redirect:/calls/delete/" + id;
            case ErasureStart.OtherCount(long found) -> ask(query, "deletion.other", user, request, model);
        };
    }

    /** Returns a number in ASCII digits, without what groups them: the page writes it as its reader does. */
    static String digits(String typed) {
        StringBuilder digits = new StringBuilder();
        typed.codePoints()
                .forEach(point -> digits.append(
                        Character.isDigit(point)
                                ? Integer.toString(Character.digit(point, 10))
                                : Character.toString(point)));
        return digits.toString().replaceAll("[\\s,.'\u2019\u066c\\u00a0\\u202f]", "");
    }

    private ReportQuery query(ReportUser user, HttpServletRequest request) {
        if (!user.may(Role.ADMINISTRATOR)) {
            throw new NotFoundException();
        }
        ReportQuery query = ReportQuery.of(request.getParameterMap(), sites.of(user), clock);
        if (!query.errors().isEmpty()) {
            throw new NotFoundException();
        }
        List<String> unknown = FilterForm.unknown(request.getParameterMap().keySet().stream()
                .filter(name -> !OWN.contains(name))
                .toList());
        if (!unknown.isEmpty()) {
            throw new UnknownFieldsException(unknown, query);
        }
        return query;
    }

    /** Tells of fields of an address that the report does not know. */
    private static final class UnknownFieldsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> names;
        private final transient ReportQuery query;

        /** @param query what the address stands for without them */
        UnknownFieldsException(List<String> names, ReportQuery query) {
            super(null, null, false, false);
            this.names = names;
            this.query = query;
        }
    }

    @ExceptionHandler
    ModelAndView refuse(UnknownFieldsException unknown) {
        return new ModelAndView(
                "report/delete-calls",
                Map.of("query", unknown.query, "unknown", String.join(", ", unknown.names)),
                HttpStatus.BAD_REQUEST);
    }

    /** Tells how far it is. */
    @GetMapping("/calls/delete/{id}")
    String state(@PathVariable UUID id, ReportUser user, Model model) {
        if (!user.may(Role.ADMINISTRATOR)) {
            throw new NotFoundException();
        }
        ErasureState state = erasures.state(id).orElseThrow(NotFoundException::new);
        model.addAttribute("state", state);
        return "report/deletion";
    }
}

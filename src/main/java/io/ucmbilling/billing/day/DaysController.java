package io.ucmbilling.billing.day;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.answer.Listing;
import io.ucmbilling.billing.answer.PageParameters;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.Period;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.calls.view.DayTotals;
import io.ucmbilling.calls.view.DayTotals.DayTotal;
import io.ucmbilling.collection.ledger.SiteDays;
import io.ucmbilling.collection.ledger.SiteDays.DaySpan;
import io.ucmbilling.collection.ledger.SiteDays.SiteDay;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sites/{id}/days} (billing contract B6). */
@RestController
@Tag(name = "Days")
record DaysController(
        SeenSites sites, SiteDays days, DayTotals totals, Cursors cursors, QueryPermits permits, ApiSettings settings) {
    @GetMapping(path = "/api/v1/sites/{id}/days", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "days",
            summary = "The days of a site, the earliest first",
            description =
                    "From the first day that is collected to today, both in the site's zone. A date in from or to is a"
                            + " day of that zone; of an instant, the days count that begin at it or later (from), or"
                            + " before it (to). A site that was never collected has none.")
    @PageParameters
    ResponseEntity<Listing<DayView>> days(
            @PathVariable String id,
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            HttpServletRequest request) {
        Optional<Site> seen = sites.find(client, id);
        Period period = Period.in(seen.map(Site::timeZone).orElse(ZoneOffset.UTC), parameters);
        List<String> list = List.of(client.name(), request.getRequestURI(), "" + period.from(), "" + period.to());
        int limit = parameters.limit();
        LocalDate after = parameters
                .one(Parameter.CURSOR)
                .map(cursor -> LocalDate.parse(cursors.read(list, cursor)))
                .orElse(LocalDate.MIN);
        Site site = seen.orElseThrow(() -> new ProblemException(Problem.notFound()));
        DaySpan span =
                days.span(id).map(known -> within(known, period)).orElse(new DaySpan(LocalDate.MAX, LocalDate.MIN));
        LocalDate first = after.isBefore(span.first()) ? span.first() : after.plusDays(1);
        LocalDate last = span.last().isBefore(first) ? span.last() : earlier(first.plusDays(limit - 1L), span.last());
        String next = last.isBefore(span.last()) && !last.isBefore(first) ? cursors.write(list, last.toString()) : null;
        return new Listing<>(permits.with(client, () -> views(site, first, last)), next)
                .answer(
                        request.getRequestURI(),
                        RawQuery.parse(request.getQueryString()).without(Parameter.CURSOR));
    }

    private List<DayView> views(Site site, LocalDate first, LocalDate last) {
        List<SiteDay> found = days.of(site.id(), first, last);
        Map<LocalDate, DayTotal> counted = totals.of(
                site.id(), found.stream().map(SiteDay::date).toList(), site.timeZone(), settings.queryTimeout());
        return found.stream()
                .map(day -> DayView.of(day, counted.getOrDefault(day.date(), DayTotal.NONE)))
                .toList();
    }

    /** Returns the days of the span that begin in the period. */
    private static DaySpan within(DaySpan span, Period period) {
        Instant from = period.from();
        Instant to = period.to();
        LocalDate first = from == null ? span.first() : firstFrom(from, period.zone());
        LocalDate last = to == null ? span.last() : firstFrom(to, period.zone()).minusDays(1);
        return new DaySpan(first.isBefore(span.first()) ? span.first() : first, earlier(last, span.last()));
    }

    /** Returns the first day that begins at that instant or later. */
    private static LocalDate firstFrom(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return day.atStartOfDay(zone).toInstant().isBefore(instant) ? day.plusDays(1) : day;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}

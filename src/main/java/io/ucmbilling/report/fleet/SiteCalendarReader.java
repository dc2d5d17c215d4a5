package io.ucmbilling.report.fleet;

import io.ucmbilling.calls.view.DayTotals;
import io.ucmbilling.calls.view.DayTotals.DayTotal;
import io.ucmbilling.collection.ledger.SiteDays;
import io.ucmbilling.collection.ledger.SiteDays.DaySpan;
import io.ucmbilling.collection.ledger.SiteDays.SiteDay;
import io.ucmbilling.report.fleet.SiteCalendar.CalendarDay;
import io.ucmbilling.report.page.ReadingPermits;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.ucm.site.Site;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reader of a site's days. The legs of a certified day are those of its certificate: only the others are counted. */
@Component
record SiteCalendarReader(SiteDays days, FirstDays firstDays, DayTotals totals, Ledger ledger) {

    /**
     * Returns the calendar that ends with a month, or with the nearest one that the site has.
     *
     * @param asked null: the newest
     * @return empty if the site was never collected
     */
    Optional<SiteCalendar> calendar(Site site, @Nullable YearMonth asked) {
        return days.span(site.id()).map(span -> calendar(site, span, asked));
    }

    private SiteCalendar calendar(Site site, DaySpan span, @Nullable YearMonth asked) {
        YearMonth newest = YearMonth.from(span.last());
        YearMonth oldest = YearMonth.from(span.first());
        YearMonth wanted = asked == null || asked.isAfter(newest) ? newest : asked;
        YearMonth last = wanted.isBefore(oldest) ? oldest : wanted;
        LocalDate from =
                later(span.first(), last.minusMonths(SiteCalendar.MONTHS - 1L).atDay(1));
        LocalDate to = span.last().isBefore(last.atEndOfMonth()) ? span.last() : last.atEndOfMonth();
        return SiteCalendar.of(last, cells(site, from, to), span.first(), span.last());
    }

    private Map<LocalDate, CalendarDay> cells(Site site, LocalDate from, LocalDate to) {
        List<SiteDay> found = days.of(site.id(), from, to);
        List<LocalDate> uncertified = found.stream()
                .filter(day -> day.certificate() == null)
                .map(SiteDay::date)
                .toList();
        Map<LocalDate, DayTotal> counted = totals.of(site.id(), uncertified, site.timeZone(), ReadingPermits.LIMIT);
        Set<LocalDate> unread = unread(site);
        Map<LocalDate, CalendarDay> cells = new TreeMap<>();
        for (SiteDay day : found) {
            Certificate certificate = day.certificate();
            long legs = certificate == null
                    ? counted.getOrDefault(day.date(), DayTotal.NONE).legs()
                    : certificate.held() - certificate.quarantined();
            cells.put(day.date(), new CalendarDay(day.date(), day.standing(), legs, unread.contains(day.date())));
        }
        return cells;
    }

    /** Returns the days that were not read yet: those to which the first collection has not come, and today before the first poll. */
    Set<LocalDate> unread(Site site) {
        Set<LocalDate> unread = firstDays.open(site.id()).stream()
                .filter(day -> day.reads() == 0)
                .map(FirstDays.Day::day)
                .collect(Collectors.toCollection(TreeSet::new));
        if (days.sites().progress(site.id()).tailAt() == null) {
            days.span(site.id()).map(DaySpan::last).ifPresent(unread::add);
        }
        return unread;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns what is known of a day; empty: the site has no such day. */
    Optional<DayDetail> day(Site site, LocalDate date) {
        return days.span(site.id())
                .filter(span -> !date.isBefore(span.first()) && !date.isAfter(span.last()))
                .flatMap(span -> days.of(site.id(), date, date).stream().findFirst())
                .map(day -> {
                    DayTotal total = totals.of(site.id(), List.of(date), site.timeZone(), ReadingPermits.LIMIT)
                            .getOrDefault(date, DayTotal.NONE);
                    return DayDetail.of(day, total, ledger.versions(site.id(), date), site.timeZone());
                });
    }
}

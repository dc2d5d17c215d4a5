package io.ucmbilling.report.filter;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.report.SortColumn;
import io.ucmbilling.calls.report.SortedPage;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.SecondsRange;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a whole form: what was typed and chosen becomes a question. */
final class FormReader {
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;
    private static final int MOST_PAGES = 100_000_000;

    /** Which quick range is shown if the address says nothing of a period: so many calls are found at once, however many are kept. */
    private static final QuickRange FIRST_RANGE = QuickRange.LAST_7_DAYS;

    private final FilterForm form;
    private final boolean namesPeriod;
    private final VisibleSites sites;
    private final Clock clock;
    private final QueryReader reader;

    FormReader(FilterForm form, boolean namesPeriod, VisibleSites sites, Clock clock) {
        this.form = form;
        this.namesPeriod = namesPeriod;
        this.sites = sites;
        this.clock = clock;
        this.reader = new QueryReader(form);
    }

    ReportQuery query() {
        Set<String> chosen = reader.known(FilterField.SITE, sites.ids());
        Set<String> asked = chosen.isEmpty() ? sites.ids() : chosen;
        ReportZone zone = reader.zone();
        WallClock wallClock = WallClock.of(zone, asked, sites);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, wallClock.zone());
        QuickRange range = range(today);
        ReportPeriod period = range == null ? typed() : ReportPeriod.of(range, today);
        LocalPeriod local = range == null ? wallClock.span(period) : wallClock.span(range, now);
        CallFilter filter = filter(asked, extras(zone.named(), local))
                .during(wallClock.from(period, local), wallClock.to(period, local));
        SortedPage page = page();
        return new ReportQuery(
                form, filter, zone, wallClock.zone(), wallClock.several(), period, range, page, reader.errors());
    }

    private CallFilter filter(Set<String> asked, ExtraConditions extras) {
        return new CallFilter(
                asked,
                null,
                null,
                reader.choices(FilterField.DIRECTION, Direction.class),
                reader.choices(FilterField.STATUS, CallStatus.class),
                Set.of(),
                reader.items(FilterField.TRUNK),
                reader.extensions(FilterField.EXTENSION),
                reader.numbers(FilterField.CALLER_NUMBER),
                reader.numbers(FilterField.CALLEE_NUMBER),
                reader.numbers(FilterField.DIALLED_NUMBER),
                reader.numbers(FilterField.ANSWERED_BY),
                Set.of(),
                Set.of(),
                reader.yesOrNo(FilterField.RECORDED),
                SecondsRange.ANY,
                SecondsRange.ANY,
                false,
                extras);
    }

    private @Nullable QuickRange range(LocalDate today) {
        if (!namesPeriod) {
            return FIRST_RANGE;
        }
        if (form.isEmpty(FilterField.PERIOD) || form.has(FilterField.PERIOD, FilterForm.ALL)) {
            return null;
        }
        Optional<QuickRange> range = QuickRange.of(form.text(FilterField.PERIOD));
        if (!form.isEmpty(FilterField.FROM) || !form.isEmpty(FilterField.TO)) {
            return range.filter(shown -> isShown(ReportPeriod.of(shown, today))).orElse(null);
        }
        if (range.isEmpty()) {
            reader.wrong(FilterField.FROM, "choice", form.text(FilterField.PERIOD));
        }
        return range.orElse(null);
    }

    /** Returns whether the dates are those of a period, as the form shows them: then it was sent, and nobody typed them. */
    private boolean isShown(ReportPeriod period) {
        return ReportPeriod.begin(form.text(FilterField.FROM)).equals(Optional.ofNullable(period.from()))
                && ReportPeriod.end(form.text(FilterField.TO)).equals(Optional.ofNullable(period.to()));
    }

    private ReportPeriod typed() {
        LocalDateTime from = time(FilterField.FROM, ReportPeriod::begin);
        LocalDateTime to = time(FilterField.TO, ReportPeriod::end);
        if (from != null && to != null && isBefore(to, from)) {
            reader.wrong(FilterField.TO, "before-from", form.text(FilterField.TO));
            return new ReportPeriod(from, from);
        }
        return new ReportPeriod(from, to);
    }

    /** Returns whether a period ends before it begins; the last day of one that is a date lies before it, too, where both are equal. */
    private boolean isBefore(LocalDateTime to, LocalDateTime from) {
        return to.isBefore(from) || (to.equals(from) && ReportPeriod.isDate(form.text(FilterField.TO)));
    }

    private @Nullable LocalDateTime time(FilterField field, Function<String, Optional<LocalDateTime>> reading) {
        String typed = form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        Optional<LocalDateTime> time = reading.apply(typed);
        if (time.isEmpty()) {
            reader.wrong(field, "time", typed);
        }
        return time.orElse(null);
    }

    private ExtraConditions extras(@Nullable ZoneId zone, @Nullable LocalPeriod period) {
        Set<DayOfWeek> days = reader.choices(FilterField.DAY, DayOfWeek.class);
        LocalTime from = reader.timeOfDay(FilterField.HOURS_FROM);
        LocalTime to = reader.timeOfDay(FilterField.HOURS_TO);
        boolean outside = reader.isChosen(FilterField.HOURS, "outside");
        boolean asked = from != null || to != null || !days.isEmpty();
        CallHours hours = asked
                ? new CallHours(days, from == null ? MIDNIGHT : from, to == null ? MIDNIGHT : to, zone, outside)
                : null;
        return new ExtraConditions(
                reader.items(FilterField.CALLER_NAME),
                hours,
                reader.isChosen(FilterField.MISSED, "true"),
                reader.text(FilterField.TEXT),
                waited(),
                period);
    }

    private SecondsRange waited() {
        Integer least = reader.seconds(FilterField.WAITED_FROM);
        Integer most = reader.seconds(FilterField.WAITED_TO);
        if (least != null && most != null && most < least) {
            reader.wrong(FilterField.WAITED_TO, "less", form.text(FilterField.WAITED_TO));
        }
        return new SecondsRange(least, most);
    }

    private SortedPage page() {
        SortColumn column = Stream.of(SortColumn.values())
                .filter(one -> one.name().equalsIgnoreCase(form.text(FilterField.SORT)))
                .findFirst()
                .orElse(SortColumn.START);
        boolean descending =
                form.isEmpty(FilterField.ORDER) ? column == SortColumn.START : form.has(FilterField.ORDER, "desc");
        int first = ReportQuery.SIZES.getFirst();
        int size = reader.number(FilterField.SIZE, first, SortedPage.MOST);
        int shown = ReportQuery.SIZES.contains(size) ? size : first;
        return new SortedPage(column, descending, reader.number(FilterField.PAGE, 1, MOST_PAGES), shown);
    }
}

package io.ucmbilling.report.fleet;

import io.ucmbilling.report.filter.VisibleSites;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.report.page.NotFoundException;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.store.watch.SiteFaults;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reader of all that the page of a site shows, by the names that its template has for it. */
@Component
record SitePageReader(
        FleetBoardReader boards,
        SiteCalendarReader calendars,
        SiteFaults faults,
        RequestedCollections collections,
        Clock clock) {
    private static final int MOST_COLLECTIONS = 20;

    /**
     * What is chosen on the page.
     *
     * @param month the last one of the calendar; null: of the day, else the newest
     * @param day null: none is opened
     */
    record Choice(@Nullable YearMonth month, @Nullable LocalDate day) {
        static final Choice NONE = new Choice(null, null);

        static Choice of(String month, String day) {
            LocalDate opened = day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? parsed(day, LocalDate::parse) : null;
            YearMonth asked = month.matches("[0-9]{4}-[0-9]{2}") ? parsed(month, YearMonth::parse) : null;
            return new Choice(asked == null && opened != null ? YearMonth.from(opened) : asked, opened);
        }

        private static <T> @Nullable T parsed(String text, Function<String, T> reader) {
            try {
                return reader.apply(text);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    /** Reads a configured site. @param only that site alone */
    Map<String, Object> of(Site site, VisibleSites only, Choice choice) {
        Instant now = clock.instant();
        Map<String, Object> page = new HashMap<>();
        page.put("site", site);
        page.put("row", boards.of(only).rows().getFirst());
        page.put("zone", GuideFormat.zone(now, site.timeZone()));
        calendars.calendar(site, choice.month()).ifPresent(calendar -> page.put("calendar", calendar));
        if (choice.day() != null) {
            calendars.day(site, choice.day()).ifPresent(day -> {
                page.put("day", day);
                page.put("dayUnread", calendars.unread(site).contains(day.date()));
            });
        }
        page.put(
                "faults",
                FaultHistory.of(faults.of(site.id(), now), site.timeZone(), LocalDate.ofInstant(now, site.timeZone())));
        page.put("collections", lines(site));
        page.put("today", LocalDate.ofInstant(now, site.timeZone()));
        return page;
    }

    private List<CollectionLine> lines(Site site) {
        return collections.newest(site.id(), MOST_COLLECTIONS).stream()
                .map(listed -> CollectionLine.of(listed, site.timeZone()))
                .toList();
    }

    /** Reads a site that is not configured any more. @param only that site alone */
    Map<String, Object> ofFormer(VisibleSites only) {
        return Map.of("former", boards.of(only).former().stream().findFirst().orElseThrow(NotFoundException::new));
    }
}

package io.ucmbilling.report.filter;

import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import io.ucmbilling.store.watch.SiteCollection.UnreadDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sites of a view whose first collection has not read all days of its period, so that counts and sums are not final.
 *
 * @param sites their ids, one at least
 * @param read days of these sites that were read
 * @param days of these sites in all
 * @param before the day behind the latest one that was not read
 */
public record UnreadHistory(List<String> sites, long read, long days, LocalDate before) {
    public UnreadHistory {
        sites = List.copyOf(sites);
    }

    /**
     * Returns what was not read of a view.
     *
     * @param zones of the sites, by id
     * @param open days of first collections that are not done, by site
     * @return empty: every day of the period was read
     */
    static Optional<UnreadHistory> of(ReportQuery query, Map<String, ZoneId> zones, Map<String, OpenDays> open) {
        SortedMap<String, OpenDays> found = new TreeMap<>();
        open.forEach((site, days) -> {
            ZoneId zone = zones.get(site);
            if (zone != null && isOf(query, days.unread(), zone)) {
                found.put(site, days);
            }
        });
        return found.values().stream()
                .flatMap(days -> Stream.ofNullable(days.unread()))
                .map(UnreadDays::last)
                .max(Comparator.naturalOrder())
                .map(last -> new UnreadHistory(
                        List.copyOf(found.keySet()),
                        found.values().stream().mapToLong(OpenDays::read).sum(),
                        found.values().stream().mapToLong(OpenDays::days).sum(),
                        last.plusDays(1)));
    }

    /** Returns whether days that were not read lie in the period. @param site zone of the site, in which its days begin and end */
    private static boolean isOf(ReportQuery query, @Nullable UnreadDays unread, ZoneId site) {
        if (unread == null) {
            return false;
        }
        ZoneId named = query.zone().named();
        ZoneId clock = named == null ? site : named;
        LocalDateTime from = query.period().from();
        LocalDateTime to = query.period().to();
        Instant first = unread.first().atStartOfDay(site).toInstant();
        Instant end = unread.last().plusDays(1).atStartOfDay(site).toInstant();
        return (to == null || first.isBefore(to.atZone(clock).toInstant()))
                && (from == null || end.isAfter(from.atZone(clock).toInstant()));
    }
}

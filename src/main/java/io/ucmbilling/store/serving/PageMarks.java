package io.ucmbilling.store.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.intake.EarliestChange;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The places where pages ended, per query, so that the next page begins there and skips nothing.
 *
 * <p>A mark holds while nothing has changed at or in front of it. To tell, it carries the snapshot of its reading:
 *
 * <ol>
 *   <li>Of the marks at or before the wanted offset, the nearest is tried.
 *   <li>{@link ServingChanges} tells the earliest change that the mark's snapshot had not seen and the present one sees.
 *   <li>If that is behind the mark, the mark holds.
 *   <li>Else it goes, with all marks behind the change that are not newer, and the next nearest is tried.
 * </ol>
 *
 * <p>The end of a query's items is remembered too, and holds while nothing has changed at all.
 *
 * <p>An upper bound of the time does not matter to a mark in front of it, while items are legs: the same marks serve a client
 * whose {@code endTime} moves with its clock. Kept in memory, bounded, and shorter than arrivals are kept.
 */
@Component
final class PageMarks {
    /** 64 queries; of those with thousands of patterns, which hold much memory, some five. */
    private static final int HEAVIEST_QUERIES = 1024;

    private static final int MOST_MARKS_A_QUERY = 4096;
    private static final Duration LIFE = Duration.ofHours(2);

    private final Clock clock;
    private final Cache<LegQuery, NavigableMap<Long, PageMark>> walks = Caffeine.newBuilder()
            .maximumWeight(HEAVIEST_QUERIES)
            .weigher((LegQuery query, NavigableMap<Long, PageMark> marks) -> weight(query))
            .expireAfterAccess(LIFE)
            .build();

    private final Cache<LegQuery, QueryEnd> ends = Caffeine.newBuilder()
            .maximumWeight(HEAVIEST_QUERIES)
            .weigher((LegQuery query, QueryEnd end) -> weight(query))
            .build();

    /** The look for what has changed since a snapshot; null: nothing. */
    @FunctionalInterface
    interface Changes<E extends Exception> {
        @Nullable
        EarliestChange since(String snapshot) throws E;
    }

    /** The place of the item in front of an offset, as a snapshot showed it. */
    private record PageMark(ServingPosition place, String snapshot, Instant read) {}

    /** The number of items of a query with just these bounds, as a snapshot showed it. */
    private record QueryEnd(long items, String snapshot, Instant read) {}

    /** A place to begin at: behind {@code offset} items; place null: at the very beginning. */
    record Beginning(long offset, @Nullable ServingPosition place) {}

    PageMarks(Clock clock) {
        this.clock = clock;
    }

    /** Returns the nearest place at or before the offset that holds. */
    <E extends Exception> Beginning nearest(LegQuery query, long offset, Changes<E> changes) throws E {
        NavigableMap<Long, PageMark> marks = walks.getIfPresent(walk(query));
        Map.Entry<Long, PageMark> near = marks == null ? null : marks.floorEntry(offset);
        while (marks != null && near != null) {
            PageMark mark = near.getValue();
            if (isOld(mark.read())) {
                marks.remove(near.getKey(), mark);
            } else if (!beyond(query, mark.place().startedAt())) {
                Instant change = earliest(query, changes.since(mark.snapshot()));
                if (change.isAfter(mark.place().startedAt())) {
                    return new Beginning(near.getKey(), mark.place());
                }
                marks.values()
                        .removeIf(other -> !other.read().isAfter(mark.read())
                                && !other.place().startedAt().isBefore(change));
            }
            near = marks.lowerEntry(near.getKey());
        }
        return new Beginning(0, null);
    }

    private static Instant earliest(LegQuery query, @Nullable EarliestChange change) {
        if (change == null) {
            return Instant.MAX;
        }
        return query.calls() ? change.calls() : change.legs();
    }

    /** Returns how many items a query has; empty if that was not seen or anything has changed since. */
    <E extends Exception> OptionalLong end(LegQuery query, Changes<E> changes) throws E {
        QueryEnd end = ends.getIfPresent(query);
        if (end == null || isOld(end.read()) || changes.since(end.snapshot()) != null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(end.items());
    }

    /** Remembers how many items a query has. */
    void rememberEnd(LegQuery query, long items, String snapshot) {
        ends.put(query, new QueryEnd(items, snapshot, clock.instant()));
    }

    /** Remembers the place of the last item in front of the offset. */
    void remember(LegQuery query, long offset, ServingPosition place, String snapshot) {
        if (!query.calls() && beyond(query, place.startedAt())) {
            return; // Counted within this query's own upper bounds, which another query of the same walk may not have.
        }
        NavigableMap<Long, PageMark> marks = walks.get(walk(query), key -> new ConcurrentSkipListMap<>());
        marks.put(offset, new PageMark(place, snapshot, clock.instant()));
        if (marks.size() > MOST_MARKS_A_QUERY) {
            thin(marks, offset);
        }
    }

    private boolean isOld(Instant read) {
        return read.plus(LIFE).isBefore(clock.instant());
    }

    /** Removes every other mark, but not the newest: a walk goes on from it, and a second walk has little to skip. */
    private static void thin(NavigableMap<Long, PageMark> marks, long newest) {
        boolean odd = false;
        for (Long offset : marks.keySet()) {
            odd = !odd;
            if (odd && offset != newest) {
                marks.remove(offset);
            }
        }
    }

    private static int weight(LegQuery query) {
        return 16 + (size(query.caller()) + size(query.callee()) + size(query.answeredBy())) / 32;
    }

    private static int size(@Nullable List<NumberPattern> patterns) {
        return patterns == null ? 0 : patterns.size();
    }

    private static LegQuery walk(LegQuery query) {
        if (query.calls()) {
            return query;
        }
        List<SiteBounds> unbounded = query.sites().stream()
                .map(site -> new SiteBounds(site.site(), site.from(), null))
                .toList();
        return query.withSites(unbounded);
    }

    private static boolean beyond(LegQuery query, Instant place) {
        return query.sites().stream().anyMatch(site -> site.to() != null && place.isAfter(site.to()));
    }
}

package io.ucmbilling.calls.query;

import static io.ucmbilling.calls.query.RandomCalls.one;
import static io.ucmbilling.calls.query.RandomCalls.some;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.store.StoreRoom;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters that ask one or two things of {@link RandomCalls}, and sometimes more. */
public final class RandomFilters {
    private static final List<String> PARTS =
            List.of("1202", "12025550101", "+1202555", "*0101", "*55", "100", "*anon");
    private static final List<String> TEXTS = List.of(
            "MÜLLER", "ελένη", "παπ", "ЖУКОВ", "ıL", "ipek", "李", "5 %_", "[X]", "s", "5550101", "ÄRZTE", "-X1");
    private static final List<String> ZONES = List.of("America/Chicago", "Asia/Kathmandu", "UTC", "+05:30");

    private static final List<BiConsumer<FilterDraft, Random>> CONDITIONS = List.of(
            (draft, random) -> draft.sites = Set.of(one(random, List.of(StoreRoom.SITE, StoreRoom.OTHER))),
            (draft, random) -> draft.directions = new HashSet<>(some(random, List.of(Direction.values()))),
            (draft, random) -> draft.statuses = new HashSet<>(some(random, List.of(CallStatus.values()))),
            (draft, random) -> draft.callers = numbers(random),
            (draft, random) -> draft.callees = numbers(random),
            (draft, random) -> draft.dialled = numbers(random),
            (draft, random) -> draft.answeredBy = numbers(random),
            (draft, random) -> draft.parties = numbers(random),
            (draft, random) -> draft.extensions = numbers(random),
            (draft, random) -> draft.trunks = Set.of("North Line"),
            (draft, random) -> draft.billable = new SecondsRange(random.nextInt(4), 3),
            (draft, random) -> draft.callerNames = new HashSet<>(some(random, TEXTS)),
            (draft, random) -> draft.hours = hours(random),
            (draft, random) -> draft.missedNotCalledBack = true,
            (draft, random) -> draft.waited = new SecondsRange(random.nextInt(3), 4),
            (draft, random) -> draft.localPeriod = localPeriod(random),
            (draft, random) -> draft.freeText = one(random, TEXTS));

    private RandomFilters() {}

    /** Returns the next one. */
    public static CallFilter next(Random random) {
        Instant from = bound(random);
        Instant to = bound(random);
        boolean turned = from != null && to != null && to.isBefore(from);
        return FilterDraft.of(turned ? to : from, turned ? from : to, draft -> {
            for (int i = random.nextInt(3); i >= 0; i--) {
                one(random, CONDITIONS).accept(draft, random);
            }
        });
    }

    private static @Nullable Instant bound(Random random) {
        return random.nextBoolean()
                ? null
                : Instant.parse("2025-12-20T00:00:00Z").plus(random.nextInt(2_000), ChronoUnit.HOURS);
    }

    private static LocalPeriod localPeriod(Random random) {
        LocalDateTime from = LocalDateTime.of(2026, 1, 1, 0, 0).plusHours(random.nextInt(1_000));
        LocalDateTime to = random.nextBoolean() ? LocalDateTime.MAX : from.plusHours(random.nextInt(1_000));
        LocalPeriod period = new LocalPeriod(random.nextBoolean() ? null : from, random.nextInt(3) == 0 ? null : to);
        return random.nextBoolean() ? period : new LocalPeriod(from.plusDays(1), null, Map.of(StoreRoom.OTHER, period));
    }

    private static Set<NumberMatch> numbers(Random random) {
        return Stream.concat(
                        some(random, PARTS).stream().map(NumberMatch::parsePartial),
                        FilterDraft.numbers(one(random, RandomCalls.OUTSIDE)).stream()
                                .limit(random.nextInt(2)))
                .collect(Collectors.toSet());
    }

    private static CallHours hours(Random random) {
        LocalTime from = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
        LocalTime to = random.nextInt(4) == 0 ? from : LocalTime.of(random.nextInt(24), 0);
        Set<DayOfWeek> days =
                random.nextInt(3) == 0 ? Set.of() : new TreeSet<>(some(random, List.of(DayOfWeek.values())));
        ZoneId zone = random.nextInt(3) == 0 ? null : ZoneId.of(one(random, ZONES));
        return new CallHours(days, from, to, zone, random.nextBoolean());
    }
}

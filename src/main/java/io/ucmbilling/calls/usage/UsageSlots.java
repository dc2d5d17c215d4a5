package io.ucmbilling.calls.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slots of time in a zone: where each begins, and the values of the time keys in it. Slots are told apart by their values alone, so a
 * slot may begin several times, as an hour of the week does.
 *
 * <p>A slot ends where the next one begins, and at each change of the clock at which the values change. So the hour that comes twice is
 * two, with an offset each, and a day has 23 to 25 hours.
 */
final class UsageSlots {
    /** More of them than in thirty years by the hour. */
    static final int MOST = 300_000;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);
    private static final int HOURS_OF_DAY = 24;

    private final ZoneRules rules;
    private final List<UsageKey> keys;
    private final List<Instant> begins = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<List<UsageValue>> values = new ArrayList<>();
    private final Map<List<UsageValue>, Integer> numberOf = new HashMap<>();

    /** @param keys of time */
    UsageSlots(ZoneId zone, List<UsageKey> keys) {
        this.rules = zone.getRules();
        this.keys = List.copyOf(keys);
    }

    /** Adds the slots of a stretch of time, which lies behind those that are there. Returns false if there are too many. */
    boolean add(Instant from, Instant to) {
        Instant at = from;
        Instant change = change(at);
        List<UsageValue> last = List.of();
        while (at.isBefore(to)) {
            if (begins.size() > MOST) {
                return false;
            }
            List<UsageValue> here = valuesAt(at);
            if (!here.equals(last)) {
                begins.add(at);
                numbers.add(number(here));
                last = here;
            }
            Instant next = next(at);
            if (change != null && !next.isBefore(change)) {
                next = change;
                change = change(change);
            }
            at = next;
        }
        return true;
    }

    private int number(List<UsageValue> here) {
        return numberOf.computeIfAbsent(here, added -> {
            values.add(added);
            return values.size() - 1;
        });
    }

    /** Returns the next change of the clock; null: there is none. */
    private @Nullable Instant change(Instant after) {
        ZoneOffsetTransition transition = rules.nextTransition(after);
        return transition == null ? null : transition.getInstant();
    }

    /** Returns where the next slot would begin if the clock did not change. */
    private Instant next(Instant at) {
        ZoneOffset offset = rules.getOffset(at);
        LocalDateTime local = LocalDateTime.ofInstant(at, offset);
        LocalDate day = local.toLocalDate();
        LocalDateTime next;
        if (keys.contains(UsageKey.HOUR) || keys.contains(UsageKey.HOUR_OF_WEEK)) {
            next = day.atTime(local.getHour(), 0).plusHours(1);
        } else if (keys.contains(UsageKey.DAY)) {
            next = day.plusDays(1).atStartOfDay();
        } else {
            next = day.withDayOfMonth(1).plusMonths(1).atStartOfDay();
        }
        return next.toInstant(offset);
    }

    private List<UsageValue> valuesAt(Instant at) {
        OffsetDateTime hour = OffsetDateTime.ofInstant(at, rules.getOffset(at))
                .withMinute(0)
                .withSecond(0)
                .withNano(0);
        return keys.stream().map(key -> value(key, hour)).toList();
    }

    private static UsageValue value(UsageKey key, OffsetDateTime hour) {
        LocalDate day = hour.toLocalDate();
        return switch (key) {
            case HOUR -> new UsageValue(hour.toEpochSecond(), HOUR.format(hour));
            case DAY -> new UsageValue(day.toEpochDay(), day.toString());
            case MONTH -> new UsageValue(day.withDayOfMonth(1).toEpochDay(), MONTH.format(day));
            case HOUR_OF_WEEK -> {
                int number = (day.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + hour.getHour();
                yield new UsageValue(number, Integer.toString(number));
            }
            case SITE, DIRECTION, STATUS, TRUNK, EXTENSION, KIND ->
                throw new IllegalArgumentException(key + ": found, expected a key of time");
        };
    }

    List<Instant> begins() {
        return List.copyOf(begins);
    }

    /** Returns the numbers of the slots that begin there. */
    List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    /** Returns the values of the keys in the slot of that number. */
    List<UsageValue> values(int number) {
        return values.get(number);
    }
}

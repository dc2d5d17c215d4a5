package io.ucmbilling.store.database;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants and durations as PostgreSQL holds them: whole microseconds, within some millennia. */
public final class Timestamps {
    /** Earlier than any leg, and within what timestamp and timestamptz hold. */
    private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+100000-01-01T00:00:00Z");

    private Timestamps() {}

    /** The last moment the database can hold that is not after the instant. */
    public static OffsetDateTime atOrBefore(Instant instant) {
        return clamped(instant).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** The same as {@link #atOrBefore}, in microseconds since 1970, for arrays. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, atOrBefore(instant).toInstant());
    }

    /** The first moment the database can hold that is not before the instant. */
    public static OffsetDateTime atOrAfter(Instant instant) {
        Instant clamped = clamped(instant);
        Instant floor = clamped.truncatedTo(ChronoUnit.MICROS);
        return (floor.equals(clamped) ? floor : floor.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
    }

    /**
     * A wall clock before any that a PBX shows at that moment: whatever its zone and whatever its changes of the clock,
     * two days are enough.
     */
    public static LocalDateTime earliestWallClock(OffsetDateTime moment) {
        return moment.toLocalDateTime().minusDays(2);
    }

    /** A wall clock after any that a PBX shows at that moment. */
    public static LocalDateTime latestWallClock(OffsetDateTime moment) {
        return moment.toLocalDateTime().plusDays(2);
    }

    /** Whole seconds, as near to the duration as an integer column holds: a clock that is wrong may be off by more. */
    public static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.clamp(duration.toSeconds(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : atOrBefore(instant);
    }

    public static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static Instant clamped(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }
}

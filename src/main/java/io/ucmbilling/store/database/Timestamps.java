package io.ucmbilling.store.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
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

    /** Returns the last moment the database can hold that is not after the instant. */
    public static OffsetDateTime atOrBefore(Instant instant) {
        return clamped(instant).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** Returns the same as {@link #atOrBefore} as PostgreSQL reads it from text, also before the year 1 and after 9999. */
    public static @Nullable String text(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        OffsetDateTime moment = atOrBefore(instant);
        int year = moment.getYear();
        if (year > 0 && year <= 9999) {
            return moment.toString();
        }
        String rest = moment.toLocalTime() + "+00" + (year > 0 ? "" : " BC");
        return "%04d-%02d-%02d %s"
                .formatted(year > 0 ? year : 1 - year, moment.getMonthValue(), moment.getDayOfMonth(), rest);
    }

    /** Returns the same as {@link #atOrBefore}, in microseconds since 1970, for arrays. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, atOrBefore(instant).toInstant());
    }

    /** Returns the first moment the database can hold that is not before the instant. */
    public static OffsetDateTime atOrAfter(Instant instant) {
        Instant clamped = clamped(instant);
        Instant floor = clamped.truncatedTo(ChronoUnit.MICROS);
        return (floor.equals(clamped) ? floor : floor.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
    }

    /**
     * Returns a wall clock before any that a PBX shows at that moment: whatever its zone and whatever its changes of the clock,
     * two days are enough.
     */
    public static LocalDateTime earliestWallClock(OffsetDateTime moment) {
        return moment.toLocalDateTime().minusDays(2);
    }

    /** Returns a wall clock after any that a PBX shows at that moment. */
    public static LocalDateTime latestWallClock(OffsetDateTime moment) {
        return moment.toLocalDateTime().plusDays(2);
    }

    /** Returns a wall clock as PostgreSQL reads it from text; one that it writes otherwise counts as without end. */
    public static String text(LocalDateTime time) {
        if (time.getYear() < 1) {
            return "-infinity";
        }
        return time.getYear() > 9999 ? "infinity" : time.toString();
    }

    /** Returns whole seconds, as near to the duration as an integer column holds: a clock that is wrong may be off by more. */
    public static int seconds(Duration duration) {
        return Math.clamp(duration.toSeconds(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : atOrBefore(instant);
    }

    public static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    /** The converter of entities' instants to {@code timestamptz}. */
    @Converter(autoApply = true)
    static final class InstantConverter implements AttributeConverter<@Nullable Instant, @Nullable OffsetDateTime> {
        @Override
        public @Nullable OffsetDateTime convertToDatabaseColumn(@Nullable Instant instant) {
            return orNull(instant);
        }

        @Override
        public @Nullable Instant convertToEntityAttribute(@Nullable OffsetDateTime moment) {
            return instant(moment);
        }
    }

    /** The converter of entities' durations to whole seconds. */
    @Converter(autoApply = true)
    static final class SecondsConverter implements AttributeConverter<@Nullable Duration, @Nullable Integer> {
        @Override
        public @Nullable Integer convertToDatabaseColumn(@Nullable Duration duration) {
            return duration == null ? null : seconds(duration);
        }

        @Override
        public @Nullable Duration convertToEntityAttribute(@Nullable Integer seconds) {
            return seconds == null ? null : Duration.ofSeconds(seconds);
        }
    }

    private static Instant clamped(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }
}

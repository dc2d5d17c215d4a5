package io.ucmbilling.store.retention;

import io.ucmbilling.settings.WrongSettingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code gateway.retention}: how long calls are kept.
 *
 * @param retention an ISO period such as P3Y: a month goes once all of it is that old; null: nothing goes
 */
@ConfigurationProperties(prefix = "gateway")
public record RetentionSettings(@Nullable Period retention) {
    private static final String KEY = "gateway.retention";
    private static final String EXPECTED = "a period greater than zero, such as P3Y, P18M or P400D";
    private static final int DAYS_OF_SHORTEST_MONTH = 28;

    public RetentionSettings {
        if (retention != null && (retention.isZero() || retention.isNegative())) {
            throw new WrongSettingException(KEY, retention.toString(), EXPECTED);
        }
    }

    /**
     * Checks that calls are kept for as long as they are read again.
     *
     * @throws WrongSettingException if they are not
     */
    public void atLeast(String otherKey, Duration other) {
        if (retention != null && Duration.ofDays(shortestDays(retention)).compareTo(other) < 0) {
            throw new WrongSettingException(KEY, retention.toString(), "at least " + otherKey + ", which is " + other);
        }
    }

    private static long shortestDays(Period period) {
        return period.toTotalMonths() * DAYS_OF_SHORTEST_MONTH + period.getDays();
    }

    /** Returns the first day that is kept at that moment, which is the first of a month; empty: all are. */
    public Optional<LocalDate> keptFrom(Instant now) {
        return Optional.ofNullable(retention)
                .map(period -> YearMonth.from(
                                LocalDate.ofInstant(now, ZoneOffset.UTC).minus(period))
                        .atDay(1));
    }
}

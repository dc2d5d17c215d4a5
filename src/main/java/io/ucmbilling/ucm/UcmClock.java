package io.ucmbilling.ucm;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one UCM, as the {@code Date} of its answers tells it (RFC 9110, 6.6.1). The UCM stamped an answer at some moment
 * between the question and the head of the answer, in whole seconds. So the error lies within bounds: it is taken for zero if that
 * is within them, else for the second nearest to their middle. Answers that took long tell little, and are passed over. Safe for use by several threads.
 */
final class UcmClock {
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(5);

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Clock clock;
    private volatile @Nullable Duration ahead;

    UcmClock(Clock clock) {
        this.clock = clock;
    }

    /** Returns the moment at which a question is asked. */
    Instant asks() {
        return clock.instant();
    }

    /**
     * Notes the head of an answer that has just come.
     *
     * @param date the header as it came; null: none
     */
    void heard(Instant asked, @Nullable String date) {
        Instant now = clock.instant();
        Instant stamped = date == null ? null : instant(date);
        if (stamped == null || now.isBefore(asked) || now.isAfter(asked.plus(LONGEST_ROUND_TRIP))) {
            return;
        }
        Duration least = Duration.between(now, stamped);
        Duration most = Duration.between(asked, stamped.plusSeconds(1));
        boolean mayBeRight = !least.isPositive() && !most.isNegative();
        ahead = mayBeRight
                ? Duration.ZERO
                : Duration.ofSeconds(
                        least.plus(most).dividedBy(2).plus(HALF_A_SECOND).toSeconds());
    }

    private static @Nullable Instant instant(String date) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns by how much it was ahead when it was last measured; empty: it was not. */
    Optional<Duration> ahead() {
        return Optional.ofNullable(ahead);
    }
}

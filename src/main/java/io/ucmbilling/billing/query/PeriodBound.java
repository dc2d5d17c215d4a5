package io.ucmbilling.billing.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A value of {@code from} or {@code to}. */
public sealed interface PeriodBound {

    /** Returns the instant that it stands for in that zone. */
    Instant in(ZoneId zone);

    /** A day, which stands for its first instant: later than 00:00 if the clock is put forward then. */
    record Day(LocalDate date) implements PeriodBound {
        @Override
        public Instant in(ZoneId zone) {
            return date.atStartOfDay(zone).toInstant();
        }
    }

    /** An instant, which the zone does not matter to. */
    record Moment(Instant instant) implements PeriodBound {
        @Override
        public Instant in(ZoneId zone) {
            return instant;
        }
    }
}

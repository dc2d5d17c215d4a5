package io.ucmbilling.contract.query;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** A startTime or endTime, inclusive, as it was given (contract S2, <i>Time</i>). */
public sealed interface TimeBound {

    /** Returns the instant, read as a lower bound: of two readings the earlier one, so that more matches. */
    Instant earliest(ZoneId zone, Clock clock);

    /** Returns the instant, read as an upper bound: of two readings the later one, so that more matches. */
    Instant latest(ZoneId zone, Clock clock);

    /** With a zone, as epoch seconds, or as a date alone, which is always its 00:00 UTC. */
    record At(Instant instant) implements TimeBound {
        @Override
        public Instant earliest(ZoneId zone, Clock clock) {
            return instant;
        }

        @Override
        public Instant latest(ZoneId zone, Clock clock) {
            return instant;
        }
    }

    /** A time of day without a zone: read in UTC, or in the site's zone if the export says so. */
    record WallClock(LocalDateTime time) implements TimeBound {
        @Override
        public Instant earliest(ZoneId zone, Clock clock) {
            Instant[] readings = readings(zone);
            return readings[0].isBefore(readings[1]) ? readings[0] : readings[1];
        }

        @Override
        public Instant latest(ZoneId zone, Clock clock) {
            Instant[] readings = readings(zone);
            return readings[0].isAfter(readings[1]) ? readings[0] : readings[1];
        }

        /**
         * Returns the readings with the offset before and after a clock change. They differ only if the hour comes
         * twice or never.
         */
        private Instant[] readings(ZoneId zone) {
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            ZoneOffset before = change == null ? zone.getRules().getOffset(time) : change.getOffsetBefore();
            ZoneOffset after = change == null ? before : change.getOffsetAfter();
            return new Instant[] {time.toInstant(before), time.toInstant(after)};
        }
    }

    /** {@code now}: the moment the request is read. */
    record Now() implements TimeBound {
        @Override
        public Instant earliest(ZoneId zone, Clock clock) {
            return clock.instant();
        }

        @Override
        public Instant latest(ZoneId zone, Clock clock) {
            return clock.instant();
        }
    }
}

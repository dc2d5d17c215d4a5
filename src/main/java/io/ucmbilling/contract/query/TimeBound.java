package io.ucmbilling.contract.query;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.List;

/** A startTime or endTime, inclusive, as it was given (contract S2, <i>Time</i>). */
public sealed interface TimeBound {
    /** Returns the instants that it may mean, one or two. */
    List<Instant> readings(ZoneId zone, Clock clock);

    /** Returns the instant, read as a lower bound: of two readings the earlier one, so that more matches. */
    default Instant earliest(ZoneId zone, Clock clock) {
        return Collections.min(readings(zone, clock));
    }

    /** Returns the instant, read as an upper bound: of two readings the later one, so that more matches. */
    default Instant latest(ZoneId zone, Clock clock) {
        return Collections.max(readings(zone, clock));
    }

    /** With a zone, as epoch seconds, or as a date alone, which is always its 00:00 UTC. */
    record At(Instant instant) implements TimeBound {
        @Override
        public List<Instant> readings(ZoneId zone, Clock clock) {
            return List.of(instant);
        }
    }

    /** A time of day without a zone: read in UTC, or in the site's zone if the export says so. */
    record WallClock(LocalDateTime time) implements TimeBound {
        /** Returns the readings with the offset before and after a clock change, if the hour comes twice or never. */
        @Override
        public List<Instant> readings(ZoneId zone, Clock clock) {
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            return change == null
                    ? List.of(time.toInstant(zone.getRules().getOffset(time)))
                    : List.of(time.toInstant(change.getOffsetBefore()), time.toInstant(change.getOffsetAfter()));
        }
    }

    /** {@code now}: the moment the request is read. */
    record Now() implements TimeBound {
        @Override
        public List<Instant> readings(ZoneId zone, Clock clock) {
            return List.of(clock.instant());
        }
    }
}
